"""The timer stood still: every step falls all the same, at its legal moment."""

import pytest

from app.casework import handling
from tests.casework.given_office import act, dispatched, entries
from tests.scheduler.given_ladder import (
    BEGINS,
    LADDER,
    THREE_WEEKS_LATER,
    detected,
    ladder,
    notice_numbers,
    story,
    swept,
    untouched,
)

pytestmark = pytest.mark.usefixtures("district")


def test_a_step_is_dated_at_its_legal_moment_and_says_when_it_was_detected():
    (number,) = untouched()
    swept("11-05 08:59")

    swept("11-05 10:00")

    assert ladder(number) == [("yellow", "11-05 09:00")]
    assert detected(number) == ["11-05 10:00"]


def test_after_three_weeks_every_missed_step_falls_in_order():
    (number,) = untouched()

    swept(THREE_WEEKS_LATER)

    assert ladder(number) == LADDER
    assert detected(number) == [THREE_WEEKS_LATER] * len(LADDER)


def test_the_entries_stand_in_the_order_of_their_moments():
    (number,) = untouched()

    swept(THREE_WEEKS_LATER)

    moments = [entry["at"] for entry in entries(number)]
    assert moments == sorted(moments)
    assert [entry["kind"].value for entry in entries(number)][2] == "auto_signed"


def test_one_late_sweep_writes_what_punctual_sweeps_would_have_written():
    (number,) = untouched()
    (other,) = untouched()
    punctual = [f"{day} 09:01" for _, day in LADDER for day in [day.split()[0]]]
    for moment in [BEGINS, "11-02 16:00", *punctual]:
        swept(moment)
    one_by_one = story(number)

    late = dispatched("11-02 10:00")
    swept(THREE_WEEKS_LATER)

    assert story(late) == one_by_one == story(other)


def test_supervision_notices_of_a_late_sweep_are_numbered_without_gaps():
    untouched(4)

    swept(THREE_WEEKS_LATER)

    numbers = [1, 2, 3, 4]
    assert notice_numbers() == {"blue": numbers, "orange": numbers, "red": numbers}


def test_an_act_finds_the_missed_steps_written_before_it():
    (number,) = untouched()

    act("handler", "11-09 10:00", handling.add_progress, number, "在查")

    assert ladder(number) == LADDER[:3]
    assert entries(number)[-1]["kind"] == "progressed"
    assert swept("11-09 10:01") == 0


def test_a_second_sweep_at_the_same_moment_changes_nothing():
    (number,) = untouched()
    swept(THREE_WEEKS_LATER)
    before = story(number)

    assert swept(THREE_WEEKS_LATER) == 0

    assert story(number) == before


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("how_many", [2, 3, 4, 7])
def test_batch_follows_batch_until_nothing_is_due(how_many):
    numbers = untouched(how_many)

    assert swept(THREE_WEEKS_LATER) == how_many

    assert [ladder(number) for number in numbers] == [LADDER] * how_many
