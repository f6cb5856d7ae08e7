"""HTML, a piece at a time: every text is escaped where it is put in, and nowhere else."""

import html
import re
from collections.abc import Iterable, Sequence
from typing import Final

from hikergame.classroom.results.cells import plain

_NOTHING: Final = "–"
_RULE: Final = re.compile(r"\n\s*\n")
_MARKS: Final = (
    (re.compile(r"`([^`]+)`"), "code"),
    (re.compile(r"\*\*([^*]+)\*\*"), "strong"),
    (re.compile(r"\*([^*\s][^*]*)\*"), "em"),
)


def text(words: object) -> str:
    """Return words as HTML shows them, on one line."""
    return html.escape(plain(str(words)))


def name(called: str) -> str:
    """Return what somebody is called, as HTML: written to the left or right as its letters are."""
    return f"<bdi>{text(called)}</bdi>"


def paragraphs(markdown: str) -> str:
    """Return a longer text in its paragraphs, with what Markdown emphasises in them."""
    parts = (_emphasised(text(part)) for part in _RULE.split(markdown) if part.strip())
    return "".join(f"<p>{part}</p>\n" for part in parts)


def _emphasised(safe: str) -> str:
    """Return a text that is HTML already with its marks of emphasis and code as elements."""
    for marked, element in _MARKS:
        safe = marked.sub(rf"<{element}>\1</{element}>", safe)
    return safe


def items(entries: Iterable[str], kind: str = "") -> str:
    """Return entries, which are HTML already, as a list."""
    looks = f' class="{kind}"' if kind else ""
    return f"<ul{looks}>\n" + "".join(f"<li>{entry}</li>\n" for entry in entries) + "</ul>\n"


def table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[str | None]], named: int
) -> str:
    """Return a table of texts; numbers stand to the right, and the column `named` heads a row.

    A head that begins with "#" is one of numbers, and the sign is not shown. A column without
    any text is left out.
    """
    lines = list(rows)
    used = [
        column for column in range(len(heads)) if column == named or any(r[column] for r in lines)
    ]
    heads, named = [heads[column] for column in used], used.index(named)
    figures = [head.startswith("#") for head in heads]
    first = "".join(
        f'<th scope="col"{_looks(figure)}>{text(head.removeprefix("#"))}</th>'
        for head, figure in zip(heads, figures, strict=True)
    )
    kept = [[row[column] for column in used] for row in lines]
    body = "".join(f"<tr>{_cells(row, figures, named)}</tr>\n" for row in kept)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{text(caption)}">\n<table>\n'
        f"<caption>{text(caption)}</caption>\n<thead><tr>{first}</tr></thead>\n"
        f"<tbody>\n{body}</tbody>\n</table>\n</div>\n"
    )


def spread(caption: str, rows: Sequence[tuple[str, int]]) -> str:
    """Return counts as a table with bars."""
    most = max((count for _, count in rows), default=0) or 1
    body = "".join(
        f'<tr><th scope="row">{text(name)}</th><td><span class="bar" aria-hidden="true" '
        f'style="width:{75 * count / most:.1f}%"></span>{count}</td></tr>\n'
        for name, count in rows
    )
    return (
        f'<table class="spread">\n<caption>{text(caption)}</caption>\n<tbody>\n{body}</tbody>\n'
        "</table>\n"
    )


def _cells(row: Sequence[str | None], figures: Sequence[bool], named: int) -> str:
    cells = []
    for column, (cell, figure) in enumerate(zip(row, figures, strict=True)):
        said = text(_NOTHING) if cell is None or not cell else name(cell)
        tag = 'th scope="row"' if column == named else "td"
        cells.append(f"<{tag}{_looks(figure)}>{said}</{tag.split()[0]}>")
    return "".join(cells)


def _looks(figure: bool) -> str:
    return ' class="n"' if figure else ""
