// Serves a built site on this machine as the handbook tells a county to serve it (the headers are read from
// that page), opens Chromium, and picks from every sort of page those that differ. Judges nothing itself.
import assert from "node:assert";
import { readFileSync, readdirSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

const handbook = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../content/pages/handbook/publishing.md");
const types = {
  html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", js: "application/javascript; charset=utf-8", svg: "image/svg+xml", jpg: "image/jpeg",
  png: "image/png", webp: "image/webp", json: "application/json", xml: "application/xml", ics: "text/calendar", csv: "text/csv", txt: "text/plain; charset=utf-8",
};

/** The headers that the handbook recommends; its two servers must say the same. */
export function recommended_headers() {
  const page = readFileSync(handbook, "utf8");
  const nginx = Object.fromEntries([...page.matchAll(/^ +add_header (\S+) "([^"]+)" always;$/gm)].map(found => found.slice(1)));
  const caddy = Object.fromEntries([...page.matchAll(/^ {8}([A-Z][A-Za-z-]+) "([^"]+)"$/gm)].map(found => found.slice(1)));
  assert.deepEqual(nginx, caddy, "the handbook's nginx and Caddy say different headers");
  assert.ok(nginx["Content-Security-Policy"], "the handbook recommends no policy");
  return nginx;
}

/** Starts a server of the folder; gives its origin and a way to stop it. */
export async function serve(folder, headers = recommended_headers()) {
  const server = http.createServer((asked, answer) => {
    const name = decodeURIComponent(new URL(asked.url, "http://x").pathname).replace(/\/$/, "/index.html");
    const [status, file] = [[200, name], [404, "/404.html"]].find(([, file]) => readable(folder, file)) || [404, null];
    answer.writeHead(status, { ...headers, "Content-Type": types[path.extname(file).slice(1)] || "application/octet-stream", "Content-Encoding": "gzip" });
    answer.end(gzipSync(readFileSync(path.join(folder, file))));
  });
  await new Promise(listening => server.listen(0, "127.0.0.1", listening));
  return { origin: `http://localhost:${server.address().port}`, stop: () => (server.closeAllConnections(), server.close()) };
}

function readable(folder, name) {
  const file = path.normalize(path.join(folder, name));
  try { return file.startsWith(path.normalize(folder)) && readFileSync(file) !== null; } catch { return false; }
}

export const open_browser = () => chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
});

/** Every page of the folder: its address below the root, its sort, its text. */
export function pages(folder) {
  const names = readdirSync(folder, { recursive: true }).filter(name => name.endsWith(".html")).sort();
  return names.map(name => {
    const text = readFileSync(path.join(folder, name), "utf8");
    const sort = (text.match(/<body class="t-([\w-]+)"/) || [])[1];
    assert.ok(sort, `${name} does not say what sort of page it is`);
    return { name, href: "/" + name.replace(/index\.html$/, "").split(path.sep).map(encodeURIComponent).join("/"), sort, text };
  });
}

// What makes two pages of one sort look different: the state shown at the head, a banner, nothing to show.
const marks = [/<div class="banner"/, /<p class="empty"/, /<nav class="pager"/];
const look = page => [page.sort, (page.text.match(/class="kicker"><span class="st (\w+)"/) || [])[1], ...marks.map(mark => mark.test(page.text))].join(" ");

/** Of every sort, or of those that are named and have to be there, the longest page of each look. */
export function specimens(all, sorts = []) {
  const chosen = new Map(), wanted = all.filter(page => !sorts.length || sorts.includes(page.sort));
  for (const sort of sorts) assert.ok(wanted.some(page => page.sort === sort), `there is no page of the sort ${sort}`);
  for (const page of wanted.toSorted((a, b) => a.text.length - b.text.length)) chosen.set(look(page), page);
  return [...chosen.values()];
}

/** Says what was found and ends with a fault if there is any. */
export function verdict(faults, said) {
  for (const [what, where] of faults) console.log(`${what}: ${where.length}\n    ${where.slice(0, 8).join("\n    ")}`);
  console.log(said);
  process.exitCode = faults.size ? 1 : 0;
}

/** Notes one more place at which something was found. */
export const note = (faults, what, where) => faults.set(what, [...(faults.get(what) || []), where]);
