"""Large digits for a countdown, from full blocks: each is three squares wide and five high."""

from typing import Final

HEIGHT: Final = 5
_SHAPES: Final = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", " ##", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", " # ", " # "),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": ("   ", " # ", "   ", " # ", "   "),
}


def large(figures: str) -> tuple[str, ...]:
    """Return figures and colons as five rows of blocks."""
    shapes = [_SHAPES[figure] for figure in figures]
    rows = (" ".join(shape[row] for shape in shapes) for row in range(HEIGHT))
    return tuple(row.replace(" ", "  ").replace("#", "██").rstrip() for row in rows)
