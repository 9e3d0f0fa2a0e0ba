"use strict";
// Put into every page that `serve` shows, never into files: brings the page up to date when it changes, swaps
// styles in place, lists faults over the page, and shows the board as of another day.
(function (doc, win) {
  // a page that was put in this one's place: the script that listens is there already
  if (win.zhangbangPreview) return win.zhangbangPreview(doc.currentScript.dataset);
  win.zhangbangPreview = arrive;

  var shown = null, state = null, channel = null, leading = false, late = false, loading = false;
  var closed = "", parts = null, place = null;
  var PLACE = "zhangbang-place";

  function arrive(data) {
    shown = { edition: Number(data.edition), page: data.page, style: data.style };
    parts = null;
    doc.addEventListener("visibilitychange", function () { if (!doc.hidden && late) refresh(); });
    doc.addEventListener("keydown", function (event) { if (event.key === "Escape") close(); });
    if (doc.readyState === "complete") restorePlace();
    else win.addEventListener("load", restorePlace);
    if (place) win.scrollTo(place[1], place[2]);
    if (state) take(state);
  }

  // One stream for all tabs: whoever holds the lock listens and tells the others.
  function join() {
    if (!win.BroadcastChannel || !navigator.locks) return listen();
    channel = new BroadcastChannel("zhangbang");
    channel.onmessage = function (event) {
      if (event.data !== "hello") take(event.data);
      else if (leading && state) channel.postMessage(state);
    };
    channel.postMessage("hello");
    navigator.locks.request("zhangbang", function () {
      leading = true;
      listen();
      return new Promise(function () { /* held until the tab goes */ });
    });
  }

  function listen() {
    var source = new EventSource("/__zhangbang/events"), lost = false;
    source.onmessage = function (event) {
      var next = JSON.parse(event.data);
      // a server that was started again counts from the beginning
      if (lost && state && next.edition < state.edition) return win.location.reload();
      lost = false;
      if (channel) channel.postMessage(next);
      take(next);
    };
    source.onerror = function () { lost = true; };
  }

  function take(next) {
    state = next;
    if (next.edition > shown.edition) refresh();
    if (next.style !== shown.style) swapStyles(next.style);
    paint();
  }

  // Asks for this page again, and puts it in the old one's place if it differs. A tab that nobody looks at
  // waits until somebody does.
  function refresh() {
    if (doc.hidden) { late = true; return; }
    if (loading) return;
    loading = true;
    late = false;
    fetch(win.location.pathname + win.location.search, { cache: "no-store" })
      .then(function (reply) { return reply.text(); })
      .then(function (html) {
        var data = html.match(/ data-edition="(\d+)" data-page="([0-9a-f]+)"/);
        loading = false;
        if (!data) return reload();
        if (data[2] === shown.page) shown.edition = Number(data[1]);
        else replace(html);
      })
      .catch(reload);
  }

  // Much faster than loading anew; scripts run again, and one that cannot makes the page load after all.
  function replace(html) {
    place = [win.location.href, win.scrollX, win.scrollY];
    doc.open();
    win.addEventListener("error", reload);
    doc.write(html);
    doc.close();
  }

  function reload() {
    try {
      sessionStorage.setItem(PLACE, JSON.stringify([win.location.href, win.scrollX, win.scrollY]));
    } catch (error) { /* without storage the browser's own memory has to do */ }
    win.location.reload();
  }

  function restorePlace() {
    try {
      place = place || JSON.parse(sessionStorage.getItem(PLACE));
      sessionStorage.removeItem(PLACE);
    } catch (error) { /* as above */ }
    if (place && place[0] === win.location.href) win.scrollTo(place[1], place[2]);
    place = null;
  }

  function swapStyles(version) {
    shown.style = version;
    doc.querySelectorAll('link[rel="stylesheet"]').forEach(function (old) {
      var url = new URL(old.href);
      if (url.origin !== win.location.origin) return;
      url.searchParams.set("v", version);
      var fresh = old.cloneNode();
      fresh.href = url.href;
      fresh.addEventListener("load", function () { old.remove(); });
      fresh.addEventListener("error", function () { fresh.remove(); });
      old.after(fresh);
    });
  }

  function make(name, words, className) {
    var element = doc.createElement(name);
    if (words) element.textContent = words;
    if (className) element.className = className;
    return element;
  }

  var STYLE =
    ":host{all:initial}@media print{:host{display:none}}" +
    "*{box-sizing:border-box;font:14px/1.6 'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif}" +
    ".bar{position:fixed;right:8px;bottom:8px;z-index:2147483646;display:flex;gap:8px;align-items:center;" +
    "max-width:calc(100vw - 16px);flex-wrap:wrap;padding:4px 10px;border-radius:8px;background:#1f2328;color:#fff;opacity:.94}" +
    "button,input{font:inherit;color:inherit;background:#373e47;border:1px solid #768390;border-radius:6px;padding:2px 8px;min-height:30px}" +
    "input{color-scheme:dark}button{cursor:pointer}.bad{background:#a40e26}.good{color:#8ddb8c}" +
    ".over{position:fixed;inset:0;z-index:2147483647;overflow:auto;padding:24px 16px;background:rgba(20,22,26,.96);color:#f0f3f6}" +
    ".in{max-width:900px;margin:0 auto}.over h2{font-size:20px;margin:0 0 8px}.top{display:flex;justify-content:space-between;gap:16px}" +
    "li{margin:16px 0;padding:12px 14px;border-left:4px solid #f47067;background:#2b3037;list-style:none;overflow-wrap:anywhere}" +
    "li.warning{border-color:#c69026}ul{margin:0;padding:0}pre{margin:8px 0;padding:8px;background:#14161a;overflow:auto;white-space:pre-wrap}" +
    "pre,code{font-family:ui-monospace,Consolas,'Noto Sans Mono CJK SC',monospace}mark{background:#f47067;color:#14161a}" +
    ".where{color:#96d0ff}.hint{color:#8ddb8c;white-space:pre-wrap}.source{color:#adbac7}[hidden]{display:none}";

  function build() {
    var host = make("zhangbang-bar"), root = host.attachShadow({ mode: "open" });
    var day = make("input");
    day.type = "date";
    day.setAttribute("aria-label", "按这一天显示");
    day.addEventListener("change", function () { choose(day.value); });
    var now = make("button", "回到今天");
    now.addEventListener("click", function () { choose(""); });
    var faults = make("button");
    faults.addEventListener("click", function () { closed = ""; parts.open = !parts.open; paint(); });
    var publish = make("span"), bar = make("div", "", "bar"), over = make("div", "", "over");
    bar.append(make("span", "预览"), day, now, faults, publish);
    over.setAttribute("role", "dialog");
    over.setAttribute("aria-label", "毛病");
    root.append(make("style", STYLE), bar, over);
    doc.documentElement.append(host);
    return { day: day, now: now, faults: faults, publish: publish, over: over, open: false };
  }

  function choose(date) {
    fetch("/__zhangbang/today?date=" + encodeURIComponent(date), { headers: { "X-Zhangbang": "1" } });
  }

  function close() {
    if (!parts || !state) return;
    closed = JSON.stringify(state.faults);
    parts.open = false;
    paint();
  }

  function paint() {
    if (!state || !doc.body) return;
    parts = parts || build();
    var words = [];
    if (state.errors) words.push(state.errors + " 个错误");
    if (state.warnings) words.push(state.warnings + " 个警告");
    parts.day.value = state.today;
    parts.now.hidden = !state.chosen;
    parts.faults.textContent = words.join("，") || "没有毛病";
    parts.faults.className = state.errors ? "bad" : "";
    var publish = state.publish || { ok: false, words: "正在检查" };
    parts.publish.className = publish.ok ? "publish good" : "publish";
    parts.publish.textContent = publish.words;
    var fresh = closed !== JSON.stringify(state.faults);
    var visible = (state.errors > 0 && fresh) || parts.open && state.faults.length > 0 || state.trouble.length > 0 && fresh;
    parts.over.hidden = !visible;
    parts.over.replaceChildren();
    if (visible) parts.over.append(list());
  }

  function list() {
    var inner = make("div", "", "in"), top = make("div", "", "top"), entries = make("ul");
    var shut = make("button", "先看页面（Esc）");
    shut.addEventListener("click", close);
    top.append(make("h2", state.errors ? "有 " + state.errors + " 个错误，改好之前不能发布" : "请看一看"), shut);
    inner.append(top, make("p", state.errors ? "页面显示的是最近一次没有毛病的样子。改好并保存后，这里会自己消失。" : ""));
    state.trouble.forEach(function (words) { entries.append(make("li", words)); });
    state.faults.forEach(function (fault) { entries.append(entry(fault)); });
    inner.append(entries);
    return inner;
  }

  function entry(fault) {
    var item = make("li", "", fault.error ? "error" : "warning"), excerpt = make("pre");
    item.append(make("div", (fault.error ? "错误：" : "警告：") + fault.message));
    item.append(make("div", fault.place + "  [" + fault.code + "]", "where"));
    excerpt.append(fault.excerpt[0], make("mark", fault.excerpt[1]), fault.excerpt[2]);
    if (fault.excerpt.join("")) item.append(excerpt);
    if (fault.hint) item.append(make("div", "提示：" + fault.hint, "hint"));
    if (fault.source) item.append(make("div", "依据：" + fault.source, "source"));
    return item;
  }

  arrive(doc.currentScript.dataset);
  join();
})(document, window);
