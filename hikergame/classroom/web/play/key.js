// The key of a wish for a seat: made again with it, the wish is given the same seat.
//
// An answer may be lost on its way, and the seat be taken all the same. The key is as secret as
// the seat's token; it is this tab's, and is forgotten once there is an answer.

import { forget, recall, store } from "../lib/memory.js";

const KEY = "hikergame.join";
const SHELF = "sessionStorage";
const BYTES = 24;
const IN_DOUBT = ["offline", "mistake", "storage", ""];

/** The key of a wish: that of before, if it was this wish that was not answered. */
export function keyOf(wish) {
  const asked = JSON.stringify(wish);
  const kept = unanswered();
  if (kept?.asked === asked) return kept.key;
  const drawn = window.crypto.getRandomValues(new Uint8Array(BYTES));
  const key = Array.from(drawn, (byte) => byte.toString(16).padStart(2, "0")).join("");
  store(KEY, JSON.stringify({ asked, key }), SHELF);
  return key;
}

function unanswered() {
  try {
    return JSON.parse(recall(KEY, SHELF) ?? "null");
  } catch {
    return null;
  }
}

/** Hear the answer: null for a seat, or why there is none. */
export function answered(why) {
  if (why === null || !IN_DOUBT.includes(why)) forget(KEY, SHELF);
}
