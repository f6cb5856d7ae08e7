"""What is to be said about the level under the cursor, beside the trail."""

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from hikergame.tui.actions import action, key_label
from hikergame.tui.home.trail import MEDAL_SENTENCES, MEDALS, Stop


def described(stop: Stop) -> Content:
    """Say what a level is, what was won on it, and what there is left to win."""
    entry = stop.entry
    parts = [
        Content.styled(entry.title, "bold $foreground"),
        Content.styled(entry.summary, "$text-muted"),
        Content(""),
        *_results(stop),
        Content(""),
        *(_medal(stop, medal) for medal in MEDALS),
    ]
    if stop.earlier:
        words = "The ground has changed since. What you won belongs to the ground before."
        parts += [Content(""), Content.styled(words, "$warning")]
    return Content("\n").join(parts)


def _results(stop: Stop) -> list[Content]:
    begun = []
    if stop.under_way is not None:
        hike = stop.under_way
        begun = [Content.styled(f"▸ under way: step {hike.step} of {hike.steps}", "$accent")]
        if stop.progress is None:
            return begun
    if stop.progress is None:
        enter = key_label(action("home.open").keys[0])
        return [
            Content.assemble(
                ("Not walked yet. ", "$text-muted"), (enter, "bold $accent"), (" to go.", "")
            )
        ]
    hikes = "1 hike" if stop.progress.hikes == 1 else f"{stop.progress.hikes} hikes"
    return [
        *begun,
        Content.assemble(
            ("best ", "$text-muted"),
            (f"{stop.progress.points:.1f}", "bold $foreground"),
            (f" of 100, {hikes}", "$text-muted"),
        ),
    ]


def _medal(stop: Stop, medal: str) -> Content:
    won = medal in stop.medals
    return Content.assemble(
        ("★ " if won else "☆ ", "$accent" if won else "$text-muted"),
        (medal.ljust(8), "bold $foreground" if won else "$foreground"),
        (MEDAL_SENTENCES[medal], "$text-muted"),
    )


class Detail(Widget):
    """The level under the cursor, in words."""

    DEFAULT_CSS = """
    Detail {
        height: auto;
        padding: 0 1;
        border: round $border;
        border-title-color: $text-muted;
    }
    """

    def __init__(self, title: str, words: Content) -> None:
        """Say something, under a title in the frame."""
        super().__init__()
        self.border_title = Content(title)
        self._words = words

    def show(self, title: str, words: Content) -> None:
        """Say something else."""
        self.border_title = Content(title)
        if words != self._words:
            self._words = words
            self.refresh(layout=True)

    def render(self) -> RenderResult:
        """Draw the words."""
        return self._words
