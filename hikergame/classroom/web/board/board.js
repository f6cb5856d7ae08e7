// The projector: everything here follows from the last `BoardChanged`, and from the reveal.

import { codeInAddress } from "../lib/api.js";
import { Channel } from "../lib/channel.js";
import { $, el, show, svg, write } from "../lib/dom.js";
import { forget, recall, store } from "../lib/memory.js";
import { Promises, sealed } from "../lib/promises.js";
import { clock, counted, readyOf } from "../lib/words.js";
import { Unveiling } from "../reveal/unveiling.js";
import { drawBackdrop } from "./backdrop.js";
import { algorithm, histogram, ladder, replaceRows, standing, teamRows } from "./standings.js";

const SCREENS = ["enter", "lobby", "countdown", "live", "reveal", "final"];
const KEY = "hikergame.board";
const SHELF = "sessionStorage";
/** Refusals that asking again does not mend. */
const FINAL = ["wrong-code", "wrong-token", "protocol"];
const TICK = 200;
const LONG = 45;

class Board {
  constructor() {
    this.state = null;
    this.heard = 0;
    this.promises = null;
    this.standing = el("div", { class: "standing narrow" });
    this.unveiling = new Unveiling($("#reveal"), (round) => ({
      auto: true,
      promised: this.promises.of(round),
      tabs: [{ id: "standing", title: "Standings", node: this.standing }],
    }));
    $("#enter-form").addEventListener("submit", (event) => this.entered(event));
    $("#full").addEventListener("click", () => this.fullScreen());
    show($("#full"), Boolean(document.documentElement.requestFullscreen));
    window.addEventListener("hashchange", () => window.location.reload());
    setInterval(() => this.tick(), TICK);
  }

  start() {
    const asked = codeInAddress();
    if (asked) this.keep(asked);
    const token = asked || recall(KEY, SHELF);
    if (token) this.connect(token);
    else this.screen("enter");
  }

  /** Keep what opens this board, and take it out of an address that all can read. */
  keep(token) {
    store(KEY, token, SHELF);
    window.history.replaceState(null, "", window.location.pathname);
  }

  entered(event) {
    event.preventDefault();
    const code = $("#code").value.trim();
    if (!code) return;
    write($("#enter-problem"), "");
    this.keep(code);
    this.connect(code);
  }

  connect(token) {
    if (this.channel) this.channel.end();
    this.token = token;
    this.promises = new Promises(token);
    this.channel = new Channel("/api/v1/watch", token, {
      message: (answer) => this.hear(answer),
      changed: (online) => this.line(online),
    });
  }

  line(online) {
    show($("#line"), !online);
    write($("#line"), online ? "" : "No connection to the room. This page comes back by itself.");
  }

  hear(answer) {
    if (answer.type === "board") {
      this.state = answer;
      this.heard = performance.now();
      this.draw();
    } else if (answer.type === "refused") {
      write($("#enter-problem"), answer.text);
      if (FINAL.includes(answer.why)) this.turnedAway();
    }
  }

  /** What opened this board opens no room here, or none any more. */
  turnedAway() {
    this.channel.end();
    this.state = null;
    forget(KEY, SHELF);
    this.unveiling.close();
    show($("#line"), false);
    show($("#clock"), false);
    this.screen("enter");
    $("#code").focus();
  }

  screen(name) {
    if (document.body.dataset.screen === name && !$(`#${name}`).hidden) return;
    document.body.dataset.screen = name;
    SCREENS.forEach((one) => show($(`#${one}`), one === name));
    if (name === "lobby") drawBackdrop($(".backdrop"));
  }

  draw() {
    const { room } = this.state;
    this.promises.note(room);
    write($("#sealed"), sealed(room));
    this.drawTop(room);
    const before = { lobby: "lobby", countdown: "countdown", revealed: "reveal", finished: "final" };
    const next = before[room.phase] ?? "live";
    if (next !== "reveal") this.unveiling.close();
    if (next === "lobby") this.drawLobby();
    if (next === "live") this.drawLive();
    if (next === "final") $("#final-standing").replaceChildren(...standing(this.overall, "Final standings"));
    if (next === "reveal") this.openReveal(room.round);
    else this.screen(next);
    this.tick();
  }

  get overall() {
    return this.state.overall ?? this.state.board;
  }

  drawTop(room) {
    write($("#name"), room.name);
    document.title = `${room.name} – hikergame`;
    const next = room.phase === "lobby" ? Math.min(room.round + 1, room.rounds) : room.round;
    write($("#round"), room.rounds > 1 && room.phase !== "finished" ? `round ${next} of ${room.rounds}` : "");
    const badges = [];
    if (room.frozen) badges.push(["frozen", "❄ The board stands still"]);
    if (room.locked) badges.push(["locked", "The room is locked"]);
    $("#badges").replaceChildren(...badges.map(([kind, text]) => el("span", { class: `badge ${kind}` }, text)));
    const late = room.code && !room.locked && room.phase !== "lobby" && room.phase !== "finished";
    show($("#late"), Boolean(late));
    $("#late").replaceChildren(...(late ? ["join with ", el("b", { class: "mono" }, room.code)] : []));
  }

  drawLobby() {
    const { room, names, address, qr, qr_size: size } = this.state;
    const between = room.round > 0;
    $("#lobby").dataset.between = String(between);
    const lead = room.locked ? "The room is locked" : between ? "Latecomers join here" : "Join on your own device";
    write($("#lead"), lead);
    write($("#address"), address.replace(/^https?:\/\//, "").replace(/[#?].*$/, "").replace(/\/$/, ""));
    show($("#code-shown"), Boolean(room.code));
    show($("#code-hidden"), !room.code);
    const letters = [...(room.code ?? "")].map((letter) => el("span", { "aria-hidden": "true" }, letter));
    $("#letters").replaceChildren(el("span", { class: "unseen" }, [...(room.code ?? "")].join(" ")), ...letters);
    this.drawCode(qr, size);
    write($("#people"), room.people);
    write($("#people-word"), room.bots ? `here, and ${counted(room.bots, "bot")}` : "here");
    write($("#ready"), room.ready ? `· ${readyOf(room)}` : "");
    this.drawNames(names, room.people + room.bots);
    show($("#standing"), between);
    if (between) $("#standing").replaceChildren(...standing(this.overall, "So far"));
  }

  drawCode(path, size) {
    const box = $("#qr");
    show(box, Boolean(path));
    if (box.dataset.path === path) return;
    box.dataset.path = path;
    if (!path) return;
    const drawing = svg(
      "svg",
      { viewBox: `-2 -2 ${size + 4} ${size + 4}`, role: "img", "aria-label": "QR code of the address", "shape-rendering": "crispEdges" },
      svg("path", { d: path, fill: "#0a0e18" }),
    );
    box.replaceChildren(drawing);
  }

  drawNames(names, all) {
    const list = $("#names");
    const old = new Set([...list.children].map((node) => node.dataset.name));
    const items = names.map((name) => {
      return el("li", { "data-name": name, class: old.has(name) ? "" : "new" }, name);
    });
    if (all > names.length) items.push(el("li", { class: "muted more" }, `and ${all - names.length} more`));
    list.replaceChildren(...items);
  }

  drawLive() {
    const { room, board } = this.state;
    $("#live").dataset.phase = room.phase;
    const states = {
      paused: `Paused. ${room.pause ?? ""}`.trim(),
      closed: "The round is over. Blindfolds stay on until the reveal.",
    };
    show($("#state"), room.phase in states);
    write($("#state"), states[room.phase] ?? "");
    write($("#headline"), board.headline);
    $("#headline").dataset.long = String(board.headline.length > LONG);
    const live = room.phase !== "closed";
    $("#algorithms").replaceChildren(...board.algorithms.map((one) => algorithm(one, live)));
    show($("#teams-box"), board.teams.length > 0);
    $("#teams").replaceChildren(...teamRows(board));
    const worth = board.by_steps ? "steps taken" : live ? "points if it ended here" : "points";
    write($("#spread-words"), `Where the class stands, in ${worth}`);
    histogram($("#histogram"), board);
    $("#live").dataset.full = String(board.full);
    replaceRows($("#ladder"), ladder(board, "Leading"));
  }

  openReveal(round) {
    const title = this.state.overall ? "All rounds so far" : "This round";
    this.standing.replaceChildren(...standing(this.overall, title));
    this.screen("reveal");
    this.unveiling.open(round, this.token);
  }

  /** What goes on between two messages: the clocks. */
  tick() {
    if (!this.state) return;
    const { room } = this.state;
    const passed = performance.now() - this.heard;
    if (room.phase === "countdown" && room.countdown_ms !== null) {
      write($("#tick"), Math.max(0, Math.ceil((room.countdown_ms - passed) / 1000)) || "Go");
    }
    const runs = room.phase === "walking";
    const timed = typeof room.clock_ms === "number" && (runs || room.phase === "paused");
    const walkers = room.people + room.bots;
    const busy = runs || room.phase === "paused";
    show($("#clock"), timed || busy);
    const done = `${room.done} of ${walkers} done`;
    write($("#clock"), timed ? `${clock(room.clock_ms - (runs ? passed : 0))} · ${done}` : done);
  }

  fullScreen() {
    const turn = document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen();
    turn?.catch(() => {}); // a browser that will not has said so itself
  }
}

new Board().start();
