"""Small levels to hike on, and properties that hold on however slow a machine."""

import asyncio
import gc
import hashlib
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from hikergame.landscape import Landscape, coordinate
from hikergame.level import Level, Senses, StepLength

# How long an example takes says more about the machine than about the code. Examples are drawn
# anew in each run, or once for all where a variable CI is set, as is Hypothesis' way; one that
# fails is printed so that it can be run again.
settings.register_profile(
    "hikergame", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("hikergame")

MakeLevel = Callable[..., Level]

WAITING = 2
"""Workers beside those that keep the processors busy: browsers, servers and pilots wait."""


def pytest_xdist_auto_num_workers() -> int | None:
    """Return how many processes run the tests where nobody says: more than processors."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    usable = getattr(os, "sched_getaffinity", None)
    processors = len(usable(0)) if usable else os.cpu_count() or 1
    return processors + WAITING


def pytest_collection() -> None:
    """Search for no garbage while all that is made is to stay."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Search for garbage again."""
    gc.enable()


PATIENCE = {
    "hikergame.classroom.client.http": {"_PATIENCE": 240.0},
    "hikergame.classroom.client.line": {"_OPEN_PATIENCE": 240.0, "_SILENCE": 240.0},
    "hikergame.classroom.client.program": {"_PARTING": 240.0},
    "hikergame.classroom.client.teaching": {"_PATIENCE": 240.0},
    "hikergame.classroom.log.sqlite_file": {"BUSY_SECONDS": 240.0},
    "hikergame.classroom.server.clockwork": {"_SLEPT": 600.0, "ALIVE": 240.0},
    "hikergame.classroom.server.line": {"HELLO_PATIENCE": 240.0},
    "hikergame.classroom.server.running": {"_PING": 240.0},
    "hikergame.profile.store": {"BUSY_SECONDS": 240.0},
    "hikergame.tui.console.app": {"_MAP_PATIENCE": 240},
    "hikergame.tui.keeper": {"PATIENCE": 240.0},
    "hikergame.tui.workshop.finding": {"_PATIENCE": 240.0},
}
"""Seconds after which something counts as dead, asleep, not coming or not worth while."""


@pytest.fixture(autouse=True, scope="session")
def _nobody_is_given_up() -> Iterator[None]:
    """Let nothing give up what a busy machine has not got round to; tests of that say so."""
    with pytest.MonkeyPatch.context() as patch:
        for name, patience in PATIENCE.items():
            for constant, seconds in patience.items():
                if name in sys.modules:
                    patch.setattr(sys.modules[name], constant, seconds)
        if "textual.pilot" in sys.modules:
            pilot = sys.modules["textual.pilot"].Pilot
            patch.setattr(pilot._wait_for_screen, "__defaults__", (240.0,))
        if "textual.notifications" in sys.modules:
            # What was told is there until a test has looked, and not for five seconds.
            notice = sys.modules["textual.notifications"].Notification
            patch.setattr(notice, "time_left", 240.0)
        yield


@pytest.fixture(autouse=True, scope="session")
def _apps_end_as_when_they_are_left() -> Iterator[None]:
    """Let an app's loop, workers and timers end before its screens go, as they do for a player.

    Textual's pilot removes the screens beneath a loop that still hears of threads, servers
    and clocks, and what is told then would look for panels that are gone.
    """
    if "textual.app" not in sys.modules:
        yield
        return
    app = sys.modules["textual.app"].App
    remove_screens = app._shutdown

    async def leave(self: Any) -> None:
        if self._task not in (None, asyncio.current_task()):
            if not self._exit:
                self.exit()
            await asyncio.wait([self._task])
        await remove_screens(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "_shutdown", leave)
        yield


async def answered() -> None:
    """Wait until every message has been answered that is not on its way from a thread."""
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    while ready:
        await asyncio.sleep(0)


def is_drawn(screen: Any) -> bool:
    """Return whether a screen shows all that it has been told, laid out as it stays."""
    to_lay_out = screen._layout_required or screen._scroll_required
    to_paint = screen._repaint_required or screen._dirty_widgets or screen._recompose_required
    return not (to_lay_out or to_paint or screen._callbacks)


FRAMES = 8
"""More than a screen takes to come to rest: a layout's sizes may be answered by another."""


@pytest.fixture(autouse=True, scope="session")
def _pilots_wait_for_answers(_nobody_is_given_up: None) -> Iterator[None]:
    """Let a pilot go on when every message has been answered and drawn, and no sooner.

    Textual's goes on when its process has hardly used a processor for a moment, as it has
    not where others use them; a key may then come to the screen before the one it is meant
    for. It looks at screens between a layout and what widgets make of their new sizes.
    """
    if "textual.app" not in sys.modules:
        yield
        return
    places = [import_module("textual.app"), import_module("textual.pilot")]

    def patient(wait_for_idle: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        async def wait(*bounds: float) -> None:
            await wait_for_idle(*bounds)
            await answered()

        return wait

    def drawn(wait: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def wait_and_draw(pilot: Any, *args: Any, **options: Any) -> Any:
            outcome = await wait(pilot, *args, **options)
            for _ in range(FRAMES):  # an animation is never done
                await answered()
                stack = pilot.app._screen_stack
                if not stack or is_drawn(stack[-1]):
                    break
                stack[-1]._on_timer_update()
            return outcome

        return wait_and_draw

    pilot = places[1].Pilot
    with pytest.MonkeyPatch.context() as patch:
        for place in places:
            patch.setattr(place, "wait_for_idle", patient(place.wait_for_idle))
        for name in ("pause", "_wait_for_screen"):
            patch.setattr(pilot, name, drawn(getattr(pilot, name)))
        yield


@pytest.fixture(autouse=True, scope="session")
def _garbage_of_tests_only() -> Iterator[None]:
    """Let a search for garbage pass over what was imported and collected.

    The app makes such a search at every change of screens: a quarter of a second each among
    the thousands of tests, and a hundredth without them. What apps and servers would pass
    over from then on is garbage itself once their test is over, and is to be found.
    """
    gc.collect()
    gc.freeze()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", lambda: None)
        patch.setattr(gc, "unfreeze", lambda: None)
        yield
    gc.unfreeze()


def bowl(dims: int = 2, width: float = 4.0) -> Landscape:
    """A round bowl, its bottom off the middle: f = sum of (x - 1)^2 over [-width, width]."""
    total = sum(((coordinate(i) - 1.0) ** 2 for i in range(1, dims)), (coordinate(0) - 1.0) ** 2)
    return Landscape.from_expression(total, [[-width, width]] * dims)


def fingerprint(ground: Landscape) -> str:
    """What tells one ground from another, the same in every run: some of its heights."""
    spread = np.random.default_rng(0).random((8, ground.dims))
    places = ground.bounds[:, 0] + spread * np.ptp(ground.bounds, axis=1)
    return repr(ground.bounds.tolist()) + repr(ground.value(places).tolist())


BOWL = bowl()


@pytest.fixture(scope="session")
def make_level() -> MakeLevel:
    """Return a builder of levels: a bowl with a start off its axis unless told otherwise."""

    def make(ground: Landscape | None = None, **changes: Any) -> Level:
        landscape = BOWL if ground is None else ground
        dims = landscape.dims
        start = np.array([-3.0, 2.5, *[0.5] * dims][:dims])
        settings = {
            "id": "bowl",
            "path": None,
            "title": "A bowl",
            "chapter": "",
            "summary": "",
            "concepts": (),
            "dims": dims,
            "axes": tuple("xyz"[:dims]),
            "landscape": landscape,
            "start": start,
            "steps": 20,
            "step_length": StepLength(max=2.0, initial=0.5),
            "senses": Senses(),
            "rivals": (),
            "claims": (),
            "briefing": "",
            "debrief": "",
        } | changes
        played = settings | {"landscape": fingerprint(landscape)}
        identity = repr(sorted((key, repr(value)) for key, value in played.items()))
        return Level(**{"hash": hashlib.sha256(identity.encode()).hexdigest()} | settings)

    return make
