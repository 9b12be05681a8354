"""A light at its exact boundaries."""

from datetime import UTC, datetime, timedelta

import pytest

from app.web.lights import Light, Running, light

DUE = datetime(2026, 10, 21, 9, 0, tzinfo=UTC)
YELLOW = datetime(2026, 10, 21, 1, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (YELLOW - SECOND, Light.OK),
        (YELLOW, Light.SOON),
        (DUE - SECOND, Light.SOON),
        (DUE, Light.SOON),
        (DUE + SECOND, Light.LATE),
    ],
)
def test_a_running_clock(now, shown):
    assert light(Running(DUE, YELLOW), now) is shown


@pytest.mark.parametrize(
    ("stopped_at", "shown"),
    [
        (DUE - SECOND, Light.DONE),
        (DUE, Light.DONE),
        (DUE + SECOND, Light.LATE),
    ],
)
def test_what_was_done_late_stays_late(stopped_at, shown):
    clock = Running(DUE, YELLOW, stopped_at=stopped_at)

    assert light(clock, DUE + timedelta(days=30)) is shown


def test_a_suspended_clock_is_held_in_its_yellow_time():
    assert light(Running(DUE, YELLOW, suspended=True), YELLOW) is Light.HELD


def test_a_clock_that_was_late_before_it_was_suspended_stays_late():
    assert light(Running(DUE, suspended=True), DUE + SECOND) is Light.LATE


def test_a_clock_without_yellow_goes_from_ok_to_late():
    assert light(Running(DUE), DUE) is Light.OK
    assert light(Running(DUE), DUE + SECOND) is Light.LATE


def test_without_a_due_moment_nothing_is_late():
    assert light(Running(None), DUE) is Light.OK
    assert light(Running(None, suspended=True), DUE) is Light.HELD
