"use strict";
for (const form of document.querySelectorAll(".filters")) {
  const section = form.closest("section");
  const rows = [...section.querySelectorAll(".row")];
  const search = form.querySelector("[data-search]");
  const selects = [...form.querySelectorAll("[data-filter]")];
  const output = form.querySelector("output");
  let texts = null;
  const fits = (row, select) => {
    const value = row.dataset[select.dataset.filter] || "";
    return !select.value || (select.dataset.filter === "codes" ? value.split(" ").includes(select.value) : value === select.value);
  };
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length && !texts) texts = rows.map((row) => row.textContent.toLowerCase());
    let shown = 0;
    rows.forEach((row, i) => {
      const show = selects.every((s) => fits(row, s)) && words.every((w) => texts[i].includes(w));
      if (row.hidden === show) row.hidden = !show;
      if (show) shown += 1;
    });
    output.textContent = shown === rows.length ? `${shown} rows` : `${shown} of ${rows.length} rows`;
  };
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  for (const select of selects) select.addEventListener("change", filter);
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  form.hidden = false;
}
const reveal = () => {
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch { return; }
  const target = id && document.getElementById(id);
  if (!target) return;
  for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
  target.scrollIntoView();
};
addEventListener("hashchange", reveal);
if (location.hash) reveal();
