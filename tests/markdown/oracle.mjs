// Random emphasis beside CJK characters, with the HTML that markdown-it and its plugin
// markdown-it-cjk-friendly make of it.
//
//     node oracle.mjs SEED COUNT > emphasis.jsonl
//
// prints COUNT lines, each a JSON array [markdown, html]; the same seed gives the same lines. The
// packages come from ../judges (`npm ci` there).
//
// Left out, because the two sides differ there by intent or by an accident that no text has:
// - three tildes or more in a row: GitHub leaves them alone, markdown-it pairs them;
// - a variation selector after white space or nothing, that is, without a base character;
// - `[^`, `{`, `<` other than an autolink: footnotes, heading attributes and raw HTML.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const judges = createRequire(new URL("../judges/package.json", import.meta.url));
const load = async (name) => (await import(pathToFileURL(judges.resolve(name)))).default;
const MarkdownIt = await load("markdown-it");
const cjkFriendly = await load("markdown-it-cjk-friendly");
const markdown = new MarkdownIt().use(cjkFriendly);

// The same, but a delimiter run at the end of a link's text has `]` after it, as the specification
// says; markdown-it takes the end of the text for a space. Rarely that matters (by the rule of
// three); such a case says nothing about us and is left out.
const byTheBook = new MarkdownIt().use(cjkFriendly);
byTheBook.inline.State = class extends byTheBook.inline.State {
  scanDelims(start, canSplitWord) {
    const end = this.posMax;
    this.posMax = this.src.length;
    const scanned = super.scanDelims(start, canSplitWord);
    this.posMax = end;
    return scanned;
  }
};

const [seed, count] = process.argv.slice(2).map(Number);
if (!Number.isInteger(seed) || !Number.isInteger(count)) {
  console.error("usage: node oracle.mjs SEED COUNT");
  process.exit(2);
}

// mulberry32: small, seeded, the same everywhere.
let state = seed >>> 0;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];
const chars = (text) => Array.from(text);

const HAN = chars("全市公示项目资金村民一二三〇㐀𠀀葛々");
const KANA = chars("あいのカタナーｱｶﾞ");
const HANGUL = chars("한국어공시가ㄱ");
const WIDE_PUNCTUATION = chars("。，、；：？！（）《》「」『』【】〔〕…—～·“”‘’％￥＊＿〜〰");
const ASCII_PUNCTUATION = chars("!\"#$%'()+,-./:;=>?@[\\]|`");
const SYMBOLS = chars("©®™℃→★☺❤€§№Ⓐ");
const EMOJI = ["😀", "🎉", "🈁", "㊗", "❤️", "👨‍👩‍👧", "1️⃣", "🇨🇳"];
const LATIN = chars("abcXYZ0129éßж");
const SELECTORS = ["\u{FE00}", "\u{FE01}", "\u{FE0E}", "\u{FE0F}", "\u{E0100}"];
const SPACES = [" ", " ", " ", "\u{3000}", "\u{A0}", "  "];
const DELIMITERS = ["*", "*", "**", "**", "**", "**", "***", "_", "__", "~~", "~~", "~"];
const ESCAPED = ["\\*", "\\_", "\\~", "\\**"];
const AUTOLINKS = ["<https://example.cn/~a*b>", "<a@example.cn>"];

// [weight, what makes one piece]
const KINDS = [
  [30, () => pick(DELIMITERS)],
  [18, () => pick(HAN)],
  [6, () => pick(KANA)],
  [5, () => pick(HANGUL)],
  [16, () => pick(WIDE_PUNCTUATION)],
  [8, () => pick(ASCII_PUNCTUATION)],
  [4, () => pick(SYMBOLS)],
  [3, () => pick(EMOJI)],
  [6, () => pick(LATIN)],
  [4, () => pick(SELECTORS)],
  [6, () => pick(SPACES)],
  [4, () => "\n"],
  [2, () => pick(ESCAPED)],
  [2, (depth) => "`" + pieces(depth, 3, "`") + "`"],
  [2, (depth) => `[${pieces(depth, 4)}](x)`],
  [1, (depth) => `![${pieces(depth, 3)}](x)`],
  [1, () => pick(AUTOLINKS)],
];
const TOTAL = KINDS.reduce((sum, [weight]) => sum + weight, 0);

function piece(depth) {
  let rest = below(TOTAL);
  for (const [weight, make] of KINDS) {
    rest -= weight;
    if (rest < 0) return make(depth);
  }
}

function pieces(depth, most, without) {
  if (depth > 1) return pick(HAN);
  const list = Array.from({ length: 1 + below(most) }, () => piece(depth + 1));
  return list.filter((text) => !without || !text.includes(without)).join("");
}

const LEFT_OUT = /~~~|(^|[\s|])[\u{FE00}-\u{FE0F}]|\[\^|\{/u;

// A text that is one paragraph to the oracle.
function paragraph() {
  for (;;) {
    const text = pieces(0, 16);
    if (LEFT_OUT.test(text)) continue;
    const blocks = markdown.parse(text, {}).map((token) => token.type).join();
    if (blocks === "paragraph_open,inline,paragraph_close") return text;
  }
}

function cell() {
  for (;;) {
    const text = paragraph();
    if (!/[|\n\\]/.test(text)) return text;
  }
}

function line() {
  for (;;) {
    const text = paragraph();
    if (!text.includes("\n")) return text;
  }
}

function oneCase() {
  switch (below(10)) {
    case 0:
      return paragraph().replace(/^/gm, pick([">", "> ", "> > "]));
    case 1:
      return pick(["# ", "- ", "1. ", "- > "]) + line();
    case 2:
      return `|${cell()}|${cell()}|\n|--|:-:|\n|${cell()}|${cell()}|`;
    default:
      return paragraph();
  }
}

for (let made = 0; made < count; ) {
  const text = oneCase();
  if (LEFT_OUT.test(text) || !/[*_~]/.test(text) || /^\S* *\[[ xX]\]/.test(text)) continue;
  const html = markdown.render(text);
  if (html !== byTheBook.render(text)) continue;
  console.log(JSON.stringify([text, html]));
  made += 1;
}
