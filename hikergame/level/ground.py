"""The landscape of a level: bounded in its cost, with a height and a slope everywhere."""

from collections.abc import Sequence

from hikergame.landscape import Expr, Landscape, LandscapeError, coordinate, find_nonfinite
from hikergame.landscape.expression import total
from hikergame.landscape.terms import Term
from hikergame.level.bounds import Frame
from hikergame.level.findings import Finding, refuse

MOST_OPERATIONS = 10_000
"""How many operations the height at one point may take: some hundred shapes, or one that is
turned at random in 64 dimensions. Beyond, sampling the map would take many seconds."""


def build_landscape(terms: Sequence[Term], frame: Frame) -> Landscape:
    """Return the sum of `terms` over a box that they fit.

    Raises what pydantic takes for errors of a validator of `{bounds, terms}` when the
    ground costs too much, cannot be built, or is not finite somewhere.
    """
    parts = _expressions(terms, frame)
    try:
        landscape = Landscape.from_expression(total(parts), frame.bounds)
    except LandscapeError as error:
        refuse([Finding(str(error), path=("terms",))])
    together = hole(landscape, frame.axes)
    if together is None:
        return landscape
    alone = [hole(Landscape.from_expression(part, frame.bounds), frame.axes) for part in parts]
    findings = [
        Finding(f"{term.keyword}: {where}", "move the bounds or the term", ("terms", i))
        for i, (term, where) in enumerate(zip(terms, alone, strict=True))
        if where is not None
    ]
    whole = Finding(f"the terms together are too large: {together}", path=("terms",))
    return refuse(findings or [whole])


def _expressions(terms: Sequence[Term], frame: Frame) -> list[Expr]:
    """Return what each term adds to the ground; refuse the term that makes it too much."""
    coords = [coordinate(i) for i in range(frame.dims)]
    parts: list[Expr] = []
    left = MOST_OPERATIONS
    for i, term in enumerate(terms):
        parts.append(term.expr(coords))
        left -= _operations(parts[-1])
        if left < 0:
            message = f"from here on the ground takes more than {MOST_OPERATIONS:,} operations"
            refuse([Finding(message, "use fewer or simpler terms", ("terms", i))])
    return parts


def _operations(expression: Expr) -> int:
    """Return how many operations an expression has; what is shared counts once."""
    seen = {expression}
    waiting = [expression]
    while waiting:
        new = [arg for arg in waiting.pop().args if arg not in seen]
        seen.update(new)
        waiting.extend(new)
    return sum(1 for node in seen if node.args)


def hole(landscape: Landscape, axes: Sequence[str]) -> str | None:
    """Say where a landscape is not finite, or return None; `axes` names its coordinates."""
    point = find_nonfinite(landscape)
    if point is None:
        return None
    place = ", ".join(f"{axis} = {x:.6g}" for axis, x in zip(axes, point, strict=True))
    return f"there is no finite height and slope at {place}"
