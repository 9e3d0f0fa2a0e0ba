// The form of `serve --edit` in a real browser, filled in as a clerk would.
//
//   npm install --prefix tests/judges
//   node tests/judges/edit.mjs path/to/zhangbang [folder for pictures]
//
// Makes a fresh site, and at 1280 and 360 pixels a notice with an attachment, an activity and a household, edits one
// field of a GB18030 file, and looks at the files afterwards. Then opens a list of 2,000 notices. No request may leave
// the origin; `check` must find no error. With a folder, pictures of the form are kept there: those of the handbook.
import { chromium } from 'playwright-core';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [binary, pictures] = process.argv.slice(2);
const root = mkdtempSync(join(tmpdir(), 'zhangbang-form-')), site = join(root, '站点');
const wrong = [];
const hold = (what, so) => { if (!so) wrong.push(what); console.log(`${so ? 'ok ' : 'NO '} ${what}`); };
const content = (...names) => join(site, 'content', ...names);

function serve(folder) {
  const child = spawn(binary, ['serve', '--edit', '--root', folder, '--port', '0', '--lang', 'zh'], { stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((done, fail) => {
    let said = '';
    child.on('exit', () => fail(new Error(said)));
    child.stdout.on('data', (data) => {
      said += data;
      const url = said.match(/http:\/\/[^/]+\/edit\//)?.[0];
      if (url) done({ child, url });
    });
  });
}

const outside = [];
async function open(browser, url, width) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width, height: width < 500 ? 740 : 860 } });
  const page = await context.newPage(), origin = new URL(url).origin;
  page.on('request', (request) => { if (!/^(blob|data):/.test(request.url()) && new URL(request.url()).origin !== origin) outside.push(request.url()); });
  page.on('pageerror', (error) => wrong.push(`a script failed: ${error.message}`));
  page.setDefaultTimeout(15000);
  await page.goto(url);
  await page.getByRole('link', { name: '其他公示公告' }).waitFor();
  return page;
}

const field = (page, name, at = 0) => page.locator(`[id^="${name}-field-"]`).nth(at);
async function choose(page, name, word, at = 0) {
  await field(page, name, at).click();
  await page.keyboard.type(word);
  await page.keyboard.press('Enter');
}
async function go(page, where) {
  await page.goto(page.url().split('#')[0] + '#/collections/' + where);
  await page.reload();
}
async function save(page) {
  await page.getByRole('button', { name: '保存', exact: true }).click();
  const now = page.getByRole('menuitem', { name: '保存', exact: true });
  if (await now.isVisible().catch(() => false)) await now.click();
  await page.getByText('已保存', { exact: true }).first().waitFor();
  await page.waitForFunction(() => location.hash.includes('/entries/'));
  await page.waitForTimeout(300);
}
async function picture(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.jpg`), type: 'jpeg', quality: 60 });
}
const until = async (what, is) => {
  for (let i = 0; i < 100 && !is(); i++) await new Promise((done) => setTimeout(done, 100));
  hold(what, is());
};

async function fill(page, width) {
  const year = String(new Date().getFullYear());
  // an activity
  await go(page, 'activities/new');
  await field(page, '标题').fill(`清扫河道${width}`);
  await field(page, '开始').fill(`${year}年12月20日 8:30`);
  await save(page);
  const activity = content('activities', year, `清扫河道${width}`, 'index.md');
  await until(`${width}: the activity is written as it was typed`, () => existsSync(activity) && readFileSync(activity, 'utf8').includes(`标题: 清扫河道${width}\n开始: "${year}年12月20日 8:30"\n`));
  // a notice with an attachment
  await go(page, 'notices/new');
  await field(page, '标题').fill(`冬季用水通知${width}`);
  await choose(page, '类别', '工作动态');
  await field(page, '发布单位').fill('示例镇人民政府');
  await page.getByRole('button', { name: /附件/ }).first().click();
  await page.getByRole('button', { name: /选择文件/ }).first().click();
  await page.locator('input[type=file]').first().setInputFiles({ name: '停水时间.csv', mimeType: 'text/csv', buffer: Buffer.from('日期,时段\n12月21日,上午\n') });
  await page.getByText('停水时间.csv').first().waitFor();
  const use = page.getByRole('button', { name: '用选中的文件' });
  // what was just put there may be chosen already
  await page.waitForTimeout(500);
  if (!(await use.isEnabled())) await page.getByText('停水时间.csv').first().click();
  await use.click();
  const body = page.locator('[data-slate-editor=true], textarea[id^="正文-field-"]').last();
  await body.click();
  await page.keyboard.type('停水检修，请提前蓄水。');
  await picture(page, `form-notice-${width}`);
  await save(page);
  const folder = content('notices', year, `冬季用水通知${width}`);
  await until(`${width}: the notice is a draft with its text and attachment`, () => {
    if (!existsSync(join(folder, 'index.md'))) return false;
    const text = readFileSync(join(folder, 'index.md'), 'utf8');
    return text.startsWith(`---\n标题: 冬季用水通知${width}\n类别: 工作动态\n发布单位: 示例镇人民政府\n附件:\n  - {文件: 停水时间.csv}\n草稿: 是\n---\n\n停水检修，请提前蓄水。`);
  });
  hold(`${width}: the attachment lies beside it`, existsSync(join(folder, '停水时间.csv')) && readFileSync(join(folder, '停水时间.csv'), 'utf8') === '日期,时段\n12月21日,上午\n');
  await page.locator('#zb-page').waitFor();
  const finished = await (await page.context().newPage()).goto(new URL(await page.locator('#zb-page').getAttribute('href'), page.url()).href);
  hold(`${width}: its page is a click away`, finished.status() === 200 && (await finished.text()).includes('停水检修'));
  // a household
  const list = content('points', 'households.yaml'), before = readFileSync(list, 'utf8');
  await go(page, 'points-households/entries/points-households');
  await page.getByRole('button', { name: /新增户/ }).click();
  const last = (name) => page.locator(`[id^="${name}-field-"]:visible`).last();
  await last('户号').fill(`0${width}`);
  await last('村').click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await last('户主').fill('周*成');
  await picture(page, `form-household-${width}`);
  await save(page);
  await until(`${width}: the household stands below the others, which are as they were`, () => {
    const now = readFileSync(list, 'utf8');
    return now.startsWith(before.trimEnd()) && now.slice(before.trimEnd().length).includes(`户号: 0${width},`);
  });
}

async function mend(page, width) {
  const file = content('notices', 'gb.md');
  const was = readFileSync(file);
  await go(page, 'notices/entries/gb');
  await field(page, '发布单位').fill(`示例镇政府${width}`);
  await picture(page, `form-edit-${width}`);
  await save(page);
  const before = new TextDecoder('gb18030').decode(was);
  await until(`${width}: of a GB18030 file one value differs`, () => {
    const now = new TextDecoder('gb18030').decode(readFileSync(file));
    return now === before.replace(/发布单位: .*\r/, `发布单位: 示例镇政府${width}\r`) && now.includes('# 010 照旧') && now.includes('2026年11月2日');
  });
}

async function many(browser) {
  const folder = mkdtempSync(join(root, 'many-'));
  execFileSync(binary, ['init', join(folder, 's')]);
  mkdirSync(join(folder, 's/content/notices/2026'), { recursive: true });
  const text = '为改善群众出行条件，经村民代表会议讨论，现将有关情况公示如下。'.repeat(20);
  for (let i = 0; i < 2000; i++) writeFileSync(join(folder, `s/content/notices/2026/n${i}.md`), `---\n标题: 第${i}号公告\n类别: 工作动态\n发布单位: 示例镇人民政府\n成文日期: 2026-11-02\n---\n\n${text}\n`);
  const { child, url } = await serve(join(folder, 's'));
  const page = await open(browser, url, 1280);
  const begun = performance.now();
  await page.getByRole('link', { name: '其他公示公告' }).click();
  await page.getByText('第1999号公告').waitFor({ state: 'attached' });
  const took = performance.now() - begun;
  console.log(`2,000 notices: the list stands after ${took.toFixed(0)} ms`);
  // the goal is 2 s of the release binary on a machine at rest; here nothing is held but that it opens at all
  hold('the list of 2,000 notices opens', took < 60000);
  child.kill('SIGINT');
}

execFileSync(binary, ['init', site]);
// 王 and 李 in the bytes of an office's old machine, with comments and an own way to write days
const gb = Buffer.from('2d2d2d0d0a', 'hex');
writeFileSync(join(root, 'gb.txt'), '---\r\n# 010 照旧\r\n标题: 柳湾村村道清扫公告\r\n类别: 工作动态\r\n文号: 010   # 010 照旧\r\n发布单位: 示例镇人民政府\r\n成文日期: 2026年11月2日\r\n---\r\n\r\n正文照旧，共三公里，请大家看一看。\r\n');
mkdirSync(content('notices'), { recursive: true });
const encoded = spawnSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030', join(root, 'gb.txt')]).stdout;
writeFileSync(content('notices', 'gb.md'), encoded);
hold('the sample begins as front matter does', encoded.subarray(0, gb.length).equals(gb));

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const { child, url } = await serve(site);
try {
  for (const width of [1280, 360]) {
    const page = await open(browser, url, width);
    await picture(page, `form-list-${width}`);
    hold(`${width}: nothing sticks out sideways`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1));
    await fill(page, width);
    await mend(page, width);
    const words = await page.evaluate(() => document.body.innerText);
    hold(`${width}: nothing is published or deleted here`, !/发布(?!单位)|删除/.test(words.replace(/公示公告|发布单位/g, '')));
    await page.context().close();
  }
  await many(browser);
} catch (error) {
  wrong.push(error.message);
}
child.kill('SIGINT');
await browser.close();
hold(`no request leaves the origin ${outside.join(' ')}`, outside.length === 0);
const checked = spawnSync(binary, ['check', '--root', site, '--format', 'json']);
const faults = JSON.parse(checked.stdout.toString() || '{}').diagnostics ?? [];
const ours = faults.filter((fault) => fault.severity === 'error' && /冬季|清扫|gb|households/.test(fault.file));
hold(`check finds no error in what the form wrote ${JSON.stringify(ours)}`, ours.length === 0);
rmSync(root, { recursive: true });
if (wrong.length) { console.log(wrong.join('\n')); process.exit(1); }
