"""Under which addresses this computer is reached by others in the room."""

import ipaddress
import socket

_FAR = ("192.0.2.1", "192.168.255.254", "10.255.255.254", "172.31.255.254")
"""Places to which a way is looked up; nothing is sent. The first is out in the world."""
_ANY = {"0.0.0.0", "::", ""}  # noqa: S104 - told from addresses, not bound


def addresses(bind: str) -> tuple[str, ...]:
    """Return the addresses at which a server bound to `bind` is reached, the likely first.

    A bound address is returned as it is; "0.0.0.0" and "::" stand for all of this computer's.
    """
    if bind not in _ANY:
        return (bind,)
    found = dict.fromkeys(way for far in _FAR if (way := _way_to(far)) is not None)
    found.update(dict.fromkeys(_named()))
    usable = [address for address in found if _is_usable(address)]
    return tuple(usable) or ("127.0.0.1",)


def bracketed(host: str) -> str:
    """Return a host as it stands in a web address: an IPv6 number in brackets."""
    return f"[{host}]" if ":" in host else host


def _way_to(far: str) -> str | None:
    """Return the address from which this computer would speak to another."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((far, 9))
            return str(probe.getsockname()[0])
        except OSError:
            return None


def _named() -> list[str]:
    """Return the addresses that this computer's name has."""
    try:
        return list(socket.gethostbyname_ex(socket.gethostname())[2])
    except OSError:
        return []


def _is_usable(address: str) -> bool:
    number = ipaddress.ip_address(address)
    return not (number.is_loopback or number.is_unspecified or number.is_multicast)
