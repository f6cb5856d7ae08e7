"""The teacher's console: beside the room that is served here, or at one served elsewhere."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hikergame.classroom.client.address import Address, read_address
from hikergame.classroom.client.http import is_teachers
from hikergame.classroom.errors import RefusedError, ServerError
from hikergame.classroom.messages.walking import Why
from hikergame.classroom.server.addresses import addresses, bracketed
from hikergame.cli.guard import Interrupted, leave
from hikergame.cli.hosting.keys import Keys
from hikergame.cli.opening import check_terminal
from hikergame.errors import ExitCode
from hikergame.files import FileError

if TYPE_CHECKING:
    from hikergame.classroom.server.running import Serving

TOKEN = "HIKERGAME_TEACHER_TOKEN"  # noqa: S105 - the name of a variable
"""An environment variable that may hold the teacher's token."""

_TURN = 0.001
"""Seconds after which painting lets the server have its turn: no move waits for a board."""
_MOST = 4096
"""Bytes of a file in which a token is looked for."""
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - told from addresses
_NONE_KEPT = """\
no teacher's token for {address} is kept on this computer.
Take it from rooms.json in the data folder of the computer that opened the
room, and name a file with it: --token-file FILE. The environment variable
{variable} may hold it as well."""


def require_terminal() -> None:
    """Raise NoTerminalError, with the cure, where a console cannot be drawn."""
    check_terminal("A room is served without a console as well", "hikergame host --headless")


def teach_here(serving: "Serving", token: str) -> ExitCode:
    """Serve a room in a thread, and teach it from this one until the teacher leaves.

    Return the exit code, INTERRUPTED after Ctrl-C. Raises what `Serving.start` does.
    """
    from hikergame.tui.console.app import Post, run_console

    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    serving.start()
    try:
        place = serving.place
        here = _EVERYWHERE.get(place.bind, place.bind)
        address = Address(bracketed(here), place.port)
        return run_console(Post(address, token, hosting=True))
    finally:
        serving.stop()
        sys.setswitchinterval(before)


def attach(where: str, token_file: Path | None) -> None:
    """Teach a room that is served elsewhere, or in another process.

    Raises ServerError where nobody answers or no token opens the room, FileError.
    """
    from hikergame.tui.console.app import Post, run_console

    address = read_address(where)
    token = next((one for one in _tokens(address, token_file) if is_teachers(address, one)), None)
    if token is None:
        if token_file is not None or os.environ.get(TOKEN):
            text = f"the token that was given does not open the room at {address} for its teacher"
            raise RefusedError(text, Why.WRONG_TOKEN)
        raise ServerError(_NONE_KEPT.format(address=address, variable=TOKEN))
    code = run_console(Post(address, token, hosting=False))
    if code is ExitCode.INTERRUPTED:
        again = f"  hikergame host --attach {address}"
        raise Interrupted(f"The room stays open on its server. Come back with\n{again}")
    leave(code)


def _tokens(address: Address, token_file: Path | None) -> Iterator[str]:
    """Yield the tokens that may open a room: the one that was given, or those that are kept."""
    given = os.environ.get(TOKEN, "").strip() if token_file is None else _read(token_file)
    if given:
        yield given
        return
    # A token is as good as the room: it is shown to nobody but the server that it is for.
    here = _is_here(address)
    for key in Keys().all():
        if key.address == str(address) or (here and key.port == address.port):
            yield key.token


def _is_here(address: Address) -> bool:
    """Tell whether an address is one of this computer's own."""
    host = address.host.strip("[]").lower()
    return host in ("localhost", "127.0.0.1", "::1") or host in addresses("0.0.0.0")  # noqa: S104


def _read(path: Path) -> str:
    """Return the token in a file. Raises FileError."""
    try:
        with path.open("rb") as file:
            text = file.read(_MOST).decode("utf-8", "replace").strip()
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror or error}") from error
    if not text.isascii() or not text.isprintable() or not text or " " in text:
        raise FileError(f"{path} holds no teacher's token, which is one word of letters and digits")
    return text
