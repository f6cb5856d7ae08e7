// What a pupil's own walk came to.

import { el } from "../lib/dom.js";

const MEDALS = {
  valley: "flag on a valley floor",
  rival: "beat the algorithm",
  deepest: "in the deepest valley",
};

/** The lines of a result, or that there is none. */
export function resultPanel(result) {
  if (!result) return [el("p", { class: "muted" }, "You have not walked this round.")];
  const medals = result.medals.map((medal) => {
    return el("li", {}, el("span", { class: "star", "aria-hidden": "true" }, "★"), el("b", {}, medal), ` ${MEDALS[medal] ?? ""}`);
  });
  return [
    el(
      "p",
      { class: "points" },
      el("b", { class: "number" }, result.points.toFixed(1)),
      " points, ",
      el("b", { class: "number" }, result.halvings.toFixed(1)),
      " halvings",
    ),
    el("p", { class: "lead" }, result.headline),
    medals.length ? el("ul", { class: "medals", "aria-label": "Medals" }, ...medals) : null,
    ...result.story.map((sentence) => el("p", {}, sentence)),
    el("p", { class: "muted" }, "A halving: half of the land that was still below you no longer is."),
  ].filter(Boolean);
}
