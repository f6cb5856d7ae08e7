"""Certificates: what a level was measured to be, and which of its claims that proves.

Names load on first use (PEP 562): reading a certificate must not wait for what makes one.
"""

from typing import TYPE_CHECKING

from hikergame.lazy import lazy_names

if TYPE_CHECKING:
    from hikergame.survey.certificate.campaign import Campaign as Campaign
    from hikergame.survey.certificate.campaign import certify_campaign as certify_campaign
    from hikergame.survey.certificate.checking import missed as missed
    from hikergame.survey.certificate.checking import objections as objections
    from hikergame.survey.certificate.checking import (
        objections_to_campaign as objections_to_campaign,
    )
    from hikergame.survey.certificate.checking import unproven as unproven
    from hikergame.survey.certificate.errors import CertificateError as CertificateError
    from hikergame.survey.certificate.making import certify as certify
    from hikergame.survey.certificate.pool import processes as processes
    from hikergame.survey.certificate.standing import Measure as Measure
    from hikergame.survey.certificate.standing import Standing as Standing
    from hikergame.survey.certificate.standing import standings as standings
    from hikergame.survey.certificate.store import certificate_of as certificate_of
    from hikergame.survey.certificate.store import read_certificate as read_certificate
    from hikergame.survey.certificate.store import require_room as require_room
    from hikergame.survey.certificate.store import write_certificate as write_certificate
    from hikergame.survey.certificate.values import Certificate as Certificate

__all__ = [
    "Campaign",
    "Certificate",
    "CertificateError",
    "Measure",
    "Standing",
    "certificate_of",
    "certify",
    "certify_campaign",
    "missed",
    "objections",
    "objections_to_campaign",
    "processes",
    "read_certificate",
    "require_room",
    "standings",
    "unproven",
    "write_certificate",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        ".campaign": ("Campaign", "certify_campaign"),
        ".checking": ("missed", "objections", "objections_to_campaign", "unproven"),
        ".errors": ("CertificateError",),
        ".making": ("certify",),
        ".pool": ("processes",),
        ".standing": ("Measure", "Standing", "standings"),
        ".store": (
            "certificate_of",
            "read_certificate",
            "require_room",
            "write_certificate",
        ),
        ".values": ("Certificate",),
    },
)
