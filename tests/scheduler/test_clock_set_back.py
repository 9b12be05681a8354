"""The machine's clock is set back an hour: nothing falls twice, nothing stays behind."""

import pytest

from app.casework import handling
from tests.casework.given_office import act, entries
from tests.scheduler.given_ladder import ladder, story, swept, untouched

pytestmark = pytest.mark.usefixtures("district")

YELLOW, URGE = ("yellow", "11-05 09:00"), ("urge", "11-06 09:00")


def test_a_sweep_in_the_repeated_hour_finds_nothing_to_do():
    (number,) = untouched()
    swept("11-05 09:30")
    before = story(number)

    assert swept("11-05 08:30") == 0
    assert swept("11-05 09:29") == 0

    assert story(number) == before
    assert ladder(number) == [YELLOW]


def test_an_act_in_the_repeated_hour_stands_after_what_fell_before():
    (number,) = untouched()
    swept("11-05 09:30")

    act("handler", "11-05 08:40", handling.add_progress, number, "在查")

    moments = [entry["at"] for entry in entries(number)]
    assert moments == sorted(moments)
    assert entries(number)[-1]["kind"] == "progressed"


def test_afterwards_the_ladder_goes_on():
    (number,) = untouched()
    swept("11-05 09:30")
    swept("11-05 08:30")

    swept("11-06 09:01")

    assert ladder(number) == [YELLOW, URGE]
