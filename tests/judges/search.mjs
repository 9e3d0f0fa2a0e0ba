// Asks the search page of a built site, opened from its folder in Chromium. Usage: node search.mjs FOLDER.
// Fails when an answer is not as expected, or later than 50 ms after the key.
import assert from "node:assert";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const page_of = folder => pathToFileURL(path.join(path.resolve(folder), "search/index.html")).href;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
const faults = [];
page.on("pageerror", fault => faults.push(fault.message));
await page.goto(page_of(process.argv[2]));
assert.equal(await page.evaluate(() => [...document.scripts].filter(s => s.src.includes("index-")).length), 0, "loaded before use");
await page.focus("#q");
await page.waitForFunction(() => document.scripts.length > 2 && window.zhangbang);
await page.waitForTimeout(500);

/** Types, and gives the count, the first title, and the milliseconds that it took to be on the page. */
const ask = words => page.evaluate(words => {
  const field = document.getElementById("q"), before = performance.now();
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true, cancelable: true }));
  document.body.getBoundingClientRect();
  const took = performance.now() - before;
  const first = document.querySelector("#results a");
  return { count: Number((document.getElementById("found").textContent.match(/\d+/) || [0])[0]), first: first && first.textContent, took };
}, words);

// the first titles in the index are what any site has
const title = await page.evaluate(() => { document.getElementById("q").value = "公示"; document.getElementById("q").dispatchEvent(new Event("input", { bubbles: true, cancelable: true })); return document.querySelector("#results a").textContent; });
const wide = text => text.replace(/[!-~]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xFEE0));
assert.equal((await ask(title)).first, title, "a whole title");
assert.equal((await ask(wide(title))).first, title, "in full width");
assert.equal((await ask("查无此项查无此项")).count, 0, "what is not there");
assert.equal((await ask("")).count, 0, "nothing asked");
assert.ok((await ask("gs")).count > 0, "initials of 公示");
const year = (await ask("公示"), await page.$eval("select[name=year] option:nth-child(2)", option => option.value));
assert.equal((await ask(`${year}年`)).count >= 1, true, "a year");
assert.ok((await ask("公示")).count >= (await ask(`公示 ${year}`)).count, "more words, fewer answers");
await ask("公示");
await page.selectOption("select[name=year]", year);
assert.ok(page.url().includes(`year=${year}`), "an address to share");
const shown = await page.textContent("#found");
await page.goto(page.url());
await page.waitForFunction(() => /\d/.test(document.getElementById("found").textContent));
assert.equal(await page.textContent("#found"), shown, "the address gives the same answer");
await page.keyboard.press("Tab");
const link = await page.$eval("#results a", one => one.href);
await page.goto(link);
assert.ok((await page.title()).length > 0);
await page.goto(page_of(process.argv[2]));
await page.focus("#q");
await page.waitForTimeout(1500);
const times = [];
for (const words of ["公", "公示", "公示 道路", "gs", "村道路公示", "2026年6月"]) times.push(Math.round((await ask(words)).took));
assert.deepEqual(faults, []);
console.log(`answers after ${times.join(", ")} ms`);
assert.ok(Math.max(...times) <= 50, "slower than 50 ms after a key");
await browser.close();
