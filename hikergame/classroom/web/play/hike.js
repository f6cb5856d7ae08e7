// A hike on the page: what is felt, what is meant to come next, what was written down.
//
// It holds no ground and no connection. `actions` are step(displacement) and flag(); whoever
// carries them out calls `felt` or `ended`. Until then the hike waits, and what is asked for
// meanwhile is done afterwards, for it is meant for the place where the step leads.

import { $, el, fillRange, onTheme, show, write } from "../lib/dom.js";
import { norm, Notebook, slopeAlong } from "../lib/notebook.js";
import { recall, store } from "../lib/memory.js";
import { angle, figure, headingOf, headingWords, slopeMark, steepnessOf } from "../lib/words.js";
import { Axes } from "./axes.js";
import { headingLine, invitation, known, readoutLines, rivalLine, stepLines, trend } from "./felt.js";
import { hint, meanwhile } from "./guide.js";
import { Intent } from "./intent.js";
import { bindKeys, bindRing } from "./keys.js";
import { lowestStep, NotebookMap } from "./map.js";
import { drawRace } from "./race.js";
import { drawRing, drawTilt } from "./ring.js";

const AIM_DELAY = 450;
const RING = 340;
const AHEAD = 8;
const GUIDE = "hikergame.trail-guide";

export class Hike {
  constructor() {
    this.map = new NotebookMap($("#map"));
    this.axes = new Axes($("#axes"), () => this.aimed());
    this.aim = 0;
    this.frame = 0;
    this.round = null;
    this.later = [];
    $("#heading").addEventListener("input", () => this.aimedAt(Number($("#heading").value)));
    $("#stride").addEventListener("input", () => this.strode(Number($("#stride").value) / 100));
    $("#downhill").addEventListener("click", () => this.act("downhill"));
    $("#about").addEventListener("click", () => this.act("about"));
    $("#step").addEventListener("click", () => this.act("step"));
    $("#flag").addEventListener("click", () => this.act("flag"));
    $("#flag-no").addEventListener("click", () => $("#ask-flag").close());
    $("#flag-yes").addEventListener("click", () => this.planted());
    $("#guided").checked = recall(GUIDE) !== "off";
    $("#guided").addEventListener("change", () => this.guided($("#guided").checked));
    bindKeys(this);
    bindRing($("#compass"), this);
    onTheme(() => this.redraw());
    new ResizeObserver(() => this.redraw()).observe($("#hike"));
  }

  /**
   * Begin a walk, or go on with it: {round, facts, readouts, moves, rival, over}. Of a round that
   * is walked already, what is meant to come next stays as it was meant.
   */
  open(walk, actions) {
    const goesOn = this.round !== null && walk.round === this.round;
    this.round = walk.round ?? null;
    this.facts = walk.facts;
    this.notebook = new Notebook(walk.facts.senses, walk.readouts);
    this.rival = [...walk.rival];
    this.actions = actions;
    this.over = walk.over;
    this.waiting = false;
    this.blocked = "";
    this.uncovered = null;
    if ($("#ask-flag").open) $("#ask-flag").close();
    this.hush();
    $("#hike").dataset.dims = String(Math.min(3, this.facts.dims));
    if (!goesOn) this.setOut(walk);
    const lines = readoutLines(this.facts, this.notebook.readout);
    this.say(this.notebook.steps ? lines : [...invitation(this.facts), ...lines]);
    this.drawAll();
    this.goOn();
  }

  /** Mean to go on as the last move went, or as a level has it at first. */
  setOut(walk) {
    this.later = [];
    this.map.forget();
    this.intent = new Intent(walk.facts);
    const last = walk.moves.at(-1);
    if (last) {
      this.intent.striding(norm(last));
      this.intent.way = [...last];
      const heading = headingOf(last);
      if (heading !== null) this.intent.heading = heading;
    }
    this.axes.open(this.facts, this.intent);
    show($("#compass"), this.facts.dims <= 2);
    show($("#heading-box"), this.facts.dims === 2);
  }

  /** A step has been taken: write down what is felt there. */
  felt(readout, rival, over) {
    this.waiting = false;
    this.over = over;
    this.notebook.add(readout);
    if (rival) this.rival.push(rival);
    this.hush();
    const beside = this.rival.length > 1 && this.facts.rival_title ? [rivalLine(this.facts, this.rival)] : [];
    const last = readout.steps_left === 0;
    const end = last ? ["Your steps have run out. You stand where you will be found."] : [];
    this.say([...stepLines(this.facts, this.notebook), ...beside, ...end]);
    this.drawAll();
    this.goOn();
  }

  /** The flag stands. */
  ended() {
    this.waiting = false;
    this.over = true;
    this.hush();
    this.say(["Your flag stands. The blindfold comes off together."]);
    this.drawAll();
  }

  /** Keep the controls from working, and say why; "" lets them work again. */
  block(why) {
    if (this.blocked === why) return;
    this.blocked = why;
    this.later = [];
    if (why && $("#ask-flag").open) $("#ask-flag").close();
    if (this.intent) this.drawControls();
  }

  /** What was sent has not been done. */
  undone(text) {
    this.waiting = false;
    this.later = [];
    if (text) this.say([text]);
    this.drawControls();
  }

  /** From now on let `picture(canvas)` draw in the notebook's place: the ground itself. */
  uncover(picture) {
    this.uncovered = picture;
    this.redraw();
  }

  get idle() {
    return Boolean(this.intent) && !this.over && !this.waiting && !this.blocked;
  }

  // What keys, buttons and fingers do

  /**
   * Do one of turn, scale, downhill, about, step and flag, or remember it while a step is on its
   * way. A step right after a step is not remembered: it is more likely impatience than meant.
   */
  act(name, ...given) {
    const act = () => this[name](...given);
    act.named = name;
    if (!this.waiting) act();
    else if (this.blocked || this.later.length >= AHEAD) return;
    else if (name !== "step" || (this.later.at(-1)?.named ?? "step") !== "step") this.later.push(act);
  }

  /** Do what was asked for while a step was on its way. */
  goOn() {
    while (this.later.length && !this.waiting) this.later.shift()();
  }

  step() {
    const move = this.intent?.move;
    if (!this.idle) return;
    if (!move) {
      this.say(["Choose a way first: downhill, or a part along each axis."]);
      return;
    }
    this.waiting = true;
    this.drawControls();
    this.actions.step(move);
  }

  flag() {
    if (this.idle && !$("#ask-flag").open) $("#ask-flag").showModal();
  }

  planted() {
    $("#ask-flag").close();
    if (!this.idle) return;
    this.waiting = true;
    this.drawControls();
    this.actions.flag();
  }

  downhill() {
    if (!this.intent) return;
    if (this.intent.downhill(this.notebook.readout.slope)) this.aimed();
    else this.say(["The ground is level here: no way is downhill. Choose a way yourself."]);
  }

  about() {
    if (!this.intent) return;
    this.intent.about();
    this.aimed();
  }

  turn(degrees) {
    if (!this.intent || this.facts.dims > 2) return;
    this.intent.turn(degrees);
    this.aimed();
  }

  aimedAt(heading) {
    if (!this.intent) return;
    this.intent.towards(heading);
    this.aimed();
  }

  strode(reach) {
    this.intent.reach = reach;
    this.drawAim();
  }

  scale(factor) {
    if (!this.intent) return;
    this.intent.striding(this.intent.stride * factor);
    this.drawAim();
    this.sayLater(`Step length ${figure(this.intent.stride)} metres`);
  }

  aimed() {
    this.drawAim();
    if (this.facts.dims <= 2) {
      this.sayLater(headingLine(this.facts, this.notebook.readout, this.intent.heading));
    }
  }

  // What is said

  /** Say lines, and with them what the trail guide says, who stands elsewhere for eyes. */
  say(lines) {
    const hinted = this.hint();
    const spoken = hinted ? [el("p", { class: "unseen" }, `Trail guide: ${hinted.replaceAll("*", "")}`)] : [];
    $("#said").replaceChildren(...lines.map((line) => el("p", {}, line)), ...spoken);
  }

  /** What the trail guide says, if he is there. */
  hint() {
    if (!this.notebook || this.over || !$("#guided").checked) return null;
    return hint(this.facts, this.notebook, this.rival);
  }

  /** Hear the trail guide, or send him away. */
  guided(wanted) {
    store(GUIDE, wanted ? "on" : "off");
    this.redraw();
  }

  /** Say where the needle points, once it rests. */
  sayLater(text) {
    clearTimeout(this.aim);
    this.aim = setTimeout(() => write($("#aim"), text), AIM_DELAY);
  }

  /** Take back where the needle points: it was true of the place before. */
  hush() {
    clearTimeout(this.aim);
    write($("#aim"), "");
  }

  // What is drawn

  redraw() {
    if (this.intent && !$("#hike").hidden) this.drawAll();
  }

  drawAll() {
    this.drawWords();
    this.drawGuide();
    this.drawEntries();
    this.drawControls();
    drawRace(this.facts, this.notebook, this.rival);
    this.drawAim();
  }

  drawWords() {
    const { facts, notebook } = this;
    const { readout } = notebook;
    const budget = readout.step + readout.steps_left;
    write($("#step-count"), `Step ${readout.step} of ${budget}`);
    $("#budget-fill").style.width = `${(100 * readout.step) / budget}%`;
    const steepness = norm(readout.slope);
    const kind = steepnessOf(steepness, facts.flat);
    const blur = facts.senses.noise || facts.senses.rounding / 2;
    const number = `steepness ${figure(steepness)}${blur ? ` ±${figure(blur)}` : ""}`;
    const short = facts.senses.direction_only
      ? steepness === 0 ? "flat" : "only the direction is felt"
      : `${number} · ${kind?.word ?? ""} · ${angle(steepness).toFixed(0)}°`;
    const height = known(readout.altitude) ? ` · altitude ${figure(readout.altitude)}` : "";
    write($("#felt-short"), short + height);
    const down = headingOf(readout.slope.map((part) => -part));
    const falls = facts.dims === 2 && down !== null ? `▼ falls most towards ${headingWords(down, 2)}` : "";
    write($("#falls-short"), falls);
    write($("#notebook-words"), this.heightWords());
  }

  drawGuide() {
    const said = this.hint();
    show($("#guide"), $("#guided").checked && !this.over);
    $("#guide").dataset.speaks = String(said !== null || this.notebook.steps === 0);
    const parts = (said ?? meanwhile(this.facts, this.notebook)).split("*");
    $("#guide-words").replaceChildren(...parts.map((part, index) => (index % 2 ? el("em", {}, part) : part)));
  }

  heightWords() {
    const { notebook } = this;
    if (notebook.heights === null || notebook.steps === 0) return "";
    const whole = notebook.between(0, notebook.steps);
    const words = [`height ${whole.words(true)} from the start`];
    const lowest = lowestStep(notebook);
    if (lowest === notebook.steps) words.push("the lowest so far");
    else {
      const where = lowest === 0 ? "at the start" : `after step ${lowest}`;
      words.push(`lowest ${where}, ${notebook.between(notebook.steps, lowest).words(true)} from here`);
    }
    if (whole.blurred && whole.errorFigures) words.push("too blurred to trust");
    return words.join(" · ");
  }

  drawEntries() {
    const { notebook, facts } = this;
    const rows = notebook.readouts.map((readout, step) => {
      const length = norm(readout.moved);
      const heading = headingOf(readout.moved);
      const way = heading === null ? "" : ` ${headingWords(heading, facts.dims)}`;
      const walked = step === 0 ? "start" : `${figure(length)} m${way}${readout.fenced ? ", fence" : ""}`;
      const height = notebook.between(0, step);
      return el(
        "tr",
        {},
        el("th", { scope: "row" }, String(step)),
        el("td", {}, walked),
        el("td", {}, facts.senses.direction_only ? "" : figure(norm(readout.slope))),
        el("td", {}, height ? height.words(true) : ""),
      );
    });
    $("#entries").replaceChildren(...rows.reverse());
    const way = facts.dims === 2 ? "Map of your way so far" : "Your felt heights so far";
    $("#map").setAttribute("aria-label", `${way}, ${notebook.steps} steps. Step by step it is told in words.`);
  }

  drawControls() {
    const still = !this.idle;
    // A button that is disabled for a moment would lose the focus.
    for (const name of ["step", "flag", "downhill", "about"]) {
      $(`#${name}`).disabled = this.over || Boolean(this.blocked);
      $(`#${name}`).setAttribute("aria-disabled", String(still));
    }
    write($("#step-word"), this.waiting ? "…" : this.over ? "Hike over" : "Step");
    $("#hike").dataset.over = String(this.over);
    $("#heading").disabled = $("#stride").disabled = this.over;
  }

  /** Everything that follows heading and step length; a picture at most for each frame. */
  drawAim() {
    const { facts, intent, notebook } = this;
    const along = facts.dims <= 2 ? slopeAlong(notebook.readout.slope, intent.move) : 0;
    const told = facts.dims <= 2 ? `${slopeMark(along, facts.flat)} ${trend(facts, along).replace(" a metre", "")}` : "";
    const words = `${headingWords(intent.heading, facts.dims)} ${told}`;
    write($("#heading-words"), words);
    $("#heading").value = Math.round(intent.heading) % 360;
    if (facts.dims <= 2) {
      $("#heading").setAttribute("aria-valuetext", headingLine(facts, notebook.readout, intent.heading));
    }
    fillRange($("#heading"));
    write($("#stride-words"), `${figure(intent.stride)} m`);
    $("#stride").value = Math.round(100 * intent.reach);
    $("#stride").setAttribute("aria-valuetext", `${figure(intent.stride)} metres`);
    fillRange($("#stride"));
    this.axes.draw(notebook.readout.slope);
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.drawPictures());
  }

  drawPictures() {
    const { facts, intent, notebook } = this;
    const { readout } = notebook;
    const box = $("#compass").getBoundingClientRect();
    if (facts.dims === 2 && box.width > 0) {
      const ring = {
        steepness: norm(readout.slope),
        downhill: headingOf(readout.slope.map((part) => -part)),
        flat: facts.flat,
      };
      drawRing($("#ring"), Math.min(box.width, box.height || RING), ring, intent);
    }
    if (facts.dims === 1 && box.width > 0) {
      drawTilt($("#ring"), box.width, Math.min(240, box.height || 240), readout.slope[0], facts.flat, intent);
    }
    if (this.uncovered) this.uncovered($("#map"));
    else this.map.draw(notebook, facts, this.over ? null : intent);
  }
}
