// Opens pages of every sort, or of those that are named, in every view, on a phone and on a desk.
// Usage: node access.mjs FOLDER [SORT...].
// Fails at any finding of axe-core, contrast under 7:1 in the high contrast view, a control smaller than
// 44 px, or a page wider than its window.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { note, open_browser, pages, serve, specimens, verdict } from "./stand.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [folder, ...sorts] = process.argv.slice(2);
const widths = [360, 1280], workers = 2;

/** Every view that the page offers, and all that can be chosen together, with the largest text. */
const offered = () => {
  const inputs = [...document.querySelectorAll(".views input")], sizes = inputs.filter(one => one.type === "radio");
  const others = inputs.filter(one => one.type !== "radio").map(one => one.id);
  return [...sizes.map(one => [one.id]), ...others.map(id => [sizes[0].id, id]), [sizes.at(-1).id, ...others]];
};

const choose = chosen => document.querySelectorAll(".views input").forEach(one => { one.checked = chosen.includes(one.id); });

const look = async enhanced => {
  const rules = enhanced ? { "color-contrast-enhanced": { enabled: true } } : {};
  const found = await window.axe.run(document, { resultTypes: ["violations"], rules });
  return found.violations.flatMap(rule => rule.nodes.map(node => [rule.id, node.html.slice(0, 120)]));
};

/** What can be pressed and is smaller than a finger; links within a sentence may be. */
const small = () => {
  const own_text = one => [...one.parentElement.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const in_sentence = one => one.tagName === "A" && (own_text(one) || one.closest(".prose, .notes"));
  const pressed = one => one.matches("input[type=checkbox], input[type=radio]") ? one.labels[0] || one : one;
  const controls = [...document.querySelectorAll("a[href], button, summary, label:has(input), input, select")].filter(one => one.checkVisibility({ visibilityProperty: true }));
  const sizes = controls.filter(one => !in_sentence(one) && !one.matches(".skip")).map(one => [pressed(one), pressed(one).getBoundingClientRect()]);
  const called = one => `${one.tagName} ${one.className || one.parentElement.className} ${one.textContent.trim().slice(0, 16)}`;
  return sizes.filter(([, box]) => box.width && box.height < 43.9).map(([one, box]) => `${called(one)} ${Math.round(box.width)}×${Math.round(box.height)}`);
};

const overflow = () => document.documentElement.scrollWidth - window.innerWidth;

async function judge(page, specimen, width, faults) {
  let looks = 0;
  for (const view of await page.evaluate(offered)) {
    await page.evaluate(choose, view);
    const place = `${specimen.name} at ${width} px, ${view.join(" ")}`;
    for (const [rule, html] of await page.evaluate(look, view.includes("view-contrast"))) note(faults, rule, `${place}: ${html}`);
    for (const control of await page.evaluate(small)) note(faults, "smaller than 44 px", `${place}: ${control}`);
    const over = await page.evaluate(overflow);
    if (over > 0) note(faults, "wider than the window", `${place}: ${over} px`);
    looks++;
  }
  return looks;
}

/** The search page is judged with answers, a menu that can be opened with the menu open. */
async function use(page, specimen) {
  if (specimen.sort === "search") {
    await page.fill("#q", "公示");
    await page.waitForFunction(() => document.querySelector("#results a"));
    await page.waitForTimeout(50);
  }
  await page.evaluate(() => document.querySelectorAll("#menu, details").forEach(one => { one.checked = one.open = true; }));
}

const server = await serve(folder), browser = await open_browser();
const faults = new Map(), chosen = specimens(pages(folder), sorts), jobs = chosen.flatMap(one => widths.map(width => [one, width]));
let looks = 0;
await Promise.all(Array.from({ length: workers }, async () => {
  const context = await browser.newContext(), page = await context.newPage();
  for (let job; (job = jobs.shift());) {
    const [specimen, width] = job;
    await page.setViewportSize({ width, height: 800 });
    await page.goto(server.origin + specimen.href);
    await page.evaluate(axe);
    await use(page, specimen);
    const more = await judge(page, specimen, width, faults);
    looks += more;
  }
}));
await browser.close();
server.stop();
verdict(faults, `${looks} looks at ${chosen.length} pages of ${new Set(chosen.map(one => one.sort)).size} sorts`);
