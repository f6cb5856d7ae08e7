// Contour lines of hills that are nowhere, faintly behind the lobby.

import { colour, fitCanvas, onTheme } from "../lib/dom.js";

const HILLS = [
  [0.14, 0.2, 0.26, 1], [0.78, 0.1, 0.3, 0.8], [0.95, 0.75, 0.34, 1.1], [0.4, 0.95, 0.3, -0.9],
  [0.5, 0.4, 0.2, -0.7], [0.08, 0.85, 0.22, 0.7], [0.7, 0.5, 0.16, 0.5],
];
const CELL = 9;
const LEVELS = 13;

let drawn = null;

export function drawBackdrop(canvas) {
  if (drawn) return drawn();
  drawn = () => requestAnimationFrame(() => draw(canvas));
  new ResizeObserver(drawn).observe(canvas);
  onTheme(drawn);
  return drawn();
}

function height(x, y) {
  return HILLS.reduce((sum, [a, b, wide, tall]) => {
    return sum + tall * Math.exp(-((x - a) ** 2 + (0.56 * (y - b)) ** 2) / (wide * wide));
  }, 0.3 * x);
}

function draw(canvas) {
  const { width, height: tall } = canvas.getBoundingClientRect();
  if (!width || !tall) return;
  const context = fitCanvas(canvas, width, tall);
  context.clearRect(0, 0, width, tall);
  const columns = Math.ceil(width / CELL) + 1;
  const rows = Math.ceil(tall / CELL) + 1;
  const at = (column, row) => height((column * CELL) / width, (row * CELL) / tall);
  const heights = Array.from({ length: columns * rows }, (_, cell) => at(cell % columns, Math.floor(cell / columns)));
  const path = new Path2D();
  for (let level = 0; level < LEVELS; level += 1) {
    contour(path, heights, columns, rows, -0.85 + (2.5 * level) / LEVELS);
  }
  context.strokeStyle = colour("border");
  context.lineWidth = 1.2;
  context.stroke(path);
}

/** Add the line on which a height is reached, by marching squares. */
function contour(path, heights, columns, rows, level) {
  for (let row = 0; row + 1 < rows; row += 1) {
    for (let column = 0; column + 1 < columns; column += 1) {
      const cell = row * columns + column;
      const corners = [cell, cell + 1, cell + columns + 1, cell + columns].map((one) => heights[one] - level);
      const cuts = [];
      corners.forEach((value, side) => {
        const next = corners[(side + 1) % 4];
        if (value < 0 !== next < 0) cuts.push(cut(column, row, side, value / (value - next)));
      });
      for (let pair = 0; pair + 1 < cuts.length; pair += 2) {
        path.moveTo(...cuts[pair]);
        path.lineTo(...cuts[pair + 1]);
      }
    }
  }
}

function cut(column, row, side, share) {
  const places = [[share, 0], [1, share], [1 - share, 1], [0, 1 - share]];
  return places[side].map((part, axis) => (part + (axis ? row : column)) * CELL);
}
