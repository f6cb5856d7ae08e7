// What the room promised before each round, so that its reveal can be held against it.
//
// A promise counts while the blindfold is on, the first one counts, and it outlives a page that is
// loaded again. It is the SHA-256 of "nonce:level hash:seed", as room/rounds.py makes it.

import { recall, store } from "./memory.js";
import { sha256 } from "./sha256.js";

const KEY = "hikergame.promises";
const SHELF = "sessionStorage";

/** What came of a promise. */
export const KEPT = "kept";
export const BROKEN = "broken";
export const UNHEARD = "unheard";

export class Promises {
  /** `whose` is the token, or the room code, with which the promises were heard. */
  constructor(whose) {
    this.whose = whose;
    this.heard = new Map();
    try {
      const [owner, heard] = JSON.parse(recall(KEY, SHELF) ?? "[]");
      if (owner === whose) this.heard = new Map(heard);
    } catch {
      // What somebody else wrote there is no promise.
    }
  }

  /** Note what a room view promises of its round. */
  note({ phase, round, commitment }) {
    const late = phase === "revealed" || phase === "finished";
    if (!commitment || late || this.heard.has(round)) return;
    this.heard.set(round, commitment);
    store(KEY, JSON.stringify([this.whose, [...this.heard]]), SHELF);
  }

  of(round) {
    return this.heard.get(round);
  }
}

/** What is shown of a promise, so that it can be held against the end of the round. */
export function sealed({ commitment }) {
  return commitment ? `The ground is sealed: ${commitment.slice(0, 12)}…` : "";
}

/** Whether a reveal fits what was promised of it: kept, broken, or, where nothing was, unheard. */
export function judged(view, promised) {
  const made = sha256(`${view.nonce}:${view.level_hash}:${view.seed}`);
  if (made !== view.commitment || (promised && promised !== made)) return BROKEN;
  return promised ? KEPT : UNHEARD;
}
