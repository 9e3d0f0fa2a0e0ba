// Behaves like the public on a site served with the headers of the handbook. Usage: node conduct.mjs FOLDER [SORT...].
// Of sorts that are named, only what holds for every page by itself is looked at.
// Fails when a page asks anybody else for anything, breaks the Content-Security-Policy, or complains on the
// console; when something but search-as-you-type needs JavaScript; when the keyboard does not lead from the
// home page to a printed notice.
import assert from "node:assert";
import { note, open_browser, pages, recommended_headers, serve, specimens, verdict } from "./stand.mjs";

const [folder, ...sorts] = process.argv.slice(2);
const all = pages(folder), chosen = specimens(all, sorts);
const server = await serve(folder), browser = await open_browser();
const faults = new Map(), at = name => server.origin + name;
const notice = sorts.length ? "" : "/notices/" + all.find(one => one.sort === "notice" && /<section class="window" data-until/.test(one.text)).href.split("/notices/")[1];

/** A page whose every misdeed is noted. */
async function watched(options = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
  context.setDefaultTimeout(10000);
  await context.exposeFunction("told_of_violation", what => note(faults, "breaks the policy", what));
  await context.addInitScript(() => {
    const tell = event => window.told_of_violation(`${location.pathname}: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile || ""}:${event.lineNumber}`);
    document.addEventListener("securitypolicyviolation", tell);
  });
  const page = await context.newPage();
  page.on("request", asked => asked.url().startsWith(server.origin) || asked.url().startsWith("data:") || note(faults, "asks elsewhere", `${page.url()}: ${asked.url()}`));
  page.on("console", said => note(faults, "says on the console", `${page.url()}: ${said.text()}`));
  page.on("pageerror", fault => note(faults, "has a fault in a script", `${page.url()}: ${fault.message}`));
  page.on("response", answer => answer.status() >= 400 && note(faults, "misses a file", `${page.url()}: ${answer.url()}`));
  return page;
}

const size = page => page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
const pause = page => page.waitForTimeout(20);

/** Every sort of page under the policy, with every view switched. */
async function under_the_policy() {
  const page = await watched();
  for (const one of chosen) {
    const answer = await page.goto(at(one.href));
    assert.equal(answer.headers()["content-security-policy"], recommended_headers()["Content-Security-Policy"]);
    for (const input of await page.$$(".views input")) await input.check({ force: true });
    await page.evaluate(() => document.querySelectorAll("img").forEach(one => { one.loading = "eager"; }));
    await pause(page);
    await page.evaluate(() => localStorage.clear());
  }
  await page.context().close();
}

/** What is found while typing. */
async function search() {
  const page = await watched();
  await page.goto(at("/search/"));
  await page.focus("#q");
  await page.keyboard.type("gs");
  await page.waitForFunction(() => document.querySelector("#results a"));
  await page.selectOption("select[name=state]", { index: 1 });
  await page.click("#results a");
  await page.waitForSelector("h1");
  assert.ok(!page.url().includes("/search/"), "a result is a link");
  await page.context().close();
}

/** What script adds: views are remembered, the print button prints, days left are corrected. */
async function with_script() {
  const page = await watched();
  await page.goto(at("/"));
  const plain = await size(page);
  await page.check("#view-huge", { force: true });
  await page.check("#view-contrast", { force: true });
  await page.goto(at(notice));
  assert.ok(await page.isChecked("#view-huge") && await page.isChecked("#view-contrast"), "a view is remembered on the next page");
  assert.notEqual(await size(page), plain, "the largest text is larger");
  await page.check("#view-normal", { force: true });
  await page.uncheck("#view-contrast", { force: true });
  await page.reload();
  assert.ok(await page.isChecked("#view-normal") && !await page.isChecked("#view-contrast"), "and forgotten when taken back");
  await page.context().close();
}

/** A missing address, however deep, gives the county's own page with its own style. */
async function missing() {
  const context = await browser.newContext(), page = await context.newPage();
  const answer = await page.goto(at("/no/such/page/at/all/"));
  assert.equal(answer.status(), 404);
  assert.ok(await page.isVisible("h1") && await page.evaluate(() => getComputedStyle(document.querySelector(".chips")).display === "flex"), "404 has its style");
  await page.click(".chips a >> nth=0");
  assert.ok(page.url().startsWith(server.origin) && await page.isVisible("main"), "404 leads back");
  await context.close();
}

/** Without JavaScript: all that a page says, and no control that would do nothing. */
async function bare() {
  for (const width of [360, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 740 }, javaScriptEnabled: false }), page = await context.newPage();
    for (const one of chosen) {
      await page.goto(at(one.href));
      assert.ok((await page.innerText("main")).trim().length > 20, `${one.name} is empty without JavaScript`);
      assert.equal(await page.locator("[data-print]:visible, main button[type=button]:visible").count(), 0, `${one.name} shows a button that does nothing`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(over <= 0, `${one.name} is ${over} px wider than ${width} px`);
    }
    await context.close();
  }
}

/** Without JavaScript: every view, every list, the months in place of the search. */
async function without_script() {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false }), page = await context.newPage();
  const changes = { "view-large": "font-size", "view-huge": "font-size", "view-contrast": "background-color", "view-simple": "font-size" };
  const shown = property => page.locator("body").evaluate((body, property) => getComputedStyle(body).getPropertyValue(property), property);
  await page.goto(at(notice));
  assert.deepEqual((await page.$$eval(".views input", inputs => inputs.map(one => one.id))).toSorted(), ["view-normal", ...Object.keys(changes)].toSorted(), "a view that nobody judges");
  for (const [view, property] of Object.entries(changes)) {
    const before = await shown(property);
    await page.check(`#${view}`, { force: true });
    assert.notEqual(await shown(property), before, `${view} does nothing without JavaScript`);
    await page.reload();
  }
  await page.goto(at("/search/"));
  await page.click("main .months a >> nth=0");
  assert.ok(await page.locator("main .rows a").count() > 0, "months list what the search would find");
  await page.goto(at("/notices/"));
  await page.check("#menu", { force: true });
  assert.ok(await page.isVisible(".nav"), "the menu opens without JavaScript");
  await page.click("nav.pager a[rel=next]");
  assert.match(page.url(), /\/page\/2\//);
  await page.goto(at("/"));
  await page.fill("#q", "路");
  await page.click(".search button");
  assert.match(page.url(), /\/search\/(index\.html)?\?q=/, "the home page's form leads to the search page");
  assert.ok(await page.isVisible("noscript"), "which tells what to do");
  await context.close();
}

const focused = page => page.evaluate(() => {
  const one = document.activeElement, seen = one.matches("#menu, .views input") ? one.nextElementSibling : one;
  const box = seen.getBoundingClientRect(), style = getComputedStyle(seen);
  const visible = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { href: one.getAttribute("href") || "", id: one.id, print: one.matches("[data-print]"), visible, ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, name: one.outerHTML.slice(0, 90) };
});

/** Presses Tab until the focus is where it is wanted; every stop on the way must be seen. */
async function tab_to(page, wanted, what) {
  for (let stop = 0; stop < 120; stop++) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    assert.ok(here.visible && here.ring, `the focus cannot be seen on the way to ${what}: ${here.name}`);
    if (wanted(here)) return stop + 1;
  }
  throw new Error(`the keyboard does not reach ${what}`);
}

/** Home, a notice, print: Tab and Enter only. */
async function by_keyboard(width) {
  const page = await watched({ viewport: { width, height: 740 } });
  await page.addInitScript(() => { window.print = () => { window.printed = true; }; });
  await page.goto(at("/"));
  assert.equal(await tab_to(page, here => here.href === "#main", "the skip link"), 1, "the skip link comes first");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main", "the skip link skips");
  const stops = await tab_to(page, here => /(^|\/)notices\/\d{4}\//.test(here.href), "a notice");
  await Promise.all([page.waitForURL(/\/notices\/\d{4}\//), page.keyboard.press("Enter")]);
  await page.waitForSelector("[data-print]:visible");
  const more = await tab_to(page, here => here.print, "the print button");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => window.printed, null, { timeout: 5000 });
  await page.context().close();
  return stops + more;
}

/** Every control of a notice can be reached, and none holds the focus. */
async function no_trap() {
  const page = await watched({ viewport: { width: 1280, height: 740 } });
  await page.goto(at(notice));
  const wanted = await page.evaluate(() => [...document.querySelectorAll("a[href], button, summary, [tabindex='0']")].filter(one => one.checkVisibility()).length);
  const reached = new Set();
  for (let stop = 0; stop < wanted + 12; stop++) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => { const one = document.activeElement; return [...document.querySelectorAll("a[href], button, summary, [tabindex='0']")].indexOf(one); }));
  }
  reached.delete(-1);
  assert.equal(reached.size, wanted, "controls that the keyboard reaches");
  await page.context().close();
}

let stops = [];
const walks = async () => { stops = [await by_keyboard(360), await by_keyboard(1280)]; };
const each = { "under the policy": under_the_policy, "without script, each page": bare };
const steps = sorts.length ? each : { ...each, "the search": search, "with script": with_script, "a missing page": missing, "without script": without_script, "by keyboard": walks, "all of a page by keyboard": no_trap };
for (const [what, step] of Object.entries(steps)) {
  await step().catch(fault => note(faults, what, fault.message.split("\n")[0]));
}
await browser.close();
server.stop();
verdict(faults, `${chosen.length} pages under the policy; ${stops.length ? `home to print in ${stops.join(" and ")} stops` : "each by itself"}`);
