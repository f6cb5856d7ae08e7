// From the word that a round is revealed to its picture, however long its data take to come.
//
// Only the last round asked for is ever shown: what arrives after a screen has changed is let go.

import { get } from "../lib/api.js";
import { el } from "../lib/dom.js";
import { Reveal } from "./reveal.js";

const SOONEST = 300;
const LATEST = 3000;
const QUIET = 4;

export class Unveiling {
  /** `root` is the element to fill; `options(round)` are a Reveal's, asked for when it is shown. */
  constructor(root, options) {
    this.root = root;
    this.options = options;
    this.round = 0;
    this.reveal = null;
    this.errand = null;
  }

  /** Show a round, if it is not shown or on its way already. */
  async open(round, token) {
    if (this.round === round) return;
    this.close();
    this.round = round;
    const errand = (this.errand = {});
    this.root.replaceChildren(notice("The map is on its way …", "status"));
    const view = await this.fetch(round, token, errand);
    if (errand !== this.errand) return;
    this.reveal = new Reveal(this.root, this.options(round));
    this.reveal.open(view);
    this.root.focus({ preventScroll: true });
  }

  /** The reveal of a round, asked for again and again while the room has none to give. */
  async fetch(round, token, errand) {
    for (let tries = 1; errand === this.errand; tries += 1) {
      try {
        return await get(`rounds/${round}/reveal`, token);
      } catch (refusal) {
        if (errand !== this.errand) return null;
        if (tries >= QUIET) this.root.replaceChildren(notice(refusal.message, "alert"));
      }
      await new Promise((resume) => setTimeout(resume, Math.min(LATEST, SOONEST * tries)));
    }
    return null;
  }

  /** Take everything away, also what is still on its way. */
  close() {
    this.round = 0;
    this.errand = null;
    if (this.reveal) this.reveal.close();
    this.reveal = null;
    this.root.replaceChildren();
  }
}

const notice = (text, role) => el("p", { class: "notice", role }, text);
