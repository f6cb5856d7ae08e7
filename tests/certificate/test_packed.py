"""Certificates inside an archive: read wherever those in a folder are, and never written."""

import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hikergame.cli.commands import app
from hikergame.errors import ExitCode
from hikergame.hikers import Outing
from hikergame.level import Level, load_level
from hikergame.level.certified import certified_best, certified_rate
from hikergame.survey.certificate import (
    CertificateError,
    certificate_of,
    objections,
    read_certificate,
    require_room,
    write_certificate,
)
from hikergame.survey.certificate.comparing import nothing_to_compare
from hikergame.tui.workshop.certifying import Certification


@pytest.fixture
def archive(beside: Level, tmp_path: Path) -> Path:
    """Return a zip archive of a folder with a certified level in it."""
    assert beside.path is not None
    path = tmp_path / "week-1.zip"
    with zipfile.ZipFile(path, "w") as made:
        for file in beside.path.parent.glob("01-*"):
            made.write(file, f"week-1/walls/{file.name}")
    return path


@pytest.fixture
def bare(archive: Path) -> Path:
    """Return the same archive without the certificate."""
    with zipfile.ZipFile(archive) as full:
        text = full.read("week-1/walls/01-a-trap.yaml")
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("week-1/walls/01-a-trap.yaml", text)
    return archive


def certify(*args: object) -> object:
    return CliRunner().invoke(app, ["certify", *map(str, args)], prog_name="hikergame")


def check(*args: object) -> str:
    done = CliRunner().invoke(app, ["check", *map(str, args)], prog_name="hikergame")
    assert done.exit_code == ExitCode.OK
    return done.stdout


@pytest.mark.parametrize("inner", ["week-1/walls/01-a-trap.yaml", "walls/01-a-trap.yaml"])
def test_it_is_read_for_rates_and_comparisons_and_doubts(archive, beside, inner):
    level = load_level(archive / inner)
    assert level.path == archive / "week-1" / "walls" / "01-a-trap.yaml"
    assert certificate_of(level) == certificate_of(beside)
    assert certified_rate(level, level.rivals[0]) == certified_rate(beside, beside.rivals[0])
    assert certified_rate(level, level.rivals[0]) is not None
    assert certified_best(level) == certified_best(beside)
    assert objections(level) == ()


def test_it_is_told_after_a_hike_without_a_screen(archive):
    from hikergame.cli.plain.told import _standing_lines

    outing = Outing(load_level(archive / "walls" / "01-a-trap.yaml"))
    outing.plant_flag()
    assert _standing_lines(outing.reveal())[0].startswith("Points: ")


def test_the_command_checks_what_is_in_an_archive(archive):
    done = certify("--check", archive)
    assert (done.exit_code, done.stdout) == (ExitCode.OK, "a-trap: checked, multimodal proven\n")


def test_who_checks_a_pack_hears_how_things_stand_with_its_claims(archive):
    assert check(archive).endswith("; its claims are proven\n")


def test_who_checks_a_pack_without_certificates_hears_that_nothing_is_measured(bare):
    assert check(bare).endswith("; its claims are not measured yet, certify does that\n")


def test_what_is_fresh_in_an_archive_need_not_be_measured(archive):
    assert certify(archive).stdout == "a-trap: fresh, multimodal proven\n"


def test_an_archive_is_not_measured_in_vain(bare, monkeypatch):
    monkeypatch.setattr("hikergame.survey.certificate.making.certify", pytest.fail)
    before = bare.read_bytes()
    done = certify(bare)
    assert done.exit_code == ExitCode.UNCERTIFIED
    assert "unpack week-1.zip, certify the folder, and zip it again" in done.stderr
    assert bare.read_bytes() == before


def test_the_workshop_does_not_measure_it_in_vain_either(bare):
    level = load_level(bare / "walls" / "01-a-trap.yaml")
    with pytest.raises(CertificateError, match=r"unpack week-1\.zip"):
        Certification(level, pytest.fail).run(lambda: None)


def test_a_missing_one_is_told_with_a_cure_that_works(bare, certified):
    level = load_level(bare / "walls" / "01-a-trap.yaml")
    assert certificate_of(level) is None
    assert certified_rate(level, level.rivals[0]) is None
    assert objections(level)[0].endswith(
        "01-a-trap.certificate.json: there is no certificate; "
        "unpack week-1.zip, certify the folder, and zip it again"
    )
    assert nothing_to_compare(level).endswith(
        "unpack week-1.zip, certify the folder, and zip it again."
    )
    with pytest.raises(CertificateError, match="into an archive"):
        write_certificate(certified[1], level)


def test_one_that_a_newer_rule_contradicts_is_told_with_a_cure_that_works(archive, beside):
    assert beside.path is not None
    certificate = certificate_of(beside)
    assert certificate is not None
    older = certificate.model_copy(update={"proofs": certificate.proofs[::-1]})
    with zipfile.ZipFile(archive, "w") as made:
        made.write(beside.path, "walls/01-a-trap.yaml")
        made.writestr("walls/01-a-trap.certificate.json", older.to_json())
    said = objections(load_level(archive / "walls" / "01-a-trap.yaml"))
    assert said[0].endswith("unpack week-1.zip, certify the folder with --force, and zip it again")


def test_an_archive_that_is_damaged_since_says_nothing(archive):
    level = load_level(archive / "walls" / "01-a-trap.yaml")
    archive.write_bytes(b"PK\x03\x04")
    assert certified_best(level) is None
    with pytest.raises(CertificateError, match="no zip archive"):
        read_certificate(level.path.with_suffix(".certificate.json"))


def test_there_is_room_beside_a_file(trap):
    require_room(trap)
