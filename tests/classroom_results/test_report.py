"""The report: whole in one file, readable by anybody, and harmless whatever people are called."""

import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from hikergame.classroom.messages.teaching import Do
from hikergame.classroom.results.report.drawing import BOT, PERSON
from hikergame.classroom.results.report.page import report
from hikergame.classroom.results.report.writing import paragraphs
from hikergame.classroom.results.session import results_of

VOID = {"meta", "link", "img", "br", "hr"}


class Reader(HTMLParser):
    """Reads a page strictly: what is opened is closed, in its order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        self.words.append(data)

    def count(self, tag: str) -> int:
        return sum(one == tag for one, _ in self.tags)


@pytest.fixture(scope="module")
def page(results) -> str:
    return report(results).decode("utf-8")


@pytest.fixture(scope="module")
def reader(page: str) -> Reader:
    return Reader(page)


def test_it_needs_nothing_but_itself(page: str, reader: Reader) -> None:
    assert not {tag for tag, _ in reader.tags} & {"script", "iframe", "object", "link", "i", "form"}
    for _, attributes in reader.tags:
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("src", "href", "xlink:href", "action"):
            value = attributes.get(name)
            assert value is None or value.startswith(("#", "data:image/png;base64,"))
    outside = set(re.findall(r"[a-z]+://[^\s\"'<]+", page))
    assert outside == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_what_people_typed_is_shown_as_they_typed_it(page: str, reader: Reader) -> None:
    words = "".join(reader.words)
    for name in (
        "Ada",
        "=1+1",
        "<i>Bo</i>",
        "Zoë 🎿",
        "R2",
        "The <b>Hidden</b> Hill",
        "Down & up.",
    ):
        assert name in words
    assert "<i>Bo" not in page
    assert "What was hidden." in words


def test_all_paths_are_on_the_maps(page: str, results) -> None:
    pictures = re.findall(r"<svg xmlns.*?</svg>", page, re.DOTALL)
    large = [ET.fromstring(one) for one in pictures if "aria-hidden" not in one]
    assert len(large) == len(results.rounds)
    for one, picture in zip(results.rounds, large, strict=True):
        assert picture.findtext("{*}title").startswith(f"Round {one.number}: ")
        # People are in one shape, a piece for each of them, and so are bots.
        for ink, walkers in ((PERSON, 4), (BOT, 1)):
            ways = picture.findall(f"{{*}}path[@stroke='#{ink:06x}']")
            assert walkers in [way.get("d").count("M") for way in ways]
        assert picture.findall("{*}circle")


def test_each_round_says_what_the_class_met(reader: Reader, results) -> None:
    words = " ".join(" ".join(reader.words).split())
    for one in results.rounds:
        assert one.reveal.met.question in words
        for sentence in one.reveal.met.sentences:
            assert sentence in words
        for line in one.reveal.praise:
            assert line.name in words
        assert one.commitment in words
    assert words.count("To discuss") == len(results.rounds)


def test_ears_find_their_way(reader: Reader) -> None:
    assert reader.count("h1") == reader.count("main") == 1
    levels = [int(tag[1]) for tag, _ in reader.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert reader.count("caption") == reader.count("table")
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {attributes["href"][1:] for tag, attributes in reader.tags if tag == "a"}
    assert links == set(ids)
    for tag, attributes in reader.tags:
        if tag == "th":
            assert attributes["scope"] in ("col", "row")
        if tag == "html":
            assert attributes["lang"] == "en"
        if tag == "svg":
            assert attributes.get("role") == "img" or attributes.get("aria-hidden") == "true"


def test_what_is_frozen_on_or_purged_is_said(make_lesson) -> None:
    lesson = make_lesson()
    ada, bo = lesson.join("Ada"), lesson.join("Bo")
    lesson.start()
    lesson.walk(ada, 1)
    lesson.do(Do.FREEZE)
    lesson.store.erase(lesson.id, [bo])
    words = "".join(Reader(report(results_of(lesson.events)).decode()).words)
    assert "The board is frozen" in words
    assert "This round is still on" in words
    assert "have been purged from this room" in words
    assert "Bo" not in words.split()


def test_a_room_where_nobody_walked_has_a_report(make_lesson) -> None:
    assert "No round has been walked yet" in report(results_of(make_lesson().events)).decode()
    empty = make_lesson()
    empty.start()
    empty.do(Do.CLOSE)
    words = "".join(Reader(report(results_of(empty.events)).decode()).words)
    assert "Nobody has set out" in words


def test_teams_are_listed(make_lesson) -> None:
    lesson = make_lesson(mode="teams", teams=("Red", "Blue"))
    lesson.play([lesson.join("Ada", team="Red"), lesson.join("Bo", team="Blue")])
    words = "".join(Reader(report(results_of(lesson.events)).decode()).words)
    assert "points a head" in words
    assert "Red" in words


def test_emphasis_is_shown_and_nothing_else_of_a_text_is_obeyed() -> None:
    told = paragraphs("You had to **climb out**.\n\nSay `race`, *then* <b>look</b> **\n")
    assert "<strong>climb out</strong>" in told
    assert "<code>race</code>, <em>then</em> &lt;b&gt;look&lt;/b&gt; **" in told
