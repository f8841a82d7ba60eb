"use strict";
// Rows made at once, and rows of a list that are printed.
const CHUNK = 60, PRINTED = 200;
const KEYS = ["band", "status", "relation", "codes"];
const number = new Intl.NumberFormat("en");
const built = (html) => { const t = document.createElement("template"); t.innerHTML = html; return t.content.firstElementChild; };
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const words = (html) => html.replace(/<[^>]*>/g, " ").replace(/&(amp|lt|gt|quot|#39);/g, (_, n) => NAMED[n]).toLowerCase();

class List {
  constructor(place) {
    this.rows = place.querySelector(".rows");
    this.nodes = [...this.rows.children];
    this.first = this.nodes.length;
    this.all = Number(place.dataset.all) || this.first;
    this.data = place.querySelector("script");
    this.kept = this.data ? null : [];
    this.fit = null;
    this.shown = this.first;
    this.more = place.querySelector(".more") || place.appendChild(document.createElement("p"));
    this.more.className = "more";
    this.said = document.createElement("span");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.textContent = "Show more";
    this.button.addEventListener("click", () => this.show(this.shown + CHUNK));
    this.unprinted = document.createElement("span");
    this.unprinted.className = "printed";
    this.more.replaceChildren(this.said, " ", this.button, this.unprinted);
    if (this.data) new IntersectionObserver((seen) => { if (seen.some((s) => s.isIntersecting)) this.show(this.shown + CHUNK); },
      { rootMargin: "1200px" }).observe(this.more);
    this.tell();
  }
  load() {
    if (!this.kept) { this.kept = JSON.parse(this.data.textContent); this.data.remove(); }
  }
  get count() { return this.fit ? this.fit.length : this.all; }
  node(i) {
    if (!this.nodes[i]) { this.load(); this.nodes[i] = built(this.kept[i - this.first].at(-1)); }
    return this.nodes[i];
  }
  value(i, key) {
    return (i < this.first ? this.nodes[i].dataset[key] : this.kept[i - this.first][KEYS.indexOf(key)]) || "";
  }
  texts() {
    this.load();
    return this.lower ??= Array.from({ length: this.all },
      (_, i) => i < this.first ? this.nodes[i].textContent.toLowerCase() : words(this.kept[i - this.first].at(-1)));
  }
  show(n) {
    const to = Math.min(n, this.count), part = document.createDocumentFragment();
    for (let i = this.shown; i < to; i++) part.append(this.node(this.fit ? this.fit[i] : i));
    this.rows.append(part);
    this.shown = Math.max(this.shown, to);
    this.tell();
  }
  filter(test) {
    this.load();
    this.fit = test && Array.from({ length: this.all }, (_, i) => i).filter(test);
    this.rows.replaceChildren();
    this.shown = 0;
    this.show(CHUNK);
  }
  tell() {
    const [all, printed] = [this.count, Math.min(PRINTED, this.shown)];
    this.said.textContent = all ? `${number.format(this.shown)} of ${number.format(all)} are shown.` : "Nothing fits: take a filter or a word away.";
    this.button.hidden = this.shown >= all;
    this.unprinted.textContent = `Printed: ${number.format(printed)} of ${number.format(all)}. The others stand in the page on a screen and in the workbook; a filter prints what it shows.`;
    this.more.classList.toggle("whole", all > 0 && this.shown >= all);
    this.more.classList.toggle("printed-whole", printed >= all);
  }
}

const lists = new Map([...document.querySelectorAll(".list")].map((place) => [place, new List(place)]));
for (const form of document.querySelectorAll(".filters")) {
  const list = lists.get(form.nextElementSibling);
  const search = form.querySelector("[data-search]");
  const selects = [...form.querySelectorAll("[data-filter]")];
  const output = form.querySelector("output");
  const fits = (i, key, wanted) => {
    const value = list.value(i, key);
    return key === "codes" ? value.split(" ").includes(wanted) : value === wanted;
  };
  const filter = () => {
    const asked = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = selects.filter((s) => s.value).map((s) => [s.dataset.filter, s.value]);
    const texts = asked.length ? list.texts() : null;
    const all = !asked.length && !chosen.length;
    list.filter(all ? null : (i) => chosen.every(([key, v]) => fits(i, key, v)) && asked.every((w) => texts[i].includes(w)));
    output.textContent = all ? `${list.all} rows` : `${list.count} of ${list.all} rows`;
  };
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  for (const select of selects) select.addEventListener("change", filter);
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  form.hidden = false;
  // So that the first search need not wait.
  if (list.data) (window.requestIdleCallback || setTimeout)(() => list.texts());
}

// The clauses of long drafts are made when they are first looked at.
const grow = (draft) => {
  const data = draft.querySelector(":scope > script");
  if (!data) return;
  draft.querySelector(":scope > .more")?.remove();
  const t = document.createElement("template");
  t.innerHTML = JSON.parse(data.textContent);
  data.replaceWith(t.content);
};
const drafts = [...document.querySelectorAll(".draft")];
for (const draft of drafts) draft.addEventListener("toggle", () => { if (draft.open) grow(draft); });
const reveal = () => {
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch { return; }
  if (!id) return;
  if (!document.getElementById(id)) drafts.filter((d) => id.startsWith(d.dataset.prefix)).forEach(grow);
  const target = document.getElementById(id);
  if (!target) return;
  for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
  target.scrollIntoView();
};
addEventListener("hashchange", reveal);
if (location.hash) reveal();

let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.group:not([open])")];
  for (const group of opened) group.open = true;
  for (const list of lists.values()) list.show(PRINTED);
});
addEventListener("afterprint", () => { for (const group of opened) group.open = false; opened = []; });
