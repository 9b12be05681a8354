"""The one reading of the wall clock."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest

from app import clock

MOMENT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_the_clock_reads_utc():
    before = datetime.now(UTC)

    assert before <= clock.now() <= datetime.now(UTC)
    assert clock.now().tzinfo is UTC


def test_a_held_clock_stands_still_and_goes_on_afterwards():
    with clock.at(MOMENT):
        assert clock.now() == MOMENT
        with clock.at(MOMENT + timedelta(days=1)):
            assert clock.now() == MOMENT + timedelta(days=1)
        assert clock.now() == MOMENT

    assert clock.now() != MOMENT


def test_a_held_moment_is_kept_in_utc():
    in_shanghai = MOMENT.astimezone(timezone(timedelta(hours=8)))

    with clock.at(in_shanghai) as held:
        assert held == MOMENT
        assert clock.now().tzinfo is UTC


def test_another_thread_reads_the_real_clock():
    read = []

    with clock.at(MOMENT):
        thread = threading.Thread(target=lambda: read.append(clock.now()))
        thread.start()
        thread.join()

    assert read[0] != MOMENT


def test_a_naive_moment_is_refused():
    with pytest.raises(ValueError, match="aware"), clock.at(datetime(2026, 11, 23)):  # noqa: DTZ001
        pass
