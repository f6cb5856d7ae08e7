// Beyond two dimensions there is no compass: a part of the way, and the slope, for each axis.

import { el, fillRange, write } from "../lib/dom.js";
import { figure } from "../lib/words.js";

export class Axes {
  constructor(box, changed) {
    this.box = box;
    this.changed = changed;
    this.rows = [];
  }

  open(facts, intent) {
    this.intent = intent;
    this.box.hidden = facts.dims <= 2;
    this.rows = facts.dims <= 2 ? [] : facts.axes.map((axis, index) => this.row(axis, index));
    this.box.replaceChildren(...this.rows.map(({ node }) => node));
  }

  row(axis, index) {
    const range = el("input", { type: "range", min: -100, max: 100, step: 1, "aria-label": `Way along ${axis}` });
    range.addEventListener("input", () => {
      this.intent.way[index] = Number(range.value) / 100;
      this.changed();
    });
    const slope = el("span", { class: "number" });
    const bar = el("span", { class: "slope", "aria-hidden": "true" }, el("span"));
    const node = el("div", { class: "axis" }, el("b", {}, axis), slope, bar, range);
    return { node, range, slope, bar: bar.firstChild };
  }

  draw(slopes) {
    const most = Math.max(1e-12, ...slopes.map(Math.abs));
    this.rows.forEach(({ range, slope, bar }, index) => {
      const felt = slopes[index];
      write(slope, `${felt < 0 ? "▼" : felt > 0 ? "▲" : "–"} ${figure(felt)}`);
      bar.style.width = `${(50 * Math.abs(felt)) / most}%`;
      bar.style.left = felt < 0 ? `${50 - (50 * Math.abs(felt)) / most}%` : "50%";
      bar.dataset.sign = felt < 0 ? "falls" : "rises";
      range.value = Math.round(100 * this.intent.way[index]);
      range.setAttribute("aria-valuetext", figure(this.intent.way[index]));
      fillRange(range);
    });
  }
}
