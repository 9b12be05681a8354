"""Processes that do the work of an office and are killed while they do it."""

import os
import queue
import subprocess
import sys
import threading
from pathlib import Path

from app.config import ROOT
from tests.databases import SECRETS

READY_SECONDS = 120


class Worker:
    """One process, started anew as often as it is killed."""

    def __init__(self, settings, started: float, log: Path) -> None:
        self.started = started
        self.log = log
        self.environ = {
            **os.environ,
            "DATABASE_URL": settings.database_url,
            **SECRETS,
            "OUTBOX_DIR": str(settings.outbox_dir),
            "SWEEP_SECONDS": "1",
        }

    def command(self) -> list[str]:
        raise NotImplementedError

    def hear(self, line: str) -> None:
        """Something that it said, after `ready`."""

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.command()],
                cwd=ROOT,
                env=self.environ,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.said: queue.Queue[str] = queue.Queue()
        self.listener = threading.Thread(target=self._listen)
        self.listener.start()
        self.is_ready = False

    def wait_until_ready(self) -> None:
        if not self.is_ready and self.said.get(timeout=READY_SECONDS) != "ready":
            raise RuntimeError(f"it did not start:\n{self.log.read_text()}")
        self.is_ready = True

    def kill(self) -> None:
        """End it as a loss of power would; hear first what it had said."""
        self.process.kill()
        self.process.wait()
        self.listener.join()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                if line == "ready\n":
                    self.said.put("ready")
                elif line.endswith("\n"):
                    self.hear(line)
        self.said.put("ended")


class Filer(Worker):
    """Files cases. acknowledged: number of the case by number of the form"""

    def __init__(self, name, *given) -> None:
        super().__init__(*given)
        self.name = name
        self.acknowledged: dict[int, str] = {}

    def command(self) -> list[str]:
        first = str(len(self.acknowledged))
        return ["tests.chaos.filer", self.name, first, str(self.started)]

    def hear(self, line: str) -> None:
        form, number = line.split()
        self.acknowledged[int(form)] = number


class TimerProcess(Worker):
    """Sweeps and delivers."""

    def command(self) -> list[str]:
        return ["tests.chaos.timer", str(self.started)]
