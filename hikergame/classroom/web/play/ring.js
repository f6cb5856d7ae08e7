// The slope underfoot, drawn: a compass ring, or on a line the tilted ground.
//
// Blue falls, orange rises, and the stronger the colour the steeper. A mark stands where it falls
// and where it rises most. The needle is the heading, its length the length of the next step.

import { colour, fitCanvas } from "../lib/dom.js";
import { EAST, slopeWords, strength } from "../lib/words.js";

const INNER = 0.7;
const WEDGE = 3;
const SHORTEST = 0.22;
const MARGIN = 24;
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const CARDINALS = [["N", 0], ["E", 90], ["S", 180], ["W", 270]];

export function needleLength(reach) {
  return SHORTEST + (1 - SHORTEST) * reach;
}

const radiansOf = (heading) => ((heading - 90) * Math.PI) / 180;

function parts(name) {
  const hex = colour(name);
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

function mix(a, b, share) {
  return `rgb(${a.map((part, axis) => Math.round(part + (b[axis] - part) * share)).join(" ")})`;
}

/** Draw the ring; `ring` has steepness, downhill (a heading or null), flat. */
export function drawRing(canvas, size, ring, intent) {
  const context = fitCanvas(canvas, size, size);
  context.clearRect(0, 0, size, size);
  const radius = Math.max(MARGIN / 2, size / 2 - MARGIN);
  const place = (heading, distance) => {
    const angle = radiansOf(heading);
    return [size / 2 + Math.cos(angle) * distance * radius, size / 2 + Math.sin(angle) * distance * radius];
  };
  drawWedges(context, size / 2, radius, ring);
  drawTicks(context, place);
  drawLetters(context, size / 2, radius);
  if (ring.downhill !== null) {
    drawMark(context, place(ring.downhill, INNER - 0.1), "▼", colour("falls"));
    drawMark(context, place(ring.downhill + 180, INNER - 0.1), "▲", colour("rises"));
  }
  drawNeedle(context, size / 2, place, intent, radius);
}

function drawWedges(context, middle, radius, ring) {
  const [level, falls, rises] = ["level", "falls", "rises"].map(parts);
  const width = (1 - INNER) * radius;
  context.lineWidth = width;
  context.lineCap = "butt";
  for (let heading = 0; heading < 360; heading += WEDGE) {
    const away = ring.downhill === null ? 0 : heading + WEDGE / 2 - ring.downhill;
    const slope = ring.downhill === null ? 0 : -ring.steepness * Math.cos((away * Math.PI) / 180);
    const shown = strength(slope, ring.flat);
    context.strokeStyle = mix(level, shown < 0 ? falls : rises, Math.abs(shown));
    context.beginPath();
    context.arc(middle, middle, radius - width / 2, radiansOf(heading - 0.4), radiansOf(heading + WEDGE + 0.4));
    context.stroke();
  }
}

function drawTicks(context, place) {
  context.strokeStyle = colour("surface");
  context.lineWidth = 1.5;
  context.globalAlpha = 0.55;
  for (let heading = 0; heading < 360; heading += 15) {
    context.beginPath();
    context.moveTo(...place(heading, heading % 45 === 0 ? 0.93 : 0.965));
    context.lineTo(...place(heading, 1));
    context.stroke();
  }
  context.globalAlpha = 1;
}

function drawLetters(context, middle, radius) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const [letter, heading] of CARDINALS) {
    const angle = radiansOf(heading);
    context.font = `${letter === "N" ? 700 : 500} 15px ${FONT}`;
    context.fillStyle = colour(letter === "N" ? "text" : "muted");
    const away = radius + MARGIN / 2;
    context.fillText(letter, middle + Math.cos(angle) * away, middle + Math.sin(angle) * away + 1);
  }
}

function drawMark(context, [x, y], glyph, ink) {
  context.font = `700 17px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = ink;
  context.fillText(glyph, x, y);
}

function drawNeedle(context, middle, place, intent, radius) {
  const length = needleLength(intent.reach);
  const tip = place(intent.heading, length);
  const size = Math.min(0.16, 0.5 * length);
  const base = place(intent.heading, length - size);
  const angle = radiansOf(intent.heading + 90);
  const barb = (side) => [
    base[0] + Math.cos(angle) * size * 0.55 * radius * side,
    base[1] + Math.sin(angle) * size * 0.55 * radius * side,
  ];
  const path = new Path2D();
  path.moveTo(middle, middle);
  path.lineTo(...tip);
  path.moveTo(...barb(-1));
  path.lineTo(...tip);
  path.lineTo(...barb(1));
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = colour("surface");
  context.lineWidth = 9;
  context.stroke(path);
  context.strokeStyle = colour("needle");
  context.lineWidth = 4.5;
  context.stroke(path);
  disc(context, [middle, middle], 10, colour("surface"));
  disc(context, [middle, middle], 7, colour("accent"));
}

function disc(context, [x, y], radius, ink) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = ink;
  context.fill();
}

const TILT = 0.34;

/** Draw the ground of a line as it is felt; `slope` is eastward. */
export function drawTilt(canvas, width, height, slope, flat, intent) {
  const context = fitCanvas(canvas, width, height);
  context.clearRect(0, 0, width, height);
  const [level, falls, rises] = ["level", "falls", "rises"].map(parts);
  const shown = strength(slope, flat);
  const rise = shown * TILT * height;
  const middle = height * 0.6;
  for (const side of [-1, 1]) {
    const edge = side < 0 ? 0 : width;
    context.fillStyle = mix(level, shown * side > 0 ? rises : falls, Math.abs(shown));
    context.beginPath();
    context.moveTo(width / 2, middle);
    context.lineTo(edge, middle - side * rise);
    context.lineTo(edge, height);
    context.lineTo(width / 2, height);
    context.fill();
  }
  const side = intent.heading === EAST ? 1 : -1;
  const angle = Math.atan2(-side * rise, (side * width) / 2);
  const reach = 34 + needleLength(intent.reach) * (width / 2 - 90);
  drawArrow(context, [width / 2, middle - 20], angle, reach);
  disc(context, [width / 2, middle - 46], 9, colour("accent"));
  context.fillStyle = colour("accent");
  context.fillRect(width / 2 - 4, middle - 40, 8, 38);
  context.font = `600 15px ${FONT}`;
  context.textBaseline = "top";
  context.fillStyle = colour("text");
  for (const [text, at, align] of [
    [`west ${slopeWords(-slope, flat)}`, 4, "left"],
    [`${slopeWords(slope, flat)} east`, width - 4, "right"],
  ]) {
    context.textAlign = align;
    context.fillText(text, at, 2);
  }
}

function drawArrow(context, [x, y], angle, reach) {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  const path = new Path2D();
  path.moveTo(16, 0);
  path.lineTo(reach, 0);
  path.moveTo(reach - 14, -10);
  path.lineTo(reach, 0);
  path.lineTo(reach - 14, 10);
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = colour("needle");
  context.lineWidth = 4.5;
  context.stroke(path);
  context.restore();
}
