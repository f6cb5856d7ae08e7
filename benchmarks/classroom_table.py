"""Figures beside their budgets, as the classroom's tools print them."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Table:
    """Lines of a figure and its budget; `ok` is False once a budget was not kept."""

    title: str
    ok: bool = True
    _lines: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, what: str, figure: str, budget: str = "", kept: bool | None = None) -> None:
        """Add a line, and say at once how it came out; `kept` is None without a budget."""
        verdict = "" if kept is None else ("kept" if kept else "NOT KEPT")
        self.ok = self.ok and kept is not False
        self._lines.append((what, figure, budget, verdict))
        print(f"    {what}: {figure}{f' ({verdict})' if verdict else ''}", flush=True)

    def at_most(self, what: str, value: float, budget: float, unit: str = "") -> None:
        """Add a figure that may not be higher than its budget."""
        self.add(what, _said(value, unit), f"at most {_said(budget, unit)}", value <= budget)

    def at_least(self, what: str, value: float, budget: float, unit: str = "") -> None:
        """Add a figure that may not be lower than its budget."""
        self.add(what, _said(value, unit), f"at least {_said(budget, unit)}", value >= budget)

    def none(self, what: str, count: int) -> None:
        """Add a count that has to be zero."""
        self.add(what, f"{count:,}", "none", count == 0)

    def all(self, what: str, count: int, of: int) -> None:
        """Add a count that has to be complete."""
        self.add(what, f"{count:,} of {of:,}", "all", count == of)

    def show(self) -> None:
        """Print the table."""
        heads = ("what", "figure", "budget", "")
        rows = [heads, *self._lines]
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        print(f"\n{self.title}")
        for row in rows:
            what, figure, budget, verdict = row
            line = f"  {what:{widths[0]}}  {figure:>{widths[1]}}  {budget:>{widths[2]}}  {verdict}"
            print(line.rstrip())
        print(flush=True)


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value that so many per cent of the others do not exceed; nan for none."""
    if not values:
        return float("nan")
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, round(percent / 100 * (len(ranked) - 1)))]


def _said(value: float, unit: str) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        figure = str(value)
    elif value == round(value) or abs(value) >= 1000:
        figure = f"{value:,.0f}"
    else:
        figure = f"{value:.3g}" if abs(value) < 1 else f"{value:.1f}"
    return f"{figure} {unit}".strip()
