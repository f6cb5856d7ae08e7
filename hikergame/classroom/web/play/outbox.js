// What the pupil has asked for and the room has not answered yet.
//
// One move or flag at a time, and whether the pupil is ready. A move is told until it is
// answered, whatever becomes of the line; its number keeps it from being taken twice.

const OVERDUE = 5000;
const AGAIN = 1000;

export class Outbox {
  /** `post` sends a message if there is a line; without one, `greeted` comes sooner or later. */
  constructor(post) {
    this.post = post;
    this.pending = null;
    this.late = 0;
    this.eager = false;
  }

  /** Tell a move or a flag, from now on. */
  send(message) {
    this.pending = message;
    this.late = performance.now() + OVERDUE;
    this.post(message);
  }

  settle() {
    this.pending = null;
  }

  /** Ask for nothing any more. */
  drop() {
    this.pending = null;
    this.eager = false;
  }

  /** Tell that the pupil is ready, from now on. */
  ready() {
    this.eager = true;
    this.post({ type: "ready" });
  }

  /** The line is new: what still fits the walk is told again, what does not has been answered. */
  greeted(walk) {
    const { pending } = this;
    const fits = pending && walk && !walk.over && pending.round === walk.round && pending.step === walk.readouts.length - 1;
    if (fits) this.send(pending);
    else this.settle();
    if (this.eager) this.ready();
  }

  /** How the room stands: being ready is of no more use outside the lobby. */
  heard(room, you) {
    if (you.ready || room.phase !== "lobby") this.eager = false;
  }

  /** Whether a refusal speaks of the move that waits, or of nothing that has a number. */
  means({ round, step }) {
    const { pending } = this;
    return Boolean(pending) && (typeof step !== "number" || (round === pending.round && step === pending.step));
  }

  /** The room could not keep something: tell it again in a while. */
  insist() {
    const { pending } = this;
    setTimeout(() => {
      if (pending && this.pending === pending) this.send(pending);
      if (!pending && this.eager) this.ready();
    }, AGAIN);
  }

  /** Whether an answer is long overdue; once said, it is waited for anew. */
  get overdue() {
    if (!this.pending || performance.now() < this.late) return false;
    this.late = performance.now() + OVERDUE;
    return true;
  }
}
