"""What a room would say: messages of real walks on a real level, by the models themselves."""

import base64
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from hikergame.classroom.messages.base import EntrantKind, Mode, Phase, RoomView
from hikergame.classroom.messages.watching import (
    BeatenView,
    BoardChanged,
    BoardView,
    DistributionView,
    GroundView,
    MetView,
    PraiseView,
    RevealView,
    RowView,
    TeamView,
    ValleyView,
    WalkedView,
)
from hikergame.classroom.room import rounds
from hikergame.classroom.server.qr import qr_path
from hikergame.hikers import Outing
from hikergame.level import Level, library, load_level, parse_level

CODE = "K7MPXW"
ADDRESS = "192.168.1.20:8750"
NAMES = (
    "Brisk Marmot", "Ada", "Quiet Heron", "Søren", "Bold Otter", "Linh", "Amber Lynx", "Zoë",
    "Gentle Badger", "Mateo", "Swift Ibex", "Noor", "Wise Raven", "Ilse", "Lucky Vole", "Kofi",
    "Keen Falcon", "Mira", "Sunny Newt", "Tariq", "Calm Bison", "Yuki", "Merry Finch", "Oskar",
    "Nimble Stoat", "Priya", "Steady Moose", "Elif", "Daring Wren", "Jonas",
)  # fmt: skip
TEAMS = ("Red", "Blue", "Green")
SEED, NONCE = 7, "5e1f" * 8


def commitment(name: str = "four-valleys") -> str:
    """Return what is promised before a round on a level."""
    return rounds.commitment(NONCE, level(name).hash, SEED)


def level(name: str = "four-valleys") -> Level:
    """Return a shipped level by its id, or the one called "deep"."""
    if name == "deep":
        return deep_level()
    return load_level(next(entry.path for entry in library().entries if entry.id == name))


DEEP = """\
hikergame: 1
title: Three Ways Down
landscape:
  bounds: {x: [-5, 5], y: [-5, 5], z: [-5, 5]}
  terms:
    - formula: "(x-1)^2 + 0.5*(y+2)^2 + 0.3*(z-0.5)^2"
start: [-3, 3, -4]
steps: 25
step_length: {max: 2, initial: 0.5}
rivals:
  - gradient-descent: {learning_rate: 0.3}
  - momentum: {learning_rate: 0.1}
"""


@lru_cache(maxsize=1)
def deep_level() -> Level:
    """Return a level of three dimensions."""
    return parse_level(DEEP)


def room(**changes: object) -> RoomView:
    """Return how a room stands: in its lobby, unless told otherwise."""
    stands = {
        "name": "Class 7b",
        "code": CODE,
        "phase": Phase.LOBBY,
        "round": 0,
        "rounds": 3,
        "mode": Mode.CLASS,
        "locked": False,
        "frozen": False,
        "people": 23,
        "bots": 0,
        "ready": 18,
        "done": 0,
    }
    return RoomView.model_validate(stands | changes)


@dataclass(frozen=True)
class Told:
    """One entrant's finished walk."""

    row: RowView
    walked: WalkedView


@lru_cache(maxsize=4)
def walks(people: int, name: str = "four-valleys", bots: int = 2) -> tuple[Told, ...]:
    """Send out so many people of middling skill, some bots, and two algorithms."""
    ground = level(name)
    found = [_algorithm(ground, spec) for spec in ("gradient-descent", "momentum")]
    for number in range(people + bots):
        kind = EntrantKind.PERSON if number < people else EntrantKind.BOT
        title = NAMES[number % len(NAMES)] + (
            f" {number // len(NAMES) + 1}" if number >= len(NAMES) else ""
        )
        title = title if kind is EntrantKind.PERSON else f"bot {number - people + 1}"
        found.append(_person(ground, number, title, kind))
    return tuple(found)


def _person(ground: Level, number: int, title: str, kind: EntrantKind) -> Told:
    """Walk as people do: some way on a hunch, then downhill, with shorter and shorter steps."""
    rng = np.random.default_rng(number)
    outing = Outing(ground, rival=None, hiker=f"h{number}")
    stride = ground.step_length.max * rng.uniform(0.12, 0.4)
    hunch = rng.normal(size=ground.dims)
    hunch *= rng.uniform(0.5, 3.0) / float(np.linalg.norm(hunch))
    curious = rng.integers(0, ground.steps * 3 // 5)
    flag = rng.integers(ground.steps // 2, ground.steps + 8)
    while not outing.over:
        step, slope = outing.readout.step, outing.readout.slope
        steep = float(np.linalg.norm(slope))
        way = -slope / max(steep, 1e-9) + 0.25 * rng.normal(size=ground.dims)
        if step < curious:
            way = way + hunch
        settling = 1.0 if step < curious else 0.93 ** (step - curious) * min(1.0, 0.1 + steep / 2)
        outing.step(stride * settling * way / max(float(np.linalg.norm(way)), 1e-9))
        if outing.readout.step >= flag and not outing.over:
            outing.plant_flag()
    walk = outing.reveal().player
    team = TEAMS[number % len(TEAMS)]
    return _told(
        f"h{number}", title, kind, walk, ground, team if kind is EntrantKind.PERSON else None
    )


def _algorithm(ground: Level, name: str) -> Told:
    from hikergame.hikers import race
    from hikergame.hikers.rivals import rival_spec

    entry = race(ground, rivals=[rival_spec(ground, name)], seed=0).entries[0]
    return _told(name, entry.title, EntrantKind.ALGORITHM, entry, ground, None, entry.setting)


def _told(
    hiker: str,
    name: str,
    kind: EntrantKind,
    walk: object,
    ground: Level,
    team: str | None,
    setting: str = "",
) -> Told:
    score = walk.score  # type: ignore[attr-defined]
    track = walk.track  # type: ignore[attr-defined]
    row = RowView(
        rank=1, hiker=hiker, name=name, kind=kind, team=team, points=score.points,
        step=len(track) - 1, steps=ground.steps, over=True,
    )  # fmt: skip
    walked = WalkedView(
        hiker=hiker, name=name, kind=kind, team=team, setting=setting,
        track=tuple(map(tuple, track.tolist())),
        values=tuple(walk.values.tolist()),  # type: ignore[attr-defined]
        halvings=tuple(score.halvings.tolist()), points=score.points,
        flag=len(track) - 1 < ground.steps, fate="trapped" if score.points < 50 else "arrived",
    )  # fmt: skip
    return Told(row, walked)


@lru_cache(maxsize=16)
def board(
    people: int = 30, *, full: bool = False, teams: bool = False, bots: bool = True
) -> BoardView:
    """Return how those walks stand."""
    told = walks(people)
    rows = sorted((one.row for one in told), key=lambda row: -row.points)
    persons = _ranked([row for row in rows if row.kind is EntrantKind.PERSON])
    points = np.array([row.points for row in persons])
    counts, edges = np.histogram(points, bins=10, range=(0.0, 100.0))
    algorithms = tuple(
        BeatenView(row=row, beaten_by=int(np.sum(points > row.points)), of=len(persons))
        for row in rows
        if row.kind is EntrantKind.ALGORITHM
    )
    return BoardView(
        round=1,
        up_to=412,
        frozen=False,
        top=tuple(persons if full else persons[:5]),
        full=full,
        bots=tuple(_ranked([row for row in rows if row.kind is EntrantKind.BOT])) if bots else (),
        algorithms=algorithms,
        teams=_teams(persons) if teams else (),
        distribution=DistributionView(edges=tuple(edges.tolist()), counts=tuple(counts.tolist())),
        headline=f"{algorithms[0].beaten_by} of {len(persons)} beat {algorithms[0].row.name}",
    )


def _ranked(rows: list[RowView]) -> list[RowView]:
    return [row.model_copy(update={"rank": place}) for place, row in enumerate(rows, 1)]


def _teams(rows: list[RowView]) -> tuple[TeamView, ...]:
    means = {team: [row.points for row in rows if row.team == team] for team in TEAMS}
    ordered = sorted(means.items(), key=lambda item: -float(np.mean(item[1])))
    return tuple(
        TeamView(rank=place, team=team, points=float(np.mean(points)), members=len(points))
        for place, (team, points) in enumerate(ordered, 1)
    )


def board_changed(stands: RoomView, **changes: object) -> BoardChanged:
    """Return what a board is sent while the room stands so."""
    shown, qr = stands.code is not None, qr_path(f"http://{ADDRESS}/play#code={CODE}")
    told = {
        "room": stands,
        "names": NAMES[:23],
        "board": board(),
        "address": ADDRESS,
        "qr": qr[0] if shown else "",
        "qr_size": qr[1] if shown else 0,
    }
    return BoardChanged.model_validate(told | changes)


@lru_cache(maxsize=8)
def reveal(people: int = 30, name: str = "four-valleys", teams: bool = False) -> RevealView:
    """Return the reveal of those walks."""
    from hikergame.survey import find_minima

    ground = level(name)
    told = walks(people, name)
    minima = find_minima(ground.landscape) if ground.dims <= 2 else ()
    people_told = [one for one in told if one.walked.kind is EntrantKind.PERSON]
    best = max(people_told, key=lambda one: one.walked.points)
    lows = [one for one in told if one.walked.kind is EntrantKind.ALGORITHM]
    beaten = sum(one.walked.points > lows[0].walked.points for one in people_told)
    return RevealView(
        round=1,
        level_id=ground.id,
        title=ground.title,
        summary=ground.summary,
        debrief=ground.debrief,
        level_hash=ground.hash,
        seed=SEED,
        nonce=NONCE,
        commitment=commitment(name),
        dims=ground.dims,
        axes=ground.axes,
        steps=ground.steps,
        start=tuple(ground.start.tolist()),
        ground=_ground(ground),
        valleys=tuple(
            ValleyView(x=tuple(one.x.tolist()), value=one.value, deepest=place == 0)
            for place, one in enumerate(minima)
        ),
        walks=tuple(
            one.walked if teams else one.walked.model_copy(update={"team": None}) for one in told
        ),
        praise=_praise(people_told),
        met=_met(people),
        headline=f"{beaten} of {len(people_told)} beat gradient descent. "
        f"{best.walked.name} came lowest.",
        text="hikergame: 1",
    )


def _met(people: int) -> MetView:
    return MetView(
        counts={
            "trapped in a shallower valley": people * 2 // 5,
            "arrived in the deepest valley": people // 3,
            "stepped over it": people // 6,
            "ran out of steps": people // 10,
        },
        sentences=(
            "Two in five came to rest in a shallower valley, as both algorithms did.",
            "All slopes around such a floor point back to it.",
        ),
        question="How could you know, from the inside, of a deeper valley elsewhere?",
    )


def _praise(told: list[Told]) -> tuple[PraiseView, ...]:
    lines = (
        ("Steadiest", "Not one of 31 steps led uphill."),
        ("Boldest explorer", "Walked 41 metres and set foot in three valleys."),
        ("Least climbing", "Climbed 0.8 metres in all on the way to 11.2 halvings."),
        ("Most improved", "22 points more than in the round before."),
        ("Longest way", "Went 58 metres and still came home low."),
        ("Quickest down", "Half of the way down after four steps."),
    )
    return tuple(
        PraiseView(hiker=one.walked.hiker, name=one.walked.name, title=title, sentence=sentence)
        for one, (title, sentence) in zip(told[1::3], lines, strict=False)
    )


def _ground(ground: Level) -> GroundView:
    box = ground.landscape.bounds
    bounds = tuple(map(tuple, box.tolist()))
    if ground.dims > 2:
        return GroundView(bounds=bounds, columns=0, rows=0, tones="", low=0.0, high=1.0)
    columns, rows = 240, 160 if ground.dims == 2 else 1
    x = box[0, 0] + (np.arange(columns) + 0.5) / columns * (box[0, 1] - box[0, 0])
    if ground.dims == 1:
        heights = ground.landscape.value(x[:, None])[None, :]
    else:
        y = box[1, 1] - (np.arange(rows) + 0.5) / rows * (box[1, 1] - box[1, 0])
        places = np.stack(np.broadcast_arrays(x[None, :], y[:, None]), axis=-1)
        heights = ground.landscape.value(places)
    low, high = float(heights.min()), float(heights.max())
    share = (heights - low) / (high - low)
    bend = np.clip(np.log(0.5) / np.log(np.median(share)), 0.12, 1.0)
    tones = np.rint(255 * share**bend).astype(np.uint8)
    return GroundView(
        bounds=bounds,
        columns=columns,
        rows=rows,
        tones=base64.b64encode(tones.tobytes()).decode(),
        low=low,
        high=high,
        heights=tuple(heights[0].tolist()) if ground.dims == 1 else (),
    )
