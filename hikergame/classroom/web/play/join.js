// The way in: a code and perhaps a name, or a recovery code.

import { codeInAddress, get, post } from "../lib/api.js";
import { $, el, show, write } from "../lib/dom.js";
import { answered, keyOf } from "./key.js";
import { keepSeat } from "./seat.js";

const LOOK = 400;
const SHORTEST = 6;

export class JoinForm {
  /** `seated` is called with the seat. */
  constructor(seated) {
    this.seated = seated;
    this.timer = 0;
    this.looks = 0;
    this.asking = false;
    $("#join-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.join();
    });
    $("#recover").addEventListener("click", () => this.recover());
    $("#recovery").addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.recover();
    });
    $("#code").addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), LOOK);
    });
  }

  /** Ask who is there, perhaps with a word on why. */
  open(problem = "") {
    const code = codeInAddress();
    if (code && !$("#code").value) $("#code").value = code;
    this.complain(problem);
    this.look();
    (code ? $("#nickname") : $("#code")).focus({ preventScroll: true });
  }

  complain(text) {
    write($("#join-problem"), text);
    $("#code").toggleAttribute("aria-invalid", false);
  }

  /** See which teams there are to choose from. */
  async look() {
    const code = $("#code").value.trim();
    const look = (this.looks += 1);
    let teams = [];
    try {
      if (code.length >= SHORTEST) ({ teams } = await get("room", code));
    } catch {
      teams = []; // whether the code is right is told when it counts
    }
    // Of two codes that were written, the answer to the first may come last.
    if (look === this.looks) this.offer(teams);
  }

  /** Let a team be chosen; one that has been chosen stays so. */
  offer(teams) {
    const chosen = $("#team").value;
    const any = el("option", { value: "" }, "any");
    $("#team").replaceChildren(any, ...teams.map((team) => el("option", { value: team }, team)));
    $("#team").value = teams.includes(chosen) ? chosen : "";
    show($("#team-box"), teams.length > 0);
  }

  async join() {
    const code = $("#code").value.trim();
    const wish = { code, kind: "person" };
    if ($("#nickname").value.trim()) wish.name = $("#nickname").value;
    if (!$("#team-box").hidden && $("#team").value) wish.team = $("#team").value;
    await this.ask("join", { ...wish, key: keyOf(wish) }, $("#join-form button.primary"), answered);
  }

  async recover() {
    const wish = { code: $("#code").value.trim(), recovery: $("#recovery").value.trim() };
    if (!wish.code || !wish.recovery) {
      this.complain("Both codes are needed: the room's and your own.");
      return;
    }
    await this.ask("recover", wish, $("#recover"));
  }

  /** Ask for a seat, and for no other before there is an answer; `heard` is told of it. */
  async ask(path, wish, button, heard = () => {}) {
    if (this.asking) return;
    this.asking = true;
    button.disabled = true;
    this.complain("");
    try {
      const answer = await post(path, wish);
      heard(null);
      window.history.replaceState(null, "", `${window.location.pathname}#${wish.code}`);
      this.seated(keepSeat(wish.code, answer), answer);
    } catch (refusal) {
      heard(refusal.why);
      this.complain(refusal.message);
      if (refusal.why === "wrong-code") $("#code").setAttribute("aria-invalid", "true");
    } finally {
      this.asking = false;
      button.disabled = false;
    }
  }
}
