"use strict";
(function () {
  const root = document.documentElement;
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const byId = (id) => document.getElementById(id);
  root.classList.add("js");

  // Language: the page holds both; the style shows the one that the root names.
  function speak(lang) {
    root.lang = lang;
    const key = lang === "en" ? "en" : "zh";
    for (const e of all("title[data-en],option[data-en]")) e.textContent = e.dataset[key];
    for (const b of all("button.language")) b.setAttribute("aria-pressed", String(b.dataset.lang === lang));
    filter();
  }
  for (const b of all("button.language")) b.addEventListener("click", () => speak(b.dataset.lang));
  byId("print").addEventListener("click", () => window.print());

  // Schools: found by name, narrowed and ordered.
  const list = document.querySelector("ul.cards");
  const cards = all("li.card");
  function filter() {
    if (!list) return;
    const words = byId("find").value.trim().toLowerCase();
    const area = byId("area") ? byId("area").value : "";
    const only = byId("only").value;
    let shown = 0;
    for (const c of cards) {
      const named = c.querySelector(".pick").textContent.toLowerCase().includes(words);
      const there = (area === "" || c.dataset.area === area) &&
        (only === "" || (only === "do" && c.dataset.do !== "0") || (only === "fail" && c.dataset.fail === "1"));
      c.hidden = !(named && there);
      if (!c.hidden) shown++;
    }
    byId("found").textContent = root.lang === "en" ? shown + " of " + cards.length + " schools" : cards.length + "所学校中" + shown + "所";
  }
  function order() {
    const by = byId("order").value;
    const sorted = cards.slice().sort((a, b) => by === "id" ? a.dataset.school.localeCompare(b.dataset.school, undefined, { numeric: true }) :
      Number(b.dataset[by]) - Number(a.dataset[by]));
    for (const c of sorted) list.append(c);
  }
  if (list) {
    byId("filter").addEventListener("submit", (e) => e.preventDefault());
    byId("filter").addEventListener("input", filter);
    byId("order").addEventListener("change", order);
  }

  // One school is looked at: its marks are lit everywhere, and what is to be done there is shown.
  const chosen = byId("chosen");
  const map = byId("county-map");
  let school = "";
  let lit = [];
  let signs = null;
  // What stands for each school, gathered once: large counties have many marks.
  function signsOf() {
    if (signs) return signs;
    signs = new Map();
    for (const e of all("[data-school],.move[data-from],.piece")) {
      for (const id of new Set([e.dataset.school, e.dataset.from, e.dataset.to, e.dataset.before, e.dataset.after])) {
        if (!id) continue;
        if (!signs.has(id)) signs.set(id, []);
        signs.get(id).push(e);
      }
    }
    return signs;
  }
  let opener = null;
  function choose(id) {
    school = id;
    for (const e of lit) e.classList.remove("lit");
    lit = id === "" ? [] : signsOf().get(id) || [];
    for (const e of lit) e.classList.add("lit");
    if (map) map.classList.toggle("choosing", id !== "");
    const card = id === "" ? undefined : cards.find((c) => c.dataset.school === id);
    chosen.hidden = card === undefined;
    if (card === undefined) {
      if (opener) opener.focus();
      opener = null;
      return;
    }
    const inner = chosen.querySelector(".inner");
    inner.replaceChildren(...Array.from(card.children, (c) => c.cloneNode(true)));
    for (const b of all("button.pick", inner)) b.replaceWith(...b.childNodes);
  }
  document.addEventListener("click", (e) => {
    const of = e.target.closest("button.pick,.mark[data-school],.school[data-school],.piece");
    if (!of || chosen.contains(of)) return;
    opener = of.matches("button") ? of : null;
    const id = of.dataset.school || (map.dataset.when === "before" ? of.dataset.before : of.dataset.after);
    choose(id === school ? "" : id);
  });
  chosen.querySelector(".close").addEventListener("click", () => choose(""));
  document.addEventListener("keydown", (e) => { if (e.key === "Escape" && school !== "") choose(""); });

  // Indicators: one is shown.
  const indicator = byId("indicator");
  function showPanel(id) {
    for (const p of all(".panel")) p.hidden = p.id !== id;
    indicator.value = id;
  }
  if (indicator) {
    indicator.addEventListener("change", () => showPanel(indicator.value));
    for (const a of all("a.to-panel")) a.addEventListener("click", () => showPanel(a.dataset.panel));
  }

  // The map: before or after, with or without moves, catchments of one stage.
  for (const r of all("input[name=when]")) r.addEventListener("change", () => { map.dataset.when = r.value; });
  const moves = byId("layer-moves");
  if (moves) moves.addEventListener("change", () => { byId("moves").setAttribute("display", moves.checked ? "inline" : "none"); });
  for (const r of all("input[name=catchment]")) {
    r.addEventListener("change", () => {
      for (const g of all("g.pieces")) g.setAttribute("display", g.id === r.value ? "inline" : "none");
    });
  }

  // Nearer and farther: the view narrows around the chosen school, else around its middle; signs keep
  // their size, so that schools that lie close come apart.
  if (map) {
    const full = map.viewBox.baseVal;
    const whole = { x: full.x, y: full.y, width: full.width, height: full.height };
    let view = Object.assign({}, whole);
    const show = () => {
      map.setAttribute("viewBox", [view.x, view.y, view.width, view.height].join(" "));
      const small = view.width / whole.width;
      map.style.setProperty("--small", String(small));
      map.classList.toggle("near", small < 1);
      map.classList.toggle("close", small < 0.3);
    };
    const clamp = () => {
      view.x = Math.min(Math.max(view.x, whole.x), whole.x + whole.width - view.width);
      view.y = Math.min(Math.max(view.y, whole.y), whole.y + whole.height - view.height);
    };
    for (const b of all("button[data-zoom]")) {
      b.addEventListener("click", () => {
        const by = Number(b.dataset.zoom);
        const at = school === "" ? null : all(".school", map).find((s) => s.dataset.school === school);
        const x = at ? Number(at.dataset.x) : view.x + view.width / 2;
        const y = at ? Number(at.dataset.y) : view.y + view.height / 2;
        const share = by === 0 ? 1 : Math.min(1, Math.max(1 / 32, view.width / whole.width / by));
        view = { width: whole.width * share, height: whole.height * share };
        view.x = x - view.width / 2;
        view.y = y - view.height / 2;
        clamp();
        show();
      });
    }
    let drag = null;
    map.addEventListener("pointerdown", (e) => { if (view.width < whole.width) drag = { x: e.clientX, y: e.clientY }; });
    window.addEventListener("pointerup", () => { drag = null; });
    map.addEventListener("pointermove", (e) => {
      if (!drag) return;
      const per = view.width / map.getBoundingClientRect().width;
      view.x -= (e.clientX - drag.x) * per;
      view.y -= (e.clientY - drag.y) * per;
      drag = { x: e.clientX, y: e.clientY };
      clamp();
      show();
    });
  }

  // Tables are ordered by a click on the head of a column.
  const valueOf = (row, i) => {
    const cell = row.children[i];
    if (cell.dataset.sort) return Number(cell.dataset.sort);
    const text = cell.textContent.trim();
    if (!cell.classList.contains("number")) return text;
    const number = text.replace(/,/g, "").match(/[+-]?\d+(\.\d+)?/);
    return number ? Number(number[0]) : -Infinity;
  };
  for (const table of all("table.sortable")) {
    const heads = all("thead th", table);
    heads.forEach((th, i) => {
      const b = document.createElement("button");
      b.type = "button";
      b.append(...th.childNodes);
      th.append(b);
      b.addEventListener("click", () => {
        const up = th.getAttribute("aria-sort") === "descending";
        for (const h of heads) h.removeAttribute("aria-sort");
        th.setAttribute("aria-sort", up ? "ascending" : "descending");
        const rows = all("tbody tr", table).sort((r, q) => {
          const a = valueOf(r, i), c = valueOf(q, i);
          const d = typeof a === "number" && typeof c === "number" ? a - c : String(a).localeCompare(String(c), root.lang, { numeric: true });
          return up ? d : -d;
        });
        table.tBodies[0].append(...rows);
      });
    });
  }

  speak(root.lang);
})();
