"""While the mail server hangs or refuses, cases are swept and pages answer."""

import os
import signal
import subprocess
import sys
import time

import pytest

from app.config import ROOT
from app.store.reads.timer import find_beat
from app.store.transaction import reading
from tests.casework.given_office import dispatched, rows
from tests.databases import SECRETS
from tests.faults.given_forms import files
from tests.marks import on_sqlite_only
from tests.notify.given_mail import handler
from tests.notify.mail_server import running

pytestmark = on_sqlite_only

PATIENCE_SECONDS = 120


@pytest.fixture
def server():
    with running() as server:
        yield server


@pytest.fixture
def timer(settings, server):
    """The real timer, before a mail server of the test's."""

    started = []

    def start():
        process = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "timer"],
            cwd=ROOT,
            env={
                **os.environ,
                **SECRETS,
                "DATABASE_URL": settings.database_url,
                "SMTP_HOST": "127.0.0.1",
                "SMTP_PORT": str(server.port),
                "SWEEP_SECONDS": "1",
            },
            stderr=subprocess.DEVNULL,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def beats():
    with reading():
        beat = find_beat("sweep")
    return beat.beat_at if beat else None


def wait_until(what):
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not what():
        assert time.monotonic() < give_up_at, "it took too long"
        time.sleep(0.05)


def test_a_hanging_mail_server_holds_up_nobody(clerk, server, timer):
    handler("huang")
    dispatched("11-02 10:00")
    server.hangs = True
    process = timer()
    wait_until(lambda: server.sessions)  # the messenger hangs in it by now

    before = beats()
    wait_until(lambda: beats() != before)
    before = beats()
    wait_until(lambda: beats() > before)

    assert files(clerk, "form-1").status_code == 302
    assert rows("escalations")  # of the case that nobody touched
    assert {row["mail_state"] for row in rows("notices")} <= {"pending", "none"}

    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=PATIENCE_SECONDS) == 0


def test_a_refusing_mail_server_is_asked_again_later_and_says_why(clerk, server, timer):
    handler("huang")
    server.refused = ["huang"]
    files(clerk, "form-1")
    timer()

    wait_until(lambda: any(row["last_error"] for row in rows("notices")))

    (refused,) = {row["last_error"] for row in rows("notices") if row["last_error"]}
    assert "550" in refused
    assert files(clerk, "form-2").status_code == 302
