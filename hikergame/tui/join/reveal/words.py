"""What a class's reveal says in lines and paragraphs.

Pure. Names, titles and sentences are shown as they are; only our own emphasis counts.
"""

from collections.abc import Sequence

from textual.content import Content

from hikergame.classroom.client.promise import Verdict
from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.messages.walking import Result
from hikergame.classroom.messages.watching import RevealView, WalkedView
from hikergame.tui.drawing.scale import figure
from hikergame.tui.drawing.words import Line, Word, in_lines, line_width
from hikergame.tui.hike.guide import emphasised
from hikergame.tui.join.reveal.company import Shown, ranked
from hikergame.tui.join.room.words import points_words, result_words
from hikergame.tui.reveal.captions import height_scale, lowest_marks
from hikergame.tui.reveal.prospect import TRAILHEAD, Prospect, your_end
from hikergame.tui.theme import Palette, css


def title_words(view: RevealView, company: str) -> Content:
    """Say which round this was, on which ground, and who is on the map."""
    return Content.assemble(
        (f"Round {view.round}  ", "$text-muted"),
        (view.title, "bold"),
        (f"   {company}", "$text-muted"),
    )


def own_words(view: RevealView, you: str, result: Result | None) -> Content:
    """Say what the pupil's walk came to: as he was told, or as the reveal has it until then."""
    if result is not None:
        return Content("\n").join(result_words(result))
    walk = next((one for one in view.walks if one.hiker == you), None)
    if walk is None:
        return Content.styled("You have not walked in this round.", "$text-muted")
    return points_words(walk.points, walk.halvings[-1] if walk.halvings else 0.0, walk.medals)


def verdict_words(verdict: Verdict) -> Content:
    """Say whether it was the ground that had been promised, a breach as a warning."""
    style = "bold $error" if verdict.kept is False else "$text-muted"
    return Content.styled(verdict.says, style)


def list_words(view: RevealView, walks: Sequence[Shown], you: str) -> Content:
    """Say how walks have ended, the best first, with the glyphs that they have on the map.

    The algorithms', the pupil's own, and those of whom the board names: nobody is shown to be
    last.
    """
    seen = {one.walk.hiker: one for one in walks}
    told = {you, *view.named}
    listed = [walk for walk in ranked(view) if walk.hiker in told or _is_algorithm(walk)]
    rows = [_row(_rank(view, walk), walk, seen.get(walk.hiker), you) for walk in listed]
    more = len(view.walks) - len(listed)
    rows += [Content.styled(f"and {more} more", "$text-muted")] if more else []
    return Content("\n").join(rows)


def _rank(view: RevealView, walk: WalkedView) -> str:
    """Return the rank among its like, as on the board; none for who is not named there."""
    if walk.hiker not in view.named:
        return ""
    return str(1 + sum(one.points > walk.points for one in view.walks if one.kind is walk.kind))


def _row(rank: str, walk: WalkedView, shown: Shown | None, you: str) -> Content:
    own = walk.hiker == you
    glyph, ink = " ", "$text-muted"
    if shown is not None:
        glyph, ink = shown.glyph, css(shown.ink_beside)
    if own:
        glyph = your_end(flag=walk.flag)
    style = "bold $accent" if own else ink if _is_algorithm(walk) else "$foreground"
    return Content.assemble(
        (f"{glyph} ", f"bold {ink}"),
        (f"{rank:>2} {walk.points:>5.1f}  ", "$text-muted"),
        (walk.name, style),
        (f"  {walk.fate}" if walk.fate else "", "$text-muted"),
    )


def _is_algorithm(walk: WalkedView) -> bool:
    return walk.kind is EntrantKind.ALGORITHM


def story_words(view: RevealView, result: Result | None, verdict: Verdict | None = None) -> Content:
    """Say what happened: to the pupil, to the class, and whom there is to praise.

    Whether the ground was the one that was promised is said last, and a breach first.
    """
    parts = []
    breach = verdict is not None and verdict.kept is False
    if verdict is not None and breach:
        parts.append(verdict_words(verdict))
    if result is not None:
        parts += [emphasised(sentence) for sentence in (result.headline, *result.story)]
    parts += [Content.styled(view.headline, "bold")] if view.headline else []
    parts += [Content(sentence) for sentence in view.met.sentences]
    for praise in view.praise:
        named = ((f"{praise.title}: ", "bold $accent"), (praise.name, "bold"))
        parts.append(Content.assemble(*named, ". ", praise.sentence))
    parts += [Content.styled(view.met.question, "italic")] if view.met.question else []
    if verdict is not None and not breach:
        parts.append(verdict_words(verdict))
    return Content("\n\n").join(parts)


def caption_lines(
    view: RevealView,
    prospect: Prospect,
    walks: Sequence[Shown],
    step: int,
    palette: Palette,
    room: tuple[int, int],
    *,
    in_glyphs: bool,
) -> list[Line]:
    """Say what the marks are, and where the pupil, or the first walker, stood after a step."""
    width, height = room
    marks = {mark.glyph for mark in prospect.fixed}
    entries = [(TRAILHEAD, palette.accent, "trailhead")]
    people = 0
    for one in reversed(walks):
        if one.yours:
            entries.append((your_end(flag=one.walk.flag), palette.text, "you"))
        elif _is_algorithm(one.walk):
            entries.append((one.glyph, one.ink_beside, one.walk.name))
        else:
            people += 1
    if people:
        entries.append(
            (walks[0].glyph, palette.muted, f"{people} other{'' if people == 1 else 's'}")
        )
    entries += [entry for entry in lowest_marks(palette) if entry[0] in marks]
    legend = in_lines(entries, palette.muted, width)
    ground = view.ground
    legend.append(height_scale(ground.low, ground.high, palette, in_glyphs=in_glyphs))
    standing = _standing(view, walks, step, palette, width)
    return [*legend[: height - 1], standing]


def _standing(
    view: RevealView, walks: Sequence[Shown], step: int, palette: Palette, width: int
) -> Line:
    """Say how high the walker on top stood after a step."""
    line = [Word(f"step {step}/{view.steps}  ", palette.accent, True)]
    for one in reversed(walks):
        values = one.walk.values
        if not (one.yours or _is_algorithm(one.walk)) or not values:
            continue
        at = min(step, len(values) - 1)
        entry = [
            Word(f"{one.glyph} ", one.ink_beside, True),
            Word(f"height {figure(values[at])}  ", palette.muted),
        ]
        if line_width(line) + line_width(entry) > width:
            break
        line += entry
    return line
