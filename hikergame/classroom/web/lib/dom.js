// Small helpers around the document. Texts go in as text, never as markup.

export const $ = (selector, root = document) => root.querySelector(selector);

/** Make an element: el("li", { class: "row", "aria-label": "x", onclick: f }, "text", child). */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Make an element of a drawing. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Write a text, and touch the document only if it is another. */
export function write(node, text) {
  const words = String(text ?? "");
  if (node.textContent !== words) node.textContent = words;
}

export function show(node, visible) {
  if (node.hidden === visible) node.hidden = !visible;
}

/** Fill the coloured part of a range input, which engines draw differently. */
export function fillRange(range) {
  const share = (range.value - range.min) / (range.max - range.min || 1);
  range.style.setProperty("--filled", `${100 * share}%`);
}

/** Size a canvas to its box in device pixels; return its 2-D context, scaled to CSS pixels. */
export function fitCanvas(canvas, width, height) {
  const ratio = Math.min(window.devicePixelRatio || 1, 2);
  const across = Math.round(width * ratio);
  const down = Math.round(height * ratio);
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/** A canvas that is not shown, of so many pixels. */
export function hiddenCanvas(width, height) {
  return Object.assign(document.createElement("canvas"), { width, height });
}

export const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Call back whenever the colours change, the system's or by the button, until a signal. */
export function onTheme(redraw, signal) {
  window.matchMedia("(prefers-color-scheme: light)").addEventListener("change", redraw, { signal });
  document.addEventListener("hikergame:theme", redraw, { signal });
}

/** The value of a colour of base.css. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
