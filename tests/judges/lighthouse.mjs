// Asks Lighthouse about pages of a site that search machines may list. Usage: node lighthouse.mjs FOLDER.
// Fails when any of its four categories gives less than 98 of 100.
import http from "node:http";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import { note, pages, serve, verdict } from "./stand.mjs";

const [folder] = process.argv.slice(2), least = 98;

/** The longest page of its sort: what is slowest to show. */
function longest(all, sort) {
  const fitting = all.filter(one => one.sort === sort).toSorted((a, b) => b.text.length - a.text.length);
  return fitting[0].href;
}

const free_port = () => new Promise(found => {
  const probe = http.createServer().listen(0, "127.0.0.1", () => { const { port } = probe.address(); probe.close(() => found(port)); });
});

/** What cost points. */
function reasons(report) {
  const parts = Object.values(report.categories).flatMap(category => category.auditRefs);
  const audits = parts.filter(part => part.weight > 0).map(part => report.audits[part.id]);
  return audits.filter(audit => audit.score !== null && audit.score < 1).map(audit => `${audit.id} ${audit.displayValue || JSON.stringify(audit.details?.items?.slice(0, 1) || "").slice(0, 200)}`);
}

const all = pages(folder), faults = new Map(), said = [];
const asked = [["home", "/"], ["list", "/notices/"], ...["notice", "activity", "points"].map(sort => [sort, longest(all, sort)])];
const server = await serve(folder), port = await free_port();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", `--remote-debugging-port=${port}`] });
for (const [name, href] of asked) {
  const { lhr: report } = await lighthouse(server.origin + href, { port, logLevel: "error", onlyCategories: ["performance", "accessibility", "best-practices", "seo"] });
  const scores = Object.values(report.categories).map(category => [category.id, Math.round(category.score * 100)]);
  said.push(`${name} ${scores.map(score => score[1]).join(" ")}`);
  for (const [category, score] of scores) if (!(score >= least)) note(faults, `${category} under ${least}`, `${href}: ${score}; ${reasons(report).join("; ")}`);
}
await browser.close();
server.stop();
verdict(faults, said.join(", "));
