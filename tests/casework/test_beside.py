"""Assistants, joint meetings, watch-list and archive: what stands in the register."""

from datetime import date

import pytest

from app.casework import archiving, assisting, handling, meetings, revisits, watching
from app.casework.audit import Proof, verify_register
from app.domain.errors import NotFound, NotPermitted, NotPossible, RuleBroken
from app.domain.terms import ResultCode, TicketClass, Verdict
from app.store import directory
from app.store.reads.beside import list_meetings, list_to_archive, list_watched
from app.store.reads.counts import dispatch_counts, window_counts
from app.store.reads.worklists import list_to_do
from app.store.transaction import reading_one_moment
from tests.casework.given_office import (
    DISTRICT,
    act,
    answer,
    answered,
    dispatched,
    last_entry,
    offices,
    payload,
    revisit,
    sweep,
    ticket,
    verify,
)
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")


def known():
    return directory.district_by_code(DISTRICT)


def add(number, departments, who="dispatcher", short="11-23 10:00"):
    words = {"assisting": departments, "reason": "需会办"}
    return act(who, short, assisting.add_assistant, number, **words)


def to_do(department, short="11-23 10:30"):
    found = list_to_do(known().department_id(department), at(short))
    return [(one.line.number, one.clock.value, one.due_at) for one in found]


def proven():
    with reading_one_moment():
        return list(verify_register(offices(), Proof())) == []


# --- the desk of an assistant ------------------------------------------------------------


def test_an_added_assistant_finds_its_part_on_its_own_list():
    number = dispatched(ticket_class=TicketClass.COMPLEX)

    add(number, ("GA",))

    assert to_do("GA") == [(number, "assist", at("11-27 17:00"))]


def test_it_contacts_notes_and_answers_as_one_named_at_dispatch():
    number = dispatched()
    add(number, ("GA",))

    contact = ("已联系反映人", "phone")
    act("police", "11-23 11:00", handling.record_contact, number, *contact)
    act("police", "11-23 11:10", handling.add_progress, number, "已调档")
    with pytest.raises(RuleBroken):
        answer(number, "11-23 14:00")
    answer(number, "11-23 14:30", who="police")
    answer(number, "11-23 15:00")

    assert ticket(number)["state"] == "answered"
    assert to_do("GA", "11-23 15:00") == []


def test_a_stranger_becomes_an_assistant_and_then_one_no_more():
    number = dispatched()
    with pytest.raises(NotFound):
        act("police", "11-23 09:50", handling.add_progress, number, "?")
    add(number, ("GA",))
    act("police", "11-23 10:10", handling.add_progress, number, "已看")

    words = {"department": "GA", "reason": "不需要"}
    act("dispatcher", "11-23 10:20", assisting.release_assistant, number, **words)

    with pytest.raises(NotFound):
        act("police", "11-23 10:30", handling.add_progress, number, "?")
    assert to_do("GA") == []
    assert proven()


def test_a_department_that_does_not_exist_is_not_named():
    with pytest.raises(NotFound):
        add(dispatched(), ("XX",))


# --- joint meetings ----------------------------------------------------------------------


def call(number, short="11-24 09:00"):
    words = {"planned_at": at("11-25 14:30"), "place": "三楼", "invited": ("SJ", "GA")}
    verb = meetings.call_meeting
    return act("dispatcher", short, verb, number, **words, agenda="由谁办")


def listed():
    return [
        (one.line.number, one.raised_at, one.called is not None)
        for one in list_meetings(known().id)
    ]


def test_a_raise_stands_on_dispatchs_list_until_the_meeting_is_recorded():
    number = dispatched()
    act("inspector", "11-23 14:00", meetings.raise_level, number, "涉及多部门")
    assert listed() == [(number, at("11-23 14:00"), False)]
    assert dispatch_counts(known().id, (), 0)["meetings"] == 1

    call(number)
    assert listed() == [(number, at("11-23 14:00"), True)]

    words = {"attended": ("SJ",), "minutes": "研究", "conclusions": "市监局办"}
    act("dispatcher", "11-25 16:00", meetings.hold_meeting, number, **words)
    assert listed() == []
    assert dispatch_counts(known().id, (), 0)["meetings"] == 0
    assert proven()


def test_the_ladders_raise_owes_a_meeting_without_anybodys_act():
    number = dispatched()
    sweep("12-10 10:00")

    assert listed() == [(number, at("12-10 09:00"), False)]
    assert proven()


# --- the policy watch-list ------------------------------------------------------------------


def watched_numbers(center="C0"):
    found = list_watched(known().id, known().center_id(center))
    return [(one.line.number, one.said and one.said.kind.value) for one in found]


def waiting_for_a_policy():
    """Answered R5, verified, revisited, closed."""
    number = dispatched()
    answer(number, "11-24 10:00", result=ResultCode.R5, basis="暂行办法第九条")
    return number


def test_an_answer_r5_stands_on_the_windows_list_with_its_basis():
    number = waiting_for_a_policy()

    assert watched_numbers() == [(number, "answered")]
    assert watched_numbers("C1") == []
    assert window_counts(known().id, known().center_id("C0"), (), 0)["watched"] == 1


def test_called_back_it_leaves_the_list_and_the_call_stays_on_record():
    number = waiting_for_a_policy()
    words = {"policy": "新办法", "text": "无人接听"}
    verb = watching.call_back
    act("clerk", "11-26 09:00", verb, number, reached=False, **words)
    assert watched_numbers() == [(number, "called_back")]

    act("clerk", "11-26 10:00", verb, number, reached=True, **words)

    assert watched_numbers() == []
    assert payload(last_entry(number))["policy"] == "新办法"
    assert proven()


def test_a_department_does_not_take_it_off_the_list():
    number = waiting_for_a_policy()
    with pytest.raises(NotPermitted):
        act("handler", "11-26 09:00", watching.unwatch_ticket, number, "不等了")


# --- the archive -----------------------------------------------------------------------------


def closed(ticket_class=TicketClass.GENERAL):
    number = answered(ticket_class=ticket_class)
    verify(number, "11-24 15:00")
    revisit(number, "11-25 09:30", 5, True)
    act("clerk", "11-26 09:40", revisits.close_ticket, number)
    return number


def archive(number, verdict=Verdict.NOBODY, text=""):
    words = (number, verdict, text)
    return act("leader", "11-26 10:00", archiving.archive_ticket, *words)


def test_what_is_closed_waits_for_the_archive_from_its_revisit_on():
    number = closed()

    (one,) = list_to_archive(known().center_id("C0"))
    assert (one.line.number, one.ended_at) == (number, at("11-25 09:30"))
    archive(number)
    assert list_to_archive(known().center_id("C0")) == []


def test_numbers_of_the_archive_follow_each_other_without_gaps():
    first, second = closed(), closed()
    archive(first)
    with pytest.raises(NotPossible):
        archive(first)
    archive(second, Verdict.DELAY, "超期一日")

    assert ticket(first)["archive_no"] == "蓬办档〔2026〕1号"
    assert ticket(second)["archive_no"] == "蓬办档〔2026〕2号"
    assert payload(last_entry(second))["verdict"] == "delay"
    assert proven()


@pytest.mark.parametrize(
    ("ticket_class", "until"),
    [
        (TicketClass.GENERAL, date(2036, 12, 31)),
        (TicketClass.OBSTRUCTION, date(2056, 12, 31)),
    ],
)
def test_how_long_it_is_kept_depends_on_its_class(ticket_class, until):
    number = closed(ticket_class=ticket_class)
    archive(number)

    assert ticket(number)["retention_until"] == until
