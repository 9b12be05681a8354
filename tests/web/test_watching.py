"""Request ids and /metrics: who may read it, and what it says."""

import re

import pytest

from app.factory import create_app
from app.scheduler import tick
from tests.casework.conftest import district
from tests.casework.given_office import dispatched
from tests.databases import let_go, settings_for_tests
from tests.marks import on_sqlite_only
from tests.scheduler.given_ladder import swept

__all__ = ["district"]

TOKEN = "t" * 32
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def opened(database_url, tmp_path):
    """Open the application with settings of the test's choosing."""
    made = []

    def open_with(**environ):
        app = create_app(settings_for_tests(database_url, tmp_path, **environ))
        made.append(app)
        return app.test_client()

    yield open_with
    for app in made:
        let_go(app)


def value(told, name):
    """One sample of the answer."""
    found = re.search(rf"^{re.escape(name)} ([0-9.e+-]+)$", told, re.MULTILINE)
    assert found, f"{name} is not told:\n{told}"
    return float(found[1])


# --- who may read it ----------------------------------------------------------------


@on_sqlite_only
@pytest.mark.parametrize(
    ("environ", "headers", "address", "status"),
    [
        ({}, {}, "127.0.0.1", 404),
        ({}, BEARER, "127.0.0.1", 404),
        ({"METRICS_TOKEN": TOKEN}, BEARER, "203.0.113.9", 200),
        ({"METRICS_TOKEN": TOKEN}, {}, "203.0.113.9", 404),
        (
            {"METRICS_TOKEN": TOKEN},
            {"Authorization": "Bearer tt"},
            "203.0.113.9",
            404,
        ),
        ({"METRICS_TOKEN": TOKEN}, {"Authorization": TOKEN}, "203.0.113.9", 404),
        ({"METRICS_NETWORKS": "10.0.0.0/8, ::1"}, {}, "10.7.0.1", 200),
        ({"METRICS_NETWORKS": "10.0.0.0/8, ::1"}, {}, "::1", 200),
        ({"METRICS_NETWORKS": "10.0.0.0/8"}, {}, "::ffff:10.7.0.1", 200),
        ({"METRICS_NETWORKS": "10.0.0.0/8"}, {}, "11.0.0.1", 404),
        ({"METRICS_NETWORKS": "10.0.0.0/8"}, {}, "unix", 404),
    ],
)
def test_it_is_told_to_whom_the_settings_allow(
    opened, environ, headers, address, status
):
    answer = opened(**environ).get(
        "/metrics", headers=headers, environ_base={"REMOTE_ADDR": address}
    )

    assert answer.status_code == status


@on_sqlite_only
@pytest.mark.parametrize(("proxies", "status"), [("0", 404), ("1", 200)])
def test_an_address_that_a_proxy_tells_counts_only_behind_a_proxy(
    opened, proxies, status
):
    client = opened(METRICS_NETWORKS="10.0.0.0/8", TRUSTED_PROXIES=proxies)

    answer = client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.9"})

    assert answer.status_code == status


# --- what it says -------------------------------------------------------------------


@pytest.mark.usefixtures("district")
def test_it_tells_how_far_behind_what_is_open_late_and_waiting(opened, now):
    dispatched("11-02 10:00")
    dispatched("11-23 09:30")
    tick.sweep(now)
    client = opened(METRICS_TOKEN=TOKEN)

    told = client.get("/metrics", headers=BEARER).text

    assert value(told, "bancheng_register_up") == 1
    assert value(told, "bancheng_heartbeat_age_seconds") == 0
    assert value(told, "bancheng_sweep_lag_seconds") == 0
    assert value(told, "bancheng_tickets_open") == 2
    assert value(told, "bancheng_tickets_overdue") == 1
    assert value(told, 'bancheng_escalations{step="urge"}') == 1
    assert value(told, 'bancheng_escalations{step="clue"}') == 1
    assert value(told, "bancheng_outbox_pending") > 4
    assert value(told, "bancheng_outbox_oldest_age_seconds") == 21 * 24 * 3600


@pytest.mark.usefixtures("district")
def test_before_the_sweep_it_tells_by_how_much_the_oldest_step_is_late(opened):
    dispatched("11-23 09:30")
    swept("11-23 09:31")
    dispatched("11-02 10:00")  # signed by itself after four working hours
    client = opened(METRICS_TOKEN=TOKEN)

    told = client.get("/metrics", headers=BEARER).text

    assert value(told, "bancheng_heartbeat_age_seconds") == 29 * 60
    assert value(told, "bancheng_sweep_lag_seconds") > 20 * 24 * 3600


def test_without_a_register_it_says_so_and_answers(empty_database_url, tmp_path, now):
    app = create_app(
        settings_for_tests(empty_database_url, tmp_path, METRICS_TOKEN=TOKEN)
    )

    told = app.test_client().get("/metrics", headers=BEARER).text
    let_go(app)

    assert value(told, "bancheng_register_up") == 0
    assert "bancheng_tickets_open" not in told


@on_sqlite_only
def test_requests_are_counted_by_page_and_never_by_address(opened, now):
    client = opened(METRICS_TOKEN=TOKEN)
    name = (
        'bancheng_request_seconds_count{endpoint="public.case",'
        'method="GET",status="4xx"}'
    )
    client.get("/case/PJ26-0417?code=AAAA-2222")
    before = value(client.get("/metrics", headers=BEARER).text, name)

    client.get("/case/PJ26-0418?code=AAAA-2222")
    told = client.get("/metrics", headers=BEARER).text

    assert value(told, name) == before + 1
    assert "PJ26" not in told


# --- ids ----------------------------------------------------------------------------


@on_sqlite_only
@pytest.mark.parametrize(
    ("given", "is_kept"),
    [
        ("abcd-1234-ef", True),
        ("short", False),
        ("no blanks in it", False),
        ("x" * 65, False),
    ],
)
def test_a_usable_id_of_the_proxy_is_kept_another_is_replaced(client, given, is_kept):
    answer = client.get("/healthz", headers={"X-Request-ID": given})

    told = answer.headers["X-Request-ID"]

    assert (told == given) is is_kept
    assert re.fullmatch(r"[A-Za-z0-9._-]{8,64}", told)


@on_sqlite_only
def test_two_requests_have_two_ids(client):
    ids = {client.get("/healthz").headers["X-Request-ID"] for _ in range(2)}

    assert len(ids) == 2
