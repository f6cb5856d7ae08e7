// A pupil's page: from the code to the reveal. The room decides; this page shows and asks.

import { codeInAddress, reveal } from "../lib/api.js";
import { Channel } from "../lib/channel.js";
import { $, el, show, write } from "../lib/dom.js";
import { clock } from "../lib/words.js";
import { Reveal } from "../reveal/reveal.js";
import { Hike } from "./hike.js";
import { JoinForm } from "./join.js";
import { PracticeGround } from "./warmup.js";
import { resultPanel } from "./result.js";
import { forgetSeat, keptSeat } from "./seat.js";

const OVERDUE = 5000;
const TICK = 200;
const AGAIN = 1000;

/** The screens, and which parts of the page belong to each. */
const SCREENS = {
  join: ["join"],
  stop: ["stop"],
  lobby: ["lobby", "hike"],
  countdown: ["countdown"],
  hike: ["hike"],
  reveal: ["reveal"],
};
const PARTS = ["join", "stop", "lobby", "countdown", "hike", "reveal"];

class Play {
  constructor() {
    this.seat = null;
    this.room = null;
    this.you = null;
    this.walk = null;
    this.pending = null;
    this.eager = false;
    this.result = new Map();
    this.promised = new Map();
    this.revealed = 0;
    this.heard = 0;
    this.late = 0;
    this.hike = new Hike();
    this.practice = new PracticeGround(this.hike);
    this.form = new JoinForm((seat, answer) => this.seated(seat, answer));
    $("#ready").addEventListener("click", () => this.ready());
    $("#seat-button").addEventListener("click", () => this.openSeat());
    $("#seat-close").addEventListener("click", () => $("#seat").close());
    $("#leave").addEventListener("click", () => this.leave());
    $("#stop-button").addEventListener("click", () => this.onward());
    window.addEventListener("hashchange", () => window.location.reload());
    setInterval(() => this.tick(), TICK);
  }

  start() {
    const seat = keptSeat(codeInAddress());
    if (seat) this.seated(seat, null);
    else {
      this.screen("join");
      this.form.open();
    }
  }

  seated(seat, answer) {
    this.seat = seat;
    if (answer) {
      this.you = answer.you;
      this.hear({ type: "room", room: answer.room, you: answer.you });
    }
    this.channel = new Channel("/api/v1/walk", seat.token, {
      message: (told) => this.hear(told),
      changed: (online) => this.line(online),
    });
  }

  screen(name) {
    if (document.body.dataset.screen === name && !$(`#${name}`).hidden) return;
    document.body.dataset.screen = name;
    PARTS.forEach((part) => show($(`#${part}`), SCREENS[name].includes(part)));
    show($("#seat-button"), this.seat !== null && name !== "join" && name !== "stop");
    window.scrollTo(0, 0);
    if (name === "hike" || name === "lobby") this.hike.redraw();
  }

  line(online) {
    show($("#line"), !online && !this.channel.ended);
    const words = this.room === null ? "Looking for the room. Is this device on the right network?"
      : "No connection. This page comes back by itself; nothing is lost.";
    write($("#line"), online || this.channel.ended ? "" : words);
  }

  // What the room says

  hear(answer) {
    const hearers = {
      welcome: () => this.welcome(answer),
      room: () => this.changed(answer.room, answer.you),
      begun: () => this.begun(answer.walk),
      felt: () => this.felt(answer),
      "flag-stands": () => this.flagStands(answer),
      refused: () => this.refused(answer),
      replaced: () => this.replaced(),
      removed: () => this.removed(),
      result: () => this.resulted(answer),
    };
    hearers[answer.type]?.();
  }

  welcome({ you, room, walk }) {
    if (walk) this.begun(walk);
    this.changed(room, you);
    if (this.eager && room.phase === "lobby" && !you.ready) this.ready();
    const { pending } = this;
    if (!pending) return;
    const taken = this.walk ? this.walk.readouts.length - 1 : 0;
    const fits = this.walk && this.walk.round === pending.round && pending.step === taken && !this.walk.over;
    if (fits) this.send(pending);
    else this.settle();
  }

  changed(room, you) {
    const before = this.room;
    this.room = room;
    this.you = you;
    if (you.ready || room.phase !== "lobby") this.eager = false;
    this.heard = performance.now();
    if (room.commitment) this.promised.set(room.round, room.commitment);
    write($("#title"), room.name);
    document.title = `${room.name} – hikergame`;
    write($("#who"), you.team ? `${you.name}, ${you.team}` : you.name);
    if (before?.phase === "revealed" && room.phase !== "revealed") this.closeReveal(room.phase);
    this.place();
  }

  /** Show what belongs to the room's phase. */
  place() {
    const { room } = this;
    const walking = this.walk && this.walk.round === room.round;
    if (room.phase === "lobby") this.openLobby();
    else if (room.phase === "countdown") this.screen("countdown");
    else if (room.phase === "revealed") this.openReveal(room.round);
    else if (room.phase === "finished") this.finished();
    else if (walking) this.openHike();
    this.tick();
  }

  begun(walk) {
    const same = this.walk && this.walk.round === walk.round && this.walk.readouts.length === walk.readouts.length;
    if (same && this.practice.closed && this.walk.over === walk.over) return;
    this.practice.close();
    this.walk = { ...walk, readouts: [...walk.readouts], moves: [...walk.moves], rival: [...walk.rival] };
    this.hike.open(this.walk, {
      step: (displacement) => this.send({ type: "move", round: walk.round, step: this.taken, displacement }),
      flag: () => this.send({ type: "flag", round: walk.round, step: this.taken }),
    });
    if (this.room) this.place();
  }

  get taken() {
    return this.walk.readouts.length - 1;
  }

  felt({ round, step, readout, rival, over }) {
    if (!this.walk || round !== this.walk.round || step !== this.taken) return;
    this.walk.readouts.push(readout);
    this.walk.over = over;
    this.settle();
    this.hike.felt(readout, rival, over);
    if (over) this.openHike();
  }

  flagStands({ round }) {
    if (!this.walk || round !== this.walk.round) return;
    this.walk.over = true;
    this.settle();
    this.hike.ended();
    this.openHike();
  }

  refused({ why, text }) {
    if (why === "wrong-token") {
      this.channel.end();
      forgetSeat();
      this.seat = null;
      this.screen("join");
      this.form.open("This device’s seat is not known here any more. Join again, or use your recovery code.");
    } else if (why === "protocol") {
      this.stop("Another version", `${text} Load this page again.`, "Load again", () => window.location.reload());
    } else if (why === "storage" && this.pending) {
      setTimeout(() => this.pending && this.send(this.pending), AGAIN);
    } else if (why === "out-of-turn" && this.pending) {
      this.channel.again();
    } else {
      this.settle();
      this.hike.undone(text);
    }
  }

  replaced() {
    this.channel.end();
    const back = () => this.seated(this.seat, null);
    this.stop("Your seat is open elsewhere", "You have opened it in another window or on another device, and walk on there.", "Take it back here", back);
  }

  removed() {
    this.channel.end();
    forgetSeat();
    this.seat = null;
    this.stop("You have left the room", "Your teacher has taken you out of it.", "Join again", () => window.location.reload());
  }

  resulted(result) {
    this.result.set(result.round, result);
    if (this.reveal && this.revealed === result.round) this.openResult(result);
  }

  // Sending

  /** Tell that the pupil is ready; without a line, once there is one. */
  ready() {
    this.eager = true;
    this.channel.send({ type: "ready" });
  }

  /** Send a move or a flag, and again until it is answered. */
  send(message) {
    this.pending = message;
    this.late = performance.now() + OVERDUE;
    this.channel.send(message);
  }

  settle() {
    this.pending = null;
    this.hike.waiting = false;
  }

  // Screens

  openLobby() {
    const { room, you } = this;
    const more = room.rounds > 1 ? ` Round ${room.round + 1} of ${room.rounds} comes next.` : "";
    write($("#lobby-title"), you.ready ? "You are ready" : `You are in, ${you.name}`);
    const here = room.people === 1 ? "You are the first." : `${room.people} are here, ${room.ready} ready.`;
    write($("#lobby-text"), `${here}${more} Your teacher starts the round.`);
    $("#ready").disabled = you.ready;
    write($("#ready"), you.ready ? "Ready" : "I am ready");
    if (document.body.dataset.screen !== "lobby") {
      this.walk = null;
      this.screen("lobby");
      this.practice.open();
    }
  }

  openHike() {
    const { phase, pause } = this.room;
    this.screen("hike");
    const states = {
      paused: `Paused. ${pause ?? ""}`.trim(),
      closed: "The round is over. Keep the blindfold on until the reveal.",
    };
    const over = this.walk.over ? "Your hike is over. Blindfolds come off together, when the others are there." : "";
    const state = states[phase] ?? over;
    show($("#state"), Boolean(state));
    write($("#state"), state);
    this.hike.block(states[phase] ?? "");
  }

  async openReveal(round) {
    if (this.revealed === round) return;
    this.revealed = round;
    this.practice.close();
    this.screen("reveal");
    try {
      const view = await reveal(round, this.seat.token);
      if (this.revealed !== round) return;
      this.mine = el("div", { class: "mine" });
      this.reveal = new Reveal($("#reveal"), {
        own: this.you.hiker,
        promised: this.promised.get(round),
        tabs: [{ id: "you", title: "Your hike", node: this.mine, first: true }],
      });
      const result = this.result.get(round);
      this.openResult(result ?? null);
      this.reveal.open(view);
      $("#reveal").focus({ preventScroll: true });
    } catch (problem) {
      this.revealed = 0;
      $("#reveal").replaceChildren(el("p", { class: "notice", role: "alert" }, problem.message));
    }
  }

  openResult(result) {
    this.mine.replaceChildren(...resultPanel(result));
  }

  closeReveal(phase) {
    if (phase === "finished") return;
    this.revealed = 0;
    if (this.reveal) this.reveal.close();
    this.reveal = null;
  }

  finished() {
    if (this.reveal) {
      show($("#line"), true);
      write($("#line"), "The session is over. Thank you for walking.");
      return;
    }
    const points = [...this.result.values()].map((result) => `Round ${result.round}: ${result.points.toFixed(1)} points.`);
    this.stop("The session is over", ["Thank you for walking.", ...points].join(" "), "Leave", () => this.leave());
  }

  stop(title, text, button, onward) {
    write($("#stop-title"), title);
    write($("#stop-text"), text);
    write($("#stop-button"), button);
    this.onward = onward;
    show($("#line"), false);
    this.screen("stop");
    // Not the button: whoever is taking steps presses space, and would be past the words unread.
    $("#stop-title").focus();
  }

  openSeat() {
    write($("#seat-name"), this.you?.name ?? this.seat.name);
    write($("#seat-recovery"), this.seat.recovery);
    $("#seat").showModal();
  }

  /** Forget the seat on this device; the room keeps it. */
  leave() {
    this.channel?.end();
    forgetSeat();
    window.history.replaceState(null, "", window.location.pathname);
    window.location.reload();
  }

  /** What goes on between two messages: clocks, and an answer that is overdue. */
  tick() {
    if (this.pending && performance.now() > this.late && this.channel.online) {
      this.late = performance.now() + OVERDUE;
      this.channel.again();
    }
    if (!this.room) return;
    const { phase, countdown_ms: countdown, clock_ms: left } = this.room;
    const passed = performance.now() - this.heard;
    if (phase === "countdown" && typeof countdown === "number") {
      write($("#tick"), Math.max(0, Math.ceil((countdown - passed) / 1000)) || "Go");
    }
    const timed = typeof left === "number" && (phase === "walking" || phase === "paused");
    show($("#clock"), timed);
    if (timed) write($("#clock"), clock(left - (phase === "walking" ? passed : 0)));
  }
}

new Play().start();
