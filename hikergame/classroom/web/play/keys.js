// Keys as in the terminal, and fingers on the ring.

import { $ } from "../lib/dom.js";
import { recall, store } from "../lib/memory.js";
import { FINE_LONGER, FINE_TURN, LONGER, TURN } from "./intent.js";

const KEY = "hikergame.single-keys";

const ARROWS = {
  ArrowLeft: (fine) => ["turn", fine ? -FINE_TURN : -TURN],
  ArrowRight: (fine) => ["turn", fine ? FINE_TURN : TURN],
  ArrowUp: (fine) => ["scale", fine ? FINE_LONGER : LONGER],
  ArrowDown: (fine) => ["scale", 1 / (fine ? FINE_LONGER : LONGER)],
};

const LETTERS = {
  " ": () => ["step"],
  d: () => ["downhill"],
  f: () => ["flag"],
  a: () => ["about"],
  h: () => ["scale", 0.5],
  t: () => ["scale", 2],
  ",": () => ["turn", -FINE_TURN],
  ".": () => ["turn", FINE_TURN],
  "]": () => ["scale", FINE_LONGER],
  "[": () => ["scale", 1 / FINE_LONGER],
};

/** What a key that is held down does again and again: no step is taken by a heavy thumb. */
const REPEATED = ["turn", "scale"];

/** Let keys move a hike, as long as it is on the screen and nobody is writing. */
export function bindKeys(hike) {
  const box = $("#single-keys");
  box.checked = recall(KEY) !== "off";
  box.addEventListener("change", () => store(KEY, box.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if ($("#hike").hidden || document.querySelector("dialog[open]")) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const act = actOf(event, box.checked);
    if (!act) return;
    event.preventDefault();
    const [name, ...given] = act(event.shiftKey);
    if (!event.repeat || REPEATED.includes(name)) hike.act(name, ...given);
  });
}

function actOf(event, letters) {
  const at = event.target instanceof HTMLElement ? event.target : document.body;
  if (at.matches("input[type=text], input[type=number], select, textarea")) return null;
  if (event.key in ARROWS) return at.matches("input[type=range]") ? null : ARROWS[event.key];
  // A dialog that was just closed may keep the focus until the next frame; it is not pressed.
  const pressed = event.key === " " ? at.closest("button, summary, a") : null;
  if (!letters || pressed?.getClientRects().length) return null;
  return LETTERS[event.key.toLowerCase()] ?? null;
}

/** Let a finger or a mouse set the heading on the ring. */
export function bindRing(box, hike) {
  const point = (event) => {
    const { left, top, width, height } = box.getBoundingClientRect();
    const [x, y] = [event.clientX - left - width / 2, event.clientY - top - height / 2];
    if (Math.hypot(x, y) < 8) return;
    hike.aimedAt(Math.round((Math.atan2(x, -y) * 180) / Math.PI));
  };
  box.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    box.setPointerCapture(event.pointerId);
    point(event);
  });
  box.addEventListener("pointermove", (event) => {
    if (box.hasPointerCapture(event.pointerId)) point(event);
  });
}
