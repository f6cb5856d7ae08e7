// What is said beside a reveal's picture. Everything is made of text nodes.

import { el, svg, write } from "../lib/dom.js";
import { judged } from "../lib/promises.js";

const PEOPLE = "person";

/** A length of a walker's line and its mark, as the picture draws them. */
function sample(style) {
  const line = { x1: 1, y1: 8, x2: 39, y2: 8, "stroke-width": Math.max(2, style.width) };
  return svg(
    "svg",
    { viewBox: "0 0 40 16", class: "sample", "aria-hidden": "true" },
    svg("line", { ...line, stroke: "#0a0e18", "stroke-width": line["stroke-width"] + 4 }),
    svg("line", { ...line, stroke: style.ink, "stroke-dasharray": style.dash.join(" ") }),
  );
}

/** The legend: who has which line. */
export function legend(view, walkers, own) {
  const items = [];
  const people = walkers.filter(({ walk }) => walk.kind === PEOPLE && walk.hiker !== own);
  const mine = walkers.find(({ walk }) => walk.hiker === own);
  if (mine) items.push(el("li", {}, sample(mine.style), "you"));
  const teams = new Map(people.map((walker) => [walker.walk.team, walker.style]));
  if (teams.size > 1) {
    for (const [team, style] of [...teams].sort()) {
      items.push(el("li", {}, sample(style), team ?? "no team"));
    }
  } else if (people.length) {
    items.push(el("li", {}, sample(people[0].style), mine ? "the others" : "the class"));
  }
  const bot = walkers.find(({ walk }) => walk.kind === "bot");
  if (bot) items.push(el("li", {}, sample(bot.style), "bots"));
  const algorithm = walkers.find(({ walk }) => walk.kind === "algorithm");
  if (algorithm) items.push(el("li", {}, sample(algorithm.style), "algorithms"));
  if (view.dims <= 2) {
    items.push(el("li", {}, el("span", { class: "mark start", "aria-hidden": "true" }, "○"), "start"));
    items.push(el("li", {}, el("span", { class: "mark", "aria-hidden": "true" }, "◇"), "valley"));
    items.push(el("li", {}, el("span", { class: "mark deepest", "aria-hidden": "true" }, "◆"), "deepest valley"));
  }
  return el("ul", { class: "legend", "aria-label": "Legend" }, ...items);
}

/** While they walk: how many stand lower than each algorithm, and who stands lowest. */
export class WalkPanel {
  constructor(view, walkers, own) {
    this.view = view;
    this.own = own;
    this.people = view.walks.filter((walk) => walk.kind === PEOPLE);
    this.algorithms = walkers.filter(({ walk }) => walk.kind === "algorithm");
    this.rows = this.algorithms.map(({ walk, style }) => this.row(walk, style));
    this.lowest = el("ol", { class: "lowest" });
    this.mine = this.people.find((walk) => walk.hiker === own);
    this.node = el(
      "div",
      { class: "walking" },
      this.rows.length ? el("h3", {}, "Lower than the algorithms") : null,
      ...this.rows.map(({ node }) => node),
      el("h3", {}, "Lowest just now"),
      this.lowest,
    );
    this.shown = -1;
  }

  row(walk, style) {
    const count = el("b", { class: "number" });
    const bar = el("span", { class: "fill" });
    const node = el(
      "div",
      { class: "beats" },
      el("p", {}, sample(style), el("span", {}, walk.name), walk.setting ? el("small", { class: "muted" }, walk.setting) : null),
      el("p", { class: "count" }, count, ` of ${this.people.length} stand lower`),
      el("span", { class: "bar", "aria-hidden": "true" }, bar),
    );
    return { node, count, bar, walk };
  }

  update(step) {
    const whole = Math.floor(step);
    if (whole === this.shown) return;
    this.shown = whole;
    const height = (walk) => walk.values[Math.min(whole, walk.values.length - 1)];
    for (const { walk, count, bar } of this.rows) {
      const lower = this.people.filter((person) => height(person) < height(walk)).length;
      write(count, lower);
      bar.style.width = `${(100 * lower) / Math.max(1, this.people.length)}%`;
    }
    if (whole === 0) {
      this.lowest.replaceChildren(el("li", { class: "muted" }, "All stand at the start."));
      return;
    }
    const best = [...this.people].sort((a, b) => height(a) - height(b)).slice(0, 5);
    const most = 7 * this.view.dims;
    this.lowest.replaceChildren(
      ...best.map((walk) => {
        const reached = walk.halvings[Math.min(whole, walk.halvings.length) - 1] ?? 0;
        const bar = el("span", { class: "fill" });
        bar.style.width = `${(100 * reached) / most}%`;
        return el(
          "li",
          {},
          el("span", { class: "name" }, walk.hiker === this.own ? `${walk.name} (you)` : walk.name),
          el("span", { class: "number muted" }, `${reached.toFixed(1)} halvings`),
          el("span", { class: "bar", "aria-hidden": "true" }, bar),
        );
      }),
    );
  }
}

/** Lines of praise; the one that is lit has its path lit on the map. */
export class PraisePanel {
  constructor(view, own, light) {
    this.light = light;
    this.at = -1;
    this.cards = view.praise.map((line, index) => {
      const mine = line.hiker === own;
      return el(
        "li",
        {},
        el(
          "button",
          { type: "button", class: mine ? "praise mine" : "praise", "aria-pressed": "false", onclick: () => this.choose(index) },
          el("span", { class: "title" }, line.title),
          el("span", { class: "name" }, mine ? `${line.name} (you)` : line.name),
          el("span", { class: "sentence" }, line.sentence),
        ),
      );
    });
    this.lines = view.praise;
    const none = el("p", { class: "muted" }, "Nobody has walked this round.");
    this.node = this.cards.length ? el("ul", { class: "praises" }, ...this.cards) : none;
  }

  /** Light one line, or none with -1; the same again puts it out. */
  choose(index) {
    this.at = index === this.at ? -1 : index;
    this.cards.forEach((card, other) => {
      card.firstChild.setAttribute("aria-pressed", String(other === this.at));
    });
    if (this.at >= 0) keepInSight(this.node, this.cards[this.at]);
    this.light(this.at < 0 ? null : this.lines[this.at].hiker);
  }

  /** Light one line, lit already or not. */
  turnTo(index) {
    if (this.at !== index) this.choose(index);
  }
}

function keepInSight(list, card) {
  const panel = list.closest(".tabpanel");
  if (!panel || panel.scrollHeight <= panel.clientHeight) return;
  const [frame, box] = [panel.getBoundingClientRect(), card.getBoundingClientRect()];
  if (box.bottom > frame.bottom) panel.scrollTop += box.bottom - frame.bottom + 8;
  if (box.top < frame.top) panel.scrollTop -= frame.top - box.top + 8;
}

/** What the class met on this ground, and a question. */
export function metPanel(view) {
  const { counts, sentences, question } = view.met;
  const most = Math.max(1, ...Object.values(counts));
  const rows = Object.entries(counts).filter(([, count]) => count > 0);
  rows.sort(([, a], [, b]) => b - a);
  const bars = rows.map(([fate, count]) => {
    const fill = el("span", { class: "fill" });
    fill.style.width = `${(100 * count) / most}%`;
    return el(
      "li",
      {},
      el("span", { class: "name" }, fate),
      el("b", { class: "number" }, String(count)),
      el("span", { class: "bar", "aria-hidden": "true" }, fill),
    );
  });
  return el(
    "div",
    { class: "met" },
    bars.length ? el("ul", { class: "lowest", "aria-label": "How many met what" }, ...bars) : null,
    ...sentences.map((sentence) => el("p", {}, sentence)),
    question ? el("p", { class: "question" }, question) : null,
  );
}

const FAIR = {
  kept: "It is the ground that was promised before the start: level and seed fit the seal that was shown then.",
  broken: "Something is wrong here: level and seed do not fit the seal that was shown before the start.",
  unheard: "Level and seed fit their seal. This page was not there before the start, to see whether it is the same.",
};

/** What this ground was, in its author's words, and whether it is the one that was promised. */
export function groundPanel(view, promised) {
  const fair = judged(view, promised);
  const row = (name, value) => [el("dt", {}, name), el("dd", { class: "mono" }, String(value))];
  return el(
    "div",
    { class: "about" },
    view.summary ? el("p", { class: "summary" }, view.summary) : null,
    ...paragraphs(view.debrief).map((text) => el("p", {}, text)),
    el("p", { class: "fair", "data-fair": fair }, FAIR[fair]),
    el(
      "details",
      {},
      el("summary", {}, "Check it yourself"),
      el("p", {}, "The seal is the SHA-256 of nonce, level hash and seed, with colons between them."),
      el(
        "dl",
        {},
        ...row("level", view.level_id),
        ...row("level hash", view.level_hash),
        ...row("seed", view.seed),
        ...row("nonce", view.nonce),
        ...row("seal", view.commitment),
        ...(promised && promised !== view.commitment ? row("shown before", promised) : []),
      ),
    ),
  );
}

/** Markdown's paragraphs as plain text. */
export function paragraphs(markdown) {
  return markdown
    .split(/\n\s*\n/)
    .map((block) => block.replace(/\s+/g, " ").replace(/[*`]|\b_|_\b|^#+\s*/g, "").trim())
    .filter((block) => block);
}
