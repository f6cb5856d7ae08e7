"""A PostgreSQL server of the tests' own: found, started on a free port, stopped.

    python tests/classroom_log/postgres_server.py

says whether there is one for the tests, and ends with 1 where there is none. The programs
are looked for on the path and in the systems' usual places. The data stand in a temporary
folder and are gone afterwards; where we are root, which PostgreSQL refuses to run as, it
runs as the user `postgres`, or `nobody`.
"""

import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from glob import glob
from pathlib import Path

VARIABLE = "HIKERGAME_TEST_POSTGRES"
ABSENT = (
    "PostgreSQL's server is not installed (initdb was not found): install it (Debian: `apt-get "
    "install postgresql`; macOS: `brew install postgresql`), or name a database that may be "
    f"written to: {VARIABLE}=postgresql://user:password@host/database"
)
USUAL_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/latest/bin",
    "C:/Program Files/PostgreSQL/*/bin",
)
PASSWORD = "open sesame/?%"
START_SECONDS = 240


def binaries() -> Path | None:
    """Return the folder with PostgreSQL's programs, the newest of several."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).parent
    places = [Path(place) for pattern in USUAL_PLACES for place in sorted(glob(pattern))]  # noqa: PTH207 - of any root
    fit = [place for place in places if (place / f"initdb{'.exe' * (os.name == 'nt')}").exists()]
    return fit[-1] if fit else None


def started() -> "PostgresServer":
    """Start a server; RuntimeError, which says what to do, where that cannot be."""
    programs = binaries()
    if programs is None:
        raise RuntimeError(ABSENT)
    try:
        return PostgresServer(programs)
    except (OSError, LookupError, subprocess.SubprocessError) as error:
        raise RuntimeError(
            f"PostgreSQL's server, of {programs}, could not be started: {error}"
        ) from error


class PostgresServer:
    """A server that can be killed, and started again."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="hikergame-postgres-"))
        self._user = _servant()
        if self._user is not None:
            shutil.chown(self.folder, self._user)
        self.port = _free_port()
        self._guard = _guard(self.folder)
        try:
            self._set_up()
            self.start()
        except BaseException:
            self.remove()
            raise

    def _set_up(self) -> None:
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        self._run(
            "initdb", "-D", str(self.folder / "data"), "-U", "postgres", "-E", "UTF8",
            "--locale=C", "-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync",
        )  # fmt: skip

    def url(self, password: str = PASSWORD, database: str = "postgres") -> str:
        """Return where it is."""
        from urllib.parse import quote

        place = f"127.0.0.1:{self.port}"
        user = f"postgres:{quote(password, safe='')}"
        return f"postgresql://{user}@{place}/{database}?connect_timeout={START_SECONDS}"

    def start(self) -> None:
        """Start it, and return when it takes connections."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1"
        if os.name == "posix":
            options += f" -c unix_socket_directories={self.folder}"
        data, log = str(self.folder / "data"), str(self.folder / "log")
        self._run(
            "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "-t", str(START_SECONDS), "start"
        )

    def stop(self, mode: str = "immediate") -> None:
        """Stop it: `immediate` is as good as pulling the plug, `fast` is tidy."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", mode, "-w", "stop")

    def remove(self) -> None:
        """Stop it for good, and take away what it wrote."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._guard is not None and self._guard.stdin is not None:
            self._guard.stdin.close()
            self._guard.wait(START_SECONDS)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            # pg_ctl's child would keep a pipe open for ever.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            timeout=START_SECONDS + 10,
            user=self._user,
            extra_groups=None if self._user is None else [],
        )
        if done.returncode:
            log = self.folder / "log"
            told = log.read_text(errors="replace")[-2000:] if log.exists() else ""
            raise OSError(f"{program} failed ({done.returncode}) {told}")


def _guard(folder: Path) -> "subprocess.Popen[bytes] | None":
    """Start a process that ends the server when we have ended without doing so ourselves."""
    if os.name != "posix":
        return None
    script = 'cat; kill -QUIT "$(head -n 1 "$0/data/postmaster.pid")" 2>/dev/null; rm -rf "$0"'
    return subprocess.Popen(
        ["/bin/sh", "-c", script, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _free_port() -> int:
    """Return a port that is free, and given to nobody else while the server is stopped."""
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with suppress(OSError), socket.socket() as listening:
            listening.bind(("127.0.0.1", port))
            return port


def _servant() -> str | None:
    """Return the user to run as; None for ourselves."""
    if os.name != "posix" or os.geteuid() != 0:
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def main() -> int:
    """Try whether a server can be started, and say so."""
    if os.environ.get(VARIABLE):
        print(f"The PostgreSQL store is tested in the database that {VARIABLE} names.")
    try:
        server = started()
    except RuntimeError as error:
        print(f"Tests of the PostgreSQL store are skipped. {error}")
        return 1
    server.remove()
    print("PostgreSQL can be started: its store is tested.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
