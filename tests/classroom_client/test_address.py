"""Addresses, as people type and scan them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.classroom.client.address import PORT, Address, read_address, read_invitation
from hikergame.classroom.errors import ServerError


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("192.168.1.20", Address("192.168.1.20", PORT)),
        (" 192.168.1.20:9000 ", Address("192.168.1.20", 9000)),
        ("teacher.local", Address("teacher.local", PORT)),
        ("http://10.0.0.1:8750/play#code=K7MPXW", Address("10.0.0.1", 8750)),
        ("https://class.example", Address("class.example", 443, secure=True)),
        ("wss://class.example:8443", Address("class.example", 8443, secure=True)),
        ("[fe80::1]:8750", Address("[fe80::1]", 8750)),
    ],
)
def test_address_is_read(text: str, address: Address) -> None:
    assert read_address(text) == address
    assert read_address(str(address)) == address


@pytest.mark.parametrize(
    "text", ["", ":", "http://", "ftp://host", "host:port", "a b", "host:99999", "\x1b[31mhost"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ServerError):
        read_address(text)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        address = read_address(text)
    except ServerError:
        return
    assert read_address(str(address)) == address


@pytest.mark.parametrize(
    "link",
    [
        "http://10.0.0.1:8750/play?code=K7MPXW",
        "http://10.0.0.1:8750/#code=K7MPXW",
        "http://10.0.0.1:8750/board#K7MPXW",
    ],
)
def test_link_of_a_qr_code_holds_the_room_code(link: str) -> None:
    assert read_invitation(link) == (Address("10.0.0.1", 8750), "K7MPXW")
    assert read_invitation(link, "OTHER1")[1] == "OTHER1"


def test_plain_address_holds_no_code() -> None:
    assert read_invitation("10.0.0.1:8750") == (Address("10.0.0.1", 8750), None)
