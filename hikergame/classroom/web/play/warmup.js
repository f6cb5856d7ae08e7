// The practice ground in the lobby: hike after hike, until the round begins.

import { $, fitCanvas, hiddenCanvas, show } from "../lib/dom.js";
import { paint } from "../reveal/terrain.js";
import { FACTS, Practice } from "./practice.js";

export class PracticeGround {
  constructor(hike) {
    this.hike = hike;
    this.ground = null;
    this.button = $("#another");
    this.button.addEventListener("click", () => {
      this.open();
      $("#step").focus();
    });
  }

  get closed() {
    return this.ground === null;
  }

  open() {
    this.ground = new Practice();
    show(this.button, false);
    show($("#state"), false);
    this.hike.block("");
    const walk = { facts: FACTS, readouts: [this.ground.readout], moves: [], rival: [], over: false };
    this.hike.open(walk, { step: (move) => this.step(move), flag: () => this.end() });
  }

  close() {
    this.ground = null;
    show(this.button, false);
  }

  step(move) {
    if (this.closed) return;
    const readout = this.ground.walk(move);
    this.hike.felt(readout, null, this.ground.over);
    if (this.ground.over) this.end();
  }

  end() {
    if (this.closed) return;
    this.ground.over = true;
    this.hike.ended();
    const left = Math.round(100 * this.ground.gap);
    const down = left <= 2 ? "You found the deepest place." : `${left} % of the way down was left.`;
    this.hike.say([down, "The notebook shows the ground as it is. In the round, that comes at the end."]);
    show(this.button, true);
    this.hike.uncover((canvas) => this.uncover(canvas));
  }

  /** Draw the ground itself over the notebook, with the way on it. */
  uncover(canvas) {
    const { width, height } = canvas.getBoundingClientRect();
    const size = Math.floor(Math.min(width, height));
    if (size < 30) return;
    const context = fitCanvas(canvas, width, height);
    context.clearRect(0, 0, width, height);
    const picture = hiddenCanvas(size, size);
    picture.getContext("2d").putImageData(paint(this.ground.tones, size, size), 0, 0);
    context.translate((width - size) / 2, (height - size) / 2);
    context.drawImage(picture, 0, 0);
    const points = this.ground.track.map((place) => this.ground.at(place, size));
    for (const [ink, wide] of [["#0a0e18", 6], ["#ffd24a", 3]]) {
      context.beginPath();
      points.forEach((point) => context.lineTo(...point));
      context.strokeStyle = ink;
      context.lineWidth = wide;
      context.lineJoin = "round";
      context.stroke();
    }
    context.beginPath();
    context.arc(...points.at(-1), 6, 0, 2 * Math.PI);
    context.fillStyle = "#ffd24a";
    context.fill();
  }
}
