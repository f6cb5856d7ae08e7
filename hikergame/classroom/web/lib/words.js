// Numbers, heights and directions in the words of the game, as the terminal says them.
//
// Metres, degrees clockwise from north, slopes in value units a metre. The rules are those of
// hikergame's figures.py, hike/figures.py, hike/steepness.py and cli/plain/prose.py; tests hold both together.

const FIGURES = 3;
const LEAST = 0.001;
const NOTHING = 1e-9;

/** A number to three figures: "0.8", "-12.5", "4030"; "under 0.001"; "0". */
export function number(value) {
  const size = Math.abs(value);
  if (size < NOTHING) return "0";
  if (size < LEAST) return value > 0 ? `under ${LEAST}` : "just under 0";
  return trimmed(value, Math.max(0, FIGURES - 1 - Math.floor(Math.log10(size))));
}

/** A number for the eye: with a true minus, and a plus if asked for. */
export function figure(value, sign = false) {
  const text = number(value);
  if (text.startsWith("-")) return `−${text.slice(1)}`;
  return sign && value > NOTHING && !text.startsWith("under") ? `+${text}` : text;
}

function trimmed(value, decimals) {
  if (decimals <= 0) return rounded(value, decimals);
  const text = fixed(value, decimals).replace(/\.?0+$/, "");
  return text === "-0" || text === "" ? "0" : text;
}

function rounded(value, decimals) {
  const unit = 10 ** -decimals;
  const text = fixed(value / unit, 0);
  if (Number(text) === 0) return "0";
  return decimals === 0 ? text : text + "0".repeat(-decimals);
}

/** As toFixed, but exact halves go to the even neighbour. */
function fixed(value, decimals) {
  const exact = Math.abs(value).toFixed(Math.min(100, decimals + 40));
  const point = exact.indexOf(".");
  const cut = decimals === 0 ? point : point + 1 + decimals;
  const rest = exact.slice(cut).replace(".", "");
  const floor = exact.slice(0, cut);
  const even = /^50*$/.test(rest) && Number(floor.at(-1)) % 2 === 0;
  const text = even ? floor : Math.abs(value).toFixed(decimals);
  return value < 0 ? `-${text}` : text;
}

/** A height that slopes add up to, and how far it may be off: as Height of hike/figures.py. */
export class Height {
  constructor(value, error) {
    this.value = value;
    this.error = error;
  }

  get blurred() {
    return this.error > Math.abs(this.value);
  }

  get decimals() {
    const largest = Math.max(Math.abs(this.value), this.error);
    if (largest < LEAST) return 3;
    const most = FIGURES - 1 - Math.floor(Math.log10(largest));
    if (this.error < NOTHING) return most;
    const leading = Math.floor(Math.log10(this.error));
    const firstIsOne = this.error / 10 ** leading < 2;
    return Math.min(most, (firstIsOne ? 1 : 0) - leading);
  }

  /** "−11 ± 12", "2.41 ± 0.05", "−3.46"; with a plus for a rise, if asked for. */
  words(sign = false) {
    const error = this.errorFigures;
    return error ? `${this.figures(sign)} ± ${error}` : this.figures(sign);
  }

  figures(sign = false) {
    const text = trimmed(Math.abs(this.value), this.decimals);
    if (text === "0") return text;
    return this.value < 0 ? `−${text}` : sign ? `+${text}` : text;
  }

  get errorFigures() {
    const text = trimmed(this.error, this.decimals);
    return text === "0" ? "" : text;
  }
}

// Steepness

const SLANTS = 10;
const KINDS = [
  [2, "nearly level", "very gently"],
  [SLANTS, "gentle", "gently"],
  [30, "steady", "steadily"],
  [60, "steep", "steeply"],
  [Infinity, "very steep", "very steeply"],
];

export function angle(slope) {
  return (Math.atan(Math.abs(slope)) * 180) / Math.PI;
}

/** How steep a slope of either sign is: {word, adverb, flat}; null where it cannot be felt. */
export function steepnessOf(slope, flat) {
  const degrees = angle(slope);
  if (Math.abs(slope) <= flat) {
    const word = degrees < SLANTS ? "flat" : "as good as flat";
    return { word, adverb: "not at all", flat: true };
  }
  if (flat <= 0) return null;
  const [, word, adverb] = KINDS.find(([limit]) => degrees < limit);
  return { word, adverb, flat: false };
}

const STEEPEST = 200;

/** How strongly to show a slope: -1 falls hard, 1 rises hard, 0 level. */
export function strength(slope, flat) {
  if (flat <= 0) return Math.max(-1, Math.min(1, slope));
  const shown = Math.log1p(Math.abs(slope) / flat) / Math.log1p(STEEPEST);
  return Math.sign(slope) * Math.min(1, shown);
}

/** "falls gently", "rises", "level". */
export function slopeWords(slope, flat) {
  const kind = steepnessOf(slope, flat);
  if (kind && kind.flat) return "level";
  const verb = slope < 0 ? "falls" : "rises";
  return kind ? `${verb} ${kind.adverb}` : verb;
}

/** The mark that says the same without colour. */
export function slopeMark(slope, flat) {
  const kind = steepnessOf(slope, flat);
  if (kind && kind.flat) return "–";
  return slope < 0 ? "▼" : "▲";
}

// Directions

export const EAST = 90;
export const WEST = 270;
const POINTS = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];
const NAMES = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

export function turned(heading) {
  const rest = heading % 360;
  const whole = rest < 0 ? rest + 360 : rest;
  return whole < 360 ? whole : 0;
}

function point(heading) {
  const eighths = turned(heading) / 45;
  const near = Math.round(eighths);
  // Exact halves go to the even neighbour.
  return (eighths % 1 === 0.5 && near % 2 === 1 ? near - 1 : near) % 8;
}

export const compassPoint = (heading) => POINTS[point(heading)];
export const compassName = (heading) => NAMES[point(heading)];

/** The displacement of a heading and a length, in one or two dimensions. */
export function displacement(heading, length, dims) {
  const degrees = turned(heading);
  const quarter = { 0: [0, 1], 90: [1, 0], 180: [0, -1], 270: [-1, 0] }[degrees];
  const radians = (degrees * Math.PI) / 180;
  const [east, north] = quarter ?? [Math.sin(radians), Math.cos(radians)];
  if (dims === 1) return [east < 0 ? -length : length];
  return [length * east, length * north];
}

/** The heading of a displacement; null for none, and beyond two dimensions. */
export function headingOf(move) {
  if (move.length > 2 || move.every((part) => part === 0)) return null;
  if (move.length === 1) return move[0] > 0 ? EAST : WEST;
  return turned((Math.atan2(move[0], move[1]) * 180) / Math.PI);
}

/** "148° SE"; "east" or "west" on a line. */
export function headingWords(heading, dims) {
  if (dims === 1) return heading === EAST ? "east" : "west";
  return `${Math.round(heading) % 360}° ${compassPoint(heading)}`;
}

/** "towards south-east, heading 148 degrees", or the components by their axes. */
export function direction(move, axes) {
  if (move.length > 2) return components(move, axes);
  const heading = headingOf(move);
  if (heading === null) return "nowhere";
  const name = compassName(heading);
  if (move.length === 1) return `towards ${name}`;
  return `towards ${name}, heading ${Math.round(heading) % 360} degrees`;
}

export function components(vector, axes) {
  return axes.map((axis, index) => `${axis} ${number(vector[index])}`).join(", ");
}

// Phrases

export function metres(length) {
  const text = number(length);
  return text === "1" ? `${text} metre` : `${text} metres`;
}

export function counted(count, thing) {
  return count === 1 ? `${count} ${thing}` : `${count} ${thing}s`;
}

// Who is ready, among people and bots: of how many, where the one number does not say so.
export function readyOf(room) {
  return room.bots ? `${room.ready} of ${room.people + room.bots} ready` : `${room.ready} ready`;
}

function higher(difference, than) {
  if (number(difference) === "0") return than ? `as high as ${than}` : "no higher and no lower";
  const word = difference > 0 ? "higher" : "lower";
  return `${metres(Math.abs(difference))} ${word}${than ? ` than ${than}` : ""}`;
}

/** A height in words, no finer than it is known. */
export function roughly(height, than = "") {
  return higher(Number(height.figures().replace("−", "-")), than);
}

/** The same with how far it may be off. */
export function risen(height, than = "") {
  const error = height.errorFigures;
  let said = roughly(height, than);
  if (error) said += `, give or take ${metres(Number(error))}`;
  return height.blurred && error ? `${said}, too blurred to trust` : said;
}

/** What a hiker feels, in one phrase: "the slope with noise of ±0.2 and your height". */
export function sensesWords(senses) {
  const blur = [];
  if (senses.noise) blur.push(`with noise of ±${senses.noise}`);
  if (senses.rounding) blur.push(`rounded to ${senses.rounding}`);
  const slope = blur.length ? `the slope ${blur.join(" and ")}` : "the exact slope";
  const felt = [senses.direction_only ? "the direction of the slope" : slope];
  if (senses.altimeter) felt.push("your height");
  if (senses.curvature) felt.push("the curvature");
  const last = felt.pop();
  return felt.length ? `${felt.join(", ")} and ${last}` : last;
}

/** Minutes and seconds: "4:05". */
export function clock(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
