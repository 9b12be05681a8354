"""Who asks about the own data is written down, answered, and what is granted is done."""

from datetime import date

import pytest

from app.casework import archiving, filing
from app.casework.data_requests import (
    answer_request,
    get_request,
    list_requests,
    record_request,
)
from app.domain.errors import FieldMissing, NotFound, NotPermitted, RuleBroken
from app.domain.terms import (
    DataRequestKind,
    DataRequestOutcome,
    ResultCode,
    Verdict,
)
from app.store.reads.lines import list_of_same_person
from app.store.transaction import reading
from tests.casework.given_office import (
    PEOPLE,
    act,
    desk,
    everything,
    filed,
    of_ticket,
    rows,
)
from tests.store.given_tickets import unsealed

K, O = DataRequestKind, DataRequestOutcome  # noqa: E741 - short beside K
NAME, PHONE, RIGHT = "陈不可见", "199-0000-4321", "199-0000-9999"
SAID = "身份证核对无误，陈不可见本人要求"


@pytest.fixture
def number(district):
    return filed(name=NAME, phone=PHONE)


def asked(number, kind, who="leader"):
    act(who, "11-23 11:00", record_request, number, kind, SAID, 15)
    return rows("data_requests")[-1]["id"]


def answered(request_id, outcome=O.GRANTED, who="leader", **given):
    words = (request_id, outcome, "已当面告知", *given.values())
    return act(who, "11-24 09:00", answer_request, *words)


def test_a_request_is_on_record_with_its_last_day_and_sealed(number):
    request_id = asked(number, K.ACCESS)

    with reading():
        found = get_request(desk("leader", "11-23 12:00"), request_id)
        assert list_requests(desk("leader", "11-23 12:00")) == [found]
    assert (found.number, found.kind, found.said) == (number, K.ACCESS, SAID)
    assert found.due_on == date(2026, 12, 8)
    assert found.outcome is None
    assert "不可见" not in str(everything())


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - {"leader"}))
def test_nobody_but_the_duty_leader_of_the_center_records_one(number, who):
    with pytest.raises((NotPermitted, NotFound)):
        asked(number, K.ACCESS, who)
    assert rows("data_requests") == []


def test_another_centers_leader_neither_sees_nor_answers_it(number):
    request_id = asked(number, K.ACCESS)

    with pytest.raises(NotFound):
        answered(request_id, who="town leader")
    with reading():
        assert list_requests(desk("town leader", "11-23 12:00")) == []


def test_a_correction_is_made_in_the_register_and_found_by_it(number, district):
    answered(asked(number, K.CORRECT), name="", phone=RIGHT)

    who = unsealed(*of_ticket("complainants", number))
    assert (who["name"], who["phone"]) == (NAME, RIGHT)
    with reading():
        assert [one.number for one in list_of_same_person(district.id, RIGHT)] == [
            number
        ]
        assert list_of_same_person(district.id, PHONE) == []
    (log,) = rows("access_log", action="corrected")
    assert (log["reason"], RIGHT in str(everything())) == (number, False)


def test_a_correction_says_what_is_right(number):
    request_id = asked(number, K.CORRECT)

    with pytest.raises(FieldMissing):
        answered(request_id)


def test_what_a_case_needs_is_not_deleted(number):
    request_id = asked(number, K.DELETE)

    with pytest.raises(RuleBroken) as refused:
        answered(request_id)
    assert refused.value.code == "data_request.still_needed"
    assert unsealed(*of_ticket("complainants", number))["name"] == NAME

    answered(request_id, O.REFUSED)
    assert rows("data_requests")[0]["outcome"] == "refused"


def test_of_an_archived_case_it_is_deleted_at_once(number):
    act("clerk", "11-23 10:00", filing.solve_at_desk, number, ResultCode.R1, "办好了")
    act("leader", "11-23 10:30", archiving.archive_ticket, number, Verdict.NOBODY)

    answered(asked(number, K.DELETE))

    assert of_ticket("complainants", number)[0]["name"] == ""
    assert of_ticket("complaints", number)[0]["told"] == ""
    (log,) = rows("access_log", action="forgotten")
    assert log["reason"] == number


def test_an_answer_is_given_once(number):
    request_id = asked(number, K.ACCESS)
    answered(request_id)

    with pytest.raises(RuleBroken) as refused:
        answered(request_id, O.REFUSED)
    assert refused.value.code == "data_request.answered"
