// What a clerk sees in the browser while `serve` runs. Usage: node preview.mjs URL ROOT, with what the program
// says on its standard input. The site is the one of tests/serve/board.rs. Fails when anything is not as
// expected.
import assert from "node:assert";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [url, root] = process.argv.slice(2);
let said = "";
process.stdin.on("data", words => { said += words; });

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
const context = await browser.newContext();
const streams = new Set();
/** A tab, whose streams of events are counted. */
const open = async where => {
  const tab = await context.newPage();
  tab.on("request", request => { if (request.url().endsWith("/__zhangbang/events")) streams.add(request); });
  tab.on("requestfailed", request => streams.delete(request));
  tab.on("requestfinished", request => streams.delete(request));
  await tab.goto(url + where);
  return tab;
};
const file = name => join(root, name);
const edit = (name, change) => writeFileSync(file(name), change(readFileSync(file(name), "utf8")));
const until = async (what, ask) => {
  for (let i = 0; i < 200; i++) {
    if (await ask()) return;
    await new Promise(done => setTimeout(done, 50));
  }
  throw new Error(`${what} never came; the program said:\n${said}`);
};
/** Playwright looks into open shadow roots by itself. */
const overlay = tab => tab.locator("zhangbang-bar .over");
const shows = (tab, words) => tab.waitForFunction(words => document.body.innerText.includes(words), words, { timeout: 10000 });

async function saves(tab) {
  await tab.evaluate(() => { window.scrollTo(0, 300); });
  await tab.waitForFunction(() => window.scrollY === 300);
  edit("content/notices/long.md", text => text.replace("第一稿", "第二稿"));
  await shows(tab, "第二稿");
  await tab.waitForFunction(() => window.scrollY === 300, null, { timeout: 3000 });
  console.log("a save shows by itself, and the scroll is kept");
}

async function styles(tab) {
  const sheet = "themes/gongshi/static/style.css";
  await tab.evaluate(() => { window.since = "the first load"; });
  const before = await tab.evaluate(() => getComputedStyle(document.body).outlineColor);
  edit(sheet, text => `${text}\nbody { outline-color: rgb(1, 2, 3) }\n`);
  await tab.waitForFunction(() => getComputedStyle(document.body).outlineColor === "rgb(1, 2, 3)", null, { timeout: 10000 });
  assert.notEqual(before, "rgb(1, 2, 3)");
  assert.equal(await tab.evaluate(() => window.since), "the first load", "a style is swapped in place");
  assert.equal(await tab.locator('link[rel="stylesheet"]').count(), 1, "the old style goes");
  console.log("a style is swapped without a reload");
}

/** Breaks a file, looks at the overlay and at the terminal, looks at the page behind it, mends the file. */
async function breaks(tab, name, broken, code, good) {
  const whole = readFileSync(file(name), "utf8");
  said = "";
  writeFileSync(file(name), broken(whole));
  const entry = overlay(tab).locator("li.error", { hasText: code }).first();
  await entry.waitFor({ timeout: 10000 });
  const where = await entry.locator(".where").textContent();
  assert.match(where, new RegExp(`^${name}:[1-9][0-9]*:[1-9][0-9]*  \\[${code}\\]$`), where);
  assert.ok((await entry.locator("pre").textContent()).trim(), `${name}: an excerpt`);
  assert.match(await entry.locator(".hint").textContent(), /^提示：./, `${name}: a hint`);
  await until(`${name} in the terminal`, () => said.includes(name) && said.includes(code));
  await tab.keyboard.press("Escape");
  await overlay(tab).waitFor({ state: "hidden" });
  await tab.reload();
  await shows(tab, good);
  await overlay(tab).waitFor({ state: "visible" });
  assert.match(await tab.locator("zhangbang-bar .publish").textContent(), /^现在不能发布/);
  writeFileSync(file(name), whole);
  await overlay(tab).waitFor({ state: "hidden", timeout: 10000 });
  await shows(tab, good);
  console.log(`${name} broken: told in overlay and terminal, the last good page stays, and it heals`);
}

async function days(tab) {
  const day = tab.locator("zhangbang-bar input[type=date]");
  assert.equal(await day.inputValue(), "2026-11-10");
  await shows(tab, "公示中");
  await day.fill("2026-12-24");
  await shows(tab, "公示期满");
  assert.equal(await tab.locator("zhangbang-bar input[type=date]").inputValue(), "2026-12-24");
  await tab.locator("zhangbang-bar button", { hasText: "回到今天" }).click();
  await shows(tab, "公示中");
  console.log("the date picker shows another day, and today again");
}

async function unpublished(other) {
  for (const [name, mark] of [["draft", "草稿"], ["later", "即将公示"]]) {
    assert.ok(!(await other.innerText("body")).includes(mark), `${mark} marks nothing else`);
    const tab = await open(`notices/${name}/`);
    await shows(tab, "还没有公开的事");
    await shows(tab, mark);
    await tab.close();
  }
  console.log("drafts and scheduled notices show, marked");
}

async function shares() {
  const tabs = [];
  for (let i = 0; i < 5; i++) tabs.push(await open("notices/long/"));
  await until("one stream", () => streams.size === 1);
  edit("content/notices/long.md", text => text.replace("第二稿", "第三稿"));
  for (const tab of tabs) {
    await tab.bringToFront();
    await shows(tab, "第三稿");
  }
  assert.equal(streams.size, 1, "five tabs and the first one share a stream");
  for (const tab of tabs) await tab.close();
  console.log("several tabs share one stream");
}

const tab = await open("notices/long/");
await tab.locator("zhangbang-bar .publish.good").waitFor();
await saves(tab);
await styles(tab);
await breaks(tab, "themes/gongshi/templates/notice.html", text => `{% if %}${text}`, "theme-invalid", "第二稿");
await breaks(tab, "content/notices/long.md", text => text.replace("title: ", "title: [").replace("第二稿", "坏稿"), "yaml-syntax", "第二稿");
await breaks(tab, "content/site.yaml", text => `name: {\n${text}`, "yaml-syntax", "第二稿");
await days(tab);
await unpublished(tab);
await tab.bringToFront();
await shares();
await browser.close();
process.exit(0);
