// Where things stand in a reveal's picture: a map, a profile of a line, or heights by steps.
//
// A scene places walks in CSS pixels of its box. `trail(walk)` are the points that a walk's line
// goes through, one for each place; `head(walk, step)` is where the walker stands, between steps
// as well; both stay at the last place once the walk has ended.

import { hiddenCanvas } from "../lib/dom.js";
import { figure } from "../lib/words.js";
import { paint, tonesOf } from "./terrain.js";

const SHARPEST = 1400;

export function sceneOf(view) {
  if (view.dims === 1) return new Profile(view);
  return view.dims === 2 ? new Chart2D(view) : new Curves(view);
}

function between(points, step) {
  const last = points.length - 1;
  const first = Math.min(Math.floor(step), last);
  const next = Math.min(first + 1, last);
  const share = eased(Math.min(1, step - Math.floor(step)));
  return points[first].map((part, axis) => part + (points[next][axis] - part) * share);
}

const eased = (share) => share * share * (3 - 2 * share);

/** The map of two-dimensional ground. */
class Chart2D {
  constructor(view) {
    const [[west, east], [south, north]] = view.ground.bounds;
    Object.assign(this, { view, west, east, south, north });
    this.tones = tonesOf(view.ground);
    this.foggy = true;
    this.image = null;
  }

  /** Fit the map into a room; return its size. */
  layout(width, height) {
    const scale = Math.min(width / (this.east - this.west), height / (this.north - this.south));
    this.scale = scale;
    this.width = Math.round(scale * (this.east - this.west));
    this.height = Math.round(scale * (this.north - this.south));
    return [this.width, this.height];
  }

  place([x, y]) {
    return [(x - this.west) * this.scale, (this.north - y) * this.scale];
  }

  trail(walk) {
    return walk.track.map((place) => this.place(place));
  }

  head(walk, step) {
    return this.place(between(walk.track, step));
  }

  get origin() {
    return this.place(this.view.start);
  }

  drawGround(context) {
    const ratio = Math.min(window.devicePixelRatio || 1, SHARPEST / this.width, 2);
    const across = Math.max(1, Math.round(this.width * ratio));
    const down = Math.max(1, Math.round(this.height * ratio));
    if (!this.image || this.image.width !== across || this.image.height !== down) {
      this.image = hiddenCanvas(across, down);
      this.image.getContext("2d").putImageData(paint(this.tones, across, down), 0, 0);
    }
    context.imageSmoothingQuality = "high";
    context.drawImage(this.image, 0, 0, this.width, this.height);
  }

  /** The valleys in this picture: {at, deepest, name}. */
  get valleys() {
    return this.view.valleys.map((valley) => ({ at: this.place(valley.x), deepest: valley.deepest }));
  }
}

const GAP = 10;

/** Ground on a line from the side, and beneath it everybody's place by steps, downwards. */
class Profile {
  constructor(view) {
    const [[west, east]] = view.ground.bounds;
    Object.assign(this, { view, west, east });
    this.foggy = true;
    this.heights = view.ground.heights;
    this.low = Math.min(...this.heights);
    this.high = Math.max(...this.heights);
  }

  layout(width, height) {
    this.width = width;
    this.height = Math.min(height, Math.round(width * 0.75));
    this.floor = Math.round(this.height * 0.6);
    this.strip = [this.floor + GAP, this.height - GAP];
    return [this.width, this.height];
  }

  across(x) {
    return ((x - this.west) / (this.east - this.west)) * this.width;
  }

  up(height) {
    const share = (height - this.low) / (this.high - this.low || 1);
    return this.floor - GAP * 3 - share * (this.floor - GAP * 6);
  }

  ground(x) {
    const count = this.heights.length;
    const at = ((x - this.west) / (this.east - this.west)) * count - 0.5;
    const first = Math.min(count - 1, Math.max(0, Math.floor(at)));
    const next = Math.min(count - 1, first + 1);
    const share = Math.min(1, Math.max(0, at - first));
    return this.heights[first] + (this.heights[next] - this.heights[first]) * share;
  }

  trail(walk) {
    const [top, bottom] = this.strip;
    const steps = Math.max(1, this.view.steps);
    return walk.track.map(([x], step) => [this.across(x), top + ((bottom - top) * step) / steps]);
  }

  head(walk, step) {
    const [x] = between(walk.track, step);
    return [this.across(x), this.up(this.ground(x)) - 5];
  }

  get origin() {
    const [x] = this.view.start;
    return [this.across(x), this.up(this.ground(x))];
  }

  drawGround(context, colours) {
    context.fillStyle = colours.surface;
    context.fillRect(0, 0, this.width, this.height);
    const outline = new Path2D();
    this.heights.forEach((height, index) => {
      const x = ((index + 0.5) / this.heights.length) * this.width;
      if (index === 0) outline.moveTo(0, this.up(height));
      outline.lineTo(x, this.up(height));
    });
    outline.lineTo(this.width, this.up(this.heights.at(-1)));
    const soil = new Path2D(outline);
    soil.lineTo(this.width, this.floor);
    soil.lineTo(0, this.floor);
    const shade = context.createLinearGradient(0, this.up(this.high), 0, this.floor);
    ["#ddc594", "#a3b866", "#349380", "#1b4577", "#14224a"].forEach((stop, index) => {
      shade.addColorStop(index / 4, stop);
    });
    context.fillStyle = shade;
    context.fill(soil);
    context.strokeStyle = colours.text;
    context.lineWidth = 2;
    context.stroke(outline);
    context.fillStyle = "#14224a";
    context.fillRect(0, this.strip[0] - GAP / 2, this.width, this.height - this.strip[0] + GAP / 2);
    context.font = `14px ${colours.font}`;
    context.fillStyle = "#c3cbe4";
    context.textAlign = "left";
    context.fillText("step by step ↓", 10, this.height - 12);
  }

  get valleys() {
    return this.view.valleys.map(({ x: [x], deepest }) => {
      return { at: [this.across(x), this.up(this.ground(x)) + 16], deepest };
    });
  }
}

const MARGIN = { left: 64, right: 18, top: 36, bottom: 40 };

/** Heights against steps, for ground of more dimensions than a picture has. */
class Curves {
  constructor(view) {
    this.view = view;
    this.foggy = false;
    const values = view.walks.flatMap((walk) => walk.values);
    const floors = view.valleys.map((valley) => valley.value);
    this.low = Math.min(...values, ...floors);
    this.high = Math.max(...values);
    this.valleys = [];
  }

  layout(width, height) {
    this.width = width;
    this.height = Math.min(height, Math.round(width * 0.8));
    return [this.width, this.height];
  }

  place(step, height) {
    const { left, right, top, bottom } = MARGIN;
    const share = (height - this.low) / (this.high - this.low || 1);
    const x = left + (step / Math.max(1, this.view.steps)) * (this.width - left - right);
    return [x, this.height - bottom - share * (this.height - top - bottom)];
  }

  trail(walk) {
    return walk.values.map((height, step) => this.place(step, height));
  }

  head(walk, step) {
    const last = walk.values.length - 1;
    const at = Math.min(step, last);
    const first = Math.floor(at);
    const ends = [first, Math.min(first + 1, last)].map((one) => this.place(one, walk.values[one]));
    return between(ends, at - first);
  }

  get origin() {
    return this.place(0, this.view.walks[0]?.values[0] ?? this.high);
  }

  drawGround(context, colours) {
    context.fillStyle = "#14224a";
    context.fillRect(0, 0, this.width, this.height);
    context.font = `14px ${colours.font}`;
    context.fillStyle = "#c3cbe4";
    context.strokeStyle = "#ffffff26";
    context.lineWidth = 1;
    for (let line = 0; line <= 4; line += 1) {
      const height = this.low + ((this.high - this.low) * line) / 4;
      const [x, y] = this.place(0, height);
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(this.width - MARGIN.right, y);
      context.stroke();
      context.textAlign = "right";
      const nothing = Math.abs(height) < 1e-3 * (this.high - this.low);
      context.fillText(nothing ? "0" : figure(height), x - 8, y + 5);
    }
    context.textAlign = "center";
    const every = Math.max(1, Math.ceil(this.view.steps / 5));
    for (let step = 0; step <= this.view.steps; step += every) {
      const [x] = this.place(step, this.low);
      context.fillText(String(step), x, this.height - MARGIN.bottom + 20);
    }
    context.textAlign = "left";
    context.fillText("height", 10, 20);
    context.textAlign = "right";
    context.fillText("steps", this.width - 8, this.height - 6);
  }
}
