"""/healthz, /readyz and the banner: who watches the watchdog."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app import clock
from app.domain.heartbeat import is_late
from app.factory import create_app
from app.scheduler import tick
from app.store import leases
from app.store.database import db
from app.store.reads.timer import find_beat, list_gaps
from app.store.transaction import transaction
from app.web.readers import readers
from tests.casework.given_office import dispatched
from tests.databases import let_go, settings_for_tests
from tests.marks import on_sqlite_only
from tests.store.given_tickets import SECRET_NAME, at

PERIOD = 30


@pytest.fixture
def ask(client, now):
    """Ask an address some seconds after `now`; gives status and answer."""

    def asked(path, seconds=0):
        with clock.at(now + timedelta(seconds=seconds)):
            response = client.get(path)
        return response.status_code, response.get_json()

    return asked


@pytest.fixture
def swept(district, now):
    """The last sweep ended at `now`."""
    tick.sweep(now)


@pytest.mark.usefixtures("district")
def test_before_the_first_sweep_it_fails_and_says_why(ask):
    status, answer = ask("/healthz")

    assert status == 503
    assert answer["issues"] == ["sweep_never_ran"]


@pytest.mark.usefixtures("swept")
@pytest.mark.parametrize(
    ("seconds", "status", "issues"),
    [
        (0, 200, []),
        (2 * PERIOD, 200, []),
        (2 * PERIOD + 1, 503, ["sweep_late"]),
        (3600, 503, ["sweep_late"]),
        (-3600, 503, ["sweep_late"]),  # the clock was set back, and no sweep since
    ],
)
def test_a_sweep_is_late_when_it_is_older_than_two_periods(
    ask, seconds, status, issues
):
    assert ask("/healthz", seconds)[0] == status
    assert ask("/healthz", seconds)[1]["issues"] == issues


@pytest.mark.usefixtures("swept")
def test_the_answer_tells_sweep_timer_outbox_and_rules(ask, app):
    dispatched("11-23 10:00")

    _, answer = ask("/healthz", 20)

    assert answer["status"] == "ok"
    assert answer["sweep"]["age_seconds"] == 20
    assert answer["sweep"]["period_seconds"] == PERIOD
    assert answer["timer"] == {"elected": False}
    assert answer["outbox"] == {"pending": 2, "overdue_seconds": 20}
    assert answer["rules"]["version"] == app.extensions["offices"].rules.version


@pytest.mark.usefixtures("swept")
@pytest.mark.parametrize(
    ("seconds", "is_elected"), [(0, True), (89, True), (90, False)]
)
def test_it_tells_whether_a_timer_is_elected(ask, now, seconds, is_elected):
    with transaction():
        leases.take_lease("timer", "host:1:secret", now, 90)

    assert ask("/healthz", seconds)[1]["timer"] == {"elected": is_elected}


@pytest.mark.usefixtures("swept")
def test_it_names_no_machine_and_no_person(client, now):
    dispatched("11-23 10:00")
    with transaction():
        leases.take_lease("timer", "host-of-ours:1:secret", now, 90)

    told = client.get("/healthz").get_data(as_text=True)

    assert "host-of-ours" not in told
    assert SECRET_NAME not in told


@pytest.mark.usefixtures("swept")
def test_a_late_sweep_is_no_reason_to_take_a_web_node_away(ask):
    assert ask("/readyz", 3600) == (200, {"status": "ok", "issues": []})


@pytest.mark.usefixtures("swept")
def test_tables_of_another_version_are_a_reason(ask):
    with transaction():
        db.session.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    assert ask("/readyz") == (503, {"status": "failing", "issues": ["migrations"]})


@pytest.mark.usefixtures("swept")
def test_a_process_that_was_asked_to_stop_is_not_ready_and_is_healthy(app, ask):
    app.extensions["leaving"].set()

    assert ask("/readyz") == (503, {"status": "failing", "issues": ["leaving"]})
    assert ask("/healthz")[0] == 200


@pytest.fixture
def without_tables(empty_database_url, tmp_path, now):
    app = create_app(settings_for_tests(empty_database_url, tmp_path))
    yield app.test_client()
    let_go(app)


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_register_that_cannot_be_read_is_told_not_thrown(without_tables, path):
    response = without_tables.get(path)

    assert response.status_code == 503
    assert response.get_json()["issues"] == ["database"]


@on_sqlite_only
def test_an_answer_is_never_kept_and_opens_no_session(client):
    response = client.get("/healthz")

    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers


# --- the heartbeat ------------------------------------------------------------------


def last_beat():
    beat = find_beat("sweep")
    assert beat is not None
    return beat


@pytest.mark.usefixtures("district")
def test_every_sweep_beats_also_when_nothing_was_due(now):
    tick.sweep(now)
    tick.sweep(now + timedelta(seconds=PERIOD))

    beat = last_beat()

    assert (beat.started_at, beat.beat_at) == (now, now + timedelta(seconds=PERIOD))
    assert beat.swept == 0


@pytest.mark.usefixtures("district")
def test_a_sweep_that_was_told_to_stop_half_way_does_not_beat(now, small_batches):
    for _ in range(4):
        dispatched("11-02 10:00")

    assert tick.sweep(now, stopping=lambda: True) == 3

    assert find_beat("sweep") is None


@pytest.mark.usefixtures("swept")
@pytest.mark.parametrize(("seconds", "gaps"), [(60, 0), (61, 1), (3600, 1), (-3600, 0)])
def test_a_silence_of_more_than_two_periods_is_kept_on_record(now, seconds, gaps):
    later = now + timedelta(seconds=seconds)

    tick.sweep(later)

    kept = list_gaps("sweep")
    assert [(gap.began_at, gap.ended_at) for gap in kept] == [(now, later)] * gaps


@pytest.mark.usefixtures("swept")
def test_the_record_of_a_gap_cannot_be_changed(now):
    tick.sweep(now + timedelta(hours=1))

    for statement in (
        "UPDATE heartbeat_gaps SET name = 'x'",
        "DELETE FROM heartbeat_gaps",
    ):
        with pytest.raises(DBAPIError, match="append-only"), transaction():
            db.session.execute(text(statement))


@pytest.mark.usefixtures("swept")
def test_after_the_clock_was_set_back_the_next_sweep_beats_all_the_same(now, ask):
    an_hour_ago = now - timedelta(hours=1)

    tick.sweep(an_hour_ago)

    assert last_beat().beat_at == an_hour_ago
    assert ask("/healthz", -3600)[0] == 200


@pytest.mark.usefixtures("swept")
@pytest.mark.parametrize(("seconds", "late"), [(60, False), (61, True)])
def test_the_banner_is_told_the_same(app, now, seconds, late):
    with app.test_request_context(), clock.at(now + timedelta(seconds=seconds)):
        beat = readers().heartbeat()

    assert beat is not None
    assert (beat.swept_at, beat.late) == (now, late)


def test_what_never_beat_is_late():
    assert is_late(None, at("11-23 10:00"), PERIOD)
