"""Time passes first: what a person does is judged as if the sweep had just run."""

import pytest

from app.casework import extensions, handling
from app.domain.errors import NotPossible, RuleBroken
from app.domain.terms import State, SuspensionReason
from tests.casework.given_office import (
    act,
    answer,
    clock,
    dispatched,
    entries,
    everything,
    kinds,
    of_ticket,
    signed,
    sweep,
    ticket,
)
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")


def suspend(number, short, days):
    return act(
        "handler",
        short,
        handling.suspend_ticket,
        number,
        reason=SuspensionReason.HEARING,
        notice_no="听证1号",
        planned_days=days,
        text="听证",
    )


def test_a_suspension_that_ended_by_itself_does_not_block_the_answer():
    number = signed()
    suspend(number, "11-24 10:00", days=2)  # until Thu 26 Nov 17:00
    answer(number, "11-26 18:00")
    assert kinds(number)[-3:] == ["suspended", "auto_resumed", "answered"]
    resumed, answered = entries(number)[-2:]
    assert (resumed["at"], resumed["recorded_at"]) == (
        at("11-26 17:00"),
        at("11-26 18:00"),
    )
    assert (resumed["actor_name"], answered["actor_name"]) == ("system", "handler")
    assert ticket(number)["state"] == State.ANSWERED


def test_while_it_lasts_the_suspension_blocks_the_answer():
    number = signed()
    suspend(number, "11-24 10:00", days=2)
    before = everything()
    with pytest.raises(NotPossible):
        answer(number, "11-26 17:00")
    assert everything() == before


def test_steps_that_nobody_swept_are_written_before_the_act():
    number = signed()
    answer(number, "11-30 10:00")
    assert kinds(number)[3:] == ["escalated", "escalated", "escalated", "answered"]
    assert [row["step"].value for row in of_ticket("escalations", number)] == [
        "yellow",
        "urge",
        "blue",
    ]
    assert ticket(number)["stopped_at"] == at("11-30 10:00")


def test_it_makes_no_difference_whether_the_sweep_came_before():
    swept, unswept = signed(), signed()
    sweep("11-26 09:30")
    act("handler", "11-26 10:00", handling.add_progress, unswept, "已勘验")
    act("handler", "11-26 10:00", handling.add_progress, swept, "已勘验")
    assert kinds(swept) == kinds(unswept)
    moments = [[entry["at"] for entry in entries(n)] for n in (swept, unswept)]
    assert moments[0] == moments[1]
    assert ticket(swept)["next_at"] == ticket(unswept)["next_at"]
    assert ticket(swept)["facts"] == ticket(unswept)["facts"]


def test_an_act_at_the_due_instant_comes_before_time():
    number = dispatched("11-23 09:20")
    act("handler", "11-23 14:20", handling.sign_ticket, number)
    assert kinds(number) == ["filed", "dispatched", "signed"]
    assert clock(number, "sign")["stopped_at"] == at("11-23 14:20")


def test_what_time_brought_is_not_kept_when_the_act_is_refused():
    """The act and what came before it are one transaction; the sweep writes it anew."""
    number = signed()
    before = everything()
    with pytest.raises(RuleBroken, match=r"extend\.too_late"):
        act(
            "handler",
            "11-27 10:00",
            extensions.request_extension,
            number,
            days=1,
            reason="勘验",
            told="已致电",
        )
    assert everything() == before
    assert sweep("11-27 10:00:01") == 1
    assert kinds(number)[3:] == ["escalated", "escalated"]


def test_a_clock_set_back_writes_nothing_into_the_past():
    number = signed()
    act("handler", "11-24 10:00", handling.add_progress, number, "甲")
    act("handler", "11-24 09:00", handling.add_progress, number, "乙")
    first, second = entries(number)[-2:]
    assert second["at"] == first["at"] == at("11-24 10:00")
    assert second["recorded_at"] == at("11-24 09:00")
