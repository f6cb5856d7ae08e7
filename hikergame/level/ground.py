"""The landscape of a level, and the proof that it has a height and a slope everywhere."""

from collections.abc import Sequence

from hikergame.landscape import Landscape, LandscapeError, find_nonfinite
from hikergame.landscape.terms import Term
from hikergame.level.bounds import Frame
from hikergame.level.findings import Finding, refuse


def build_landscape(terms: Sequence[Term], frame: Frame) -> Landscape:
    """Return the sum of `terms` over a box that they fit.

    Raises what pydantic takes for errors of a validator of `{bounds, terms}` when the
    ground cannot be built, or is not finite somewhere.
    """
    try:
        landscape = Landscape.from_terms(terms, frame.bounds)
    except LandscapeError as error:
        refuse([Finding(str(error), path=("terms",))])
    together = _hole(landscape, frame)
    if together is None:
        return landscape
    alone = [_hole(Landscape.from_terms([term], frame.bounds), frame) for term in terms]
    findings = [
        Finding(f"{term.keyword}: {hole}", "move the bounds or the term", ("terms", i))
        for i, (term, hole) in enumerate(zip(terms, alone, strict=True))
        if hole is not None
    ]
    whole = Finding(f"the terms together are too large: {together}", path=("terms",))
    return refuse(findings or [whole])


def _hole(landscape: Landscape, frame: Frame) -> str | None:
    """Say where a landscape is not finite, or return None."""
    point = find_nonfinite(landscape)
    if point is None:
        return None
    place = ", ".join(f"{axis} = {x:.6g}" for axis, x in zip(frame.axes, point, strict=True))
    return f"there is no finite height and slope at {place}"
