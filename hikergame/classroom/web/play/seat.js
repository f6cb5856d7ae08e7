// The seat that this browser has: the token is the identity, and is kept here.

import { forget, recall, store } from "../lib/memory.js";

const KEY = "hikergame.seat";

/** What two people who type the same code have typed. */
export const plain = (code) => code.toUpperCase().replace(/[^A-Z0-9]/g, "");

/** The kept seat {code, token, recovery, name}, if it is in this room; any room for "". */
export function keptSeat(code) {
  try {
    const seat = JSON.parse(recall(KEY) ?? "null");
    return seat && seat.token && (!code || plain(seat.code) === plain(code)) ? seat : null;
  } catch {
    return null;
  }
}

export function keepSeat(code, answer) {
  const seat = { code: plain(code), token: answer.token, recovery: answer.recovery, name: answer.you.name };
  store(KEY, JSON.stringify(seat));
  return seat;
}

export const forgetSeat = () => forget(KEY);
