"use strict";
// Search over all boards. Nothing is loaded before somebody asks; then the pairs of characters of what was asked for, and
// the rows that have all of them. Content is only ever set as text.
(doc => {
  const form = doc.getElementById("search"), {root, version} = form.dataset;
  const [docs, shard, buckets] = ["docs", "shard", "buckets"].map(name => +form.dataset[name]);
  const [found, list, more] = ["found", "results", "more"].map(id => doc.getElementById(id));
  const counties = [...form.county.options].slice(1), files = {}, got = {};
  let turn = 0, go = 0;

  const fold = text => text.normalize("NFKC").toLowerCase();

  // Each file calls this with its name.
  window.zhangbang = (name, part) => { got[name] = part; };

  function load(name) {
    return files[name] = files[name] || new Promise((done, fail) => {
      const script = doc.createElement("script");
      script.src = `${root}${name}.js?v=${version}`;
      script.onload = () => { done(got[name]); script.remove(); };
      script.onerror = () => { delete files[name]; fail(); };
      doc.head.append(script);
    });
  }

  // Where a pair stands: numbers of notices, from the latest on; null where it stands nearly everywhere.
  async function places(pair) {
    const [a, b] = [...pair].map(c => c.codePointAt(0));
    const steps = (await load(`g/${(a * 31 + b) % buckets}`))[pair];
    let at = 0;
    return !steps ? [] : steps.length ? steps.map(step => at += step) : null;
  }

  function pairs(words) {
    const all = words.flatMap(word => { const chars = [...word]; return chars.slice(1).map((c, i) => chars[i] + c); });
    if (form.county.value) all.push("@" + String.fromCodePoint(0x100000 + +form.county.value));
    if (form.open.checked) all.push("!" + String.fromCodePoint(0x10FFFD));
    return [...new Set(all)];
  }

  function both(some, others) {
    const known = new Set(others);
    return some.filter(one => known.has(one));
  }

  // The number of the i-th that may be meant.
  async function meant(words) {
    const lists = (await Promise.all(pairs(words).map(places))).filter(Boolean).sort((a, b) => a.length - b.length);
    const all = lists.length ? lists.reduce(both) : null;
    return {count: all ? all.length : docs, at: i => all ? all[i] : i};
  }

  async function row(number) {
    const part = await load(`d/${Math.floor(number / shard)}`), i = number % shard, county = counties[part.board[i]];
    const [kind, place, [key, state]] = [part.kinds[part.kind[i]], part.places[part.place[i]], part.states[part.state[i]]];
    const one = {title: part.title[i], kind, place, key, state, date: part.date[i], county: county.text};
    one.href = county.dataset.href + encodeURI(part.id[i]).replace(/[?#]/g, encodeURIComponent) + "/";
    one.text = fold([one.title, place, county.text, kind, part.number[i], one.date].join("\n"));
    return one;
  }

  function put(parent, tag, text, kind) {
    const child = doc.createElement(tag);
    child.textContent = text;
    if (kind) child.className = kind;
    parent.append(child, " ");
    return child;
  }

  function show(one) {
    const item = put(list, "li", ""), link = put(item, "a", one.title, "t"), meta = put(item, "p", "", "meta");
    link.href = one.href;
    put(meta, "span", one.state, "st " + one.key);
    [one.county, one.kind, one.place, one.date].forEach(text => text && put(meta, "span", text));
    return link;
  }

  // Shows twenty more of those meant, or as many as stand in fifty further files.
  async function next(mine, words, all, from) {
    let i = from, shown = 0;
    const read = new Set();
    for (; i < all.count && shown < 20 && read.size < 50; i++) {
      read.add(Math.floor(all.at(i) / shard));
      const one = await row(all.at(i));
      if (mine !== turn) return;
      if (words.every(word => one.text.includes(word))) shown = show(one) && shown + 1;
    }
    const rest = all.count - i, there = list.children.length;
    more.hidden = !rest;
    found.textContent = rest ? `先列出 ${there} 项，新的在前；后面还有 ${rest} 份没有看` : there ? `找到 ${there} 项，新的在前` : "没有找到，换个说法试试";
    more.onclick = () => next(mine, words, all, i).then(() => list.children[there] && list.children[there].firstChild.focus());
  }

  async function search() {
    const mine = ++turn, words = fold(form.q.value).split(/\s+/).filter(Boolean);
    list.textContent = "";
    more.hidden = true;
    if (!words.length && !form.county.value && !form.open.checked) return found.textContent = "";
    found.textContent = "正在找…";
    try {
      const all = await meant(words);
      if (mine === turn) await next(mine, words, all, 0);
    } catch (error) {
      if (mine === turn) found.textContent = "索引没有载入，请过一会儿再试";
    }
  }

  form.onsubmit = form.oninput = event => {
    event.preventDefault();
    clearTimeout(go);
    go = setTimeout(search, event.type === "submit" ? 0 : 250);
    history.replaceState(0, "", "?" + new URLSearchParams([...new FormData(form)].filter(pair => pair[1])));
  };

  new URLSearchParams(location.search).forEach((value, name) => {
    const field = form.elements[name];
    if (field && field.type === "checkbox") field.checked = true;
    else if (field) field.value = value;
  });
  if (location.search) search();
})(document);
