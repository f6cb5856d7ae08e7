// The race: what you felt beside what may be seen of the algorithm that walks with you.

import { $, el, show, svg } from "../lib/dom.js";
import { figure } from "../lib/words.js";
import { isStill } from "./felt.js";

const LATEST = 24;

export function drawRace(facts, notebook, rival) {
  const beside = Boolean(facts.rival_title) && rival.length > 0;
  show($("#race"), beside);
  if (!beside) return;
  const mine = notebook.steepness;
  const theirs = rival.map((step) => step.steepness);
  const top = Math.max(...mine, ...theirs, 1e-12);
  const lengths = rival.slice(1).map((step) => step.step_length);
  const last = rival.at(-1);
  const state = last.fenced ? "at the fence" : isStill(lengths, facts.longest) ? "nearly still" : "on the move";
  const blunt = facts.senses.direction_only;
  $("#race-rows").replaceChildren(
    line("you", "", mine, top, notebook.lengths.at(-1), "mine", blunt),
    line(facts.rival_title, `${facts.rival_setting ?? ""} · ${state}`, theirs, top, lengths.at(-1), "theirs", blunt),
  );
}

function line(name, setting, steepness, top, length, kind, blunt) {
  const felt = blunt ? null : el("span", { class: "number" }, `slope ${figure(steepness.at(-1))}`);
  const walked = length === undefined ? null : el("span", { class: "number" }, `step ${figure(length)} m`);
  return el(
    "div",
    { class: `walker ${kind}` },
    el("p", {}, el("b", {}, name), setting ? el("span", { class: "muted" }, ` ${setting}`) : null),
    blunt ? null : spark(steepness.slice(-LATEST), top),
    el("p", { class: "figures" }, felt, walked),
  );
}

/** The slopes so far as a row of bars. */
function spark(values, top) {
  const bars = values.map((value, index) => {
    const tall = Math.max(1, (24 * value) / top);
    return svg("rect", { x: 6 * index, y: 26 - tall, width: 4.5, height: tall });
  });
  return svg("svg", { class: "spark", viewBox: `0 0 ${6 * LATEST} 26`, preserveAspectRatio: "xMinYMid", "aria-hidden": "true" }, ...bars);
}
