// From saving one notice to the changed page in a real browser.
//
//   npm install --prefix tests/judges
//   node tests/judges/serve.mjs path/to/zhangbang [notices…]     (1000 10000 100000)
//
// Makes a site of so many notices in a temporary folder, serves it, opens one notice in Chromium, saves
// the notice fifty times (every other time with a new title) and prints how long it took until the page
// showed the new text: median and maximum, in milliseconds. Then the same with twenty tabs open.
import { chromium } from 'playwright-core';
import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [binary, ...sizes] = process.argv.slice(2);
const EDITS = 50;
const kinds = ['policy', 'news', 'village_affairs', 'welfare_post', 'recruitment'];
const words = '为改善群众出行条件，经村民代表会议讨论，拟对通组道路进行硬化，现将有关情况公示如下。'.repeat(6);

function villages() {
  const places = [];
  let township = '';
  for (const line of readFileSync(join(root, 'content/places.yaml'), 'utf8').split('\n')) {
    township = line.match(/^- name: (\S+)/)?.[1] ?? township;
    const village = line.match(/^\s+- \{name: ([^,}]+)/)?.[1];
    if (village) places.push([township, village]);
  }
  return places;
}

function notice(i, places, title = `第${i}号公告`, mark = '') {
  const year = 2021 + (i % 6), kind = kinds[i % 5], [township, village] = places[i % places.length];
  const day = new Date(Date.UTC(year, 0, 15 + (i * 7) % 200)), end = new Date(+day + 20 * 864e5);
  const iso = (date) => date.toISOString().slice(0, 10);
  const posting = i % 5 > 2 ? `posting: {from: ${iso(day)}, until: ${iso(end)}, boards: [村务公开栏]}\n` : '';
  return `---\ntitle: ${title}\nkind: ${kind}\nnumber: 示公〔${year}〕${i}号\nissuer: ${township}人民政府\ntownship: ${township}\n`
    + `village: ${village}\nsigned: ${iso(day)}\n${posting}contact: {name: 办公室, phone: 0999-0001234}\n---\n`
    + `## 基本情况\n\n${mark}${words}\n\n| 项目 | 数量 |\n|---|---|\n| 道路 | ${i} |\n\n## 联系方式\n\n${words}\n`;
}

function site(count) {
  const folder = mkdtempSync(join(tmpdir(), 'zhangbang-')), places = villages();
  mkdirSync(join(folder, 'content'));
  for (const name of ['site.yaml', 'rules.yaml', 'places.yaml']) copyFileSync(join(root, 'content', name), join(folder, 'content', name));
  cpSync(join(root, 'content/calendar'), join(folder, 'content/calendar'), { recursive: true });
  for (let i = 0; i < count; i++) {
    const part = join(folder, 'content/notices', String(2021 + (i % 6)), String(Math.floor(i / 1000)));
    if (i % 1000 < 6) mkdirSync(part, { recursive: true });
    writeFileSync(join(part, `n${i}.md`), notice(i, places));
  }
  return { folder, places };
}

function serve(folder) {
  const child = spawn(binary, ['serve', '--root', folder, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((done, fail) => {
    let said = '';
    child.on('exit', () => fail(new Error(said)));
    child.stdout.on('data', (data) => {
      said += data;
      const url = said.match(/http:\/\/[^/]+\//)?.[0];
      if (url) done({ child, url });
    });
  });
}

const memory = (child) => Number(readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) >> 10;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// Tells when the wanted words are in the page, as early as the page itself can know.
const watcher = () => {
  const look = () => { if (document.body && document.title) window.__seen(document.title + document.querySelector('main')?.textContent.slice(0, 4000), performance.timeOrigin + performance.now()); };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  document.addEventListener('DOMContentLoaded', look);
};

async function measure(count) {
  const { folder, places } = site(count), { child, url } = await serve(folder);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const context = await browser.newContext(), page = await context.newPage();
  let wanted = '', seen = () => {};
  await page.exposeFunction('__seen', (text, at) => { if (wanted && text.includes(wanted)) { wanted = ''; seen(at); } });
  await page.addInitScript(watcher);
  const file = join(folder, 'content/notices/2022/0/n1.md');
  await page.goto(`${url}notices/2022/0/n1/`);
  await page.waitForTimeout(1500);
  const round = async (name, edits) => {
    const times = [];
    for (let i = 0; i < edits; i++) {
      const mark = `第${name}${i}次`, titled = i % 2 === 1;
      const text = notice(1, places, titled ? mark : '第1号公告', titled ? '' : mark);
      const shown = new Promise((done, fail) => { seen = done; setTimeout(() => fail(new Error(`${mark} never came`)), 20000); });
      wanted = mark;
      const saved = performance.timeOrigin + performance.now();
      writeFileSync(file, text);
      times.push(await shown - saved);
      await pause(400 + count / 250);
    }
    times.sort((a, b) => a - b);
    return `median ${times[times.length >> 1].toFixed(1)} ms, max ${times.at(-1).toFixed(1)} ms`;
  };
  await round('热', 5);
  console.log(`${count} notices, ${EDITS} edits: ${await round('改', EDITS)}; server ${memory(child)} MiB`);
  for (let i = 0; i < 19; i++) await (await context.newPage()).goto(url);
  await page.bringToFront();
  console.log(`${count} notices, 20 tabs, 10 edits: ${await round('签', 10)}`);
  const begun = performance.now();
  const ended = new Promise((done) => child.on('exit', done));
  child.kill('SIGINT');
  await ended;
  console.log(`${count} notices, Ctrl-C with 20 tabs: ${(performance.now() - begun).toFixed(0)} ms`);
  await browser.close();
  rmSync(folder, { recursive: true });
}

for (const size of sizes.length ? sizes : ['1000', '10000', '100000']) await measure(Number(size));
