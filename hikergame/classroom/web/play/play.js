// A pupil's page: from the code to the reveal. The room decides; this page shows and asks.

import { codeInAddress } from "../lib/api.js";
import { Channel } from "../lib/channel.js";
import { $, el, show, write } from "../lib/dom.js";
import { Promises, sealed } from "../lib/promises.js";
import { clock, counted, readyOf } from "../lib/words.js";
import { Unveiling } from "../reveal/unveiling.js";
import { Hike } from "./hike.js";
import { JoinForm } from "./join.js";
import { Outbox } from "./outbox.js";
import { PracticeGround } from "./warmup.js";
import { resultPanel } from "./result.js";
import { forgetSeat, keptSeat } from "./seat.js";

const TICK = 200;

/** The screens, and which parts of the page belong to each. */
const SCREENS = {
  join: ["join"],
  stop: ["stop"],
  wait: ["wait"],
  lobby: ["lobby", "hike"],
  countdown: ["countdown"],
  hike: ["hike"],
  reveal: ["reveal"],
};
const PARTS = ["join", "stop", "wait", "lobby", "countdown", "hike", "reveal"];

class Play {
  constructor() {
    this.seat = null;
    this.room = null;
    this.you = null;
    this.walk = null;
    this.channel = null;
    this.online = true;
    this.results = new Map();
    this.promises = null;
    this.heard = 0;
    this.outbox = new Outbox((message) => this.channel.send(message));
    this.mine = el("div", { class: "mine" });
    this.unveiling = new Unveiling($("#reveal"), (round) => this.revealed(round));
    this.hike = new Hike();
    this.practice = new PracticeGround(this.hike);
    this.form = new JoinForm((seat, answer) => this.seated(seat, answer));
    $("#ready").addEventListener("click", () => this.outbox.ready());
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

  /** Take a seat's line; `answer` is what the room said to whoever has just got it. */
  seated(seat, answer) {
    this.channel?.end();
    this.outbox.drop();
    this.seat = seat;
    this.promises = new Promises(seat.token);
    write($("#wait-title"), answer ? `You are in, ${answer.you.name}` : "One moment");
    this.screen("wait");
    this.channel = new Channel("/api/v1/walk", seat.token, {
      message: (told) => this.hear(told),
      changed: (online) => this.line(online),
    });
    if (answer) this.hear({ type: "room", room: answer.room, you: answer.you });
  }

  /** Show a screen; tell whether another was there before. */
  screen(name) {
    if (document.body.dataset.screen === name && !$(`#${name}`).hidden) return false;
    document.body.dataset.screen = name;
    // A question about ground that is left is not to be answered; the seat is shown anywhere.
    if ($("#ask-flag").open) $("#ask-flag").close();
    if (name === "stop" || name === "join") $("#seat").close();
    PARTS.forEach((part) => show($(`#${part}`), SCREENS[name].includes(part)));
    show($("#seat-button"), this.seat !== null && name !== "join" && name !== "stop");
    window.scrollTo(0, 0);
    if (name === "hike" || name === "lobby") this.hike.redraw();
    return true;
  }

  line(online) {
    this.online = online;
    this.notice();
  }

  /** What stands above everything: that the line is down, or that all is over. */
  notice() {
    const over = this.room?.phase === "finished";
    let words = "";
    if (over && this.unveiling.round) words = "The session is over. Thank you for walking.";
    else if (this.online || this.channel?.ended || over) words = "";
    else if (this.room === null) words = "Looking for the room. Is this device on the right network?";
    else words = "No connection. This page comes back by itself; nothing is lost.";
    show($("#line"), Boolean(words));
    write($("#line"), words);
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
    this.outbox.heard(room, you);
    this.outbox.greeted(walk);
    if (walk) this.takeUp(walk);
    this.changed(room, you);
  }

  changed(room, you) {
    this.room = room;
    this.you = you;
    this.outbox.heard(room, you);
    this.heard = performance.now();
    this.promises.note(room);
    write($("#sealed"), sealed(room));
    write($("#title"), room.name);
    document.title = `${room.name} – hikergame`;
    write($("#who"), you.team ? `${you.name}, ${you.team}` : you.name);
    this.place();
  }

  /** Show what belongs to the room's phase. */
  place() {
    const { phase, round } = this.room;
    if (phase !== "revealed" && phase !== "finished") this.unveiling.close();
    if (phase === "lobby") this.openLobby();
    else if (phase === "countdown") this.screen("countdown");
    else if (phase === "revealed") this.openReveal(round);
    else if (phase === "finished") this.finished();
    else if (this.walk?.round === round) this.openHike();
    else if (document.body.dataset.screen !== "countdown") this.screen("wait");
    this.notice();
    this.tick();
  }

  begun(walk) {
    this.takeUp(walk);
    if (this.room) this.place();
  }

  /** Go on with a walk from where the room says that it stands, unless we stand there. */
  takeUp(walk) {
    const same = this.walk && this.walk.round === walk.round && this.walk.readouts.length === walk.readouts.length;
    if (same && this.practice.closed && this.walk.over === walk.over) return;
    this.practice.close();
    this.walk = { ...walk, readouts: [...walk.readouts], moves: [...walk.moves], rival: [...walk.rival] };
    this.hike.open(this.walk, {
      step: (displacement) => this.outbox.send({ type: "move", round: walk.round, step: this.taken, displacement }),
      flag: () => this.outbox.send({ type: "flag", round: walk.round, step: this.taken }),
    });
  }

  get taken() {
    return this.walk.readouts.length - 1;
  }

  felt({ round, step, readout, rival, over }) {
    if (!this.walk || round !== this.walk.round || step !== this.taken) return;
    this.walk.readouts.push(readout);
    this.walk.over = over;
    this.outbox.settle();
    this.hike.felt(readout, rival, over);
    if (over) this.openHike();
  }

  flagStands({ round }) {
    if (!this.walk || round !== this.walk.round) return;
    this.walk.over = true;
    this.outbox.settle();
    this.hike.ended();
    this.openHike();
  }

  refused(refusal) {
    const { why, text, step } = refusal;
    if (why === "wrong-token") this.forgotten();
    else if (why === "protocol") {
      this.channel.end();
      this.stop("Another version", `${text} Load this page again.`, "Load again", () => window.location.reload());
    } else if (typeof step === "number" && !this.outbox.means(refusal)) {
      return; // of a move that has been answered meanwhile
    } else if (why === "storage") {
      this.hike.say([text]);
      this.outbox.insist();
    } else if (why === "out-of-turn" && this.outbox.pending) {
      this.channel.again();
    } else if (why === "not-now" && typeof step !== "number" && this.outbox.pending) {
      return; // the round had begun before it was heard that the pupil is ready
    } else {
      this.outbox.drop();
      this.hike.undone(text);
    }
  }

  /** This seat is none here: of another room, or of another day. */
  forgotten() {
    this.channel.end();
    forgetSeat();
    this.seat = null;
    this.notice();
    this.screen("join");
    this.form.open("This device’s seat is not known here any more. Join again, or use your recovery code.");
  }

  replaced() {
    this.channel.end();
    const back = () => this.seated(this.seat, null);
    this.stop("Your seat is open elsewhere", "You have opened it in another window or on another device, and walk on there.", "Take it back here", back);
  }

  removed() {
    this.channel.end();
    forgetSeat();
    this.stop("You have left the room", "Your teacher has taken you out of it.", "Join again", () => window.location.reload());
  }

  resulted(result) {
    this.results.set(result.round, result);
    if (this.unveiling.round === result.round) this.mine.replaceChildren(...resultPanel(result));
    if (this.room?.phase === "finished") this.finished();
  }

  // Screens

  openLobby() {
    const { room, you } = this;
    const more = room.rounds > 1 ? ` Round ${room.round + 1} of ${room.rounds} comes next.` : "";
    write($("#lobby-title"), you.ready ? "You are ready" : `You are in, ${you.name}`);
    const bots = room.bots ? ` and ${counted(room.bots, "bot")}` : "";
    const here = room.people === 1 ? "You are the first." : `${room.people} are here${bots}, ${readyOf(room)}.`;
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

  openReveal(round) {
    this.practice.close();
    this.screen("reveal");
    this.unveiling.open(round, this.seat.token);
  }

  /** What a reveal is to know of this pupil, once its map is there. */
  revealed(round) {
    this.mine.replaceChildren(...resultPanel(this.results.get(round)));
    return {
      own: this.you.hiker,
      promised: this.promises.of(round),
      tabs: [{ id: "you", title: "Your hike", node: this.mine, first: true }],
    };
  }

  /** All is over: a map that is seen, or on its way, may be looked at for as long as one likes. */
  finished() {
    if (this.unveiling.round) return;
    const rounds = [...this.results.values()].sort((one, other) => one.round - other.round);
    const points = rounds.map((result) => `Round ${result.round}: ${result.points.toFixed(1)} points.`);
    this.stop("The session is over", ["Thank you for walking.", ...points].join(" "), "Leave", () => this.leave());
  }

  stop(title, text, button, onward) {
    write($("#stop-title"), title);
    write($("#stop-text"), text);
    write($("#stop-button"), button);
    this.onward = onward;
    this.notice();
    if (!this.screen("stop")) return;
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
    if (this.channel?.online && this.outbox.overdue) this.channel.again();
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
