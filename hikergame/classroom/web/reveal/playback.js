// Time in a reveal: first the map is uncovered, then everybody walks, step by step.

import { stillness } from "../lib/dom.js";

const UNCOVERING = 2800;
const WALKING = 11000;
const QUICKEST = 110;
const SLOWEST = 650;

export class Playback {
  /** `told` has frame(), for every picture, and changed(), when play begins or ends. */
  constructor(steps, told) {
    this.steps = steps;
    this.told = told;
    this.pace = Math.min(SLOWEST, Math.max(QUICKEST, WALKING / Math.max(1, steps)));
    this.uncovered = 1;
    this.step = steps;
    this.playing = false;
    this.last = 0;
    this.frame = 0;
  }

  get ended() {
    return this.step >= this.steps;
  }

  /** Begin: with everything shown at once, where motion is not wanted. */
  begin() {
    if (stillness.matches) {
      this.seek(this.steps);
      return;
    }
    this.uncovered = 0;
    this.step = 0;
    this.play();
  }

  play() {
    if (this.ended) {
      this.step = 0;
      this.uncovered = stillness.matches ? 1 : 0;
    }
    this.playing = true;
    this.last = performance.now();
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame((now) => this.tick(now));
    this.told.changed();
  }

  pause() {
    this.playing = false;
    cancelAnimationFrame(this.frame);
    this.told.changed();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Go to a step and stay there. */
  seek(step) {
    this.playing = false;
    cancelAnimationFrame(this.frame);
    this.uncovered = 1;
    this.step = Math.min(this.steps, Math.max(0, step));
    this.told.frame();
    this.told.changed();
  }

  tick(now) {
    if (!this.playing) return;
    const passed = Math.min(100, Math.max(0, now - this.last));
    this.last = now;
    if (this.uncovered < 1) this.uncovered = Math.min(1, this.uncovered + passed / UNCOVERING);
    else this.step = Math.min(this.steps, this.step + passed / this.pace);
    this.told.frame();
    if (this.ended) {
      this.playing = false;
      this.told.changed();
      return;
    }
    this.frame = requestAnimationFrame((next) => this.tick(next));
  }
}
