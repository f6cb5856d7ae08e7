// Light or dark: the system's choice, until the button says otherwise.

import { $ } from "./dom.js";
import { recall, store } from "./memory.js";

const KEY = "hikergame.theme";
const light = window.matchMedia("(prefers-color-scheme: light)");
const root = document.documentElement;

function current() {
  return root.dataset.theme || (light.matches ? "light" : "dark");
}

function label(button) {
  button.setAttribute("aria-label", current() === "light" ? "Dark colours" : "Light colours");
}

const kept = recall(KEY);
if (kept === "light" || kept === "dark") root.dataset.theme = kept;
const button = $(".theme");
if (button) {
  label(button);
  light.addEventListener("change", () => label(button));
  button.addEventListener("click", () => {
    root.dataset.theme = current() === "light" ? "dark" : "light";
    store(KEY, root.dataset.theme);
    label(button);
    document.dispatchEvent(new Event("hikergame:theme"));
  });
}
