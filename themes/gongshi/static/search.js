"use strict";
// Search in index files that are loaded when first needed. Content is only ever set as text.
(doc => {
  const form = doc.getElementById("search"), {root, index} = form.dataset, facets = [...form.querySelectorAll("select")];
  const [found, list, more] = ["found", "results", "more"].map(id => doc.getElementById(id));
  const all = [], letters = {};
  let hits = [], file;

  const fold = text => text.normalize("NFKC").toLowerCase();

  function load(next) {
    const script = doc.createElement("script");
    script.src = root + (file = next);
    script.onerror = () => { found.textContent = "索引没有载入，请按月份查找"; };
    doc.head.append(script);
  }

  // Each index file calls this with its columns.
  window.zhangbang = part => {
    part.title.forEach((title, i) => {
      const kind = part.kinds[part.kind[i]], place = part.places[part.place[i]], [key, state] = part.states[part.state[i]];
      const date = part.date[i] || "", [y, m, d] = date.split("-").map(Number), head = fold(title);
      const text = head + fold(["", place, part.number[i], kind, part.names[i], state, date, `${y}年${m}月${d}日`, `${y}.${m}.${d}`].join("\n"));
      all.push({title, kind, place, key, state, date, head, text, year: date.slice(0, 4), path: part.path[i].replace("*", () => title)});
    });
    for (const c in part.letters) letters[c] = (letters[c] || "") + part.letters[c];
    part.next ? load(part.next) : file = 0;
    search();
  };

  // 莲溪村道路 may stand in pieces: 莲溪村 and 道路.
  function pieces(word, text) {
    let from = 0, to;
    for (; from < word.length; from = to) {
      to = from + 2;
      if (!text.includes(word.slice(from, to))) return;
      while (to < word.length && text.includes(word.slice(from, to + 1))) to++;
    }
    return from > 3;
  }

  // 0 in the title, 1 elsewhere or by the first letters of its readings, 2 in pieces, 3 not at all.
  function ranker(word) {
    const read = /^\w*[a-z]\w*$/.test(word) && word[1] && RegExp(word.replace(/./g, c => `[${c}${letters[c] || ""}]`));
    return one => one.head.includes(word) ? 0 : one.text.includes(word) || read && read.test(one.text) ? 1 : pieces(word, one.text) ? 2 : 3;
  }

  // A township's name begins those of its villages.
  function fits(but) {
    const chosen = facets.filter(facet => facet !== but && facet.value);
    return one => chosen.every(facet => one[facet.name].startsWith(facet.value));
  }

  function fill(facet) {
    const {name, value} = facet, counts = {};
    if (value) counts[value] = 0;
    hits.filter(fits(facet)).forEach(one => { counts[one[name]] = (counts[one[name]] || 0) + 1; });
    facet.textContent = "";
    facet.add(new Option("全部", ""));
    Object.keys(counts).sort((a, b) => counts[b] - counts[a]).forEach(word => word && facet.add(new Option(`${word}（${counts[word]}）`, word)));
    facet.value = value;
  }

  function put(parent, tag, text, kind) {
    const child = doc.createElement(tag);
    child.textContent = text;
    if (kind) child.className = kind;
    parent.append(child, " ");
    return child;
  }

  function show(one) {
    const item = put(list, "li"), link = put(item, "a", one.title, "t"), meta = put(item, "p", "", "meta");
    link.href = root + encodeURI(one.path).replace(/[?#]/g, encodeURIComponent) + "/index.html";
    if (one.key) put(meta, "span", one.state, "st " + one.key);
    [one.kind, one.place, one.date].forEach(text => text && put(meta, "span", text));
    return link;
  }

  // Shows twenty more; gives the links to them.
  function next() {
    const shown = hits.filter(fits()), from = list.children.length;
    more.hidden = shown.length <= from + 20;
    found.textContent = `找到 ${shown.length} 项`;
    return shown.slice(from, from + 20).map(show);
  }

  function search() {
    const ranks = fold(form.q.value).split(/\s+/).filter(Boolean).map(ranker), ranked = [[], [], [], []];
    const asked = ranks[0] || facets.some(facet => facet.value);
    if (asked) all.forEach(one => ranked[Math.max(0, ...ranks.map(rank => rank(one)))].push(one));
    hits = ranked.slice(0, 3).flat();
    setTimeout(() => facets.forEach(fill));
    form.lastElementChild.hidden = !asked;
    list.textContent = "";
    if (!next()[0]) found.textContent = !asked ? "" : file ? "正在载入…" : "没有找到，换个说法，或者按月份查找";
  }

  const start = () => all[0] || file || load(index);

  form.q.onfocus = start;
  more.onclick = () => next()[0].focus();
  form.onsubmit = form.oninput = event => {
    event.preventDefault();
    start();
    search();
    history.replaceState(0, "", "?" + new URLSearchParams([...new FormData(form)].filter(pair => pair[1])));
  };

  new URLSearchParams(location.search).forEach((value, name) => {
    const field = form.elements[name];
    if (field && field.add) field.add(new Option(value));
    if (field) field.value = value;
  });
  if (location.search) start(), search();
})(document);
