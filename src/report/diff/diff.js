"use strict";
// Panes that scroll together, arrows between what moved, steps from change to change. It reads ids and classes only.
(() => {
  const panes = { o: document.getElementById("old"), n: document.getElementById("new") };
  const arrows = document.querySelector(".arrows");
  const clauses = { o: [...panes.o.querySelectorAll(".c")], n: [...panes.n.querySelectorAll(".c")] };
  const partners = (clause) => clause.dataset.to.split(" ").filter(Boolean).map((id) => document.getElementById(id)).filter(Boolean);
  const top = (pane, clause) => clause.offsetTop - pane.scrollTop;

  // The first clause that reaches below the top of a pane: they stand in order.
  const listed = (side) => document.body.classList.contains("only") ? clauses[side].filter((c) => c.offsetHeight) : clauses[side];
  const first = (pane, list) => {
    let from = 0, to = list.length;
    while (from < to) {
      const middle = (from + to) >> 1, clause = list[middle];
      if (clause.offsetTop + clause.offsetHeight <= pane.scrollTop + 4) from = middle + 1; else to = middle;
    }
    return from;
  };

  let leader = null, release = 0;
  const follow = (side) => {
    const other = side === "o" ? "n" : "o", list = listed(side), pane = panes[side];
    const at = first(pane, list);
    // What moved is no guide; the next clause that stayed is.
    for (let i = at; i < Math.min(at + 40, list.length); i++) {
      if (list[i].classList.contains("moved") || !list[i].offsetHeight) continue;
      const partner = partners(list[i])[0];
      if (!partner || !partner.offsetHeight) continue;
      const inside = Math.max(0, -top(pane, list[i])) / list[i].offsetHeight;
      const ahead = Math.max(0, top(pane, list[i]));
      panes[other].scrollTop = partner.offsetTop + inside * partner.offsetHeight - ahead;
      return;
    }
  };

  const draw = () => {
    const box = arrows.getBoundingClientRect();
    const paths = [];
    const middle = (clause, pane) => {
      const head = pane.getBoundingClientRect();
      const y = clause.getBoundingClientRect().top + Math.min(clause.offsetHeight, 24) / 2;
      return Math.min(Math.max(y, head.top), head.bottom) - box.top;
    };
    const seen = (clause, pane) => {
      const a = clause.getBoundingClientRect(), b = pane.getBoundingClientRect();
      return a.height > 0 && a.bottom > b.top && a.top < b.bottom;
    };
    for (const clause of clauses.o.filter((c) => /moved|split|merged/.test(c.className))) {
      for (const partner of partners(clause)) {
        if (!seen(clause, panes.o) && !seen(partner, panes.n)) continue;
        const a = middle(clause, panes.o), b = middle(partner, panes.n), w = box.width;
        paths.push(`M0 ${a} C${w / 2} ${a} ${w / 2} ${b} ${w - 6} ${b} M${w - 12} ${b - 4} L${w - 4} ${b} L${w - 12} ${b + 4}`);
      }
    }
    arrows.replaceChildren(...paths.map((d) => {
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", d);
      return path;
    }));
  };

  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; draw(); });
  };
  for (const side of ["o", "n"]) {
    panes[side].addEventListener("scroll", () => {
      if (leader === null || leader === side) {
        leader = side;
        follow(side);
        clearTimeout(release);
        release = setTimeout(() => { leader = null; }, 120);
      }
      later();
    });
  }
  addEventListener("resize", later);

  const steps = [...document.querySelectorAll("#new .c.substantive, #old .c.deleted.substantive, #new .c.editorial, #new .c.moved")];
  const shown = () => steps.filter((c) => c.offsetHeight > 0);
  let here = -1;
  const step = (by) => {
    const list = shown();
    if (!list.length) return;
    document.querySelectorAll(".here").forEach((c) => c.classList.remove("here"));
    here = (here + by + list.length) % list.length;
    const clause = list[here], pane = clause.closest(".pane");
    clause.classList.add("here");
    pane.scrollTop = clause.offsetTop - 60;
  };
  const [previous, next, only] = ["previous", "next", "only"].map((id) => document.getElementById(id));
  previous.addEventListener("click", () => step(-1));
  next.addEventListener("click", () => step(1));
  only.addEventListener("change", () => { document.body.classList.toggle("only", only.checked); here = -1; later(); });
  previous.hidden = next.hidden = only.parentElement.hidden = false;
  draw();
})();
