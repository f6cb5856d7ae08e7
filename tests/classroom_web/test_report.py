"""The report in a browser: axe finds nothing, on desks and phones, in both themes and on paper."""

from pathlib import Path

import pytest

from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.results.report.page import report
from hikergame.classroom.results.session import results_of
from tests.classroom_results.lesson import HILL, LINE, SPACE, Lesson

from .browser import Browser, looks

NAMES = ("<b>Bo</b> & co", "Zoë 🎿", "Ｗ" * 12, "שלום עולם", "نور الدين", "W" * 24, "=1+1", "Ada")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a report of three rounds in teams, by people with awkward names, and a bot."""
    lesson = Lesson(MemoryStore(), (HILL, LINE, SPACE), mode="teams", teams=("Blau & Rot", "אדום"))
    walkers = [lesson.join(name) for name in NAMES]
    walkers.append(lesson.join("R2", EntrantKind.BOT))
    for _ in range(3):
        lesson.play(walkers)
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(report(results_of(lesson.events)))
    return path


def test_axe_finds_nothing_wrong_with_the_report(browser: Browser, axe: str, file: Path) -> None:
    with browser.page() as page:
        page.call("Page.setBypassCSP", enabled=True)  # axe is a script, and a report has none
        page.open(file.as_uri())
        for theme, size in (("light", "desk"), ("dark", "phone"), ("dark", "desk")):
            page.look(**looks(size), theme=theme)
            assert page.blame(axe) == [], f"{theme}, {size}"
            wide = page.run("Math.max(innerWidth, document.documentElement.scrollWidth)")
            assert wide <= looks(size)["size"][0], f"{theme}, {size}: wider than the screen"
        assert page.problems == []


def test_names_are_shown_as_they_were_typed(browser: Browser, file: Path) -> None:
    with browser.page() as page:
        page.open(file.as_uri())
        heads = "[...document.querySelectorAll('tbody th')].map((one) => one.textContent)"
        assert set(NAMES) - {"=1+1"} <= set(page.run(heads))
        assert page.run("document.querySelectorAll('main b b').length") == 0


def test_paper_is_white_whatever_the_theme(browser: Browser, file: Path) -> None:
    with browser.page(theme="dark") as page:
        page.open(file.as_uri())
        ground = "getComputedStyle(document.body).backgroundColor"
        dark = page.run(ground)
        features = [{"name": "prefers-color-scheme", "value": "dark"}]
        page.call("Emulation.setEmulatedMedia", media="print", features=features)
        assert page.run(ground) == "rgb(255, 255, 255)" != dark
