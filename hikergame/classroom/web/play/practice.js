// Practice ground: a small hillside in this page, with the rules of the real one.
//
// A tilted bowl with two pits, another one each time; slopes are exact. A step longer than the
// longest is shortened, and the fence stops who would leave the box, at its nearest place.

import { norm } from "../lib/notebook.js";

const SIDE = 6;
const STEPS = 25;
const CELLS = 120;

export const FACTS = {
  dims: 2,
  axes: ["x", "y"],
  steps: STEPS,
  longest: 2.5,
  initial: 1,
  senses: { direction_only: false, noise: 0, rounding: 0, altimeter: false, curvature: false },
  flat: 0.06,
  rival_title: null,
  rival_setting: null,
};

export class Practice {
  /** `chance` gives numbers from 0 to 1. */
  constructor(chance = Math.random) {
    const around = chance() * 2 * Math.PI;
    const at = (angle, away) => [Math.cos(angle) * away, Math.sin(angle) * away];
    this.pits = [
      { at: at(around, 3.2), depth: 4.5, radius: 1.9 },
      { at: at(around + 2 + chance(), 3.4), depth: 2.8, radius: 1.6 },
    ];
    this.place = at(around + 4.4 + 0.5 * chance(), 4.6);
    this.track = [this.place];
    this.step = 0;
    this.over = false;
    this.readout = this.feel([0, 0], false, false);
  }

  height([x, y]) {
    const pits = this.pits.map(({ at: [a, b], depth, radius }) => {
      return depth * Math.exp(-((x - a) ** 2 + (y - b) ** 2) / (2 * radius ** 2));
    });
    return 0.06 * (x * x + y * y) - pits[0] - pits[1];
  }

  slope([x, y]) {
    const slope = [0.12 * x, 0.12 * y];
    for (const { at: [a, b], depth, radius } of this.pits) {
      const pull = (depth / radius ** 2) * Math.exp(-((x - a) ** 2 + (y - b) ** 2) / (2 * radius ** 2));
      slope[0] += pull * (x - a);
      slope[1] += pull * (y - b);
    }
    return slope;
  }

  /** Take a step; return the readout there. */
  walk(move) {
    const length = norm(move);
    const shortened = length > FACTS.longest * (1 + 1e-9);
    const asked = shortened ? move.map((part) => (part * FACTS.longest) / length) : move;
    const ahead = this.place.map((part, axis) => part + asked[axis]);
    const there = ahead.map((part) => Math.min(SIDE, Math.max(-SIDE, part)));
    const moved = there.map((part, axis) => part - this.place[axis]);
    const fenced = there.some((part, axis) => part !== ahead[axis]);
    this.place = there;
    this.track.push(there);
    this.step += 1;
    this.over = this.step >= STEPS;
    this.readout = this.feel(moved, fenced, shortened);
    return this.readout;
  }

  feel(moved, fenced, shortened) {
    return {
      slope: this.slope(this.place),
      step: this.step,
      steps_left: STEPS - this.step,
      moved,
      fenced,
      shortened,
      altitude: null,
      curvature: null,
    };
  }

  /** The ground as heights on a grid, north first: what `terrain.paint` draws, as tones. */
  get tones() {
    const heights = Float32Array.from({ length: CELLS * CELLS }, (_, cell) => this.height(this.middle(cell)));
    const low = heights.reduce((a, b) => Math.min(a, b));
    const high = heights.reduce((a, b) => Math.max(a, b));
    return { columns: CELLS, rows: CELLS, tone: heights.map((height) => (height - low) / (high - low)) };
  }

  middle(cell) {
    const share = (index) => ((index + 0.5) / CELLS) * 2 * SIDE - SIDE;
    return [share(cell % CELLS), -share(Math.floor(cell / CELLS))];
  }

  /** The share of the way down from the start that is left, 0 at the lowest place. */
  get gap() {
    const heights = Array.from({ length: CELLS * CELLS }, (_, cell) => this.height(this.middle(cell)));
    const low = Math.min(...heights);
    const first = this.height(this.track[0]);
    return Math.max(0, (this.height(this.place) - low) / (first - low));
  }

  /** Where a place stands on a square picture of so many pixels. */
  at([x, y], size) {
    return [((x + SIDE) / (2 * SIDE)) * size, ((SIDE - y) / (2 * SIDE)) * size];
  }
}
