"""Two processes, started together and stopped together."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from app.config import ROOT
from tests.databases import SECRETS

NAMES = ("web", "child", "timer")
PATIENCE_SECONDS = 120  # of a slow machine; nothing waits so long in peace

# The real supervisor over two small processes: one listens like the web server and
# has a child of its own, the other waits like the timer.
STAGE = """
import sys
from app import supervise

LISTEN = '''
import http.server, os, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("child", child.pid, flush=True); print("web", os.getpid(), flush=True)
server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), None)
server.serve_forever()
'''
WAIT = '''
import os, sys, time
print("timer", os.getpid(), flush=True)
time.sleep(float(sys.argv[1]))
sys.exit(3)
'''
supervise.commands = lambda port: {
    "web": [sys.executable, "-c", LISTEN, str(port)],
    "timer": [sys.executable, "-c", WAIT, sys.argv[1]],
}
sys.exit(supervise.main())
"""


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def stage(port):
    """Start the supervisor; its timer ends by itself after some seconds."""
    started = []

    def start(timer_seconds=600):
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(STAGE), str(timer_seconds)],
            cwd=ROOT,
            env={**os.environ, "PORT": str(port), **SECRETS},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with process:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_all_of_it(stage, number):
    process = stage()
    lines = read_until_all_run(process)

    process.send_signal(number)
    rest = process.communicate(timeout=PATIENCE_SECONDS)[0]

    assert process.returncode == 0, rest
    pids = pids_in(lines)
    assert set(pids) == {"web", "child", "timer"}
    assert all_gone(pids)


def test_when_one_ends_the_other_is_stopped_and_the_status_says_so(stage):
    process = stage(timer_seconds=0.5)

    said = process.communicate(timeout=PATIENCE_SECONDS)[0]

    assert process.returncode == 1
    assert "timer ended with status 3" in said
    assert all_gone(pids_in(said.splitlines()))


def test_no_process_is_left_when_the_supervisor_is_killed(stage):
    process = stage()
    lines = read_until_all_run(process)

    process.kill()
    process.wait()

    pids = pids_in(lines)
    # A web server ends its own workers; this small one does not.
    os.kill(pids.pop("child"), signal.SIGKILL)
    assert all_gone(pids)


def test_a_port_in_use_is_said(stage, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        process = stage()
        said = process.communicate(timeout=PATIENCE_SECONDS)[0]

    assert process.returncode == 2
    assert f"Port {port} is in use" in said


def read_until_all_run(process):
    """What it says until the pages answer and each process has told its id."""
    lines, is_up = [], False
    for line in process.stdout:
        lines.append(line)
        is_up = is_up or "Ctrl-C" in line
        if is_up and len(pids_in(lines)) == len(NAMES):
            return lines
    raise AssertionError("".join(lines))


def pids_in(lines):
    words = [line.split() for line in lines]
    return {w[0]: int(w[1]) for w in words if len(w) == 2 and w[0] in NAMES}


def all_gone(pids_by_name, seconds=PATIENCE_SECONDS):
    pids = pids_by_name.values()
    give_up_at = time.monotonic() + seconds
    while any(map(_is_alive, pids)):
        if time.monotonic() > give_up_at:
            return False
        time.sleep(0.05)
    return True


def _is_alive(pid):
    try:
        told = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return told.rpartition(")")[2].split()[0] != "Z"
