"""The author's guide keeps its word: it names everything, and the checker says what it says."""

import re
from pathlib import Path
from typing import Any

import pytest

from hikergame.landscape.classics import CLASSICS
from hikergame.landscape.formula.functions import FUNCTIONS
from hikergame.landscape.terms import TERMS, term_fields
from hikergame.level import LevelError, json_schema, load_level, open_pack, parse_level
from hikergame.level.claims import CLAIMS
from hikergame.optimizers import OPTIMIZERS
from hikergame.survey import survey

DOCS = Path(__file__).parent.parent / "docs"
GUIDE = (DOCS / "authors-guide.md").read_text(encoding="utf-8")
PROSE = re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL)
NAMED = set(re.findall(r"[a-z0-9_-]+", " ".join(re.findall(r"`([^`]+)`", PROSE))))
(MINE,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
MISTAKES = re.findall(r"### (\d+\. .*?)\n\n```diff\n(.*?)```\n\n```\n(.*?)\n```", GUIDE, re.DOTALL)


def keys(schema: Any) -> set[str]:
    """Return the names of all properties in a JSON Schema."""
    if isinstance(schema, list):
        return set().union(*map(keys, schema))
    if not isinstance(schema, dict):
        return set()
    own = set(schema.get("properties", {}))
    return own.union(*map(keys, schema.values()))


def test_every_key_of_the_schema_is_named() -> None:
    assert not keys(json_schema()) - NAMED


@pytest.mark.parametrize("keyword", TERMS)
def test_every_term_has_a_picture_and_all_its_fields_are_named(keyword: str) -> None:
    assert f"**`{keyword}`** ![{keyword}](pictures/terms/{keyword}.png)" in GUIDE
    picture = DOCS / "pictures" / "terms" / f"{keyword}.png"
    assert picture.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert not {field.name for field in term_fields(TERMS[keyword])} - NAMED


def test_every_name_that_a_file_may_use_is_there() -> None:
    settings = {field.name for info in OPTIMIZERS.values() for field in info.fields}
    assert not {*CLASSICS, *FUNCTIONS, *OPTIMIZERS, *CLAIMS, *settings} - NAMED


def test_there_are_no_pictures_of_what_is_gone() -> None:
    assert {path.stem for path in (DOCS / "pictures" / "terms").iterdir()} == set(TERMS)


def test_what_the_guide_links_to_is_there() -> None:
    headings = {
        re.sub(r"[^a-z0-9 -]", "", heading.lower()).strip().replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", GUIDE, re.MULTILINE)
    }
    for target in re.findall(r"\]\(([^)]+)\)", GUIDE):
        file, _, heading = target.partition("#")
        assert (DOCS / file).exists(), target
        assert not heading or heading in headings, target


def test_the_level_is_what_the_guide_says_of_it() -> None:
    level = parse_level(MINE, file="mine.yaml")
    assert level.title == "Beyond the Wall"
    found = survey(level, accurate=False)
    first, second = found.minima
    assert first.basin_share == pytest.approx(0.5, abs=0.03)
    assert second.trap_depth == pytest.approx(6.0, abs=0.1)
    largest, least = second.curvatures.max(), second.curvatures.min()
    assert 2 / (largest + least) == pytest.approx(0.51, abs=0.005)
    assert 2 / largest == pytest.approx(1.01, abs=0.005)


def test_there_are_ten_mistakes() -> None:
    assert [title.split(".")[0] for title, _, _ in MISTAKES] == [str(n) for n in range(1, 11)]


@pytest.mark.parametrize(("title", "change", "said"), MISTAKES, ids=[m[0] for m in MISTAKES])
def test_the_checker_says_what_the_guide_says(
    title: str, change: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = change.splitlines()
    before, after = ("\n".join(line[1:] for line in lines if line[0] == sign) for sign in "-+")
    assert MINE.count(before) == 1
    monkeypatch.chdir(tmp_path)
    Path("mine.yaml").write_text(MINE.replace(before, after), encoding="utf-8")
    with pytest.raises(LevelError) as caught:
        load_level("mine.yaml")
    assert str(caught.value) == said


def test_the_pack_is_one(tmp_path: Path) -> None:
    (chapters,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    (tmp_path / "walls").mkdir()
    (tmp_path / "chapters.toml").write_text(chapters, encoding="utf-8")
    (tmp_path / "walls" / "01-beyond-the-wall.yaml").write_text(MINE, encoding="utf-8")
    shelf = open_pack(tmp_path).library()
    assert shelf.problems == ()
    assert [(entry.id, entry.chapter) for entry in shelf.entries] == [("beyond-the-wall", "walls")]
    assert shelf.chapters[0].title == "Walls"
