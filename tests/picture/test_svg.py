"""SVG files: well formed, complete in themselves, and safe whatever the words in them."""

from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.survey.picture.shapes import Anchor, Area, Dot, Image, Lines, Page, Shape, Words
from hikergame.survey.picture.svg import as_svg

SPACE = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
HOSTILE = [
    "</text><script>alert(1)</script>",
    '" onload="alert(1)',
    "&lt;b&gt; &amp; &#x41; ]]> <!-- --> <?php ?>",
    "\x00\x1b[2J\ufffe\ud800 nul",
]


def tree(*shapes: Shape, title: str = "title") -> ElementTree.Element:
    text = as_svg(Page(100.0, 50.0, 0xFFFFFF, shapes, title, "what it shows"))
    return ElementTree.fromstring(text.encode("utf-8"))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words(words: str) -> None:
    root = tree(Words(words, (1.0, 2.0), 10.0, 0), title=words)
    kinds = {element.tag.removeprefix(SPACE) for element in root.iter()}
    assert kinds == {"svg", "title", "desc", "rect", "text"}
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    shown = root.findtext(f"{SPACE}text")
    assert shown == "".join(letter for letter in words if letter not in "\x00\x1b\ufffe\ud800")
    assert root.findtext(f"{SPACE}title") == shown


@given(st.text())
def test_any_title_makes_a_well_formed_file(title: str) -> None:
    assert tree(title=title).findtext(f"{SPACE}title") is not None


def test_nothing_points_outside() -> None:
    image = Image(np.zeros((2, 2, 3), dtype=np.uint8), (0.0, 0.0), 10.0, 10.0)
    root = tree(image)
    (link,) = [element.attrib[LINK] for element in root.iter() if LINK in element.attrib]
    assert link.startswith("data:image/png;base64,")
    text = as_svg(Page(1.0, 1.0, 0, (image,), "", ""))
    assert "url(" not in text
    assert text.count("http") == 2  # the names of the two languages


def test_shapes_become_elements_with_their_looks() -> None:
    root = tree(
        Lines((np.array([[0.0, 0.0], [10.0, 5.04], [10.0, 5.0]]),), 0x123456, 1.5, 0.5),
        Area(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]), 0xABCDEF),
        Dot((3.0, 4.0), 2.0, 0x010203),
        Words("x", (5.0, 6.0), 12.0, 0, Anchor.END, bold=True, angle=-90.0),
    )
    stroke, area = root.findall(f"{SPACE}path")
    assert stroke.attrib["d"] == "M0 0l10 5"
    assert stroke.attrib["stroke"] == "#123456"
    assert stroke.attrib["stroke-opacity"] == "0.5"
    assert area.attrib["d"] == "M0 0l1 0 -1 1Z"
    circle = root.find(f"{SPACE}circle")
    assert circle is not None
    assert circle.attrib["r"] == "2"
    words = root.find(f"{SPACE}text")
    assert words is not None
    assert words.attrib["text-anchor"] == "end"
    assert words.attrib["font-weight"] == "700"
    assert words.attrib["transform"] == "rotate(-90 5 6)"


def test_a_line_of_one_point_is_a_dot() -> None:
    path = tree(Lines((np.array([[1.0, 2.0]]),), 0, 3.0)).find(f"{SPACE}path")
    assert path is not None
    assert path.attrib["d"] == "M1 2l0 0"
