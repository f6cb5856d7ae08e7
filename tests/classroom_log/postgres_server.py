"""A PostgreSQL server of the tests' own: found, started on a free port, stopped.

Its binaries are looked for on the path and in the systems' usual places. Its data stand in
a temporary folder and are gone afterwards; what is started runs as the user `postgres`
where we are root, which PostgreSQL refuses to run as.
"""

import os
import shutil
import socket
import subprocess
import tempfile
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
START_SECONDS = 60


def binaries() -> Path | None:
    """Return the folder with PostgreSQL's programs, the newest of several."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).parent
    places = [Path(place) for pattern in USUAL_PLACES for place in sorted(glob(pattern))]  # noqa: PTH207 - of any root
    fit = [place for place in places if (place / f"initdb{'.exe' * (os.name == 'nt')}").exists()]
    return fit[-1] if fit else None


class PostgresServer:
    """A server that can be killed, and started again."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._as_root = os.name == "posix" and os.geteuid() == 0
        self.folder = Path(tempfile.mkdtemp(prefix="hikergame-postgres-"))
        self.port = _free_port()
        self.user = "postgres"
        if self._as_root:
            shutil.chown(self.folder, "postgres")
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        self._run(
            "initdb", "-D", str(self.folder / "data"), "-U", self.user, "-E", "UTF8",
            "--locale=C", "-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync",
        )  # fmt: skip
        self.start()

    def url(self, password: str = PASSWORD, database: str = "postgres") -> str:
        """Return where it is."""
        from urllib.parse import quote

        place = f"127.0.0.1:{self.port}"
        return f"postgresql://{self.user}:{quote(password, safe='')}@{place}/{database}"

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

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        settings = {"user": "postgres", "group": "postgres", "extra_groups": []}
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            # pg_ctl's child would keep a pipe open for ever.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            timeout=START_SECONDS + 10,
            **(settings if self._as_root else {}),
        )
        if done.returncode:
            log = self.folder / "log"
            told = log.read_text(errors="replace")[-2000:] if log.exists() else ""
            raise RuntimeError(f"{' '.join(command)} failed ({done.returncode}): {told}")


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
