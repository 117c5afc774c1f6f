"""A real PostgreSQL on this machine, in a process of its own, reached by a socket in a folder."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import psycopg

from index.records.postgres import PostgresRecords

_SECONDS = 60.0
_PROGRAMS = Path("/usr/lib/postgresql")  # where Debian has them, by version
_USER = "postgres"  # whom Debian's package makes; root may not run it
_INIT = ("--encoding=UTF8", "--locale=C", "--no-sync")  # messages in English
_SORTED = "LOCALE_PROVIDER icu ICU_LOCALE 'en'"  # as people sort, not as SQLite does
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")

_EMPTY = "".join(
    f"DELETE FROM {table};"
    for table in ("articles", "settings", "maps", "owed_blocks", "files", "decisions")
)


def programs() -> Path | None:
    """Return the folder of the newest version's programs; None where none is installed."""
    found = sorted(_PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


class PostgresServer:
    """Serves databases; may be stopped, and started again."""

    def __init__(self, bin_folder: Path) -> None:
        self._bin = bin_folder
        self._root = hasattr(os, "geteuid") and os.geteuid() == 0
        # Not in pytest's own folder, which nobody but root may enter.
        self.folder = Path(tempfile.mkdtemp(prefix="byline-pg-"))
        if self._root:
            shutil.chown(self.folder, _USER)
        self._data = self.folder / "data"
        self._run("initdb", "-D", str(self._data), "-A", "trust", "-U", _USER, *_INIT)
        access = self._data / "pg_hba.conf"
        access.write_text(f"local all locked scram-sha-256\n{access.read_text()}")
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)
        self._emptied: str | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        settings = [part for one in _QUICK for part in ("-c", one)]
        self._process = subprocess.Popen(
            self._command("postgres", "-D", str(self._data), "-k", str(self.folder), *settings),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
        )
        until = time.monotonic() + _SECONDS
        while True:
            try:
                psycopg.connect(self.address("postgres")).close()
            except psycopg.OperationalError as error:
                if time.monotonic() > until:
                    raise RuntimeError("PostgreSQL does not start") from error
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        if self._process is not None:
            self._run("pg_ctl", "stop", "-D", str(self._data), "-m", "immediate")
            self._process.wait()
        self._process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def address(self, database: str, user: str = _USER, password: str = "") -> str:
        return f"postgresql://{user}:{password}@/{database}?host={self.folder}"

    def fresh(self) -> str:
        """Make a database without tables, and return its address."""
        name = f"library{next(self._numbers)}"
        self.command(f"CREATE DATABASE {name} TEMPLATE template0 {_SORTED}")
        return self.address(name)

    def emptied(self) -> str:
        """Return the address of a database with an empty record: faster than one of its own."""
        if self._emptied is None:
            self._emptied = self.fresh()
            PostgresRecords(self._emptied, _SECONDS).close()
        self.command(_EMPTY, self._emptied)
        return self._emptied

    def command(self, statement: str, address: str | None = None) -> None:
        with psycopg.connect(address or self.address("postgres"), autocommit=True) as db:
            db.execute(statement)

    def _command(self, program: str, *arguments: str) -> Sequence[str]:
        command = (str(self._bin / program), *arguments)
        return ("runuser", "-u", _USER, "--", *command) if self._root else command

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            self._command(program, *arguments), check=True, capture_output=True, cwd=self.folder
        )
