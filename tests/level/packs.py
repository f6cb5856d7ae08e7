"""What tests of packs share: how one is called for, what names its chapters, why it is refused."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from hikergame.level import PackError, open_pack

Build = Callable[[Mapping[str, bytes | str]], Path]
"""Builds a pack of names and contents."""

CHAPTERS = """
[[chapter]]
id = "two"
title = "Week two"
summary = "Comes first."
[[chapter]]
id = "one"
title = "Week one"
summary = ""
"""


def refusal(path: Path) -> str:
    """Return why a pack is refused."""
    with pytest.raises(PackError) as caught:
        open_pack(path)
    assert str(caught.value).startswith(str(path))
    assert "1:1" not in str(caught.value)
    return str(caught.value)
