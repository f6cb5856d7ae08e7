// A channel to the room that comes back by itself.
//
// Whatever was not answered is for the caller to send again, once `message` has brought the
// answer to `Hello`. A channel that was ended comes back only when it is told to.

const PROTOCOL = 1;
const SOONEST = 200;
const LATEST = 2000;

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
    window.addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.hurry();
    });
    this.open();
  }

  get online() {
    return this.socket !== null && this.socket.readyState === WebSocket.OPEN;
  }

  open() {
    clearTimeout(this.timer);
    this.ended = false;
    const scheme = window.location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${window.location.host}${this.path}`);
    this.socket = socket;
    socket.onopen = () => {
      this.send({ type: "hello", protocol: PROTOCOL, token: this.token });
    };
    socket.onmessage = (event) => this.hear(socket, event.data);
    socket.onclose = () => {
      if (socket === this.socket) this.lost();
    };
  }

  hear(socket, text) {
    if (socket !== this.socket) return;
    this.tries = 0;
    this.told.changed(true);
    this.told.message(JSON.parse(text));
  }

  lost() {
    this.told.changed(false);
    if (this.ended) return;
    const wait = Math.min(LATEST, SOONEST * 1.6 ** this.tries) * (0.5 + Math.random());
    this.tries += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), wait);
  }

  /** Try now rather than later, if the line is down. */
  hurry() {
    const waiting = this.socket === null || this.socket.readyState === WebSocket.CLOSED;
    if (!this.ended && waiting) this.open();
  }

  /** Give this connection up, and make another: an answer is long overdue. */
  again() {
    const old = this.socket;
    this.socket = null;
    if (old) old.close();
    this.told.changed(false);
    if (!this.ended) this.open();
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
    clearTimeout(this.timer);
    if (this.socket) this.socket.close();
  }
}
