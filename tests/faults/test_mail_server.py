"""While the mail server hangs or refuses, cases are swept and pages answer."""

import signal

import pytest

from tests.casework.given_office import dispatched, rows
from tests.faults.given_forms import files
from tests.marks import on_sqlite_only
from tests.notify.given_mail import handler
from tests.notify.mail_server import running
from tests.timer_process import PATIENCE_SECONDS, beat_at, timers, wait_until

pytestmark = on_sqlite_only


@pytest.fixture
def server():
    with running() as server:
        yield server


@pytest.fixture
def timer(settings, server):
    """What starts the real timer, before a mail server of the test's."""
    port = str(server.port)
    with timers(settings, SMTP_HOST="127.0.0.1", SMTP_PORT=port) as start:
        yield start


def test_a_hanging_mail_server_holds_up_nobody(clerk, server, timer):
    handler("huang")
    dispatched("11-02 10:00")
    server.hangs = True
    process = timer()
    wait_until(lambda: server.sessions)  # the messenger hangs in it by now

    before = beat_at()
    wait_until(lambda: beat_at() != before)
    before = beat_at()
    wait_until(lambda: beat_at() > before)

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
