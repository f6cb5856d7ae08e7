// The front door: a code leads on to the hike.

import { codeInAddress } from "./lib/api.js";
import { $ } from "./lib/dom.js";

function play(code) {
  window.location.assign(`/play#${encodeURIComponent(code)}`);
}

const given = codeInAddress();
if (given) play(given);
$("#enter").addEventListener("submit", (event) => {
  event.preventDefault();
  const code = $("#code").value.trim();
  if (code) play(code);
});
