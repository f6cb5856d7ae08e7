"""A certificate is doubted: missing, unreadable, stale, contradicting itself or the level."""

import json

import numpy as np
import pytest

from hikergame.files import FileError
from hikergame.hikers.tuning import expected_points
from hikergame.level import load_level
from hikergame.level.certified import MAX_BYTES, certificate_path, certified_rate
from hikergame.survey.certificate import (
    CertificateError,
    certificate_of,
    objections,
    read_certificate,
    unproven,
    write_certificate,
)

from .conftest import TRAP, trap_in


def spoil(level, change):
    """Change the certificate beside a level as plain data."""
    path = certificate_path(level.path)
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


def the_only_objection(level):
    (said,) = objections(level)
    return said


def test_a_sound_certificate_stands(beside):
    assert objections(beside) == ()
    assert certificate_of(beside) == read_certificate(certificate_path(beside.path))


def test_rivals_take_their_tuned_rate_from_it(beside):
    certificate = certificate_of(beside)
    for trial, spec in zip(certificate.rivals, (beside.rivals[0], beside.rivals[2]), strict=True):
        assert certified_rate(beside, spec) == trial.tuned


def test_a_missing_one_is_told(trap):
    said = the_only_objection(trap)
    assert said.endswith(f"there is no certificate; say hikergame certify {trap.path}")
    assert certificate_of(trap) is None


def test_prose_and_claims_do_not_make_it_stale_but_play_does(beside):
    text = beside.path.read_text()
    beside.path.write_text(text.replace("A trap", "Another title"))
    assert objections(load_level(beside.path)) == ()
    beside.path.write_text(text.replace("steps: 18", "steps: 19"))
    said = the_only_objection(load_level(beside.path))
    assert "stale: the level has changed" in said
    assert said.endswith(f"; say hikergame certify {beside.path}")


def test_one_of_another_engine_is_stale(beside):
    spoil(beside, lambda content: content.update(engine="0.0.1"))
    assert "engine 0.0.1 made it" in the_only_objection(beside)
    assert certificate_of(beside) is None


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": 1}', "\x00", "[" * 10_000, " " * (MAX_BYTES + 1)],
)
def test_what_is_no_certificate_is_told(beside, text):
    certificate_path(beside.path).write_text(text)
    assert certificate_path(beside.path).name in the_only_objection(beside)
    with pytest.raises(CertificateError):
        read_certificate(certificate_path(beside.path))


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.update(more=1),
        lambda content: content["ground"].pop("valleys"),
        lambda content: content["ground"].update(valleys=-1),
        lambda content: content["blind"]["scout"]["medals"].update(deepest=1.5),
        lambda content: content["rivals"][0].update(tuned=float("nan")),
        lambda content: content["rivals"][0].update(fates="zz"),
        lambda content: content["rivals"][0]["counts"].update(a=7),
        lambda content: content.update(level="short"),
    ],
)
def test_a_field_that_cannot_be_is_told(beside, change):
    spoil(beside, change)
    assert "no certificate" in the_only_objection(beside)


def test_numbers_that_do_not_come_to_the_proofs_contradict_it(beside):
    spoil(beside, lambda content: content["ground"].update(broad_valleys=1))
    assert "contradicts itself" in the_only_objection(beside)


def test_a_claim_that_is_not_proven_is_told_with_its_number_and_bar(tmp_path, certified):
    level = trap_in(tmp_path, TRAP.replace("[multimodal]", "[multimodal, ravine]"))
    write_certificate(certified[1], level)
    said = the_only_objection(level)
    assert said.startswith("'ravine' is not proven: condition number")
    assert said.endswith("where at least 20 is asked for")
    assert unproven(certified[1], level) == (said,)


def test_a_rival_that_is_not_deceived_is_named_with_its_settings(tmp_path, certified):
    level = trap_in(tmp_path, TRAP.replace("[multimodal]", "[deceptive]"))
    write_certificate(certified[1], level)

    def win(content):
        first, second = content["rivals"]
        first["own"][1]["deepest"] = True
        second["fates"] = f"a{second['fates'][1:]}"

    spoil(level, win)
    said = unproven(certificate_of(level), level)
    end = "one that ends there is gradient descent, learning rate 0.1"
    assert f"'deceptive' is not proven: {end}" in said
    assert any("one that comes to rest there is Adam, learning rate" in one for one in said)
    stranger = certificate_of(level).model_copy(update={"rivals": ()})
    assert not any(" is gradient descent" in one for one in unproven(stranger, level))


def points_of_the_first_walk(content):
    content["rivals"][0]["own"][1]["points"] += 0.5


def a_straw_man(content):
    content["rivals"][1]["tuned"] = content["rivals"][1]["rates"][0]


def a_straw_man_who_admits_it(content):
    a_straw_man(content)
    content["rivals"][1]["tuned_points"] = 0.0


def another_scout(content):
    content["blind"]["scout"]["first"][0] += 0.5


def another_rate(content):
    content["rivals"][0]["own"][1]["learning_rate"] = 0.2


def another_rival(content):
    content["rivals"][1]["name"] = "rmsprop"


def a_nobody(content):
    content["blind"]["nobody"] = content["blind"]["scout"]


@pytest.mark.parametrize(
    ("lie", "said"),
    [
        (points_of_the_first_walk, "gradient-descent comes to"),
        (another_rate, "not those of the level"),
        (a_straw_man, "when tuned, not"),
        (a_straw_man_who_admits_it, "when tuned, not"),
        (another_scout, "scout comes to"),
        (another_rival, "not those of the level"),
        (a_nobody, "no blind hiker 'nobody'"),
    ],
)
def test_a_number_that_was_not_measured_is_found_by_measuring_again(beside, lie, said):
    spoil(beside, lie)
    assert any(said in one for one in objections(beside))
    assert objections(beside, sample=False) == ()


def test_a_walk_that_hangs_on_the_last_bit_is_not_held_against_it(beside, monkeypatch):
    """Elsewhere it may end elsewhere: here, wherever it likes."""
    spoil(beside, another_scout)
    anywhere = iter(range(100))
    monkeypatch.setattr(
        "hikergame.survey.certificate.checking._blind_points", lambda *_: next(anywhere)
    )
    assert objections(beside) == ()


def test_a_rate_that_is_not_the_best_is_found(beside):
    """A straw man who tells the truth about his points."""
    rate = certificate_of(beside).rivals[1].rates[0]
    points = float(expected_points(beside, beside.rivals[2], np.array([rate]))[0])
    weak = {"tuned": rate, "tuned_points": points}
    spoil(beside, lambda content: content["rivals"][1].update(weak))
    assert any("is not tuned" in one for one in objections(beside))


def test_a_level_without_a_file_has_none(make_level, certified):
    level = make_level()
    assert "no file" in the_only_objection(level)
    assert certificate_of(level) is None
    with pytest.raises(CertificateError, match="no file"):
        write_certificate(certified[1], level)


def test_where_none_can_be_written_it_is_told(trap, certified):
    certificate_path(trap.path).mkdir()
    with pytest.raises(FileError):
        write_certificate(certified[1], trap)
