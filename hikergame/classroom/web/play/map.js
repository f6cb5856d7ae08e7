// The notebook's picture: the way by dead reckoning, and what was felt at every stop.
//
// On two-dimensional ground a map, with arrows that point downhill as it was felt; on any other,
// the heights that the slopes add up to, with how far they may be off.

import { colour, fitCanvas } from "../lib/dom.js";
import { norm } from "../lib/notebook.js";
import { figure, strength } from "../lib/words.js";

const FONT = '13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const MESH = 56;
const EDGE = 26;

/** A round step for a scale: 1, 2 or 5 times a power of ten, at most `length`. */
export function niceStep(length) {
  const decade = 10 ** Math.floor(Math.log10(length));
  return [5, 2].find((times) => times * decade <= length) * decade || decade;
}

export class NotebookMap {
  constructor(canvas) {
    this.canvas = canvas;
    this.view = null;
  }

  forget() {
    this.view = null;
  }

  draw(notebook, facts, intent) {
    const { width, height } = this.canvas.getBoundingClientRect();
    if (width < 30 || height < 30) return;
    const context = fitCanvas(this.canvas, width, height);
    context.clearRect(0, 0, width, height);
    context.font = FONT;
    if (facts.dims === 2) this.drawMap(context, width, height, notebook, facts, intent);
    else drawHeights(context, width, height, notebook, facts);
  }

  /** The view of before, as long as everything is in it, so that the map does not swim. */
  fit(points, stride, width, height) {
    const old = this.view;
    const shows = ([x, y]) => {
      const [a, b] = old.place([x, y]);
      return a > EDGE && b > EDGE && a < width - EDGE && b < height - EDGE;
    };
    if (old && old.width === width && old.height === height && points.every(shows)) return old;
    const spans = [0, 1].map((axis) => {
      const parts = points.map((point) => point[axis]);
      return [Math.min(...parts), Math.max(...parts)];
    });
    const middle = spans.map(([low, high]) => (low + high) / 2);
    const extent = Math.max(
      (1.4 * (spans[0][1] - spans[0][0])) / width,
      (1.4 * (spans[1][1] - spans[1][0])) / height,
      (6 * stride) / Math.min(width, height),
    );
    const scale = 1 / extent;
    const place = ([x, y]) => [width / 2 + (x - middle[0]) * scale, height / 2 - (y - middle[1]) * scale];
    this.view = { width, height, scale, place, middle };
    return this.view;
  }

  drawMap(context, width, height, notebook, facts, intent) {
    const view = this.fit(notebook.track, facts.initial, width, height);
    drawGrid(context, view);
    const points = notebook.track.map(view.place);
    context.strokeStyle = colour("track");
    context.lineWidth = 2.5;
    context.lineJoin = "round";
    context.beginPath();
    points.forEach((point) => context.lineTo(...point));
    context.stroke();
    if (intent && intent.move) drawAhead(context, points.at(-1), view, intent.move);
    notebook.readouts.forEach((readout, step) => drawStop(context, points[step], readout, facts));
    drawLowest(context, points, notebook);
    ring(context, points[0], 6, colour("accent"));
    disc(context, points.at(-1), 6, colour("accent"));
  }
}

function drawGrid(context, view) {
  const mesh = niceStep((MESH * 2.2) / view.scale);
  context.strokeStyle = colour("border");
  context.lineWidth = 1;
  context.globalAlpha = 0.7;
  context.beginPath();
  const across = view.width / 2 / view.scale;
  const down = view.height / 2 / view.scale;
  for (let x = Math.ceil((view.middle[0] - across) / mesh) * mesh; x < view.middle[0] + across; x += mesh) {
    const [at] = view.place([x, 0]);
    context.moveTo(at, 0);
    context.lineTo(at, view.height);
  }
  for (let y = Math.ceil((view.middle[1] - down) / mesh) * mesh; y < view.middle[1] + down; y += mesh) {
    const [, at] = view.place([0, y]);
    context.moveTo(0, at);
    context.lineTo(view.width, at);
  }
  context.stroke();
  context.globalAlpha = 1;
  const long = mesh * view.scale;
  context.strokeStyle = context.fillStyle = colour("muted");
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(10, view.height - 16);
  context.lineTo(10, view.height - 10);
  context.lineTo(10 + long, view.height - 10);
  context.lineTo(10 + long, view.height - 16);
  context.stroke();
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  context.fillText(`${figure(mesh)} m`, 16 + long, view.height - 8);
  context.textAlign = "right";
  context.fillText("N ↑", view.width - 10, 20);
}

function drawAhead(context, [x, y], view, move) {
  const tip = [x + move[0] * view.scale, y - move[1] * view.scale];
  context.strokeStyle = colour("needle");
  context.lineWidth = 2;
  context.setLineDash([2, 5]);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(...tip);
  context.stroke();
  context.setLineDash([]);
  ring(context, tip, 4, colour("needle"));
}

function drawStop(context, [x, y], readout, facts) {
  disc(context, [x, y], 3, colour("text"));
  const steepness = norm(readout.slope);
  if (readout.fenced) {
    context.fillStyle = colour("warning");
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText("#", x, y - 12);
  }
  if (steepness <= facts.flat || steepness === 0) {
    ring(context, [x, y], 6, colour("muted"));
    return;
  }
  const angle = Math.atan2(readout.slope[1], -readout.slope[0]);
  const long = 9 + 13 * Math.abs(strength(steepness, facts.flat));
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.strokeStyle = colour("falls");
  context.lineWidth = 2.25;
  context.lineCap = "round";
  context.beginPath();
  context.moveTo(5, 0);
  context.lineTo(long, 0);
  context.moveTo(long - 5, -4);
  context.lineTo(long, 0);
  context.lineTo(long - 5, 4);
  context.stroke();
  context.restore();
}

/** The step after which the notebook stood lowest. */
export function lowestStep(notebook) {
  return notebook.heights.reduce((best, height, step, all) => (height < all[best] ? step : best), 0);
}

function drawLowest(context, points, notebook) {
  if (notebook.heights === null || notebook.steps === 0) return;
  const [x, y] = points[lowestStep(notebook)];
  ring(context, [x, y], 10, colour("falls"));
  context.fillStyle = colour("text");
  context.textAlign = "center";
  context.textBaseline = "bottom";
  context.fillText("lowest", x, y - 13);
}

function ring(context, [x, y], radius, ink) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = ink;
  context.lineWidth = 2;
  context.stroke();
}

function disc(context, [x, y], radius, ink) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = ink;
  context.fill();
}

/** Felt heights by place on a line, and by steps beyond two dimensions. */
function drawHeights(context, width, height, notebook, facts) {
  if (notebook.heights === null) {
    context.fillStyle = colour("muted");
    context.textAlign = "center";
    context.fillText("Without the steepness, no heights can be added up.", width / 2, height / 2);
    return;
  }
  const onLine = facts.dims === 1;
  const across = notebook.track.map(([x], step) => (onLine ? x : step));
  const { heights, errors } = notebook;
  const low = Math.min(...heights.map((value, step) => value - errors[step]));
  const high = Math.max(...heights.map((value, step) => value + errors[step]));
  const reach = onLine ? Math.max(Math.max(...across) - Math.min(...across), 4 * facts.initial) : facts.steps;
  const west = onLine ? (Math.max(...across) + Math.min(...across)) / 2 - 0.6 * reach : 0;
  const x = (value) => 46 + ((value - west) / (onLine ? 1.2 * reach : reach)) * (width - 62);
  const y = (value) => height - 30 - ((value - low) / (high - low || 1)) * (height - 56);
  context.fillStyle = colour("muted");
  context.textAlign = "left";
  context.textBaseline = "top";
  context.fillText("felt height", 8, 6);
  context.textAlign = "right";
  context.fillText(onLine ? "west – east" : "steps", width - 8, height - 18);
  context.strokeStyle = colour("outline");
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(40, y(0));
  context.lineTo(width - 10, y(0));
  context.stroke();
  context.textBaseline = "middle";
  context.fillText("0", 34, y(0));
  plot(context, across.map(x), heights, errors, y);
}

function plot(context, across, heights, errors, y) {
  context.strokeStyle = colour("track");
  context.lineWidth = 1.5;
  heights.forEach((value, step) => {
    context.beginPath();
    context.moveTo(across[step], y(value - errors[step]));
    context.lineTo(across[step], y(value + errors[step]));
    context.stroke();
  });
  context.lineWidth = 2.5;
  context.beginPath();
  heights.forEach((value, step) => context.lineTo(across[step], y(value)));
  context.stroke();
  heights.forEach((value, step) => disc(context, [across[step], y(value)], 3, colour("text")));
  disc(context, [across.at(-1), y(heights.at(-1))], 6, colour("accent"));
}
