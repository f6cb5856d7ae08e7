"""What can be wrong with certificates."""

from typing import ClassVar

from hikergame.errors import ExitCode, HikergameError


class CertificateError(HikergameError):
    """A certificate is missing, cannot be read, or cannot be made."""

    exit_code: ClassVar[ExitCode] = ExitCode.UNCERTIFIED
