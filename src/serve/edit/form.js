"use strict";
// Beside Decap: gives its questions the token of this run, keeps count of which state of a file the form has, says 保存
// where it says 发布, and shows under the form what `check` says of what was saved.
(function (doc, win) {
  var QUESTIONS = "/edit/api";
  var token = doc.querySelector("meta[name=zhangbang-token]").content;
  var forms = {}, state = null, pending = false, open = false;
  // each save of this page leads from one state of a file to the next; whoever has an older one than ours is refused
  var next = {};

  win.CMS_MANUAL_INIT = true;
  // nobody signs in: who may write is settled by the token
  win.localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: "proxy" }));

  var ask = win.fetch.bind(win);
  win.fetch = function (address, options) {
    if (address !== QUESTIONS) return ask(address, options);
    var question = JSON.parse(options.body), sent = null;
    if (question.action === "persistEntry") sent = newest(question);
    var headers = Object.assign({}, options.headers, { "X-Zhangbang-Token": token });
    return ask(address, Object.assign({}, options, { headers: headers, body: JSON.stringify(question) })).then(function (answer) {
      if (sent !== null && answer.ok) answer.clone().json().then(function (said) { saved(sent, said.version); });
      if (answer.status === 403) lost(answer.clone());
      return answer;
    });
  };

  // Puts the state of the file that this page wrote last in the place of the one that it was opened with.
  function newest(question) {
    var file = question.params.dataFiles[0], data = JSON.parse(file.raw), version = data["版本"] || file.path;
    // what is new covers nothing, whatever was saved before under its name
    while (next[version] && !/\/new(\?|$)/.test(win.location.hash)) version = next[version];
    data["版本"] = version === file.path ? "" : version;
    file.raw = JSON.stringify(data);
    return version;
  }

  function saved(before, version) {
    if (before !== version) next[before] = version;
    pending = true;
    win.setTimeout(function () { pending = false; paint(); }, 4000);
    paint();
  }

  function lost(answer) {
    answer.json().then(function () { /* a refusal in words, which Decap shows */ }, function () {
      say("预览程序重新启动过，请刷新这一页再保存", "bad");
    });
  }

  // ---- what check says

  var bar = doc.getElementById("zb-bar"), button = doc.getElementById("zb-state"), list = doc.getElementById("zb-list");
  var page = doc.getElementById("zb-page");

  function listen() {
    var source = new EventSource("/__zhangbang/events");
    source.onmessage = function (event) {
      var told = JSON.parse(event.data);
      if (state && told.edition !== state.edition) pending = false;
      state = told;
      paint();
    };
    source.onerror = function () { say("预览程序没有在运行，现在保存不了", "bad"); };
  }

  // The file that is open, and its page.
  function current() {
    var parts = win.location.hash.split("?")[0].split("/").slice(1).map(decodeURIComponent);
    if (parts[0] !== "collections" || !forms[parts[1]]) return null;
    var form = forms[parts[1]];
    if (form.file) return { file: form.file, page: null };
    if (parts[2] !== "entries" || parts.length < 4) return null;
    var stem = form.folder + "/" + parts.slice(3).join("/");
    var id = stem.slice("content/".length).replace(/\/index$/, "");
    return { file: stem + "." + form.ending, page: form.page ? "/" + id.split("/").map(encodeURIComponent).join("/") + "/" : null };
  }

  function say(words, tone) {
    bar.hidden = false;
    button.textContent = words;
    button.className = tone;
  }

  function paint() {
    if (!state) return;
    var here = current();
    page.hidden = !(here && here.page);
    if (here && here.page) page.href = here.page;
    var faults = state.faults.slice(), mine = [], others = [];
    faults.forEach(function (fault) { (here && fault.file === here.file ? mine : others).push(fault); });
    var errors = function (some) { return some.filter(function (fault) { return fault.error; }).length; };
    var count = function (some) {
      var bad = errors(some), rest = some.length - bad;
      return (bad ? bad + " 个错误" : "") + (bad && rest ? "、" : "") + (rest ? rest + " 个提醒" : "");
    };
    var words = [];
    if (pending) words.push("已保存，正在检查……");
    else if (here) words.push(mine.length ? "这一份有 " + count(mine) : "这一份没有毛病");
    if (others.length) words.push((here ? "别处 " : "全站 ") + count(others));
    else if (!here) words.push("全站没有毛病");
    say(words.join("；"), errors(mine) ? "bad" : mine.length ? "warn" : "good");
    list.replaceChildren.apply(list, mine.concat(others).slice(0, 200).map(function (fault) { return row(fault, mine.indexOf(fault) >= 0); }));
    list.hidden = !open || !faults.length;
    button.setAttribute("aria-expanded", String(!list.hidden));
    doc.body.style.setProperty("--zb-bar", bar.offsetHeight + "px");
  }

  function row(fault, isMine) {
    var item = doc.createElement("li");
    item.className = (fault.error ? "bad" : "warn") + (isMine ? " mine" : "");
    item.append(line("strong", fault.message));
    if (fault.hint) item.append(line("span", fault.hint));
    item.append(line("small", fault.place));
    return item;
  }

  function line(name, words) {
    var part = doc.createElement(name);
    part.textContent = words;
    return part;
  }

  button.addEventListener("click", function () { open = !open; paint(); });
  win.addEventListener("hashchange", paint);
  win.addEventListener("resize", paint);

  // ---- Decap

  // Words that Decap has for what it does elsewhere.
  function words(cms) {
    var all = JSON.parse(JSON.stringify(cms.getLocale("zh_Hans")));
    Object.assign(all.editor.editorToolbar, {
      publish: "保存", publishing: "正在保存……", publishNow: "保存", published: "已保存",
      publishAndCreateNew: "保存，再新建一份", publishAndDuplicate: "保存，再照着新建一份", duplicate: "照着新建一份",
      backCollection: "%{collectionLabel}", unsavedChanges: "有没保存的改动", changesSaved: "都保存好了",
    });
    Object.assign(all.collection.sidebar, { collections: "写什么", allCollections: "全部", searchAll: "按标题查找" });
    Object.assign(all.editor.editor, {
      onLeavePage: "有没保存的改动，要离开吗？",
      confirmLoadBackup: "上次有没保存的改动，要接着写吗？",
    });
    Object.assign(all.mediaLibrary.mediaLibraryModal, { mediaAssets: "附件和照片", images: "照片", chooseSelected: "用选中的文件" });
    Object.assign(all.ui.toast, {
      entrySaved: "已保存", onFailToPersist: "没有保存：%{details}", onFailToLoadEntries: "读不到：%{details}",
      missingRequiredField: "还有必填的没有填，请看红字",
    });
    return all;
  }

  // On a narrow screen the form is as wide as the screen, and what is beside it below.
  function begin() {
    var cms = win.CMS;
    ask("/edit/config.json").then(function (answer) {
      return answer.ok ? answer.json() : answer.text().then(function (said) { throw new Error(said); });
    }).then(function (told) {
      forms = told.forms;
      cms.registerLocale("zh_Hans", words(cms));
      cms.init({ config: told.config });
      listen();
    }).catch(function (error) { say("表单打不开：" + error.message, "bad"); });
  }

  doc.addEventListener("DOMContentLoaded", begin);
})(document, window);
