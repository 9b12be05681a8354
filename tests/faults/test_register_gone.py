"""PostgreSQL is stopped under the running system and comes back."""

import subprocess

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.casework.audit import Proof, verify_register
from app.store.database import db
from app.store.transaction import reading, transaction
from tests.casework.given_office import offices, rows
from tests.faults.given_forms import PHONE, TEXT, files, form
from tests.marks import on_postgresql_only
from tests.notify.given_mail import handler
from tests.timer_process import PATIENCE_SECONDS, beat_at, timers, wait_until

pytestmark = on_postgresql_only


@pytest.fixture
def gone(postgres_cluster):
    """Stop the server for the length of a block."""
    return postgres_cluster.gone


def filed():
    return {row["filing_key"]: row["number"] for row in rows("tickets")}


def test_pages_say_so_in_words_keep_what_was_typed_and_recover(clerk, gone):
    first = files(clerk, "form-1")
    clerk.get("/new-case")
    with gone():
        refused = clerk.post("/new-case", **form("form-2"))
        looked = clerk.get("/my-cases")
        public = clerk.get("/case/PJ26-0001")
    again = files(clerk, "form-2")

    assert (first.status_code, again.status_code) == (302, 302)
    for answer in (refused, looked, public):
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "30"
        assert "系统暂时无法连接数据库" in answer.text
        assert "Content-Security-Policy" in answer.headers
    assert TEXT in refused.text
    assert PHONE in refused.text  # in the form that is sent again, not beside it
    assert "重新提交" in refused.text
    assert TEXT not in looked.text


def test_every_acknowledged_case_is_there_and_none_twice(clerk, gone):
    acknowledged = []
    for round_ in range(3):
        for n in range(2):
            answer = files(clerk, f"form-{round_}-{n}")
            acknowledged.append(answer.headers["Location"].split("/")[2])
        clerk.get("/new-case")
        with gone():
            assert clerk.post("/new-case", **form(f"cut-{round_}")).status_code == 503
        # The button of the page that said so: the same form once more.
        answer = clerk.post("/new-case", **form(f"cut-{round_}"))
        acknowledged.append(answer.headers["Location"].split("/")[2])

    kept = filed()

    assert sorted(kept.values()) == sorted(acknowledged)
    assert sorted(acknowledged) == [f"PJ26-{n:04}" for n in range(1, 10)]
    with reading():
        assert list(verify_register(offices(), Proof())) == []


def test_machines_are_told_and_programs_get_a_problem(client, district, gone):
    with gone():
        health, ready = client.get("/healthz"), client.get("/readyz")
        program = client.get("/api/v1/nowhere")

    assert health.get_json()["issues"] == ["database"]
    assert ready.get_json()["issues"] == ["database"]
    assert (health.status_code, ready.status_code) == (503, 503)
    assert program.status_code in (401, 404, 503)  # answered, not thrown
    assert client.get("/readyz").status_code == 200


def test_a_transaction_that_was_cut_off_leaves_nothing(app, district, gone):
    handler()

    def cut_off_half_way():
        with transaction():
            db.session.execute(text("UPDATE users SET display_name = 'half'"))
            with gone():
                db.session.execute(text("SELECT 1"))

    with pytest.raises(OperationalError):
        cut_off_half_way()

    assert [row["display_name"] for row in rows("users")] == ["handler"]


# --- the timer ----------------------------------------------------------------------


@pytest.fixture
def timer(settings):
    """The real process, sweeping every second."""
    outbox = str(settings.outbox_dir)
    with timers(settings, subprocess.PIPE, OUTBOX_DIR=outbox) as start:
        yield start()


def test_the_timer_keeps_trying_and_sweeps_again(district, timer, gone):
    wait_until(beat_at)
    with gone():
        # It says that it waits, and lives on.
        while "sweep waits: register.gone" not in (said := timer.stderr.readline()):
            assert said, "the timer ended"
        assert timer.poll() is None
    wait_until(beat_at)
    last = beat_at()
    wait_until(lambda: beat_at() > last)

    timer.terminate()
    assert timer.wait(timeout=PATIENCE_SECONDS) == 0
