"""A PostgreSQL cluster of the tests' own: made, started, stopped and removed by them.

It listens on a loopback port that was free and on a Unix socket in its own folder, trusts
every local connection and does not wait for the disk: it holds nothing that matters.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg
from psycopg import sql

START_SECONDS = 60
UNPRIVILEGED = ("postgres", "nobody")


class NoPostgres(Exception):
    """This machine has no PostgreSQL server programs."""


class Cluster:
    """A running server; `url(name)` is the address of one of its databases."""

    def __init__(self) -> None:
        programs = find_programs()
        self._account = _account_for_the_server()
        self._folder = Path(tempfile.mkdtemp(prefix="bancheng-pg-"))
        try:
            if self._account is not None:
                os.chown(self._folder, self._account.pw_uid, self._account.pw_gid)
            self._make(programs)
            self.port = _free_port()
            self._server = self._start(programs)
            self._wait_until_it_answers()
        except BaseException:
            self.stop()
            raise

    def url(self, database: str) -> str:
        """Return the address for SQLAlchemy."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def create(self, database: str, template: str = "template0") -> None:
        """Create a database as a copy of another, to which nobody may be connected."""
        self._run("CREATE DATABASE {} TEMPLATE {}", database, template)

    def drop(self, database: str) -> None:
        """Drop a database and whoever is still connected to it."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    @contextlib.contextmanager
    def gone(self) -> Iterator[None]:
        """Have no server inside the block: everybody is cut off, nobody gets in."""
        self._server.send_signal(signal.SIGINT)  # "fast": what was committed is kept
        self._server.wait(timeout=START_SECONDS)
        try:
            yield
        finally:
            self._server = self._start(find_programs())
            self._wait_until_it_answers()

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        server = getattr(self, "_server", None)
        if server is not None and server.poll() is None:
            server.send_signal(signal.SIGQUIT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(timeout=10)
            if server.poll() is None:
                server.kill()
                server.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _make(self, programs: Path) -> None:
        command = [str(programs / "initdb"), "--pgdata", str(self._folder / "data")]
        command += ["--username=postgres", "--auth=trust", "--encoding=UTF8"]
        command += ["--locale=C", "--no-sync"]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            cwd=self._folder,
            **self._as_account(),
        )
        if done.returncode:
            raise RuntimeError(f"initdb failed:\n{done.stdout}{done.stderr}")

    def _start(self, programs: Path) -> subprocess.Popen[bytes]:
        # The server ends with us, also when we are killed outright.
        setpriv = shutil.which("setpriv")
        command = [setpriv, "--pdeathsig", "QUIT"] if setpriv else []
        command += [str(programs / "postgres"), "-D", str(self._folder / "data")]
        command += ["-p", str(self.port), "-k", str(self._folder)]
        command += _settings(
            listen_addresses="127.0.0.1",
            fsync="off",
            synchronous_commit="off",
            full_page_writes="off",
            wal_level="minimal",
            max_wal_senders="0",
            jit="off",
            max_connections="60",
            shared_buffers="64MB",
        )
        with (self._folder / "log").open("wb") as log:
            return subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                cwd=self._folder,
                start_new_session=True,
                **self._as_account(),
            )

    def _as_account(self) -> dict:
        """PostgreSQL refuses to run as root."""
        if self._account is None:
            return {}
        return {
            "user": self._account.pw_uid,
            "group": self._account.pw_gid,
            "extra_groups": [],
        }

    def _wait_until_it_answers(self) -> None:
        give_up_at = time.monotonic() + START_SECONDS
        while True:
            try:
                self.connect().close()
            except psycopg.OperationalError:
                ended = self._server.poll() is not None
                if ended or time.monotonic() > give_up_at:
                    log = (self._folder / "log").read_text(errors="replace")
                    raise RuntimeError(f"PostgreSQL did not start:\n{log}") from None
                time.sleep(0.05)
            else:
                return

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """Open a connection of the bare driver; each statement commits itself."""
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user="postgres",
            dbname=database,
            autocommit=True,
        )

    def _run(self, statement: str, *names: str) -> None:
        identifiers = [sql.Identifier(name) for name in names]
        with self.connect() as connection:
            connection.execute(sql.SQL(statement).format(*identifiers))


def find_programs() -> Path:
    """Return the folder of initdb and postgres, the newest version first.

    Debian keeps them out of PATH, in a folder for each version.

    raises:  NoPostgres
    """
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    folders = sorted(versions, key=lambda folder: folder.parent.name, reverse=True)
    in_path = shutil.which("initdb")
    if in_path is not None:
        folders.append(Path(in_path).resolve().parent)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoPostgres("no initdb and postgres found; install the package postgresql")


def _settings(**values: str) -> Sequence[str]:
    return [part for item in values.items() for part in ("-c", "=".join(item))]


def _account_for_the_server() -> pwd.struct_passwd | None:
    """Return the account to run as when we are root; None when we are not."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoPostgres(f"root may not run it, and none of {UNPRIVILEGED} exists")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
