// Opens files of a site in the language server that editors use for YAML, set up as the site's own .vscode says, and
// prints what it would show: `FILE: LINE: MESSAGE` for every fault, `FILE? WORDS` for what it would offer on an empty
// line at the end.
//
//     node editor.mjs SITE FILE…

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

const [site, ...files] = process.argv.slice(2);
const uri = (path) => pathToFileURL(join(site, path)).href;
const folder = dirname(createRequire(import.meta.url).resolve('yaml-language-server/package.json'));
const server = spawn(process.execPath, [join(folder, 'bin/yaml-language-server'), '--stdio'], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const settings = JSON.parse(readFileSync(join(site, '.vscode/settings.json'), 'utf8'));
const yaml = { schemas: settings['yaml.schemas'], validate: true, completion: true, schemaStore: { enable: false } };

const waiting = new Map();
const faults = new Map();
let heard = Buffer.alloc(0);
let number = 0;

function send(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
  server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
  server.stdin.write(body);
}

function ask(method, params) {
  const id = ++number;
  send({ id, method, params });
  return new Promise((answer) => waiting.set(id, answer));
}

function take(message) {
  if (message.method === 'workspace/configuration') {
    const known = { yaml, 'http': {}, '[yaml]': {}, editor: {}, files: {} };
    send({ id: message.id, result: message.params.items.map((item) => known[item.section] ?? {}) });
  } else if (message.method === 'textDocument/publishDiagnostics') {
    faults.set(message.params.uri, message.params.diagnostics);
  } else if (message.method && message.id !== undefined) {
    send({ id: message.id, result: null });
  } else if (waiting.has(message.id)) {
    waiting.get(message.id)(message.result);
    waiting.delete(message.id);
  }
}

server.stdout.on('data', (bytes) => {
  heard = Buffer.concat([heard, bytes]);
  for (;;) {
    const end = heard.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(heard.subarray(0, end).toString())[1]);
    if (heard.length < end + 4 + length) return;
    const body = heard.subarray(end + 4, end + 4 + length).toString();
    heard = heard.subarray(end + 4 + length);
    take(JSON.parse(body));
  }
});

const folders = [{ uri: pathToFileURL(site).href, name: 'site' }];
await ask('initialize', {
  processId: process.pid,
  locale: 'zh-cn',
  rootUri: folders[0].uri,
  workspaceFolders: folders,
  capabilities: {
    workspace: { configuration: true, workspaceFolders: true },
    textDocument: { completion: {}, publishDiagnostics: {} },
  },
});
send({ method: 'initialized', params: {} });
send({ method: 'workspace/didChangeConfiguration', params: { settings: { yaml } } });
await new Promise((done) => setTimeout(done, 500));
for (const file of files) {
  const text = readFileSync(join(site, file), 'utf8');
  send({ method: 'textDocument/didOpen', params: { textDocument: { uri: uri(file), languageId: 'yaml', version: 1, text } } });
  for (let tries = 0; tries < 200 && !faults.has(uri(file)); tries += 1) {
    await new Promise((done) => setTimeout(done, 50));
  }
  for (const { range, message } of faults.get(uri(file)) ?? [{ range: { start: { line: -1 } }, message: 'no answer' }]) {
    console.log(`${file}: ${range.start.line + 1}: ${message.replaceAll('\n', ' ')}`);
  }
  const position = { line: text.split('\n').length - 1, character: 0 };
  const offered = await ask('textDocument/completion', { textDocument: { uri: uri(file) }, position });
  console.log(`${file}? ${(offered?.items ?? []).map((item) => item.label).join(' ')}`);
}
server.kill();
