// Prints notices and certificates with Chromium and reads the sheets. Usage: node paper.mjs FOLDER [CERTIFICATE...].
// Fails when the QR code of a sheet, as zbarimg reads it from the rendered PDF, is not the page's address;
// when it is smaller than 25 mm; when words of the page are missing on paper; when a notice of ordinary
// length or a certificate takes more than one A4 page.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { note, open_browser, pages, serve, verdict } from "./stand.mjs";

const [folder, ...certificates] = process.argv.slice(2);
// Words in the body and tables of a notice that a board sheet must take on one page; longer ones may go on.
const ordinary = 750;
const work = mkdtempSync(path.join(tmpdir(), "zhangbang-paper-"));
const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "ignore"] });
const bare = text => text.replace(/\s+/g, "");

async function print(page, address, name) {
  await page.goto(address);
  await page.evaluate(() => Promise.all([...document.images].map(one => { one.loading = "eager"; return one.decode().catch(() => 0); })));
  const file = path.join(work, `${name}.pdf`);
  await page.pdf({ path: file, preferCSSPageSize: true });
  const facts = run("pdfinfo", file);
  return { file, sheets: Number(facts.match(/^Pages:\s+(\d+)/m)[1]), a4: /Page size:\s+(59[45]\.\d+ x 84[12]|84[12]\.?\d* x 59[45])/.test(facts) };
}

function code(file) {
  run("pdftoppm", "-r", "110", "-gray", "-l", "1", "-singlefile", file, file);
  try { return run("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", `${file}.pgm`).trim(); } catch { return "nothing"; }
}

/** Words that have to be on paper, and the size of the code, as the page is laid out for printing. */
const content = () => {
  const prose = document.querySelector(".prose"), code = document.querySelector(".qr svg");
  const blocks = document.querySelectorAll("h1, .window .span time, .banner p, article :is(p, li, th, td, dt, dd, h2, h3, h4)");
  // what the style sheet leaves off the sheet on purpose is never the text, the project or the objections
  const kept = one => one.checkVisibility() || one.closest(".prose, .project, .remarks, .contact");
  const shown = [...blocks].filter(one => kept(one) && !one.closest(".turn") && !one.querySelector("p, li, td, dd, .footnote"));
  return { words: prose.innerText, blocks: shown.map(one => one.innerText), code: code ? code.getBoundingClientRect().width / 96 * 25.4 : 0 };
};

async function judge_notice(page, one, faults) {
  const sheet = await print(page, server.origin + one.href, "notice" + judged);
  await page.emulateMedia({ media: "print" });
  const { words, blocks, code: width } = await page.evaluate(content);
  await page.emulateMedia({ media: null });
  const canonical = one.text.match(/<link rel="canonical" href="([^"]+)"/)[1];
  const read = code(sheet.file);
  if (read !== canonical) note(faults, "the code is not the address", `${one.name}: ${read}`);
  if (width < 25) note(faults, "the code is too small", `${one.name}: ${width.toFixed(1)} mm`);
  const printed = bare(run("pdftotext", "-raw", sheet.file, "-")), lost = blocks.filter(block => !printed.includes(bare(block)));
  if (lost.length) note(faults, "words are missing on paper", `${one.name}: ${lost.join(" / ")}`);
  if (!sheet.a4) note(faults, "not A4", one.name);
  const length = bare(words).length;
  // a list of projects lies across, on as many sheets as it needs
  const lists = one.text.includes('<section class="projects">');
  if (sheet.sheets > 1 && length <= ordinary && !lists) note(faults, "an ordinary notice takes more than one sheet", `${one.name}: ${length} letters, ${sheet.sheets} sheets`);
  sheets[sheet.sheets] = (sheets[sheet.sheets] || 0) + 1;
}

// What stands on paper of a page that is no board sheet: what it says of others' doings, line by line.
const lines = () => [...document.querySelectorAll("h1, .banner p, main :is(dt, dd, th, td, li > p, .prose > p)")].filter(one => one.checkVisibility()).map(one => one.innerText);

/** A former version or the log: readable on A4, with every line. */
async function judge_record(page, one, faults) {
  const sheet = await print(page, server.origin + one.href, "record");
  await page.emulateMedia({ media: "print" });
  const said = await page.evaluate(lines);
  await page.emulateMedia({ media: null });
  const printed = bare(run("pdftotext", "-raw", sheet.file, "-")), lost = said.filter(line => !printed.includes(bare(line)));
  if (said.length < 3) note(faults, "next to nothing on paper", one.name);
  if (lost.length) note(faults, "lines are missing on paper", `${one.name}: ${lost.join(" / ")}`);
  if (!sheet.a4) note(faults, "not A4", one.name);
}

const server = await serve(folder), browser = await open_browser();
const faults = new Map(), sheets = {}, all = pages(folder), records = all.filter(one => ["version", "log"].includes(one.sort)), notices = all.filter(one => one.sort === "notice");
let judged = 0;
const page = await browser.newPage();
for (; judged < notices.length; judged++) await judge_notice(page, notices[judged], faults);
for (const one of records) await judge_record(page, one, faults);
for (const certificate of certificates) {
  const sheet = await print(page, pathToFileURL(path.resolve(certificate)).href, "certificate");
  if (sheet.sheets !== 1 || !sheet.a4) note(faults, "a certificate is not one A4 page", `${certificate}: ${sheet.sheets}`);
}
await browser.close();
server.stop();
rmSync(work, { recursive: true });
verdict(faults, `${judged} notices on paper, by sheets: ${JSON.stringify(sheets)}; ${records.length} former versions and pages of the log, ${certificates.length} certificates`);
