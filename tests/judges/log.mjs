// Checks the publication log in Chromium on a published site, as a reader would. Usage: node log.mjs FOLDER NOTICE.
// Fails when a whole log or a posted record is not found right, when a changed, cut or shorter log is, or when the page
// needs its script.
import assert from "node:assert";
import { execSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { open_browser, serve } from "./stand.mjs";

const [folder, notice] = process.argv.slice(2);
const copy = mkdtempSync(path.join(os.tmpdir(), "zhangbang-log-")), file = path.join(copy, "log/publication.jsonl");
cpSync(folder, copy, { recursive: true, dereference: true });
const good = readFileSync(file), server = await serve(copy), browser = await open_browser();
const page = await browser.newPage(), faults = [];
page.on("pageerror", fault => faults.push(fault.message));
page.on("console", said => said.type() === "error" && faults.push(said.text()));

/** What the page says once it has done what was asked. */
async function said(act) {
  await page.goto(`${server.origin}/log/`);
  await act();
  await page.waitForFunction(() => /good|bad/.test(document.getElementById("said").className) && !/正在/.test(document.getElementById("said").textContent));
  return page.textContent("#said");
}

const chain = () => said(() => page.click("button[name=chain]"));
const record = address => said(async () => { await page.fill("#address", address); await page.click("button[name=record]"); });

try {
  const lines = good.toString().trimEnd().split("\n").length;
  assert.match(await chain(), new RegExp(`整本记录 ${lines} 行`));
  assert.match(await record(`${server.origin}/${notice}/`), /一致.*现行的一版/);
  assert.match(await record(`${server.origin}/${notice}/index.html#x`), /现行的一版/);
  assert.match(await record(`${server.origin}/${notice}/versions/1/`), /一致.*旧版本/);
  assert.match(await said(() => page.setInputFiles("#file", path.join(copy, notice, "record.json"))), /现行的一版/);
  assert.match(await said(() => page.setInputFiles("#file", path.join(copy, "robots.txt"))), /没有这份内容/);

  let tried = 0;
  for (let at = 7; at < good.length; at += Math.ceil(good.length / 40)) {
    const changed = Buffer.from(good);
    changed[at] ^= 1;
    writeFileSync(file, changed);
    assert.match(await chain(), /^对不上/, `byte ${at}`);
    tried++;
  }
  const ends = [...good.keys()].filter(at => good[at] === 10);
  for (const cut of [good.subarray(0, ends.at(-2) + 1), good.subarray(0, good.length - 1), good.subarray(ends[0] + 1), Buffer.concat([good, good.subarray(ends.at(-2) + 1)])]) {
    writeFileSync(file, cut);
    assert.match(await chain(), /^对不上/);
    tried++;
  }
  writeFileSync(file, good);
  assert.deepEqual(faults, []);

  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto(`${server.origin}/log/`);
  assert.ok(!(await plain.isVisible("#check")) && (await plain.isVisible("noscript, .how")), "without script");
  const how = (await plain.textContent(".how")).match(/应当是 ([0-9a-f]{64})：(head .*sha256sum)/);
  assert.equal(execSync(how[2], { cwd: path.join(copy, "log"), encoding: "utf8" }).slice(0, 64), how[1], "as the page says without script");
  for (const name of readdirSync(path.join(copy, "log"), { recursive: true }).filter(name => name.endsWith(".html"))) {
    assert.ok(readFileSync(path.join(copy, "log", name)).length <= 50 << 10, name);
  }
  console.log(`${tried} changed logs told from the true one`);
} finally {
  await browser.close();
  server.stop();
  rmSync(copy, { recursive: true });
}
