// The trail guide: a sentence now and then, from readouts alone.
//
// Sentences, and when they are due, are those of hikers/guide.py, so that a pupil in a browser
// hears what a pupil in a terminal hears; a test holds both together.

import { norm } from "../lib/notebook.js";
import { number } from "../lib/words.js";
import { isStill } from "./felt.js";

const STAYS = 2;
const LAST_STEPS = 3;
const STEADY = 0.15;
const [SHORT, TINY, LONG] = [0.05, 0.01, 0.5];
const JUDGED_AFTER = 4;
const BLURRED = 0.5;
const SAME_PLACE = 0.05;
const APART = 0.1;
const LOOP = 3;
/** A rest longer than any hike. */
const ONCE = 1e9;

const lowest = (values) => values.reduce((least, value) => Math.min(least, value), Infinity);
const highest = (values) => values.reduce((most, value) => Math.max(most, value), -Infinity);
const spread = (values) => highest(values) - lowest(values);

/** What the rules look at: the whole hike as felt, at any of its steps. */
class Trail {
  constructor(facts, notebook, rival) {
    Object.assign(this, { facts, notebook });
    this.steepness = notebook.steepness;
    this.lengths = notebook.lengths;
    this.along = notebook.lengths.map((_, step) => notebook.along(step + 1));
    this.rival = facts.rival_title && rival.length ? rival : null;
    this.paces = rival.slice(1).map((step) => step.step_length);
    this.sure = facts.senses.direction_only ? 0.5 : Math.max(facts.flat, 2 * facts.senses.noise);
  }

  left(step) {
    return this.facts.steps - step;
  }

  /** Whether the step that ended here began downhill and ended surely uphill. */
  crossed(step) {
    return step > 0 && this.along[step - 1][0] < 0 && this.along[step - 1][1] > this.sure;
  }

  /** The latest step that stood here, at a height that is told quite differently; -1 for none. */
  hereBefore(step) {
    const { heights, track } = this.notebook;
    const past = step - LOOP;
    if (heights === null || this.facts.senses.altimeter || past < 0) return -1;
    const range = APART * spread(heights.slice(0, step + 1));
    for (let before = past; before >= 0; before -= 1) {
      const apart = norm(track[before].map((part, axis) => part - track[step][axis]));
      const steepest = Math.max(this.steepness[before], this.steepness[step]);
      const differ = Math.abs(heights[before] - heights[step]) - steepest * apart;
      if (apart <= SAME_PLACE * this.facts.longest && differ > range) return before;
    }
    return -1;
  }
}

// When a sentence is due

const lastSteps = (trail, step) => trail.left(step) === LAST_STEPS && trail.facts.steps > 2 * LAST_STEPS;

const atFence = (trail, step) => trail.notebook.readouts[step].fenced;

function rivalFenced({ rival, paces, facts }, step) {
  if (!rival || !isStill(paces.slice(0, step), facts.longest)) return false;
  const fenced = rival.slice(1 + Math.max(step - STAYS, 0), 1 + step).some((one) => one.fenced);
  return fenced && rival[step].steepness > facts.flat;
}

function rivalStopped(trail, step) {
  const { rival, facts } = trail;
  const paces = trail.paces.slice(0, step);
  if (!rival || rivalFenced(trail, step) || !isStill(paces, facts.longest)) return false;
  return highest(paces) > TINY * facts.longest;
}

function rivalCrawls({ rival, paces, facts }, step) {
  if (!rival || step !== JUDGED_AFTER || highest(paces.slice(0, step)) > TINY * facts.longest) return false;
  return lowest(rival.slice(0, step + 1).map((one) => one.steepness)) > facts.flat;
}

function rivalLeaps({ rival, paces, facts }, step) {
  if (!rival || step < JUDGED_AFTER) return false;
  const since = step - JUDGED_AFTER;
  const [before, now] = [rival[since].steepness, rival[step].steepness];
  return lowest(paces.slice(since, step)) >= LONG * facts.longest && now >= before && before > facts.flat;
}

function swings(trail, step) {
  let crossings = 0;
  for (let past = Math.max(step - 3, 1); past <= step; past += 1) crossings += trail.crossed(past);
  return crossings >= 3;
}

function flat({ steepness, facts }, step) {
  return steepness[step] <= facts.flat && (step === 0 || steepness[step - 1] > facts.flat);
}

function blurred({ notebook: { heights, errors } }, step) {
  if (heights === null || step <= JUDGED_AFTER) return false;
  const range = BLURRED * spread(heights.slice(0, step + 1));
  return errors[step] > range && range > 0;
}

function stoodLower(trail, step) {
  const { heights, errors } = trail.notebook;
  if (heights === null || trail.left(step) > Math.floor(trail.facts.steps / 3)) return false;
  const soFar = heights.slice(0, step + 1);
  const lost = heights[step] - lowest(soFar);
  return lost > 2 * errors[step] && lost > 0.2 * spread(soFar);
}

function crawls({ steepness, lengths, along, facts }, step) {
  if (step < 4) return false;
  const felt = steepness.slice(step - 4, step + 1);
  return (
    lengths.slice(step - 4, step).every((length) => length <= SHORT * facts.longest) &&
    along.slice(step - 4, step).every(([began]) => began < 0) &&
    along.slice(step - 4, step).every(([, ended]) => ended < 0) &&
    lowest(felt) > Math.max(facts.flat, (1 - STEADY) * highest(felt))
  );
}

// What is said

function tellSwings({ facts }) {
  if (facts.dims === 1) return "Back and forth over the same floor: shorter steps settle it.";
  return "Back and forth over the same floor: step shorter, or along it instead of across.";
}

function tellLower({ notebook: { heights } }, step) {
  const soFar = heights.slice(0, step + 1);
  const at = soFar.indexOf(lowest(soFar));
  return `Your notebook says that you stood lower ${at === 0 ? "at the start" : `after step ${at}`}.`;
}

function tellBack(trail, step) {
  const { heights } = trail.notebook;
  const rose = heights[trail.hereBefore(step)] - heights[step];
  const word = rose > 0 ? "higher" : "lower";
  return `You have been here before, ${number(Math.abs(rose))} ${word}: long steps blurred the sum.`;
}

/** In order of weight: one sentence a step, and the first that is due is said. */
const RULES = [
  { due: lastSteps, says: "Three steps left. A flag has to stand before the last one is gone.", urgent: true },
  { due: atFence, says: "The fence stopped you: the map ends here. A push against it is a step gone." },
  { due: rivalFenced, says: "The fence holds the algorithm: its slope leads on, and it cannot." },
  { due: rivalStopped, says: "The algorithm has slowed down. Is it at the bottom, or only at *a* bottom?" },
  { due: rivalCrawls, says: "The algorithm barely moves: its pace is set low." },
  { due: rivalLeaps, says: "The algorithm leaps about: its pace is set high for slopes like these." },
  { due: swings, says: tellSwings, rest: 8, stays: "while due" },
  { due: (trail, step) => trail.hereBefore(step) >= 0, says: tellBack, rest: 8 },
  {
    due: (trail, step) => trail.crossed(step),
    says: "The slope turned round: you stepped over something.",
    rest: 8,
    stays: "while fresh",
  },
  { due: flat, says: "Flat is not yet the bottom: a valley, a pass and a shelf all feel flat.", rest: 8 },
  {
    due: blurred,
    says: "Your heights may be far off by now: still your best guess, and sharper with shorter steps.",
  },
  { due: stoodLower, says: tellLower },
  { due: crawls, says: "The slope hardly changes: longer steps cost no more.", rest: 12 },
];

function holds(rule, trail, step, since) {
  if (step - since >= STAYS && rule.stays !== "while due") return false;
  return !rule.stays || rule.due(trail, step);
}

/** The guide's sentence for this moment; mostly null. */
export function hint(facts, notebook, rival) {
  const trail = new Trail(facts, notebook, rival);
  const spoken = new Map();
  let [speaking, said, since] = [null, null, 0];
  for (let step = 0; step <= notebook.steps; step += 1) {
    if (speaking && !holds(speaking, trail, step, since)) speaking = said = null;
    const rule = RULES.find((one) => {
      if (said !== null && !one.urgent) return false;
      return step - (spoken.get(one) ?? -Infinity) > (one.rest ?? ONCE) && one.due(trail, step);
    });
    if (!rule) continue;
    [speaking, since] = [rule, step];
    said = typeof rule.says === "function" ? rule.says(trail, step) : rule.says;
    spoken.set(rule, step);
  }
  return said;
}

const FIRST = {
  1: "Blue ground falls, orange rises. Choose a side, and step.",
  2: "Blue ground falls, orange rises. “Downhill” faces where it falls most, “Step” takes the step.",
  3: "▼ falls along an axis, ▲ rises. “Downhill” sets a way for all of them, “Step” takes the step.",
};
const MARKS = {
  1: "● you · the bars tell how far a height may be off",
  2: "○ start · ● you · arrows: downhill there · dots: the next step · # fence",
  3: "● you · the bars tell how far a height may be off",
};

/** What is to be read while the guide is silent: how to begin, then what the marks mean. */
export function meanwhile(facts, notebook) {
  return (notebook.steps === 0 ? FIRST : MARKS)[Math.min(3, facts.dims)];
}
