"use strict";
// Checks the publication log and a notice's record in the reader's own browser. The page says how to do
// the same without it.
(function (doc) {
  var form = doc.getElementById("check"), said = doc.getElementById("said");
  var zeros = new Array(65).join("0");

  function say(text, bad) {
    said.textContent = text;
    said.className = bad ? "bad" : "good";
  }

  function sha(bytes) {
    return crypto.subtle.digest("SHA-256", bytes).then(function (hash) {
      return Array.prototype.map.call(new Uint8Array(hash), function (b) { return (b + 256).toString(16).slice(1); }).join("");
    });
  }

  function get(url) {
    return fetch(url, { cache: "no-store" }).then(function (answer) {
      if (!answer.ok) throw new Error("取不到 " + url + "（" + answer.status + "）");
      return answer.arrayBuffer();
    }).then(function (buffer) { return new Uint8Array(buffer); });
  }

  function split(bytes) {
    var lines = [], from = 0;
    for (var i = 0; i < bytes.length; i++) if (bytes[i] === 10) { lines.push(bytes.subarray(from, i)); from = i + 1; }
    if (from < bytes.length) throw new Error("记录的末尾不完整");
    return lines;
  }

  // Every line, its hash and what it says; refuses a chain that is broken or is not the one of this page.
  function log() {
    return get(form.getAttribute("data-log")).then(function (bytes) {
      var lines = split(bytes);
      return Promise.all(lines.map(sha)).then(function (hashes) {
        var events = lines.map(function (line, i) {
          var event;
          try { event = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(line)); } catch (e) { throw new Error("第 " + (i + 1) + " 行读不出来"); }
          if (event.prev !== (i ? hashes[i - 1] : zeros)) throw new Error("第 " + (i + 1) + " 行接不上前一行：中间有改动、删去或者插入");
          return event;
        });
        var n = +form.getAttribute("data-lines");
        if (events.length < n) throw new Error("只有 " + events.length + " 行，页面上写的是 " + n + " 行");
        if (hashes[n - 1] !== form.getAttribute("data-head")) throw new Error("第 " + n + " 行的校验值和页面上写的不一样");
        return events;
      });
    });
  }

  function find(bytes) {
    return Promise.all([log(), sha(bytes)]).then(function (both) {
      var at = 0, id = "", later = 0;
      both[0].forEach(function (event, i) {
        var kept = event.notice || event.entry;
        if (kept && kept.record === both[1]) { at = i + 1; id = kept.id; later = 0; } else if (kept && at && kept.id === id) later = later || i + 1;
      });
      if (!at) throw new Error("张榜记录里没有这份内容：它的校验值是 " + both[1]);
      say("和张榜记录第 " + at + " 行的一致（" + both[0][at - 1].at + "，" + id + "）" + (later ? "，是旧版本：第 " + later + " 行又改过" : "，是现行的一版"));
    });
  }

  function run(work) {
    say("正在核对……");
    work().catch(function (error) { say("对不上：" + error.message, true); });
  }

  function record() {
    var url = doc.getElementById("address").value.trim().replace(/[?#].*$/, "").replace(/index\.html$/, "");
    if (!/record\.json$/.test(url)) url = url.replace(/\/?$/, "/record.json");
    return get(url).then(find);
  }

  if (!form) return;
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); run(record); });
  if (!window.crypto || !crypto.subtle || !window.fetch) {
    return say("这个浏览器，或者没有加密（http）的网址，不能在这里核对，请照下面的办法", true);
  }
  form.elements.chain.addEventListener("click", function () {
    run(function () { return log().then(function (events) { say("整本记录 " + events.length + " 行，一行接一行，没有断开，和本页写的一致"); }); });
  });
  form.elements.record.addEventListener("click", function () { run(record); });
  doc.getElementById("file").addEventListener("change", function () {
    var file = this.files[0];
    if (file) run(function () { return new Response(file).arrayBuffer().then(function (buffer) { return find(new Uint8Array(buffer)); }); });
  });
})(document);
