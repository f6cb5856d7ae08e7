// What a hiker feels, in words that a screen reader says as they stand.

import { norm, slopeAlong } from "../lib/notebook.js";
import {
  angle,
  compassName,
  components,
  counted,
  direction,
  displacement,
  metres,
  number,
  risen,
  roughly,
  sensesWords,
  steepnessOf,
} from "../lib/words.js";

/** Say what this hike is. */
export function invitation(facts) {
  const lines = [
    `You have ${counted(facts.steps, "step")}, none longer than ${metres(facts.longest)}.`,
    `What you feel at each place: ${sensesWords(facts.senses).replace("±", "plus or minus ")}.`,
  ];
  if (facts.dims > 2) {
    lines.push(`The ground has ${facts.dims} directions: ${facts.axes.join(", ")}.`);
  }
  if (facts.rival_title) {
    const setting = facts.rival_setting ? `, ${facts.rival_setting}` : "";
    lines.push(`Beside you walks ${facts.rival_title}${setting}.`);
    lines.push("It starts where you start and takes one step for each of yours.");
  }
  return lines;
}

/** Say all that is felt at one place. */
export function readoutLines(facts, readout) {
  const lines = [stepCount(readout), `${ground(facts, readout)}.`];
  const steepness = norm(readout.slope);
  if (!facts.senses.direction_only) {
    const degrees = number(Math.round(angle(steepness) * 10) / 10);
    lines.push(`Slope ${number(steepness)}, an angle of ${degrees} degrees.`);
  }
  if (known(readout.altitude)) lines.push(`Altitude ${metres(readout.altitude)}.`);
  if (known(readout.curvature)) lines.push(...bends(facts, readout.curvature));
  return lines;
}

/** Say how the ground bends: along its principal ways on a map, else along each axis. */
function bends(facts, curvature) {
  if (facts.dims === 1) return [`The ground ${bend(curvature[0][0])}.`];
  if (facts.dims > 2) {
    return facts.axes.map((axis, index) => `The ground ${bend(curvature[index][index])} along ${axis}.`);
  }
  const [[a, b], [, c]] = curvature;
  const middle = (a + c) / 2;
  const radius = Math.hypot((a - c) / 2, b);
  const turn = Math.atan2(2 * b, a - c) / 2;
  const ways = [[-Math.sin(turn), Math.cos(turn)], [Math.cos(turn), Math.sin(turn)]];
  return [middle - radius, middle + radius].map((value, index) => {
    return `The ground ${bend(value)} along ${components(ways[index], facts.axes)}.`;
  });
}

function bend(value) {
  if (number(value) === "0") return "does not bend";
  return `bends like a ${value > 0 ? "valley" : "ridge"}, curvature ${number(Math.abs(value))}`;
}

export const known = (value) => value !== null && value !== undefined;

/** Say what the last step did, and what is felt where it ended. */
export function stepLines(facts, notebook) {
  return [
    ...mishaps(facts, notebook.readout),
    ...readoutLines(facts, notebook.readout),
    ...gain(facts, notebook),
  ];
}

function stepCount(readout) {
  const budget = readout.step + readout.steps_left;
  if (readout.step === 0) {
    return `You stand at the start, with ${counted(budget, "step")} to take.`;
  }
  return `Step ${readout.step} of ${budget}.`;
}

function ground(facts, readout) {
  const steepness = norm(readout.slope);
  const kind = steepnessOf(steepness, facts.flat);
  const flat = kind && kind.flat;
  if (flat && number(steepness) === "0") return `The ground is ${kind.word} here`;
  const way = direction(readout.slope.map((part) => -part / steepness), facts.axes);
  const where = facts.dims > 2 ? `along ${way}` : way;
  // That it counts as flat hides no way down.
  if (flat) return `The ground is ${kind.word} here, falling most ${where}`;
  return `The ground falls${kind ? ` ${kind.adverb}` : ""} ${where}`;
}

/** Say what became of a step that did not go as it was asked for. */
export function mishaps(facts, readout) {
  const walked = norm(readout.moved);
  if (readout.fenced && walked === 0) {
    return ["You stand at the fence and pushed against it: nothing was walked, yet the step is taken."];
  }
  const lines = [];
  if (readout.shortened) {
    lines.push(`That was more than the longest step, ${metres(facts.longest)}.`);
  }
  if (readout.fenced) lines.push("The fence stopped you.");
  if (lines.length) lines.push(`You walked ${metres(walked)}.`);
  return lines;
}

function gain(facts, notebook) {
  const now = notebook.steps;
  const lines = [];
  const step = notebook.between(now - 1, now);
  const whole = notebook.between(0, now);
  if (step && whole) {
    lines.push(`By your slopes you went ${roughly(step)}.`);
    lines.push(`You are now ${risen(whole, "the start")}.`);
  }
  const [began, ended] = notebook.along(now);
  if (began < -facts.flat && ended > facts.flat) {
    lines.push("The step began downhill and ended uphill: it went over lower ground.");
  }
  return lines;
}

/** Say how the ground goes along a heading: "148 degrees, south-east: falls 1.04 a metre". */
export function headingLine(facts, readout, heading) {
  const along = slopeAlong(readout.slope, displacement(heading, 1, facts.dims));
  const name = compassName(heading);
  const where = facts.dims === 1 ? name : `${Math.round(heading) % 360} degrees, ${name}`;
  return `${where}: ${trend(facts, along)}`;
}

const LEVEL_DIRECTION = 0.05;

export function trend(facts, along) {
  const blunt = facts.senses.direction_only;
  const level = blunt ? LEVEL_DIRECTION : 0;
  if (Math.abs(along) <= level || number(along) === "0") return "level";
  const verb = along < 0 ? "falls" : "rises";
  return blunt ? verb : `${verb} ${number(Math.abs(along))} a metre`;
}

const STILL_STEPS = 3;

/** Whether a walker has all but stopped, by the lengths of its steps. */
export function isStill(lengths, longest) {
  if (lengths.length < STILL_STEPS) return false;
  const tiny = Math.max(0.02 * Math.max(...lengths), 0.001 * longest);
  return Math.max(...lengths.slice(-STILL_STEPS)) < tiny;
}

/** Say in one line what the rival's last step came to. */
export function rivalLine(facts, rival) {
  const last = rival.at(-1);
  const name = facts.rival_title[0].toUpperCase() + facts.rival_title.slice(1);
  const slope = facts.senses.direction_only ? "" : ` and feels slope ${number(last.steepness)}`;
  const lengths = rival.slice(1).map((step) => step.step_length);
  const stopped = isStill(lengths, facts.longest) ? ", and has all but stopped" : "";
  return `${name} went ${metres(last.step_length)}${slope}${stopped}.`;
}
