// Asks the search of a portal, opened from its folder in Chromium. Usage: node portal_search.mjs FOLDER CASES, where CASES
// is a file of JSON: [{"q": words, "county": name, "open": true, "titles": [...]}].
// Fails when other notices are found than those, or files are loaded that nobody asked for.
import assert from "node:assert";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { open_browser } from "./stand.mjs";

const [folder, cases] = process.argv.slice(2);
const browser = await open_browser(), page = await browser.newPage(), faults = [], loaded = new Set();
page.on("pageerror", fault => faults.push(fault.message));
page.on("request", request => loaded.add(request.url().split("?")[0]));
await page.goto(pathToFileURL(path.join(path.resolve(folder), "search/index.html")).href);
const index = () => [...loaded].filter(url => /\/search\/[dg]\//.test(url));
assert.deepEqual(index(), [], "loaded before use");
for (const { q = "", county = "", open = false, titles } of JSON.parse(readFileSync(cases, "utf8"))) {
  await page.fill("#q", q);
  await page.selectOption("select[name=county]", county ? { label: county } : "");
  await page.setChecked("input[name=open]", open);
  await page.press("#q", "Enter");
  await page.waitForTimeout(60);
  await page.waitForFunction(() => document.getElementById("found").textContent !== "正在找…");
  const shown = await page.$$eval("#results a", all => all.map(one => one.textContent));
  assert.deepEqual(shown, titles, `${q} ${county} ${open}: ${await page.textContent("#found")}`);
}
assert.ok(index().length > 0);
assert.deepEqual(faults, []);
console.log(`${index().length} files of the index were loaded`);
await browser.close();
