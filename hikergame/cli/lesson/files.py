"""Results on their way into files, for every command that has some."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hikergame.cli.files import check_writable
from hikergame.cli.guard import say
from hikergame.cli.lesson.options import OptionsError
from hikergame.cli.text import one_line
from hikergame.files import FileError, write_whole

if TYPE_CHECKING:
    from hikergame.classroom.log.events import Event
    from hikergame.classroom.results.gradebook.layouts import Book
    from hikergame.classroom.results.session import ClassResults

Filling = tuple[Path, Path]
"""A gradebook to read, and the file to write it to."""


@dataclass(frozen=True)
class Gradebooks:
    """Which gradebooks are to be filled, and how."""

    canvas: Filling | None = None
    moodle: Filling | None = None
    who: Path | None = None
    column: str | None = None
    id_column: str | None = None

    @property
    def fillings(self) -> tuple[Filling, ...]:
        """Those that are to be filled."""
        return tuple(one for one in (self.canvas, self.moodle) if one is not None)


@dataclass(frozen=True)
class Wanted:
    """Which files are to be written."""

    csv: Path | None = None
    jsonl: Path | None = None
    html: Path | None = None
    books: Gradebooks = Gradebooks()
    decimal_comma: bool = False

    @property
    def anything(self) -> bool:
        """Some file is wanted."""
        return any((self.csv, self.jsonl, self.html, self.books.fillings))


def check(wanted: Wanted, read: Iterable[Path] = ()) -> None:
    """Raise FileError now for what plainly cannot be written later, before anything is.

    No file that is read, a gradebook or one of `read`, is written over, and none is written
    twice. Raises OptionsError for those as well, and for options that go with no file.
    """
    for path in (wanted.csv, wanted.jsonl, wanted.html):
        if path is not None:
            check_writable(path, "results.csv")
    for _, target in wanted.books.fillings:
        check_writable(target, "gradebook.csv")
        _check_new(target)
    _check_apart(wanted, read)
    _check_needed(wanted)


def _check_apart(wanted: Wanted, read: Iterable[Path]) -> None:
    books = wanted.books
    sources = [*read, *(source for source, _ in books.fillings)]
    if books.who is not None:
        sources.append(books.who)
    kept = {path.resolve() for path in sources}
    targets = [wanted.csv, wanted.jsonl, wanted.html, *(target for _, target in books.fillings)]
    for path in targets:
        if path is None:
            continue
        if path.resolve() in kept:
            raise OptionsError(f"{path} would be written over: it is read, or written already")
        kept.add(path.resolve())


def _check_needed(wanted: Wanted) -> None:
    books = wanted.books
    given = {"--who": books.who, "--column": books.column, "--id-column": books.id_column}
    loose = [name for name, value in given.items() if value is not None]
    if loose and not books.fillings:
        raise OptionsError(f"{', '.join(loose)} is for a gradebook: name it, --canvas or --moodle")
    if wanted.decimal_comma and wanted.csv is None:
        raise OptionsError("--decimal-comma is for the table: name it with --csv FILE")


def write(wanted: Wanted, results: "ClassResults", events: "Iterable[Event]" = ()) -> None:
    """Write what is wanted; say which files were, and who was found in a gradebook."""
    if wanted.csv is not None:
        from hikergame.classroom.results.table import table

        _write(wanted.csv, table(results, decimal_comma=wanted.decimal_comma))
    if wanted.jsonl is not None:
        from hikergame.classroom.results.lines import as_lines

        _write(wanted.jsonl, as_lines(results, events))
    if wanted.html is not None:
        from hikergame.classroom.results.report.page import report

        _write(wanted.html, report(results))
    for line in _fill_all(wanted.books, results) if wanted.books.fillings else []:
        print(f"  {one_line(line)}" if line.startswith("  ") else one_line(line))


def _fill_all(books: Gradebooks, results: "ClassResults") -> list[str]:
    """Fill the gradebooks that are wanted; return who was found in them, in lines."""
    from hikergame.classroom.results.gradebook.layouts import Book

    told = []
    for filling, book in ((books.canvas, Book.CANVAS), (books.moodle, Book.MOODLE)):
        if filling is not None:
            told += _fill(filling, book, books, results)
    return told


def _fill(filling: Filling, book: "Book", how: Gradebooks, results: "ClassResults") -> list[str]:
    from hikergame.classroom.errors import GradebookError
    from hikergame.classroom.results.gradebook.filling import fill, read_who

    source, target = filling
    if not results.rounds:
        raise GradebookError(f"nothing to fill in {source} with: no round has been walked yet")
    try:
        who = None if how.who is None else read_who(_read(how.who))
    except GradebookError as error:
        raise GradebookError(f"{how.who}: {error}") from error
    try:
        content = _read(source)
        filled = fill(content, book, results, column=how.column, who=who, id_column=how.id_column)
    except GradebookError as error:
        raise GradebookError(f"{source}: {error}") from error
    _write_new(target, filled.content)
    return filled.lines()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror or error}") from error


def _write(path: Path, content: bytes) -> None:
    write_whole(path, content)
    say(f"Written: {path}")


def _check_new(path: Path) -> None:
    if path.exists():
        raise FileError(f"{path} is there already, and a gradebook is never written over")


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, whole or not at all."""
    try:
        with path.open("xb") as file:
            try:
                file.write(content)
            except BaseException:
                path.unlink()
                raise
    except FileExistsError:
        _check_new(path)
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror or error}") from error
    say(f"Written: {path}")
