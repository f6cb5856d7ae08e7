"""Numbers, directions and Markdown, as they are said aloud.

Heights and lengths are metres. Nothing here draws: no glyph that a screen reader would
spell out or pass over.
"""

import re
from collections.abc import Iterable, Sequence

from hikergame.cli.text import clean, one_line
from hikergame.figures import number
from hikergame.hike.figures import TOO_BLURRED, Height

_DIRECTIONS = {
    "N": "north",
    "NE": "north-east",
    "E": "east",
    "SE": "south-east",
    "S": "south",
    "SW": "south-west",
    "W": "west",
    "NW": "north-west",
}
_ORDINALS = ("", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ")

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_SIGNS = (("\xb1", "plus or minus "), ("\xb0", " degrees"), ("\xd7", " times "), ("\xb7", ","))


def metres(length: float) -> str:
    """Return a length or height with its unit."""
    text = number(length)
    return f"{text} metre" if text == "1" else f"{text} metres"


def counted(count: int, thing: str) -> str:
    """Return a count with its noun: "1 step", "12 steps"."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def degrees(angle: float) -> str:
    """Return a heading to the nearest degree."""
    return f"{round(angle) % 360} degrees"


def higher(difference: float, than: str = "") -> str:
    """Return a difference of heights in words: "2.1 metres lower than the start"."""
    if number(difference) == "0":
        return f"as high as {than}" if than else "no higher and no lower"
    word = "higher" if difference > 0 else "lower"
    return f"{metres(abs(difference))} {word}" + (f" than {than}" if than else "")


def roughly(height: Height, than: str = "") -> str:
    """Return a height that slopes add up to, in the figures that are known of it."""
    return higher(float(height.figures().replace("\u2212", "-")), than)


def risen(height: Height, than: str = "") -> str:
    """Return a height that slopes add up to, as far as it is known, and how far that is.

    "11 metres lower than the start, give or take 12 metres, too blurred to trust"
    """
    said = roughly(height, than)
    error = height.error_figures
    if error:
        said += f", give or take {metres(float(error))}"
    return f"{said}, {TOO_BLURRED}" if height.blurred and error else said


def direction(move: Sequence[float], axes: Sequence[str]) -> str:
    """Return where a displacement (d,) leads: a compass direction, or its components.

    In one and two dimensions there is a compass; beyond, the components are named.
    """
    from hikergame.hike.heading import compass_word, heading_of

    if len(move) > 2:
        return components(move, axes)
    import numpy as np

    heading = heading_of(np.asarray(move, dtype=np.float64))
    if heading is None:
        return "nowhere"
    word = _DIRECTIONS[compass_word(heading)]
    return f"towards {word}" if len(move) == 1 else f"towards {word}, heading {degrees(heading)}"


def components(vector: Iterable[float], axes: Sequence[str]) -> str:
    """Return a vector's components, each with its axis: "x 0.3, y -1.2"."""
    return ", ".join(
        f"{axis} {number(float(value))}" for axis, value in zip(axes, vector, strict=True)
    )


def spoken(text: str) -> str:
    """Return a text clean, on one line, and with words for the signs that ears miss."""
    for sign, words in _SIGNS:
        text = text.replace(sign, words)
    return one_line(text)


def ordinal(rank: int) -> str:
    """Return what to say before "deepest" for a rank counted from 0; "" for the first."""
    if rank < len(_ORDINALS):
        return _ORDINALS[rank]
    place = rank + 1
    ending = "th" if place % 100 in (11, 12, 13) else _ENDINGS.get(place % 10, "th")
    return f"{place}{ending} "


_FENCE = re.compile(r"^\s*(```|~~~)")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+")
_RULE = re.compile(r"^\s*([-*_])(?:\s*\1){2,}\s*$")
_INLINE = (
    (re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)"), r"\1"),
    (re.compile(r"`+([^`]*)`+"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]*)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_]*)(?<=[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])"), r"\1"),
)
_SENTENCE_END = re.compile(r"(?<=[.!?])(?P<close>[\"')\]”’]*)\s+(?=[\"'(“]?[A-ZÀ-ÖØ-Þ])")


def sentences(markdown: str) -> tuple[str, ...]:
    """Return a Markdown text as plain lines: one for each sentence, heading or list item."""
    return tuple(
        sentence for block in _blocks(clean(markdown)) for sentence in _split(inline(block))
    )


def inline(markdown: str) -> str:
    """Return one line of Markdown without its marks of emphasis, code and links."""
    for pattern, plain in _INLINE:
        markdown = pattern.sub(plain, markdown)
    return " ".join(markdown.split())


def _blocks(markdown: str) -> Iterable[str]:
    """Yield paragraphs, headings, list items and lines of code, each on one line."""
    paragraph: list[str] = []
    in_code = False
    for line in markdown.splitlines():
        if _FENCE.match(line):
            in_code = not in_code
        elif not in_code and not _starts_block(line):
            paragraph.append(line.strip().lstrip(">").strip())
            continue
        yield " ".join(paragraph)
        paragraph = []
        if in_code and not _FENCE.match(line):
            yield line.strip()
        elif heading := _HEADING.match(line):
            yield _closed(heading[1])
        elif _ITEM.match(line) and not _RULE.match(line):
            paragraph = [_ITEM.sub("", line).strip()]
    yield " ".join(paragraph)


def _starts_block(line: str) -> bool:
    return not line.strip() or any(mark.match(line) for mark in (_HEADING, _ITEM, _RULE))


def _closed(heading: str) -> str:
    return heading if heading.endswith((".", "!", "?", ":")) else f"{heading}."


def _split(block: str) -> Iterable[str]:
    for line in _SENTENCE_END.sub(r"\g<close>\n", block).split("\n"):
        if line.strip():
            yield line.strip()
