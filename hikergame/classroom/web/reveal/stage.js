// The picture of a reveal: ground, fog, trails and walkers, each on a canvas of its own.
//
// Trails are drawn once for each step that is over; a frame draws only what moves.

import { colour, fitCanvas } from "../lib/dom.js";

const HALO = "#0a0e18";
const PERSON = "#ffffff";
const OWN = "#ffd24a";
const ALGORITHM = "#ff6a60";
const BOT = "#a9ecff";
const TEAMS = ["#ffffff", "#ffd24a", "#8ef0ff", "#ff9fdc", "#b8ff7a", "#ffb07a", "#c9b0ff", "#7affc9"];
const DASHES = [[9, 5], [2, 4], [14, 4, 2, 4], [5, 3], [18, 6], [3, 8]];
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const FOG_SCALE = 0.5;
const SHAPES = 4;
const CROWD = 100;

/** How a walk is drawn: {ink, dash, width, shape, rank (above whom), faint (one of very many)}. */
export function styleOf(walk, order, { own, teams, crowd }) {
  if (walk.kind === "algorithm") {
    return { ink: ALGORITHM, dash: DASHES[order % DASHES.length], width: 2.6, shape: 1, rank: 2 };
  }
  if (walk.hiker === own) return { ink: OWN, dash: [], width: 3.2, shape: 0, rank: 3 };
  const width = crowd > CROWD ? 1 : crowd > 40 ? 1.3 : 1.6;
  const faint = crowd > CROWD;
  if (walk.kind === "bot") return { ink: BOT, dash: [1.5, 3.5], width, shape: 2, rank: 1, faint };
  const team = teams.indexOf(walk.team);
  const ink = team < 0 ? PERSON : TEAMS[team % TEAMS.length];
  return { ink, dash: [], width, shape: team < 0 ? 0 : team % SHAPES, rank: 0, faint };
}

export class Stage {
  /** `box` is the element to fill; `walkers` are {walk, style, label}. */
  constructor(box, scene, walkers) {
    this.box = box;
    this.scene = scene;
    this.walkers = walkers;
    this.spotlight = null;
    this.drawn = 0;
    this.frame = box.querySelector(".frame");
    const make = (name) => {
      const canvas = document.createElement("canvas");
      canvas.className = name;
      this.frame.append(canvas);
      return canvas;
    };
    this.layers = { ground: make("ground"), trails: make("trails"), fog: make("fog"), heads: make("heads") };
  }

  /** Fit everything to the box, and draw the ground. */
  layout() {
    const { width, height } = this.box.getBoundingClientRect();
    if (width < 40 || height < 40) return false;
    const [across, down] = this.scene.layout(Math.floor(width), Math.floor(height));
    this.frame.style.width = `${across}px`;
    this.frame.style.height = `${down}px`;
    const colours = { surface: colour("surface"), text: colour("text"), font: FONT };
    this.scene.drawGround(fitCanvas(this.layers.ground, across, down), colours);
    this.trails = fitCanvas(this.layers.trails, across, down);
    this.heads = fitCanvas(this.layers.heads, across, down);
    const { fog } = this.layers;
    fog.width = Math.ceil(across * FOG_SCALE);
    fog.height = Math.ceil(down * FOG_SCALE);
    this.size = [across, down];
    // A projector's words are large, and so are its lines.
    this.unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    for (const walker of this.walkers) {
      walker.points = this.scene.trail(walker.walk);
      walker.lengths = [0];
      walker.points.slice(1).forEach(([x, y], index) => {
        const [a, b] = walker.points[index];
        walker.lengths.push(walker.lengths[index] + Math.hypot(x - a, y - b));
      });
    }
    this.wipe();
    return true;
  }

  wipe() {
    this.trails.clearRect(0, 0, ...this.size);
    this.drawn = 0;
  }

  /** Draw the moment `step`, with a share `uncovered` of the map to be seen. */
  draw(step, uncovered) {
    if (!this.size) return;
    this.drawFog(uncovered);
    const whole = Math.floor(step);
    if (whole < this.drawn) this.wipe();
    for (; this.drawn < whole; this.drawn += 1) this.drawStep(this.drawn);
    this.drawHeads(step, uncovered);
  }

  drawFog(uncovered) {
    const { fog } = this.layers;
    const clear = !this.scene.foggy || uncovered >= 1;
    fog.style.visibility = clear ? "hidden" : "visible";
    if (clear) return;
    const context = fog.getContext("2d");
    const [width, height] = [fog.width, fog.height];
    const [x, y] = this.scene.origin.map((part) => part * FOG_SCALE);
    const far = Math.max(...[[0, 0], [width, 0], [0, height], [width, height]].map(
      ([a, b]) => Math.hypot(a - x, b - y),
    ));
    const soft = 0.16 * far;
    const radius = (far + soft) * (1 - (1 - uncovered) ** 2);
    context.globalCompositeOperation = "source-over";
    context.fillStyle = colour("fog");
    context.fillRect(0, 0, width, height);
    context.globalCompositeOperation = "destination-out";
    const hole = context.createRadialGradient(x, y, Math.max(0, radius - soft), x, y, radius);
    hole.addColorStop(0, "#000");
    hole.addColorStop(1, "#0000");
    context.fillStyle = hole;
    context.fillRect(0, 0, width, height);
  }

  /** Draw everybody's whole step from place `step` to the next, one stroke for each style. */
  drawStep(step) {
    for (const [style, walkers] of this.byStyle(this.walkers)) {
      const path = new Path2D();
      let any = false;
      for (const { points } of walkers) {
        if (step + 1 >= points.length) continue;
        path.moveTo(...points[step]);
        path.lineTo(...points[step + 1]);
        any = true;
      }
      if (any) stroke(this.trails, path, style, this.unit, this.lengthAt(walkers[0], step));
    }
  }

  byStyle(walkers) {
    if (this.groups) return this.groups;
    const groups = new Map();
    const ordered = [...walkers].sort((a, b) => a.style.rank - b.style.rank);
    for (const walker of ordered) {
      const alone = walker.style.rank > 1 ? walker.walk.hiker : "";
      const key = `${walker.style.rank} ${walker.style.ink} ${alone}`;
      if (!groups.has(key)) groups.set(key, [walker.style, []]);
      groups.get(key)[1].push(walker);
    }
    this.groups = [...groups.values()];
    return this.groups;
  }

  drawHeads(step, uncovered) {
    const context = this.heads;
    context.clearRect(0, 0, ...this.size);
    if (this.scene.foggy) this.drawMarks(context, uncovered);
    const first = Math.floor(step);
    const labels = [];
    for (const [style, walkers] of this.byStyle(this.walkers)) {
      const under = new Path2D();
      const dots = new Path2D();
      for (const walker of walkers) {
        const at = this.scene.head(walker.walk, step);
        if (first + 1 < walker.points.length && step > first) {
          under.moveTo(...walker.points[first]);
          under.lineTo(...this.tip(walker, step));
        }
        dot(dots, at, this.unit * (style.rank > 1 ? 6 : style.faint ? 2.8 : 4.5), style.shape);
        if (walker.label) labels.push([walker.label, at, style.ink]);
      }
      stroke(context, under, style, this.unit, this.lengthAt(walkers[0], first));
      context.fillStyle = style.ink;
      context.strokeStyle = HALO;
      context.lineWidth = style.faint ? 0.75 : 1.5;
      context.fill(dots);
      context.stroke(dots);
    }
    this.drawSpotlight(context, step, labels);
    this.drawLabels(context, labels);
  }

  lengthAt(walker, step) {
    return walker.lengths[Math.min(step, walker.lengths.length - 1)];
  }

  /** Where a trail has come to, which on a profile is not where the walker is drawn. */
  tip(walker, step) {
    const first = Math.floor(step);
    const share = step - first;
    const eased = share * share * (3 - 2 * share);
    const [a, b] = [walker.points[first], walker.points[first + 1]];
    return [a[0] + (b[0] - a[0]) * eased, a[1] + (b[1] - a[1]) * eased];
  }

  drawSpotlight(context, step, labels) {
    const lit = this.walkers.find(({ walk }) => walk.hiker === this.spotlight);
    if (!lit) return;
    const path = new Path2D();
    const whole = Math.min(Math.floor(step), lit.points.length - 1);
    lit.points.slice(0, whole + 1).forEach((point, index) => {
      if (index === 0) path.moveTo(...point);
      else path.lineTo(...point);
    });
    stroke(context, path, { ink: OWN, dash: [], width: 4 }, this.unit, 0);
    const at = this.scene.head(lit.walk, step);
    const mark = new Path2D();
    dot(mark, at, 7 * this.unit, lit.style.shape);
    context.fillStyle = OWN;
    context.fill(mark);
    context.strokeStyle = HALO;
    context.stroke(mark);
    labels.push([lit.walk.name, at, OWN]);
  }

  drawMarks(context, uncovered) {
    const shown = Math.max(0, (uncovered - 0.7) / 0.3);
    context.globalAlpha = shown;
    context.lineJoin = "miter";
    for (const { at: [x, y], deepest } of this.scene.valleys) {
      const size = this.unit * (deepest ? 12 : 9) * (2 - shown);
      const mark = new Path2D();
      mark.moveTo(x, y - size);
      mark.lineTo(x + size, y);
      mark.lineTo(x, y + size);
      mark.lineTo(x - size, y);
      mark.closePath();
      context.lineWidth = 5;
      context.strokeStyle = HALO;
      context.stroke(mark);
      context.lineWidth = 2.5;
      context.strokeStyle = deepest ? "#ffe066" : "#a9ecff";
      context.stroke(mark);
      if (deepest) {
        context.fillStyle = "#ffe066";
        context.fill(mark);
      }
    }
    context.globalAlpha = 1;
    const start = new Path2D();
    dot(start, this.scene.origin, 6 * this.unit, 0);
    context.lineWidth = 5;
    context.strokeStyle = HALO;
    context.stroke(start);
    context.lineWidth = 2.5;
    context.strokeStyle = OWN;
    context.stroke(start);
  }

  /** Names beside their walkers, none over another. */
  drawLabels(context, labels) {
    const size = (this.size[0] > 450 ? 15 : 13) * this.unit;
    context.font = `600 ${size}px ${FONT}`;
    context.textBaseline = "middle";
    context.textAlign = "left";
    const taken = [];
    for (const [text, [x, y], ink] of labels) {
      const width = context.measureText(text).width + 12;
      const right = x + 12 + width < this.size[0];
      const left = right ? x + 12 : Math.max(0, x - 12 - width);
      const tall = size + 8;
      const clash = (top) => taken.some(([l, t, w]) => l < left + width && left < l + w && Math.abs(t - top) < tall + 2);
      let top = Math.min(this.size[1] - tall, Math.max(0, y - tall / 2));
      for (let tries = 1; tries < 12 && clash(top); tries += 1) {
        const aside = Math.ceil(tries / 2) * (tall + 3) * (tries % 2 ? 1 : -1);
        top = Math.min(this.size[1] - tall, Math.max(0, y - tall / 2 + aside));
      }
      taken.push([left, top, width]);
      context.fillStyle = "#0a0e18d9";
      context.fillRect(left, top, width, tall);
      context.fillStyle = ink;
      context.fillText(text, left + 6, top + tall / 2 + 0.5);
    }
  }
}

/** Draw lines with a dark rim; `phase` is how far along its dashes a line begins. */
function stroke(context, path, style, unit, phase) {
  context.lineCap = style.dash.length ? "butt" : "round";
  context.lineJoin = "round";
  context.setLineDash([]);
  context.strokeStyle = HALO;
  context.globalAlpha = style.faint ? 0.18 : 0.4;
  context.lineWidth = (style.width + 1.8) * unit;
  context.stroke(path);
  context.globalAlpha = style.faint ? 0.5 : style.width < 2 ? 0.9 : 1;
  context.setLineDash(style.dash.map((part) => part * unit));
  context.lineDashOffset = phase;
  context.strokeStyle = style.ink;
  context.lineWidth = style.width * unit;
  context.stroke(path);
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** Add a walker's mark to a path: round, square, a triangle, or on its corner. */
function dot(path, [x, y], size, shape) {
  if (shape === 0) {
    path.moveTo(x + size, y);
    path.arc(x, y, size, 0, 2 * Math.PI);
    return;
  }
  const corners = shape === 1 ? [45, 135, 225, 315] : shape === 2 ? [0, 120, 240] : [0, 90, 180, 270];
  corners.forEach((degrees, index) => {
    const radians = (degrees * Math.PI) / 180;
    const point = [x + 1.25 * size * Math.sin(radians), y - 1.25 * size * Math.cos(radians)];
    if (index === 0) path.moveTo(...point);
    else path.lineTo(...point);
  });
  path.closePath();
}
