"""Certificates made: every part of what there is to measure on a level, put together."""

from collections.abc import Generator, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from hikergame.hikers.blind import BLIND_HIKERS
from hikergame.level import Level, load_level
from hikergame.survey.certificate.blind import SEEDS, BlindWalk, blind_trial, walk_blind
from hikergame.survey.certificate.claims import Evidence, judge
from hikergame.survey.certificate.ground import look_at_ground
from hikergame.survey.certificate.trials import algorithms, try_rival
from hikergame.survey.certificate.values import FORMAT, Certificate, Ground, RivalTrial
from hikergame.survey.certificate.work import Part, Site, Task, Watch, carry_out
from hikergame.version import __version__

_AT_ONCE: Final = 50
"""Seeds of a blind hiker that are one part of the work."""


@dataclass(frozen=True)
class LookAtGround:
    """What the map holds."""

    def measure(self, site: Site) -> Ground:
        """Look."""
        return look_at_ground(site.level, site.survey)


@dataclass(frozen=True)
class TryRival:
    """One of the level's algorithms, at every learning rate."""

    number: int

    def measure(self, site: Site) -> RivalTrial:
        """Try it."""
        return try_rival(site.level, site.valleys, algorithms(site.level)[self.number])


@dataclass(frozen=True)
class WalkBlind:
    """A blind hiker, under some seeds."""

    hiker: str
    seeds: range

    def measure(self, site: Site) -> tuple[BlindWalk, ...]:
        """Let him walk."""
        return walk_blind(site.level, site.valleys, self.hiker, self.seeds)


def certify(
    levels: Iterable[Level | str | Path],
    *,
    executor: Executor | None = None,
    watch: Watch | None = None,
) -> Generator[tuple[Level, Certificate], None, None]:
    """Yield each level with its certificate, as they are done.

    Levels come as such, as paths, or as ids of shipped ones. The work is shared between
    all cores, or left to `executor`, as `carry_out` has it; `watch` is told how far it is.
    Nothing is written. Raises LevelError before any work when a level cannot be read.
    """
    read = [one if isinstance(one, Level) else load_level(one) for one in levels]
    tasks = [Task(level, part) for level in read for part in parts_of(level)]
    owners = [number for number, level in enumerate(read) for _ in parts_of(level)]
    found: list[dict[Part, Any]] = [{} for _ in read]
    for number, result in carry_out(tasks, executor=executor, watch=watch):
        owner = owners[number]
        found[owner][tasks[number].part] = result
        if len(found[owner]) == owners.count(owner):
            yield read[owner], _put_together(read[owner], found[owner])


def parts_of(level: Level) -> tuple[Part, ...]:
    """Return all parts of the work on a level."""
    rivals = range(len(algorithms(level)))
    seeds = [range(SEEDS)[at : at + _AT_ONCE] for at in range(0, SEEDS, _AT_ONCE)]
    return (
        LookAtGround(),
        *(TryRival(number) for number in rivals),
        *(WalkBlind(hiker, some) for hiker in BLIND_HIKERS for some in seeds),
    )


def _put_together(level: Level, results: Mapping[Part, Any]) -> Certificate:
    """Return the certificate that the results of all parts make."""
    walks: dict[str, list[BlindWalk]] = {}
    rivals: list[RivalTrial] = []
    for part in parts_of(level):
        if isinstance(part, WalkBlind):
            walks.setdefault(part.hiker, []).extend(results[part])
        elif isinstance(part, TryRival):
            rivals.append(results[part])
    evidence = Evidence(
        ground=results[LookAtGround()],
        rivals=tuple(rivals),
        blind={hiker: blind_trial(level, walked) for hiker, walked in walks.items()},
    )
    return Certificate(
        format=FORMAT,
        engine=__version__,
        level=level.hash,
        level_id=level.id,
        ground=evidence.ground,
        rivals=evidence.rivals,
        blind=dict(evidence.blind),
        proofs=judge(evidence),
    )
