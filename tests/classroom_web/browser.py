"""A headless Chromium, driven over its DevTools protocol with the `websockets` that we have."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from .protocol import PATIENCE, LeftError, PageError, Protocol, until

_GLANCE: Final = 2.0
"""Seconds that a page watches for something before it is asked again."""
_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
_KEYS: Final = {
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
    "Enter": 13,
    "Escape": 27,
    "Tab": 9,
    " ": 32,
}


_WATCH: Final = """
((condition, patience) => new Promise((done, fail) => {
  const end = Date.now() + patience;
  const look = () => {
    try {
      if (condition()) done(true);
      else if (Date.now() > end) done(false);
      else setTimeout(look, 10);
    } catch (error) {
      fail(error);
    }
  };
  look();
}))
"""
"""Watches for a condition, and tells whether it has come about."""

_HURRY: Final = """
if (!window.hurry) {
  for (const name of ["setTimeout", "setInterval"]) {
    const real = window[name].bind(window);
    window[name] = (act, wait = 0) => real(act, wait / window.hurry);
  }
  const now = performance.now.bind(performance);
  performance.now = () => now() * window.hurry;
}
"""

_MIDDLE: Final = """
(async (selector) => {
  const one = document.querySelector(selector);
  if (!one) throw new Error(`there is no ${selector}`);
  const place = () => {
    one.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = one.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2, box.width, box.height];
  };
  const first = place();
  await new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(done));
    setTimeout(done, 200);
  });
  const then = place();
  const top = document.elementFromPoint(then[0], then[1]);
  if (first.some((part, index) => part !== then[index]) || !one.contains(top)) return null;
  window.isHit = false;
  const note = (event) => { window.isHit = one.contains(event.target); };
  document.addEventListener("click", note, { capture: true, once: true });
  return then;
})
"""
"""The middle of an element that rests and is on top; null where it does not. A click is noted."""


class Browser:
    """One process of Chromium, with a profile of its own that goes when it goes."""

    def __init__(self, command: str) -> None:
        self._profile = tempfile.mkdtemp(prefix="hikergame-chromium-")
        flags = [*_FLAGS, f"--user-data-dir={self._profile}", "about:blank"]
        self._process = subprocess.Popen(
            [command, *flags], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._host, path = self._read_port()
        self._line = Protocol(self._host + path)

    def _read_port(self) -> tuple[str, str]:
        file = Path(self._profile) / "DevToolsActivePort"
        for _ in until(PATIENCE):
            if self._process.poll() is not None:
                raise PageError("Chromium has ended at once")
            if file.exists() and len(lines := file.read_text().splitlines()) == 2:
                return f"ws://127.0.0.1:{lines[0]}", lines[1]
        raise PageError("Chromium does not open its port")

    @contextmanager
    def page(self, **looks: Any) -> Iterator["Page"]:
        """Open a page that knows nothing of any other's storage; see `Page.look` for `looks`."""
        context = self._line.call("Target.createBrowserContext")["browserContextId"]
        made = {"url": "about:blank", "browserContextId": context}
        target = self._line.call("Target.createTarget", **made)["targetId"]
        page = Page(Protocol(f"{self._host}/devtools/page/{target}"))
        try:
            page.look(**looks)
            yield page
        finally:
            page.leave()
            self._line.call("Target.disposeBrowserContext", browserContextId=context)

    def close(self) -> None:
        """End the process, and remove its profile."""
        self._line.close()
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)


class Page:
    """One page. What it throws or logs as an error is gathered in `problems`."""

    def __init__(self, line: Protocol) -> None:
        self._line = line
        self._line.overhear = self._overhear
        self.call = line.call
        self.problems: list[str] = []
        self._blank = True
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        # Several pages are open at a time, and each is to be as one that is looked at.
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)

    def leave(self) -> None:
        """Let go of the page; hear before what it has still to say."""
        self.call("Page.enable")
        self._line.close()

    def _overhear(self, told: dict[str, Any]) -> None:
        method, params = told.get("method"), told.get("params", {})
        if method == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.problems.append(details.get("exception", {}).get("description", details["text"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            entry = params["entry"]
            if "/api/" in entry.get("url", "") and entry["source"] == "network":
                return  # a refusal, which the page is to tell
            if "Back-Forward Cache" in entry["text"]:
                return  # a line that is closed while its page is put aside
            self.problems.append(f"{entry['text']} {entry.get('url', '')}")
        elif method == "Runtime.consoleAPICalled" and params["type"] == "error":
            self.problems.append(str([one.get("value") for one in params["args"]]))

    def look(
        self,
        *,
        size: tuple[int, int] = (1280, 720),
        theme: str = "dark",
        motion: bool = True,
        phone: bool = False,
    ) -> None:
        """Be a screen of some size and colours; a phone has a touch screen."""
        width, height = size
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=2 if phone else 1,
            mobile=phone,
        )
        self.call("Emulation.setTouchEmulationEnabled", enabled=phone)
        features = [
            {"name": "prefers-color-scheme", "value": theme},
            {"name": "prefers-reduced-motion", "value": "no-preference" if motion else "reduce"},
        ]
        self.call("Emulation.setEmulatedMedia", features=features)

    def open(self, address: str) -> None:
        """Go to an address, and wait until it has loaded."""
        if not self._blank:  # or another fragment would load nothing
            self.call("Page.navigate", url="about:blank")
        self._blank = False
        self.call("Page.navigate", url=address)
        self.wait("location.href !== 'about:blank' && document.readyState === 'complete'")

    def reload(self) -> None:
        """Load the page again, and wait until it is there."""
        self.run("window.isOfBefore = true")
        self.call("Page.reload")
        self.wait("!window.isOfBefore && document.readyState === 'complete'")

    def hurries(self, times: float) -> None:
        """Let time on this page go by so many times faster from now on; 1 is as it goes.

        Only for what waits for time alone: an answer that takes its time would seem late.
        """
        self.run(f"{_HURRY}; window.hurry = {times}; true")

    def run(self, script: str) -> Any:
        """Evaluate an expression, await it if it is a promise, and return its value."""
        told = self.call(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
            userGesture=True,
        )
        if "exceptionDetails" in told:
            details = told["exceptionDetails"]
            said = details.get("exception", {}).get("description", details["text"])
            raise PageError(f"{script[:200]}: {said}")
        return told["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until an expression is true, in whatever document is there by then."""
        for _ in until(PATIENCE):
            try:
                if self.run(f"{_WATCH}(() => ({condition}), {1000 * _GLANCE})"):
                    return
            except LeftError:
                continue  # the next look is at the next document
        raise PageError(f"never came about: {condition}; problems: {self.problems}")

    def shows(self, selector: str, text: str = "") -> None:
        """Wait until an element is to be seen that has this text in it."""
        wanted = json.dumps([selector, text])
        self.wait(
            f"(([selector, text]) => [...document.querySelectorAll(selector)].some((one) => "
            f"one.checkVisibility() && one.textContent.includes(text)))({wanted})"
        )

    def text(self, selector: str) -> str:
        """Return the text of the first element that is meant."""
        return str(self.run(f"document.querySelector({json.dumps(selector)}).textContent"))

    def click(self, selector: str) -> None:
        """Click in the middle of an element with the mouse, wherever it comes to rest.

        Where something else has been hit, for the element has moved on, it is clicked again.
        """
        for _ in until(PATIENCE):
            x, y = self.middle(selector)
            for kind in ("mousePressed", "mouseReleased"):
                mouse = {"x": x, "y": y, "button": "left", "clickCount": 1}
                self.call("Input.dispatchMouseEvent", type=kind, **mouse)
            try:
                if self.run("window.isHit") is not False:
                    return
            except LeftError:
                return  # the click has led elsewhere
        raise PageError(f"cannot be hit: {selector}")

    def middle(self, selector: str) -> tuple[float, float]:
        """Bring an element into sight, and return its middle, once it rests and is on top."""
        for _ in until(PATIENCE):
            found = self.run(f"{_MIDDLE}({json.dumps(selector)})")
            if found is not None:
                return found[0], found[1]
        raise PageError(f"does not come to rest, or is covered: {selector}")

    def drag(self, selector: str, share: tuple[float, float]) -> None:
        """Put the mouse down in an element's middle, and drag it by a share of its size."""
        x, y = self.middle(selector)
        box = self.run(
            f"(({{width, height}}) => [width, height])(document.querySelector("
            f"{json.dumps(selector)}).getBoundingClientRect())"
        )
        end = {"x": x + share[0] * box[0], "y": y + share[1] * box[1], "button": "left"}
        start = {"x": x + 1, "y": y + 1, "button": "left", "clickCount": 1}
        self.call("Input.dispatchMouseEvent", type="mousePressed", **start)
        self.call("Input.dispatchMouseEvent", type="mouseMoved", buttons=1, **end)
        self.call("Input.dispatchMouseEvent", type="mouseReleased", clickCount=1, **end)

    def press(self, *keys: str) -> None:
        """Press keys, by their names in the browser."""
        for key in keys:
            name, shift = key.removeprefix("Shift+"), key.startswith("Shift+")
            number = _KEYS.get(name) or ord(name.upper())
            told = {"key": name, "windowsVirtualKeyCode": number, "modifiers": 8 if shift else 0}
            written = "\r" if name == "Enter" else name
            text = {"text": written} if len(written) == 1 else {}
            self.call("Input.dispatchKeyEvent", type="keyDown", **told, **text)
            self.call("Input.dispatchKeyEvent", type="keyUp", **told)

    def type(self, selector: str, text: str) -> None:
        """Write into a field."""
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        self.call("Input.insertText", text=text)

    def shot(self, path: Path, *, whole: bool = False) -> None:
        """Take a picture; of the whole page, however long, if asked for."""
        self.front()
        told = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(told["data"]))

    def front(self) -> None:
        """Bring the page before the others: only there do its animations run."""
        self.call("Page.bringToFront")

    def blame(self, axe: str) -> list[str]:
        """Return what axe finds wrong with the page as it stands."""
        if not self.run("typeof window.axe === 'object'"):
            self.run(f"{axe}; true")
        found = self.run(
            "axe.run(document, {resultTypes: ['violations'], preload: false, iframes: false})"
            ".then((told) => told.violations.map("
            "(one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html + ' ' + "
            "(node.any[0]?.message ?? '')).join(' | ')}`))"
        )
        return [str(one) for one in found]


def axe_source() -> str:
    """Return the text of axe-core: of the test extra's package, or of the file in AXE_JS."""
    named = os.environ.get("AXE_JS")
    if named:
        return Path(named).read_text(encoding="utf-8")
    import axe_core_python

    return (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def looks(name: str) -> dict[str, Any]:
    """Return what `Page.look` needs to be a "phone", a "desk" or a "wall"."""
    if name == "phone":
        return {"size": (390, 844), "phone": True}
    return {"size": (1280, 720) if name == "desk" else (1920, 1080)}
