"""What certificates are made of: strict models, numbers as they are kept, JSON as it is written.

A number is kept to `DIGITS` significant digits, so that two machines that agree on it to
within rounding mostly write the same text.
"""

import json
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict

DIGITS: Final = 7
_WIDTH: Final = 100
"""Characters of a line that holds a whole list or object."""


def kept(value: float) -> float:
    """Round to what is kept of a number; there is no minus zero."""
    return float(f"{value:.{DIGITS}g}") + 0.0


Number = Annotated[float, AfterValidator(kept)]
"""A finite number to `DIGITS` significant digits."""


class Kept(BaseModel):
    """A part of a certificate: strict, frozen, and nothing in it that is not told here."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    def to_json(self) -> str:
        """Return it as JSON text: sorted keys, small parts and lists of numbers on one line.

        What is None is left out.
        """
        return _written(self.model_dump(mode="json", exclude_none=True), "") + "\n"


def _written(data: Any, margin: str) -> str:
    """Write plain data that begins after `margin`."""
    line = json.dumps(data, sort_keys=True, ensure_ascii=False, allow_nan=False)
    nested = [one for one in _parts(data) if isinstance(one, dict | list)]
    if len(margin) + len(line) <= _WIDTH or not nested:
        return line
    inner = margin + "  "
    if isinstance(data, dict):
        items = (f"{json.dumps(key)}: {_written(data[key], inner)}" for key in sorted(data))
        opening, closing = "{}"
    else:
        items = (_written(one, inner) for one in data)
        opening, closing = "[]"
    body = f",\n{inner}".join(items)
    return f"{opening}\n{inner}{body}\n{margin}{closing}"


def _parts(data: Any) -> list[Any]:
    return list(data.values()) if isinstance(data, dict) else data if isinstance(data, list) else []
