"use strict";
(() => {
  const facts = JSON.parse(document.getElementById("data").textContent);
  const svg = document.querySelector("main svg");
  const panel = document.getElementById("facts");
  const whole = svg.getAttribute("viewBox").split(" ").map(Number);
  let view = whole.slice();
  const show = () => svg.setAttribute("viewBox", view.join(" "));
  const scale = () => Math.max(view[2] / svg.clientWidth, view[3] / svg.clientHeight);
  const zoom = (by, x, y) => {
    const r = svg.getBoundingClientRect(), s = scale();
    const ox = (svg.clientWidth - view[2] / s) / 2, oy = (svg.clientHeight - view[3] / s) / 2;
    const px = view[0] + (x - r.left - ox) * s, py = view[1] + (y - r.top - oy) * s;
    const w = Math.min(Math.max(view[2] * by, whole[2] / 40), whole[2] * 4), f = w / view[2];
    view = [px - (px - view[0]) * f, py - (py - view[1]) * f, w, view[3] * f];
    show();
  };
  const middle = by => { const r = svg.getBoundingClientRect(); zoom(by, r.left + r.width / 2, r.top + r.height / 2); };
  document.getElementById("in").onclick = () => middle(0.7);
  document.getElementById("out").onclick = () => middle(1 / 0.7);
  document.getElementById("all").onclick = () => { view = whole.slice(); show(); };
  svg.addEventListener("wheel", e => { e.preventDefault(); zoom(e.deltaY < 0 ? 0.85 : 1 / 0.85, e.clientX, e.clientY); }, { passive: false });
  let from = null, moved = false;
  svg.addEventListener("pointerdown", e => { from = [e.clientX, e.clientY]; moved = false; });
  window.addEventListener("pointermove", e => {
    if (!from) return;
    const dx = e.clientX - from[0], dy = e.clientY - from[1];
    if (!moved && Math.abs(dx) + Math.abs(dy) < 4) return;
    moved = true;
    const s = scale();
    view[0] -= dx * s; view[1] -= dy * s;
    from = [e.clientX, e.clientY];
    show();
  });
  window.addEventListener("pointerup", () => { from = null; });
  const add = (to, tag, text) => { const e = document.createElement(tag); if (text) e.textContent = text; to.appendChild(e); return e; };
  const open = id => {
    panel.replaceChildren();
    const cards = facts[id];
    panel.hidden = !cards;
    if (!cards) return;
    for (const c of cards) {
      add(panel, "h2", c.head);
      for (const s of c.sentences) {
        const q = add(panel, "blockquote", "“" + s.text + "”");
        const by = add(q, "cite", s.source + (s.sure ? " (confidence " + s.sure + ")" : "") + " ");
        if (s.url) { const a = add(by, "a", "article"); a.href = s.url; a.target = "_blank"; a.rel = "noopener noreferrer"; }
      }
    }
  };
  svg.addEventListener("click", e => {
    if (e.target.closest("a")) e.preventDefault();
    if (moved) return;
    const g = e.target.closest(".edge,.node,.label");
    for (const c of svg.querySelectorAll(".chosen")) c.classList.remove("chosen");
    if (!g) { panel.hidden = true; return; }
    g.classList.add("chosen");
    open(g.dataset.of || g.id);
  });
  const parts = [...svg.querySelectorAll(".edge,.node,.label")];
  document.getElementById("search").oninput = e => {
    const q = e.target.value.trim().toLowerCase();
    let n = 0;
    for (const p of parts) {
      const hit = p.textContent.toLowerCase().includes(q);
      p.classList.toggle("faint", q !== "" && !hit);
      if (hit && !p.classList.contains("label")) n++;
    }
    document.getElementById("found").textContent = q ? n + " found" : "";
  };
  document.body.dataset.ready = "yes";
})();
