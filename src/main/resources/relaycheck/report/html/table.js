"use strict";
// The table of all endpoints: only the rows in sight are elements, so that 20,000 scroll, sort and filter at once.
(() => {
  const source = document.getElementById("data");
  if (!source) return;
  const ADDRESS = 0, PORT = 1, VERDICT = 2, SEVERITY = 3, OWNER = 4, NAMES = 5, PRODUCT = 6, BECAUSE = 7;
  const BEYOND = 8;      // rows kept above and below those in sight
  const OWNERS = 500;    // a longer list is no choice any more: search finds owners too
  const PRINTED = 1000;
  const element = (id) => document.getElementById(id);
  const { lang, words, rows } = JSON.parse(source.textContent);
  const number = new Intl.NumberFormat(lang);
  const collator = new Intl.Collator(lang, { numeric: true });
  const fill = (text, ...values) => text.replace(/%(\d)/g, (_, n) => values[n - 1]);

  // A number stands for a text that was written before, in the order of first writing.
  const texts = [];
  for (const row of rows) {
    for (let column = VERDICT; column <= BECAUSE; column++) {
      if (typeof row[column] === "string") row[column] = texts.push(row[column]) - 1;
    }
  }
  const text = (index, column) => texts[rows[index][column]];
  const tongue = (reason) => /[\u3040-\u30ff]/.test(reason) ? lang : "en"; // what is not known stays English
  const name = (index) => {
    const [address, port] = rows[index];
    return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
  };

  // What is searched, what is sorted by: made once.
  const searched = rows.map((_, i) => [name(i), words[text(i, VERDICT)], words[text(i, SEVERITY)], text(i, OWNER),
    text(i, NAMES), text(i, PRODUCT), text(i, BECAUSE)].join("\n").toLowerCase());
  const hex = (value, width) => value.toString(16).padStart(width, "0");
  const place = (address) => {
    if (!address.includes(":")) return "4" + address.split(".").map((part) => hex(+part, 2)).join("");
    const [head, tail] = address.split("::").map((half) => half.split(":").filter(Boolean));
    const zeros = tail === undefined ? 0 : 8 - head.length - tail.length;
    const groups = [...head, ...Array(zeros).fill("0"), ...(tail ?? [])];
    return "6" + groups.map((group) => group.padStart(4, "0")).join("");
  };
  const places = rows.map((row) => place(row[ADDRESS]) + hex(row[PORT], 4));
  const ranks = new Uint32Array(texts.length);
  texts.map((_, i) => i).sort((a, b) => collator.compare(texts[a], texts[b]))
    .forEach((index, rank) => { ranks[index] = texts[index] === "" ? texts.length : rank; });
  const byText = (column) => (a, b) => ranks[rows[a][column]] - ranks[rows[b][column]];
  const orders = {
    verdict: (a, b) => a - b,
    endpoint: (a, b) => (places[a] < places[b] ? -1 : places[a] > places[b] ? 1 : 0),
    owner: byText(OWNER),
    product: byText(PRODUCT),
  };

  const scroller = element("scroller"), body = element("rows"), head = body.parentElement.tHead;
  const form = element("filters"), search = element("search"), owner = element("owner");
  let sortedBy = "verdict", direction = 1;
  let view = [];         // indexes of the rows that match, in order
  let active = 0;        // the place in the view that Tab leads to
  let wanted = false;    // whether it shall have the focus
  let all = false;       // whether everything is drawn, for paper
  let drawn = new Map(); // place in the view to element

  const cell = (row, column, content) => {
    const td = document.createElement("td");
    td.className = "c-" + column;
    td.setAttribute("role", "cell");
    td.append(content);
    if (typeof content === "string") td.title = content;
    row.append(td);
  };
  const draw = (at) => {
    const index = view[at];
    const row = document.createElement("tr");
    row.className = "v-" + text(index, VERDICT);
    row.setAttribute("role", "row");
    row.setAttribute("aria-rowindex", at + 2);
    row.style.transform = `translateY(calc(${at} * var(--row)))`;
    row.addEventListener("click", () => { active = at; show(index); });
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name(index);
    button.setAttribute("aria-haspopup", "dialog");
    cell(row, "verdict", words[text(index, VERDICT)]);
    cell(row, "endpoint", button);
    cell(row, "owner", text(index, OWNER));
    cell(row, "product", text(index, PRODUCT));
    cell(row, "because", text(index, BECAUSE));
    row.lastChild.lang = tongue(text(index, BECAUSE));
    return row;
  };
  const height = () => parseFloat(getComputedStyle(scroller).getPropertyValue("--row"));

  const render = () => {
    const row = height();
    let first = Math.max(0, Math.floor(scroller.scrollTop / row) - BEYOND);
    let last = Math.min(view.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / row) + BEYOND);
    if (all) { first = 0; last = Math.min(view.length, PRINTED); }
    for (const [at, one] of drawn) {
      if (at < first || at >= last) {
        if (one.contains(document.activeElement)) scroller.focus({ preventScroll: true });
        one.remove();
        drawn.delete(at);
      }
    }
    let next = body.firstChild;
    for (let at = first; at < last; at++) {
      if (!drawn.has(at)) {
        drawn.set(at, draw(at));
        body.insertBefore(drawn.get(at), next);
      }
      next = drawn.get(at).nextSibling;
    }
    const stop = active >= first && active < last ? active : first;
    for (const [at, one] of drawn) one.children[1].firstChild.tabIndex = at === stop ? 0 : -1;
    if (wanted) drawn.get(active)?.children[1].firstChild.focus({ preventScroll: true });
    wanted = false;
  };

  const update = () => {
    const verdicts = new Set([...form.querySelectorAll("input:checked")].map((box) => box.value));
    const terms = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    view = [];
    for (let i = 0; i < rows.length; i++) {
      if (verdicts.size && !verdicts.has(text(i, VERDICT))) continue;
      if (owner.value && text(i, OWNER) !== owner.value) continue;
      if (terms.every((term) => searched[i].includes(term))) view.push(i);
    }
    const order = orders[sortedBy];
    view.sort((a, b) => direction * (order(a, b) || a - b));
    active = 0;
    for (const one of drawn.values()) one.remove();
    drawn = new Map();
    body.style.height = `calc(${view.length} * var(--row))`;
    body.parentElement.setAttribute("aria-rowcount", view.length + 1);
    element("shown").textContent = view.length
      ? fill(words.count, number.format(view.length), number.format(rows.length)) : words.none;
    scroller.scrollTop = 0;
    render();
  };

  const go = (to) => {
    active = Math.max(0, Math.min(view.length - 1, to));
    wanted = true;
    const row = height(), top = active * row, space = scroller.clientHeight - head.offsetHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    if (top + row > scroller.scrollTop + space) scroller.scrollTop = top + row - space;
    render();
  };

  const show = (index) => {
    const list = element("detail-list"), link = element("detail-link");
    element("detail-title").textContent = name(index);
    const severity = text(index, SEVERITY);
    const verdict = words[text(index, VERDICT)] + (severity === "none" ? "" : ` · ${words[severity]}`);
    list.replaceChildren();
    for (const [key, value] of [["verdict", verdict], ["owner", text(index, OWNER)], ["names", text(index, NAMES)],
      ["product", text(index, PRODUCT)], ["because", text(index, BECAUSE)]]) {
      if (!value) continue;
      const group = document.createElement("div");
      const term = document.createElement("dt"), said = document.createElement("dd");
      term.textContent = list.dataset[key];
      said.textContent = value;
      if (key === "because") said.lang = tongue(value);
      group.append(term, said);
      list.append(group);
    }
    const card = "f-" + name(index).replace(/[^0-9a-f]/g, "-");
    link.hidden = !element(card);
    link.href = "#" + card;
    element("detail").showModal();
  };

  element("detail-link").addEventListener("click", () => element("detail").close());
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(update));
  let waiting = false;
  scroller.addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(() => { waiting = false; render(); });
    waiting = true;
  }, { passive: true });
  addEventListener("resize", render);
  body.addEventListener("keydown", (event) => {
    const page = Math.floor(scroller.clientHeight / height()) - 1;
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0,
      End: view.length - 1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(to);
  });
  body.addEventListener("focusin", (event) => {
    for (const [at, one] of drawn) if (one.contains(event.target)) active = at;
  });
  for (const button of head.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      direction = sortedBy === button.dataset.sort ? -direction : 1;
      sortedBy = button.dataset.sort;
      for (const other of head.querySelectorAll("button")) {
        const sort = other !== button ? "none" : direction === 1 ? "ascending" : "descending";
        other.parentElement.setAttribute("aria-sort", sort);
      }
      update();
    });
  }
  const choose = (verdict, label) => {
    form.reset();
    for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = box.value === verdict;
    if (label !== undefined) {
      owner.value = label;
      if (owner.value !== label) search.value = label;
    }
    setTimeout(update);
  };
  for (const link of document.querySelectorAll("a[data-verdict], a[data-owner]")) {
    link.addEventListener("click", () => choose(link.dataset.verdict, link.dataset.owner));
  }
  addEventListener("beforeprint", () => {
    all = true;
    render();
    if (view.length > PRINTED) {
      element("printed").textContent = fill(words.printed, number.format(PRINTED), number.format(view.length));
    }
  });
  addEventListener("afterprint", () => { all = false; element("printed").textContent = ""; render(); });

  const owners = [...new Set(rows.map((row) => row[OWNER]))].filter((one) => texts[one])
    .sort((a, b) => ranks[a] - ranks[b]).slice(0, OWNERS);
  for (const one of owners) owner.add(new Option(texts[one]));
  element("owner-field").hidden = owners.length === 0;
  element("explorer").hidden = false;
  update();
})();
