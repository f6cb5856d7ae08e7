// A channel to the room that comes back by itself.
//
// Whatever was not answered is for the caller to send again, once `message` has brought the
// answer to `Hello`. A line may die without a word, as Wi-Fi does: one that is not answered is
// given up, and one that is silent is compared with what the room says over HTTP. A channel
// that was ended says nothing any more, not even what was on its way.

import { get } from "./api.js";

const PROTOCOL = 1;
const SOONEST = 200;
const LATEST = 2000;
const LOOK = 1000;
const UNANSWERED = 6000;
const SILENCE = 10000;

export class Channel {
  /** `path` under this host; `told` has message(answer) and changed(online). */
  constructor(path, token, told) {
    this.path = path;
    this.token = token;
    this.told = told;
    this.ended = false;
    this.tries = 0;
    this.socket = null;
    this.timer = 0;
    this.room = null;
    const { signal } = (this.listening = new AbortController());
    window.addEventListener("online", () => this.hurry(), { signal });
    window.addEventListener("pageshow", () => this.hurry(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry(), { signal });
    this.looks = setInterval(() => this.look(), LOOK);
    this.open();
  }

  get online() {
    return this.socket !== null && this.socket.readyState === WebSocket.OPEN;
  }

  open() {
    clearTimeout(this.timer);
    const scheme = window.location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${window.location.host}${this.path}`);
    this.socket = socket;
    this.answered = false;
    this.heard = performance.now();
    socket.onopen = () => {
      if (socket === this.socket) this.send({ type: "hello", protocol: PROTOCOL, token: this.token });
    };
    socket.onmessage = (event) => this.hear(socket, event.data);
    socket.onclose = () => {
      if (socket === this.socket) this.lost();
    };
  }

  hear(socket, text) {
    if (socket !== this.socket || this.ended) return;
    const answer = JSON.parse(text);
    this.answered = true;
    this.heard = performance.now();
    if (answer.room) this.room = answer.room;
    // Who is turned away at the door is not in, and knocks more and more slowly.
    if (answer.type !== "refused") {
      this.tries = 0;
      this.told.changed(true);
    }
    this.told.message(answer);
  }

  lost() {
    this.socket = null;
    if (this.ended) return;
    this.told.changed(false);
    const wait = Math.min(LATEST, SOONEST * 1.6 ** this.tries) * (0.5 + Math.random());
    this.tries += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), wait);
  }

  /** Try now rather than later, if the line is down; if it is silent, see whether it is dead. */
  hurry() {
    if (this.ended) return;
    if (this.socket === null || this.socket.readyState === WebSocket.CLOSED) this.open();
    else this.look();
  }

  /** Give up a line that does not answer; wonder about one that says nothing. */
  look() {
    if (this.socket === null) return;
    const silence = performance.now() - this.heard;
    if (!this.answered && silence > UNANSWERED) this.again();
    else if (this.answered && silence > SILENCE && !document.hidden) this.wonder();
  }

  /** Make another connection if the room has moved on and this one does not say so. */
  async wonder() {
    const { socket } = this;
    const since = (this.heard = performance.now());
    let moved = true;
    try {
      const { phase, round } = await get("room", this.token);
      moved = phase !== this.room?.phase || round !== this.room?.round;
    } catch (refusal) {
      moved = refusal.why === "offline";
    }
    if (moved && socket === this.socket && since === this.heard && !this.ended) this.again();
  }

  /** Give this connection up, and make another: an answer is long overdue. */
  again() {
    if (this.ended) return;
    const old = this.socket;
    this.socket = null;
    if (old) old.close();
    this.told.changed(false);
    this.open();
  }

  /** Send a message, if there is a line; say whether there was. */
  send(message) {
    if (!this.online) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  /** Close for good. */
  end() {
    this.ended = true;
    this.listening.abort();
    clearInterval(this.looks);
    clearTimeout(this.timer);
    if (this.socket) this.socket.close();
  }
}
