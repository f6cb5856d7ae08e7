"""Work that a test holds up for as long as it likes, and a command line that has such work.

As a program: `held.py PORT certify ...` has `hikergame certify` meet held work on the level
named last.
"""

import socket
import sys
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Held:
    """Knocks at a port, and is done when somebody there says a word, or hangs up."""

    port: int

    def measure(self, site):
        with socket.create_connection((HOST, self.port)) as line:
            line.recv(1)
        return "let go"


def has_hung_up(line):
    """Wait until the process at the other end is gone; a word from it is no such thing."""
    try:
        return line.recv(1) == b""
    except ConnectionError:  # how a process that was ended hangs up on Windows
        return True


def main():
    from hikergame.cli.main import main as hikergame
    from hikergame.survey.certificate import making

    port, last = int(sys.argv.pop(1)), Path(sys.argv[-1])
    parts_of = making.parts_of

    def some_held(level):
        return (Held(port),) if level.path == last else parts_of(level)

    making.SEEDS, making.parts_of = 2, some_held
    hikergame()


if __name__ == "__main__":
    main()
