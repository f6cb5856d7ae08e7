// What the hiker means to do next: a heading and a stride, and how keys change them.
//
// A stride is between the longest step and a two-hundredth of it, and changes by factors. On a
// line the only headings are east and west. Beyond two dimensions the heading is a direction
// of as many parts as the ground has, of length 1. The rules are those of tui/hike/intent.py.

import { norm } from "../lib/notebook.js";
import { displacement, EAST, headingOf, turned, WEST } from "../lib/words.js";

export const TURN = 15;
export const FINE_TURN = 1;
export const LONGER = 1.25;
export const FINE_LONGER = 1.02;
const SHORTEST = 200;

export class Intent {
  constructor(facts) {
    this.dims = facts.dims;
    this.longest = facts.longest;
    this.shortest = facts.longest / SHORTEST;
    this.heading = facts.dims === 1 ? EAST : 0;
    this.way = Array.from({ length: facts.dims }, () => 0);
    this.stride = 0;
    this.striding(facts.initial);
  }

  /** The displacement of the step; null beyond two dimensions while no way is chosen. */
  get move() {
    if (this.dims <= 2) return displacement(this.heading, this.stride, this.dims);
    const length = norm(this.way);
    return length > 0 ? this.way.map((part) => (part / length) * this.stride) : null;
  }

  /** Where the stride is between the shortest (0) and the longest (1), by factors. */
  get reach() {
    return Math.log(this.stride / this.shortest) / Math.log(SHORTEST);
  }

  set reach(share) {
    this.striding(this.shortest * SHORTEST ** share);
  }

  turn(degrees) {
    if (this.dims === 1) this.heading = degrees > 0 ? EAST : WEST;
    else this.heading = turned(this.heading + degrees);
  }

  towards(heading) {
    if (this.dims === 1) this.heading = turned(heading) < 180 ? EAST : WEST;
    else this.heading = turned(heading);
  }

  about() {
    this.towards(this.heading + 180);
    this.way = this.way.map((part) => -part || 0);
  }

  /** Face the way that the slope falls most; false where it is level. */
  downhill(slope) {
    if (slope.every((part) => part === 0)) return false;
    const length = norm(slope);
    this.way = slope.map((part) => -part / length);
    const heading = headingOf(slope.map((part) => -part));
    if (heading !== null) this.heading = heading;
    return true;
  }

  striding(stride) {
    this.stride = Math.min(Math.max(stride, this.shortest), this.longest);
  }
}
