"""The trail guide: a sentence now and then, and what the marks mean while he is silent."""

from typing import Final

from textual.content import Content
from textual.widgets import Static

_FIRST: Final = {
    2: "Blue ground falls, orange rises. *d* faces downhill, *space* takes the step.",
    1: "Blue ground falls, orange rises. *← →* choose the side, *space* takes the step.",
}
_MARKS: Final = {
    2: "o trailhead · ● you · ↗ downhill there · + where the next step lands · # fence",
    1: "o trailhead · ● you · • where you stood, with the slope there · + where the step leads",
}
_AWAY: Final = "The trail guide is away: *{key}* calls him back."


def emphasised(text: str) -> Content:
    """Return text whose *words* between asterisks are in italics; nothing else is markup."""
    parts = text.split("*")
    if len(parts) % 2 == 0:  # an asterisk without a partner is an asterisk
        return Content(text)
    spans = [(part, "italic" if index % 2 else "") for index, part in enumerate(parts) if part]
    return Content.assemble(*spans)


class TrailGuide(Static):
    """The panel of the trail guide."""

    BORDER_TITLE = "Trail guide"
    DEFAULT_CSS = "TrailGuide { color: $foreground; } TrailGuide.-silent { color: $text-muted; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._said: str | None = None

    def hint(self, sentence: str | None, *, first: bool, dims: int, away: str | None) -> None:
        """Say a sentence; without one, say how to begin, or what the marks mean.

        `away` is the key that calls the guide back, if the player has sent him away.
        """
        self.set_class(sentence is None and not first, "-silent")
        text = sentence or (_FIRST[dims] if first else _MARKS[dims])
        if sentence is None and away is not None:
            text = f"{_AWAY.format(key=away)}\n{text}"
        if text != self._said:  # to say the same again would be drawn anew, step after step
            self._said = text
            self.update(emphasised(text), layout=False)
