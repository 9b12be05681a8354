"""The whole house as `make run` starts it, and what of it can be killed."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from app.config import ROOT
from tests.bench.visits import Visitor, token_in
from tests.casework.given_people import PASSWORD
from tests.chaos.workers import READY_SECONDS
from tests.databases import SECRETS
from tests.faults.given_forms import form

# What is killed; each is a process of its own. The messenger runs in the timer.
SUPERVISOR, SERVER, WORKER, TIMER = "supervisor", "web server", "web worker", "timer"
BROKEN = (OSError, http.client.HTTPException)
VICTIMS = (SUPERVISOR, SERVER, WORKER, WORKER, TIMER)


class House:
    """Supervisor, web server with its workers, timer; on a port of the test's own."""

    def __init__(self, settings, port: int, mail_port: int, log: Path) -> None:
        self.port, self.log = port, log
        self.environ = {
            **os.environ,
            **SECRETS,
            "DATABASE_URL": settings.database_url,
            "OUTBOX_DIR": str(settings.outbox_dir),
            "DOCUMENTS_DIR": str(settings.documents_dir),
            "PORT": str(port),
            "WEB_CONCURRENCY": "2",
            "SWEEP_SECONDS": "1",
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(mail_port),
        }

    def start(self) -> None:
        """Start it and wait until the pages answer and the timer is there."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app.supervise"],
                cwd=ROOT,
                env=self.environ,
                stdout=log,
                stderr=log,
            )
        give_up_at = time.monotonic() + READY_SECONDS
        while not (self.answers() and self.pids(TIMER) and self.pids(WORKER)):
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < give_up_at, self.log.read_text()
            time.sleep(0.05)

    def kill(self, victim: str, choice) -> None:
        """kill -9 one process; the whole house is up again when this returns."""
        before = self.everybody()
        os.kill(choice.choice(self.pids(victim)), signal.SIGKILL)
        if victim == WORKER:
            return  # the web server starts another by itself
        self.process.wait(timeout=READY_SECONDS)
        wait_until_gone(before)
        self.start()

    def stop(self) -> None:
        """Ask it to end; what does not is killed."""
        before = self.everybody()
        self.process.terminate()
        try:
            self.process.wait(timeout=READY_SECONDS)
        finally:
            for pid in before:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.process.wait()

    def pids(self, victim: str) -> list[int]:
        if victim == SUPERVISOR:
            return [self.process.pid]
        children = children_of(self.process.pid)
        timers = [pid for pid in children if "timer" in words_of(pid)]
        servers = [pid for pid in children if "gunicorn" in words_of(pid)]
        if victim == TIMER:
            return timers
        if victim == SERVER:
            return servers
        return [pid for server in servers for pid in children_of(server)]

    def everybody(self) -> list[int]:
        return [
            pid for v in (SUPERVISOR, SERVER, WORKER, TIMER) for pid in self.pids(v)
        ]

    def answers(self) -> bool:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        with contextlib.closing(link), contextlib.suppress(*BROKEN):
            link.request("GET", "/readyz")
            with link.getresponse() as answer:
                return answer.status == 200
        return False


class Window:
    """Somebody who files one case after the other over HTTP, whatever happens."""

    def __init__(self, port: int, username: str) -> None:
        self.port, self.username = port, username
        self.acknowledged: dict[str, str] = {}
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._work)

    def _work(self) -> None:
        number = 0
        while not self.stop.is_set():
            key = f"{self.username}-{number}"
            visitor = Visitor(self.port)
            with (
                contextlib.closing(visitor.link),
                contextlib.suppress(*BROKEN, RuntimeError),
            ):
                self.acknowledged[key] = self._file(visitor, key)
                number += 1
                continue
            time.sleep(0.05)  # it is down: the same form again

    def _file(self, visitor: Visitor, key: str) -> str:
        token = token_in(visitor.get("/sign-in")[1])
        sign_in = {"staff_number": self.username, "password": PASSWORD}
        visitor.post("/sign-in", {**sign_in, "csrf_token": token})
        token = token_in(visitor.get("/new-case")[1])
        status, text = visitor.post("/new-case", {**form(key), "csrf_token": token})
        if status != 302:
            raise RuntimeError(f"filing answers {status}: {text[:500]}")
        return visitor.location.split("/")[2]


def children_of(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return [int(word) for word in told.split()]
    return []


def words_of(pid: int) -> list[str]:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    return []


def wait_until_gone(pids: list[int]) -> None:
    """Whoever depended on the one that was killed ends by itself."""
    give_up_at = time.monotonic() + READY_SECONDS
    while any(_lives(pid) for pid in pids):
        assert time.monotonic() < give_up_at, f"still there: {pids}"
        time.sleep(0.05)


def _lives(pid: int) -> bool:
    with contextlib.suppress(OSError):
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z"
    return False
