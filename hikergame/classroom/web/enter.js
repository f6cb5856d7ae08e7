// The front door: a code leads on to the hike.

import { codeInAddress } from "./lib/api.js";
import { $ } from "./lib/dom.js";

const leading = (code) => `/play#${encodeURIComponent(code)}`;

const given = codeInAddress();
// In its place, or going back would only lead forth again.
if (given) window.location.replace(leading(given));
$("#enter").addEventListener("submit", (event) => {
  event.preventDefault();
  const code = $("#code").value.trim();
  if (code) window.location.assign(leading(code));
});
