"""Complaints about attitude or corruption: for the inspection office alone."""

import pytest

from app.casework import direct, filing, merging
from app.casework.audit import Proof, verify_register
from app.domain.errors import NotFound, NotPossible, RuleBroken
from app.domain.terms import CauseCode, ResultCode
from app.store.transaction import reading_one_moment
from tests.casework.given_office import (
    act,
    everything,
    filed,
    last_entry,
    offices,
    payload,
    rows,
    ticket,
    told,
)

pytestmark = pytest.mark.usefixtures("district")

BOTH = pytest.mark.parametrize("cause", [CauseCode.C36, CauseCode.C37])
WORDS = {"result": ResultCode.R9, "text": "调取录像，未见所反映情形"}


@BOTH
def test_no_department_is_sent_one(cause):
    number = filed(cause=cause)
    before = everything()

    for who in ("clerk", "dispatcher"):
        with pytest.raises(RuleBroken, match=r"direct\.inspection_only"):
            act(who, "11-23 09:30", filing.dispatch_ticket, number, "SJ")
    with pytest.raises(RuleBroken, match=r"direct\.inspection_only"):
        act("clerk", "11-23 09:30", filing.solve_at_desk, number, ResultCode.R1, "办好")
    assert everything() == before


@pytest.mark.parametrize("cause", [None, CauseCode.C35, CauseCode.C38])
def test_others_go_their_usual_way_and_are_not_concluded(cause):
    number = filed(cause=cause)

    with pytest.raises(NotPossible, match=r"direct\.not"):
        act("inspector", "11-23 09:30", direct.conclude_complaint, number, **WORDS)
    act("clerk", "11-23 09:30", filing.dispatch_ticket, number, "SJ")


@pytest.mark.parametrize("verb", [merging.merge_ticket, merging.link_ticket])
@pytest.mark.parametrize("turned", [False, True])
def test_it_is_joined_with_no_other(verb, turned):
    pair = [filed(cause=CauseCode.C37), filed("11-23 09:30", phone="13800001111")]
    first, second = reversed(pair) if turned else pair

    with pytest.raises(RuleBroken, match=r"direct\.inspection_only"):
        act("clerk", "11-23 10:00", verb, first, into=second, reason="同一人")


def test_the_same_person_s_other_cases_show_nothing_of_it():
    filed(cause=CauseCode.C37)
    filed("11-23 09:30")
    filed("11-23 09:40", cause=CauseCode.C36)

    assert rows("ticket_links") == []


def test_the_inspection_office_is_told_looks_into_it_and_concludes():
    number = filed(cause=CauseCode.C37)
    assert told(number) == ["direct inspector"]

    with pytest.raises(NotFound):
        act("handler", "11-23 10:00", direct.conclude_complaint, number, **WORDS)
    act("inspector", "11-24 10:00", direct.conclude_complaint, number, **WORDS)

    assert ticket(number)["state"] == "closed"
    assert payload(last_entry(number))["how"] == "inspected"
    with reading_one_moment():
        assert list(verify_register(offices(), Proof())) == []
