"""Certificates as files: beside the level, by the same name, written whole or not at all."""

from pathlib import Path
from typing import Final, TypeVar

from pydantic import ValidationError

from hikergame.files import write_whole
from hikergame.level import Level, LevelError
from hikergame.level.certified import MAX_BYTES, certificate_bytes, certificate_path
from hikergame.level.pack import archive_above
from hikergame.survey.certificate.errors import CertificateError
from hikergame.survey.certificate.kept import Kept
from hikergame.survey.certificate.values import Certificate
from hikergame.version import __version__

_MOST_PROBLEMS: Final = 3

KeptT = TypeVar("KeptT", bound=Kept)


def read_certificate(path: Path) -> Certificate:
    """Read a certificate; whether it is of a level, `staleness` says. Raises CertificateError."""
    return read_kept(path, Certificate)


def how_to_certify(level: Level, *, anew: bool = False) -> str:
    """Say what makes a certificate for a level that is in a file, or in an archive.

    `anew` is for one that there is a certificate of, which passes for fresh.
    """
    assert level.path is not None
    force = " --force" if anew else ""
    archive = archive_above(level.path)
    if archive is not None:
        how = f" with{force}" if anew else ""
        return f"unpack {archive.name}, certify the folder{how}, and zip it again"
    path = str(level.path)
    return f"say hikergame certify{force} " + (path if path.split() == [path] else f'"{path}"')


def require_room(level: Level) -> None:
    """Raise CertificateError, with the cure, where no certificate can be kept beside a level."""
    if level.path is None:
        raise CertificateError(f"level {level.id!r} has no file to keep a certificate beside")
    if archive_above(level.path) is not None:
        raise CertificateError(
            f"{level.path}: no certificate can be written into an archive; {how_to_certify(level)}"
        )


def write_certificate(certificate: Certificate, level: Level) -> Path:
    """Write a certificate beside its level's file, and return where.

    Raises FileError, and CertificateError where none can be kept.
    """
    require_room(level)
    assert level.path is not None
    path = certificate_path(level.path)
    write_whole(path, certificate.to_json())
    return path


def certificate_of(level: Level) -> Certificate | None:
    """Return the certificate beside a level; None unless there is one, and it is not stale."""
    if level.path is None:
        return None
    try:
        certificate = read_certificate(certificate_path(level.path))
    except CertificateError:
        return None
    return certificate if staleness(certificate, level) is None else None


def staleness(certificate: Certificate, level: Level) -> str | None:
    """Say why a certificate does not speak of a level as it is now; None if it does."""
    if certificate.level != level.hash:
        return f"the level has changed: it is {level.hash[:12]}, and {certificate.level[:12]} there"
    if certificate.engine != __version__:
        return f"engine {certificate.engine} made it, and this is {__version__}"
    return None


def read_kept(path: Path, kind: type[KeptT]) -> KeptT:
    """Read a file that holds one thing of a kind. Raises CertificateError."""
    try:
        if not path.is_file() and path.exists():  # a pipe would have us wait
            raise CertificateError(f"{path}: not a file, and so no certificate")
        data = certificate_bytes(path)
    except FileNotFoundError as error:
        raise CertificateError(f"{path}: there is no certificate") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CertificateError(f"{path}: {reason.lower()}") from error
    except LevelError as error:  # an archive that has changed since, and is refused now
        raise CertificateError(str(error)) from error
    if len(data) > MAX_BYTES:
        raise CertificateError(f"{path}: larger than {MAX_BYTES // 1024} KiB, so no certificate")
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        raise CertificateError(f"{path}: no certificate: {_in_words(error)}") from error


def _in_words(error: ValidationError) -> str:
    """Say what is wrong with the content, a few problems at most."""
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    said = [f"{'.'.join(map(str, one['loc']))[:80]}: {one['msg']}" for one in problems]
    if len(said) > _MOST_PROBLEMS:
        said[_MOST_PROBLEMS:] = [f"and {len(said) - _MOST_PROBLEMS} more"]
    return "; ".join(one.removeprefix(": ") for one in said)
