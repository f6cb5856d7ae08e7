// The uncovered ground: colour by height, light from the north-west, contour lines.
//
// Tones, 0 to 1, come as bytes; between them the surface is made smooth again. Lightness rises
// with the tone all the way, so that the map reads without hue.

const HEIGHTS = [
  0x14224a, 0x1b4577, 0x23708d, 0x349380, 0x63ac6d, 0xa3b866, 0xcdbb72, 0xddc594, 0xe9dabd, 0xf8f3ea,
];
const TONES = 512;
const LIGHTS = 64;
const RELIEF = 12;
const LIGHT = [-0.55, -0.55, 0.75].map((part) => part / Math.hypot(0.55, 0.55, 0.75));
const SHADOW = 0.22;
const CONTOURS = [16, 12, 8, 6, 4];
const ROOM = 2.4;
const INK = 0.3;
const ACROSS = 130;

/** The tones of a ground view: {columns, rows, tone}, north first, 0 lowest to 1 highest. */
export function tonesOf(ground) {
  const bytes = Uint8Array.from(atob(ground.tones), (letter) => letter.charCodeAt(0));
  const { columns, rows } = ground;
  return { columns, rows, tone: smoothed(bytes, columns, rows) };
}

/** Undo the rounding to bytes: the smoothest surface found that still rounds to them. */
function smoothed(bytes, columns, rows) {
  let tone = Float32Array.from(bytes);
  let next = new Float32Array(tone.length);
  for (let round = 0; round < 16; round += 1) {
    for (let at = 0; at < tone.length; at += 1) {
      const column = at % columns;
      const across = pair(tone, at, column > 0 ? 1 : 0, column < columns - 1 ? 1 : 0);
      const down = pair(tone, at, at >= columns ? columns : 0, at + columns < tone.length ? columns : 0);
      const mean = (across + down + 2 * tone[at]) / 6;
      next[at] = Math.min(bytes[at] + 0.5, Math.max(bytes[at] - 0.5, mean));
    }
    [tone, next] = [next, tone];
  }
  return tone.map((value) => Math.min(1, Math.max(0, value / 255)));
}

/** The sum of the two neighbours; at an edge, where one is missing, the surface goes on straight. */
function pair(tone, at, before, after) {
  return before && after ? tone[at - before] + tone[at + after] : 2 * tone[at];
}

/** Draw tones to an image of some width and height in pixels. */
export function paint(tones, width, height) {
  const tone = resampled(tones, width, height);
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const { colours, inked } = shades();
  const unit = width / ACROSS;
  const count = contourCount(tone, width, height, unit);
  for (let y = 0; y < height; y += 1) {
    const up = Math.max(y - 1, 0) * width;
    const down = Math.min(y + 1, height - 1) * width;
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const value = tone[at];
      const west = x > 0 ? at - 1 : at;
      const east = x < width - 1 ? at + 1 : at;
      const right = (tone[east] - tone[west]) / Math.max(1, east - west);
      const below = ((tone[down + x] - tone[up + x]) * width) / Math.max(1, down - up);
      const light = Math.round(((shading(right * unit, below * unit) + 1) / 2) * (LIGHTS - 1));
      const shade = Math.round(value * (TONES - 1)) * LIGHTS + light;
      const cover = contourCover(value, Math.hypot(right, below), count);
      pixels[at] = cover > 0 ? blend(colours[shade], inked[shade], cover) : colours[shade];
    }
  }
  return image;
}

function shading(right, down) {
  const x = -RELIEF * right;
  const y = -RELIEF * down;
  const lit = (x * LIGHT[0] + y * LIGHT[1] + LIGHT[2]) / Math.sqrt(x * x + y * y + 1);
  return Math.min(1, Math.max(-1, (lit - LIGHT[2]) / (1 - LIGHT[2])));
}

/** How much of a pixel a contour line covers; it fades where lines would run together. */
function contourCover(tone, slope, count) {
  const step = slope * count;
  if (step < 1e-4) return 0;
  const steps = tone * count;
  const away = Math.abs(steps - Math.round(steps)) / step;
  if (away > 1.2) return 0;
  const crowd = Math.min(1, Math.max(0, (1 / step - 3) / 5));
  return Math.min(1, 1.2 - away) * crowd;
}

function contourCount(tone, width, height, unit) {
  const slopes = [];
  for (let at = width + 1; at < width * (height - 1) - 1; at += 997) {
    slopes.push(Math.hypot(tone[at + 1] - tone[at - 1], tone[at + width] - tone[at - width]) / 2);
  }
  slopes.sort((a, b) => a - b);
  const middling = Math.max((slopes[slopes.length >> 1] ?? 0) * unit, 1e-9);
  return CONTOURS.find((count) => middling * count * ROOM <= 1) ?? CONTOURS.at(-1);
}

function blend(first, second, share) {
  let mixed = 0xff000000;
  for (const shift of [0, 8, 16]) {
    const a = (first >>> shift) & 255;
    const b = (second >>> shift) & 255;
    mixed |= Math.round(a + (b - a) * share) << shift;
  }
  return mixed >>> 0;
}

// Between the cells' middles: Catmull-Rom, first along rows, then along columns.

function resampled({ columns, rows, tone }, width, height) {
  const across = weights(columns, width);
  const wide = new Float32Array(rows * width);
  for (let row = 0; row < rows; row += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let tap = 4 * x; tap < 4 * x + 4; tap += 1) {
        sum += across.weight[tap] * tone[row * columns + across.index[tap]];
      }
      wide[row * width + x] = sum;
    }
  }
  const along = weights(rows, height);
  const whole = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [a, b, c, d] = along.weight.subarray(4 * y, 4 * y + 4);
    const [i, j, k, l] = along.index.subarray(4 * y, 4 * y + 4).map((row) => row * width);
    for (let x = 0; x < width; x += 1) {
      const sum = a * wide[i + x] + b * wide[j + x] + c * wide[k + x] + d * wide[l + x];
      whole[y * width + x] = Math.min(1, Math.max(0, sum));
    }
  }
  return whole;
}

function weights(from, to) {
  const weight = new Float32Array(4 * to);
  const index = new Int32Array(4 * to);
  for (let at = 0; at < to; at += 1) {
    const place = ((at + 0.5) * from) / to - 0.5;
    const first = Math.min(Math.max(0, from - 2), Math.max(0, Math.floor(place)));
    const t = from > 1 ? place - first : 0;
    // Beyond the outermost middles the surface goes on straight.
    const parts = t < 0 || t > 1 ? [0, 2 - 2 * t, 2 * t, 0] : [
      ((2 - t) * t - 1) * t,
      (3 * t - 5) * t * t + 2,
      ((4 - 3 * t) * t + 1) * t,
      (t - 1) * t * t,
    ];
    parts.forEach((part, tap) => {
      weight[4 * at + tap] = part / 2;
      index[4 * at + tap] = Math.min(from - 1, Math.max(0, first + tap - 1));
    });
  }
  return { weight, index };
}

// Colours, mixed in OKLab (B. Ottosson, 2020), whose first part is the lightness seen.

let made = null;

function shades() {
  if (made) return made;
  const ramp = HEIGHTS.map(toOklab);
  const colours = new Uint32Array(TONES * LIGHTS);
  const inked = new Uint32Array(TONES * LIGHTS);
  for (let tone = 0; tone < TONES; tone += 1) {
    const lab = between(ramp, tone / (TONES - 1));
    for (let light = 0; light < LIGHTS; light += 1) {
      const share = 1 + SHADOW * ((2 * light) / (LIGHTS - 1) - 1);
      colours[tone * LIGHTS + light] = fromOklab(lab.map((part) => part * share));
      inked[tone * LIGHTS + light] = fromOklab(lab.map((part) => part * share * (1 - INK)));
    }
  }
  made = { colours, inked };
  return made;
}

function between(ramp, share) {
  const at = share * (ramp.length - 1);
  const first = Math.min(Math.floor(at), ramp.length - 2);
  return ramp[first].map((part, axis) => part + (ramp[first + 1][axis] - part) * (at - first));
}

function toOklab(colour) {
  const [r, g, b] = [16, 8, 0].map((shift) => {
    const part = ((colour >> shift) & 255) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
  ];
}

function fromOklab([lightness, a, b]) {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const [red, green, blue] = linear.map((part) => {
    const held = Math.min(1, Math.max(0, part));
    const shown = held <= 0.0031308 ? held * 12.92 : 1.055 * held ** (1 / 2.4) - 0.055;
    return Math.round(255 * shown);
  });
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}
