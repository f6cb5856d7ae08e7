// The notebook: what a hiker can write down with the blindfold on.
//
// Places by dead reckoning from the start; heights by adding up slopes, with the error that
// long steps bring. The rule and its reasons are in hikergame's hike/notebook.py; a test holds
// both together.

import { Height } from "./words.js";

export const norm = (vector) => Math.hypot(...vector);
export const dot = (a, b) => a.reduce((sum, part, index) => sum + part * b[index], 0);
const minus = (a, b) => a.map((part, index) => part - b[index]);

/** The felt slope along a displacement, a metre; negative is downhill. */
export function slopeAlong(slope, move) {
  const length = norm(move);
  return length > 0 ? dot(slope, move) / length : 0;
}

export class Notebook {
  /** `senses` and the readouts so far, the start's first, as the room sends them. */
  constructor(senses, readouts) {
    this.senses = senses;
    this.readouts = [];
    this.track = [];
    this.lengths = [];
    const addsUp = senses.altimeter || !senses.direction_only;
    this.heights = addsUp ? [0] : null;
    this.errors = addsUp ? [0] : null;
    this.quickest = 0;
    this.steepest = 0;
    this.reading = Math.hypot(senses.noise, senses.rounding / Math.sqrt(12));
    readouts.forEach((readout) => this.add(readout));
  }

  get readout() {
    return this.readouts.at(-1);
  }

  get steps() {
    return this.readouts.length - 1;
  }

  get steepness() {
    return this.readouts.map((readout) => norm(readout.slope));
  }

  /** Write down one more readout. */
  add(readout) {
    this.steepest = Math.max(this.steepest, norm(readout.slope));
    if (this.readouts.length === 0) {
      this.readouts.push(readout);
      this.track.push(readout.slope.map(() => 0));
      return;
    }
    const here = this.track.at(-1);
    const there = here.map((part, index) => part + readout.moved[index]);
    const length = norm(minus(there, here));
    this.learn(readout, length);
    this.rise(readout, length);
    this.track.push(there);
    this.lengths.push(length);
    this.readouts.push(readout);
  }

  /** Keep the quickest change of slope felt so far, a metre. */
  learn(readout, length) {
    if (length <= 0) return;
    // Readings that differ by chance alone do not make the ground rough.
    const chance = 2 * this.reading * Math.sqrt(2 * readout.slope.length);
    const change = Math.max(0, norm(minus(readout.slope, this.readout.slope)) - chance);
    this.quickest = Math.max(this.quickest, change / length);
  }

  rise(readout, length) {
    if (this.heights === null) return;
    const first = this.readouts[0].altitude ?? null;
    const altitude = readout.altitude ?? null;
    if (altitude !== null && first !== null) {
      this.heights.push(altitude - first);
      this.errors.push(0);
      return;
    }
    const began = dot(this.readout.slope, readout.moved);
    const ended = dot(readout.slope, readout.moved);
    const unknown = Math.min((this.quickest * length ** 2) / 2, this.steepest * length);
    const unfelt = Math.max(unknown, Math.abs(began - ended) / 2);
    const blur = (this.reading / Math.SQRT2) * norm(readout.moved);
    this.heights.push(this.heights.at(-1) + (began + ended) / 2);
    this.errors.push(Math.hypot(this.errors.at(-1), unfelt, blur));
  }

  /** How much higher the place after `step` is than the one after `since`; null if unknown. */
  between(since, step) {
    if (this.heights === null) return null;
    const blur = Math.sqrt(Math.abs(this.errors[step] ** 2 - this.errors[since] ** 2));
    return new Height(this.heights[step] - this.heights[since], blur);
  }

  /** The felt slope along a step, where it began and where it ended. */
  along(step) {
    const moved = this.readouts[step].moved;
    return [
      slopeAlong(this.readouts[step - 1].slope, moved),
      slopeAlong(this.readouts[step].slope, moved),
    ];
  }
}
