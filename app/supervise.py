"""Web server and timer, started together and stopped together: `python -m app.supervise`.

One Ctrl-C (or SIGTERM) ends both, each given time to finish what it is doing. When one
of them ends by itself the other is stopped too, and the exit status is not zero. Large
installations run the two under the service manager of the machine instead; see
docs/operations.md.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from types import FrameType

from app.config import ROOT, SettingsFaults, load_settings

HOST = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 15
_POLL_SECONDS = 0.1


class Asked:
    """Remembers how often somebody asked us to stop."""

    def __init__(self) -> None:
        self.times = 0
        signal.signal(signal.SIGINT, self._remember)
        signal.signal(signal.SIGTERM, self._remember)

    def _remember(self, _number: int, _frame: FrameType | None) -> None:
        self.times += 1


def main() -> int:
    """Run both until asked to stop (0) or until one ends by itself (1)."""
    try:
        port = load_settings().port
    except SettingsFaults as faults:
        print(faults, file=sys.stderr)
        return 2
    if _is_taken(port):
        print(f"Port {port} is in use; choose another: PORT=8001", file=sys.stderr)
        return 2
    asked = Asked()
    processes = {name: _start(command) for name, command in commands(port).items()}
    try:
        return _watch(processes, asked, port)
    finally:
        _stop(list(processes.values()), asked)


def commands(port: int) -> Mapping[str, Sequence[str]]:
    """Return the command line of each process, by name."""
    # The rest of its settings stand in gunicorn.conf.py.
    web = ["gunicorn", "--bind", f"{HOST}:{port}"]
    return {
        "web": [sys.executable, "-m", *web],
        "timer": [sys.executable, "-m", "flask", "--app", "wsgi", "timer"],
    }


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own, so that Ctrl-C reaches only us."""
    return subprocess.Popen(  # noqa: S603 - the command lines stand above
        [*_ending_with_us(), *command],
        cwd=ROOT,
        env=os.environ,
        start_new_session=True,
    )


def _ending_with_us() -> Sequence[str]:
    """Return what makes a command end also when we are killed outright."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM"] if setpriv else []


def _watch(
    processes: Mapping[str, subprocess.Popen[bytes]], asked: Asked, port: int
) -> int:
    """Wait for a reason to stop; say once when the pages answer."""
    told = False
    give_up_at = time.monotonic() + START_SECONDS
    while not asked.times:
        for name, process in processes.items():
            if process.poll() is not None:
                print(f"{name} ended with status {process.returncode}", file=sys.stderr)
                return 1
        if not told and _is_taken(port):
            told = True
            print(f"\nBancheng: http://{HOST}:{port}   (Ctrl-C ends it)", flush=True)
        if not told and time.monotonic() > give_up_at:
            print(f"the pages did not answer in {START_SECONDS} s", file=sys.stderr)
            return 1
        time.sleep(_POLL_SECONDS)
    return 0


def _stop(processes: Sequence[subprocess.Popen[bytes]], asked: Asked) -> None:
    """Ask each process to end; after STOP_SECONDS, or when asked again, end it."""
    asked_before = asked.times
    for process in processes:
        if process.poll() is None:
            process.terminate()
    give_up_at = time.monotonic() + STOP_SECONDS
    while any(process.poll() is None for process in processes):
        if time.monotonic() > give_up_at or asked.times > asked_before:
            break
        time.sleep(_POLL_SECONDS)
    for process in processes:
        _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the process and of whatever it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _is_taken(port: int) -> bool:
    """Does somebody listen on the port?"""
    try:
        with socket.create_connection((HOST, port), timeout=1):
            return True
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
