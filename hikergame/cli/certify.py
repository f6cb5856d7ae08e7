"""`hikergame certify`: measure levels, and prove what they claim."""

import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from hikergame.cli.completion import complete_level
from hikergame.cli.guard import leave, say
from hikergame.cli.text import one_line
from hikergame.errors import ExitCode, HikergameError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from hikergame.level import Level
    from hikergame.survey.certificate.work import Watch


class CertifyError(HikergameError):
    """What to certify is said twice, or not at all."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


@dataclass(frozen=True)
class Report:
    """What is said of one level, or of the campaign."""

    id: str
    path: str
    """Of the certificate."""
    state: str
    """"certified", "fresh" or "checked"."""
    claims: tuple[str, ...]
    objections: tuple[str, ...]
    """What is wrong, a sentence each."""

    @property
    def line(self) -> str:
        """Say it in a line."""
        if self.objections:
            return f"{self.id}: {self.state}, and found wanting"
        proven = f", {' and '.join(self.claims)} proven" if self.claims else ""
        return f"{self.id}: {self.state}{proven}"


def certify(
    levels: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="LEVEL",
            help="Levels' ids or files, or folders of them.",
            autocompletion=complete_level,
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All shipped levels, and the campaign that they make.")
    ] = False,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; doubt the certificates that there are."),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Measure levels anew whose certificates are fresh.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="How many processes; by default one a core."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a list of objects for programs.")
    ] = False,
) -> None:
    """Measure levels, prove their claims, and keep the certificates beside them.

    Levels whose certificates are fresh are passed over.
    """
    if everything == bool(levels):
        raise CertifyError("name levels, or say --all, but not both")
    chosen, all_sound = _read(levels or [], everything)
    work = _checked(chosen, everything) if check else _certified(chosen, everything, force, jobs)
    reports = []
    with closing(work):
        for report in work:
            reports.append(report)
            _tell(report, silent=as_json)
    if as_json:
        import json

        print(json.dumps([asdict(report) for report in reports], indent=2))
    if not all_sound:
        leave(ExitCode.BAD_LEVEL)
    if any(report.objections for report in reports):
        leave(ExitCode.UNCERTIFIED)


def _read(names: Sequence[str], everything: bool) -> tuple[list["Level"], bool]:
    """Return the levels that can be read, and whether these are all; say what is wrong."""
    from hikergame.level import LevelError, load_level

    levels: list[Level] = []
    faults: list[str] = []
    for source in _sources(names, everything, faults):
        try:
            levels.append(load_level(source))
        except LevelError as error:
            faults.append(str(error))
    for fault in faults:
        say(fault)
    return levels, not faults


def _sources(names: Sequence[str], everything: bool, faults: list[str]) -> Iterator[str | Path]:
    """Yield what names a level, and for a pack its levels' files; note what is wrong."""
    from hikergame.cli.packs import named_pack
    from hikergame.level import PackError, library

    shelves = [library()] if everything else []
    for name in names:
        try:
            pack = named_pack(name)
        except PackError as error:
            faults.append(str(error))
            continue
        if pack is None:
            yield name
            continue
        shelves.append(pack.library())
        if not shelves[-1].entries:
            faults.append(f"{name}: there is no level in it")
    for shelf in shelves:
        faults += map(str, shelf.problems)
        yield from (entry.path for entry in shelf.entries)


def _tell(report: Report, *, silent: bool) -> None:
    if not silent:
        print(one_line(report.line), flush=True)
    for objection in report.objections:
        say(one_line(f"{report.id}: {objection}"))


def _checked(levels: Sequence["Level"], everything: bool) -> Generator[Report, None, None]:
    """Doubt the certificates that there are."""
    from hikergame.survey.certificate import objections, objections_to_campaign

    for level in levels:
        yield _report(level, "checked", objections(level))
    if everything:
        path = _campaign_path()
        yield Report("campaign", str(path), "checked", (), objections_to_campaign(path, levels))


def _certified(
    levels: Sequence["Level"], everything: bool, force: bool, jobs: int | None
) -> Generator[Report, None, None]:
    """Measure what is not certified yet, and write it down."""
    from hikergame.survey.certificate import (
        certificate_of,
        certify,
        objections,
        processes,
        require_room,
        unproven,
        write_certificate,
    )

    stale = [level for level in levels if force or certificate_of(level) is None]
    for level in stale:  # said before any of them is measured, which takes its time
        require_room(level)
    for level in levels:
        if level not in stale:
            yield _report(level, "fresh", objections(level, sample=False))
    with nullcontext() if jobs is None else processes(jobs) as executor:
        with (
            _progress("levels") as watch,
            closing(certify(stale, executor=executor, watch=watch)) as certificates,
        ):
            for level, certificate in certificates:
                write_certificate(certificate, level)
                yield _report(level, "certified", unproven(certificate, level))
        if everything:
            yield _campaign(levels, force, executor)


def _campaign(levels: Sequence["Level"], force: bool, executor: "Executor | None") -> Report:
    """Measure the campaign, unless its certificate is fresh, and write it down."""
    from hikergame.files import write_whole
    from hikergame.survey.certificate import certify_campaign, objections_to_campaign

    path = _campaign_path()
    said = objections_to_campaign(path, levels)
    state = "fresh"
    if force or said:
        with _progress("campaign") as watch:
            campaign = certify_campaign(levels, executor=executor, watch=watch)
        write_whole(path, campaign.to_json())
        said, state = objections_to_campaign(path, levels), "certified"
    return Report("campaign", str(path), state, (), said)


def _campaign_path() -> Path:
    from hikergame.level.listing import levels_folder
    from hikergame.survey.certificate.campaign import FILE

    return levels_folder() / FILE


def _report(level: "Level", state: str, objections: tuple[str, ...]) -> Report:
    from hikergame.level.certified import certificate_path

    path = "" if level.path is None else str(certificate_path(level.path))
    return Report(level.id, path, state, level.claims, objections)


@contextmanager
def _progress(title: str) -> Iterator["Watch | None"]:
    """Draw a bar on a terminal; elsewhere, lines as levels are done say enough."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    # Where standard output is no terminal, what goes there must not pass through the bar's.
    with Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),
    ) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
