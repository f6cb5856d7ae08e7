// The reveal: the map uncovered, all paths walked out together, and what there is to say.
//
// `new Reveal(root, options)` fills an empty element; `open(view)` shows a round's RevealView.
// Options: `own`, the id of the hiker who looks; `tabs`, more panels as {id, title, node, first};
// `promised`, the commitment that was shown before; `auto`, go on from praise to the question.

import { el, fillRange, onTheme, show, stillness, write } from "../lib/dom.js";
import { groundPanel, legend, metPanel, PraisePanel, WalkPanel } from "./panels.js";
import { Playback } from "./playback.js";
import { sceneOf } from "./scenes.js";
import { Stage, styleOf } from "./stage.js";

const PRAISE_TIME = 5000;

export class Reveal {
  constructor(root, options = {}) {
    this.root = root;
    this.options = options;
    this.timer = 0;
    this.touched = false;
    const { signal } = (this.listening = new AbortController());
    root.addEventListener("keydown", (event) => this.key(event), { signal });
    onTheme(() => this.layout(), signal);
    this.sizes = new ResizeObserver(() => this.layout());
    this.sizes.observe(root);
  }

  /** Show a round; `begin` false leaves the picture at its end. */
  open(view, begin = true) {
    this.view = view;
    this.touched = false;
    const walkers = this.walkers(view);
    const steps = Math.max(1, ...view.walks.map((walk) => walk.track.length - 1));
    this.build(view, walkers, steps);
    this.stage = new Stage(this.box, sceneOf(view), walkers);
    this.playback = new Playback(steps, {
      frame: () => this.frame(),
      changed: () => this.changed(),
    });
    this.layout();
    if (begin) this.playback.begin();
    else this.playback.seek(steps);
  }

  /** Take everything away, for good. */
  close() {
    this.listening.abort();
    this.sizes.disconnect();
    if (this.playback) this.playback.pause();
    clearInterval(this.timer); // a walk that is held at its end goes on to the praise
    this.view = this.stage = this.playback = null;
    this.root.replaceChildren();
  }

  walkers(view) {
    const teams = [...new Set(view.walks.map((walk) => walk.team).filter(Boolean))].sort();
    const crowd = view.walks.length;
    let algorithms = 0;
    return view.walks.map((walk) => {
      const order = walk.kind === "algorithm" ? algorithms++ : 0;
      const own = walk.hiker === this.options.own;
      const style = styleOf(walk, order, { own: this.options.own, teams, crowd });
      return { walk, style, label: own ? "you" : walk.kind === "algorithm" ? walk.name : "" };
    });
  }

  build(view, walkers, steps) {
    this.box = el("div", { class: "stage", role: "img" }, el("div", { class: "frame" }));
    this.button = el("button", { type: "button", class: "play", onclick: () => this.toggle() });
    this.slider = el("input", {
      type: "range",
      min: 0,
      max: steps,
      step: 1,
      "aria-label": "Step",
      oninput: () => this.seek(Number(this.slider.value)),
    });
    this.count = el("output", { class: "number" });
    const controls = el("div", { class: "controls" }, this.button, this.slider, this.count);
    this.walking = new WalkPanel(view, walkers, this.options.own);
    this.praise = new PraisePanel(view, this.options.own, (hiker) => this.light(hiker));
    this.root.replaceChildren(
      el("header", {}, el("h2", {}, view.title), el("p", { class: "headline" }, view.headline)),
      el("div", { class: "picture" }, this.box, controls, legend(view, walkers, this.options.own)),
      this.buildTabs(view),
    );
    const told = view.dims > 2 ? "Heights by steps" : view.dims === 1 ? "Profile of the ground" : "Map of the ground";
    this.box.setAttribute("aria-label", `${told}, with ${view.walks.length} walks. ${view.headline}`);
  }

  buildTabs(view) {
    const own = this.options.tabs ?? [];
    const entries = [
      ...own.filter((tab) => tab.first),
      { id: "walk", title: "Walk", node: this.walking.node },
      { id: "praise", title: "Praise", node: this.praise.node },
      { id: "met", title: "What we met", node: metPanel(view) },
      { id: "about", title: "Ground", node: groundPanel(view, this.options.promised) },
      ...own.filter((tab) => !tab.first),
    ];
    this.tabs = entries.map(({ id, title, node }) => {
      const tab = el(
        "button",
        { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}`, onclick: () => this.choose(id, true) },
        title,
      );
      const panel = el(
        "div",
        { role: "tabpanel", class: "tabpanel", id: `panel-${id}`, "aria-labelledby": `tab-${id}`, tabindex: 0 },
        node,
      );
      return { id, tab, panel };
    });
    const list = el("div", { role: "tablist", "aria-label": "About this round" }, ...this.tabs.map(({ tab }) => tab));
    list.addEventListener("keydown", (event) => this.tabKey(event));
    this.choose(entries[0].id, false);
    const side = el("div", { class: "side" }, list, ...this.tabs.map(({ panel }) => panel));
    for (const kind of ["pointerdown", "keydown", "wheel"]) {
      side.addEventListener(kind, () => this.touch(), { passive: true });
    }
    return side;
  }

  /** A person wants something: from now on nothing moves on by itself. */
  touch() {
    this.touched = true;
    clearInterval(this.timer);
  }

  /** Show a tab; `touched` tells that a person wants it. */
  choose(id, touched) {
    if (touched) this.touch();
    this.opened = id;
    for (const { id: other, tab, panel } of this.tabs) {
      tab.setAttribute("aria-selected", String(other === id));
      tab.tabIndex = other === id ? 0 : -1;
      show(panel, other === id);
    }
    if (id !== "praise") this.light(null);
  }

  tabKey(event) {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    const at = this.tabs.findIndex(({ id }) => id === this.opened);
    const next = this.tabs[(at + move + this.tabs.length) % this.tabs.length];
    this.choose(next.id, true);
    next.tab.focus();
  }

  key(event) {
    if (event.target instanceof HTMLElement && event.target.closest("button, input, summary, a")) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { step } = this.playback;
    if (event.key === " ") this.toggle();
    else if (event.key === "ArrowLeft") this.seek(Math.ceil(step) - 1);
    else if (event.key === "ArrowRight") this.seek(Math.floor(step) + 1);
    else return;
    event.preventDefault();
  }

  toggle() {
    clearInterval(this.timer);
    this.playback.toggle();
  }

  seek(step) {
    this.touch();
    this.playback.seek(step);
  }

  light(hiker) {
    if (!this.stage) return;
    this.stage.spotlight = hiker;
    if (!this.playback.playing) this.frame();
  }

  layout() {
    if (this.stage && this.stage.layout()) this.frame();
  }

  frame() {
    const { step, uncovered, steps } = this.playback;
    this.stage.draw(step, uncovered);
    this.walking.update(step);
    const whole = Math.floor(step);
    if (whole === this.whole) return;
    this.whole = whole;
    this.slider.value = whole;
    this.slider.setAttribute("aria-valuetext", `step ${whole} of ${steps}`);
    fillRange(this.slider);
    write(this.count, `${whole} / ${steps}`);
  }

  changed() {
    const { playing, ended, steps, step } = this.playback;
    write(this.button, playing ? "❚❚" : ended ? "↻" : "▶");
    this.button.setAttribute("aria-label", playing ? "Pause" : ended ? "Play again" : "Play");
    this.root.dataset.state = playing ? "playing" : "still";
    if (!playing && ended && step >= steps) this.walkedOut();
  }

  /** Everybody has arrived: on a projector, go on to the praise and then to the question. */
  walkedOut() {
    if (!this.options.auto || this.touched || stillness.matches || !this.view) return;
    clearInterval(this.timer);
    let next = 0;
    this.timer = setInterval(() => {
      if (next >= this.view.praise.length) {
        this.choose("met", false);
        clearInterval(this.timer);
        return;
      }
      this.choose("praise", false);
      this.praise.turnTo(next);
      next += 1;
    }, PRAISE_TIME);
  }
}
