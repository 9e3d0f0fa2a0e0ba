"use strict";
// Optional helpers. Every page works without them: they remember the reader's view, correct the days left
// when a page is older than today, and show the print buttons.
(function (doc) {
  var key = "gongshi-view";
  var ids = ["view-large", "view-huge", "view-contrast", "view-simple"];

  function each(selector, run, root) {
    Array.prototype.forEach.call((root || doc).querySelectorAll(selector), run);
  }

  function restore() {
    var saved = "";
    try { saved = localStorage.getItem(key) || ""; } catch (e) { /* private mode: nothing is remembered */ }
    ids.forEach(function (id) {
      if (saved.split(" ").indexOf(id) >= 0) doc.getElementById(id).checked = true;
    });
  }

  function remember() {
    var chosen = ids.filter(function (id) { return doc.getElementById(id).checked; });
    try { localStorage.setItem(key, chosen.join(" ")); } catch (e) { /* as above */ }
  }

  // The board counts days in Beijing time, wherever the reader is.
  function today() {
    return new Date(Date.now() + 288e5).toISOString().slice(0, 10);
  }

  function words(days) {
    if (days > 0) return "还剩 <b>" + days + "</b> 天";
    return days ? "已经截止" : "<b>今天</b>截止";
  }

  function correct(item, now) {
    var days = Math.round((Date.parse(item.getAttribute("data-until")) - Date.parse(now)) / 864e5);
    var called = item.matches(".apply") || item.querySelector(".signup");
    each(".left>span", function (span) { span.innerHTML = words(days); }, item);
    if (days >= 0) return;
    each(called ? ".st.signup" : ".st.posted", function (state) {
      state.className = called ? "st over" : "st ended";
      state.textContent = called ? "报名截止" : "公示期满";
    }, doc.body.className === "t-notice" ? doc : item);
  }

  // Pictures that were not scrolled to are fetched first, so that none is missing on paper.
  function print() {
    var waiting = [];
    each("img[loading=lazy]", function (img) {
      img.loading = "eager";
      if (!img.complete) waiting.push(new Promise(function (done) { img.onload = img.onerror = done; }));
    });
    Promise.all(waiting).then(function () { window.print(); });
  }

  function ready() {
    var built = doc.documentElement.getAttribute("data-today"), now = today();
    if (built && built < now) each("[data-until]", function (item) { correct(item, now); });
    each("[data-print]", function (button) {
      button.hidden = false;
      button.addEventListener("click", print);
    });
  }

  restore();
  doc.querySelector(".views").addEventListener("change", remember);
  doc.addEventListener("DOMContentLoaded", ready);
})(document);
