"""One complaint from the town window to the archive, every date counted by hand.

November 2026 has no holidays; 23 November is a Monday. The case is complex: five
working days. The town window C1 hands it up; SJ returns it, the arbiter names GA; GA
asks for two days more, waits for an appraisal, is late, answers, fails verification,
answers again; the person is dissatisfied; it is done again, in time; archived.
"""

import pytest

from app.casework import (
    archiving,
    extensions,
    filing,
    handling,
    returns,
    revisits,
    supervision,
)
from app.casework.audit import Proof, verify_register
from app.domain.terms import (
    ClockName,
    Colour,
    Step,
    SuspensionReason,
    TicketClass,
    Verdict,
)
from app.store.transaction import reading_one_moment
from tests.casework.given_office import (
    act,
    answer,
    clock,
    entries,
    filed,
    kinds,
    of_ticket,
    offices,
    revisit,
    sweep,
    ticket,
    verify,
)
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")

RED = (ClockName.FINISH, 1, Step.RED)


def test_from_the_town_window_to_the_archive():
    number = filed("11-23 09:10", "town clerk", ticket_class=TicketClass.COMPLEX)
    act("town clerk", "11-23 10:00", filing.hand_up, number, "两次协调未果")
    act("clerk", "11-23 11:00", filing.dispatch_ticket, number, "SJ", ("MZ",))
    # Five working days: 24, 25, 26, 27, 30 November. The assistant one day before.
    assert ticket(number)["due_at"] == at("11-30 17:00")
    assert clock(number, "assist")["due_at"] == at("11-27 17:00")
    # One hour before noon and three after: four working hours.
    assert clock(number, "sign")["due_at"] == at("11-23 16:00")

    # SJ returns it within a working day; the arbiter has one working day.
    words = {"reason": "不属本局", "basis": "三定方案", "proposed": "GA"}
    act("handler", "11-23 15:00", returns.return_ticket, number, **words)
    assert clock(number, "arbitration")["due_at"] == at("11-24 17:00")
    ruling = {"department": "GA", "reason": "权责清单第九项"}
    act("dispatcher", "11-24 09:30", returns.arbitrate_ticket, number, **ruling)
    # A new sign clock, the old promise; no return window any more.
    assert clock(number, "sign", 2)["due_at"] == at("11-24 14:30")
    assert ticket(number)["due_at"] == at("11-30 17:00")
    assert len([c for c in of_ticket("clocks", number) if c["name"] == "return"]) == 1

    # Nobody signs: signed by time at 14:30.
    sweep("11-24 14:30:30")
    assert kinds(number)[-1] == "auto_signed"
    act("police", "11-24 15:00", handling.record_contact, number, "已致电", "phone")
    act(
        "civil affairs",
        "11-25 09:00",
        handling.answer_ticket,
        number,
        result="R1",
        cause=None,
        text="已出具协查意见",
    )

    # Two working days more: 1 and 2 December.
    asked = {"days": 2, "reason": "需现场勘验", "told": "已致电反映人"}
    act("police", "11-25 10:00", extensions.request_extension, number, **asked)
    act("dispatcher", "11-25 14:00", extensions.grant_extension, number)
    assert ticket(number)["due_at"] == at("12-02 17:00")

    # An appraisal from Thu 26 Nov, planned three days: 27, 30 Nov, 1 Dec. Four working
    # days are touched (26, 27, 30 Nov, 1 Dec); 24 and 25 Nov were counted; five of the
    # seven days are left: 2, 3, 4, 7, 8 December.
    act(
        "police",
        "11-26 10:00",
        handling.suspend_ticket,
        number,
        reason=SuspensionReason.APPRAISAL,
        notice_no="鉴定〔2026〕12号",
        planned_days=3,
        text="委托鉴定",
    )
    assert ticket(number)["due_at"] == at("12-08 17:00")
    sweep("12-01 17:00:30")
    assert kinds(number)[-1] == "auto_resumed"

    # Left lying: yellow on the due day, then a step on overdue days 1, 2, 3, 5.
    sweep("12-15 10:00")
    fallen = [
        (row["step"].value, row["due_at"]) for row in of_ticket("escalations", number)
    ]
    assert fallen == [
        ("yellow", at("12-08 09:00")),
        ("urge", at("12-09 09:00")),
        ("blue", at("12-10 09:00")),
        ("orange", at("12-11 09:00")),
        ("red", at("12-15 09:00")),
    ]
    replies = [
        (row["colour"].value, row["reply_due_at"])
        for row in of_ticket("supervision_notices", number)
    ]
    assert replies == [
        ("blue", at("12-14 17:00")),
        ("orange", at("12-14 17:00")),
        ("red", at("12-22 17:00")),
    ]
    reply = "已组织力量,本周办结"
    act("police", "12-15 11:00", supervision.reply_notice, number, Colour.RED, reply)

    # Answered on the fifth overdue day; it does not pass; answered again.
    answer(number, "12-15 15:00", who="police")
    assert ticket(number)["stopped_at"] == at("12-15 15:00")
    verify(number, "12-16 10:00", passed=False, cause=None)
    assert ticket(number)["stopped_at"] is None
    answer(number, "12-16 16:00", who="police")
    verify(number, "12-17 10:00")
    assert clock(number, "revisit")["due_at"] == at("12-18 17:00")

    # Dissatisfied: GA calls within a working day and does it again within five.
    revisit(number, "12-17 15:00", solved=False, rating=2)
    assert clock(number, "rating_contact")["due_at"] == at("12-18 17:00")
    act("town clerk", "12-17 15:30", revisits.reopen_ticket, number, "仍未解决")
    assert ticket(number)["due_at"] == at("12-24 17:00")
    act("police", "12-18 09:30", handling.record_contact, number, "已致歉", "phone")
    answer(number, "12-22 10:00", who="police")
    verify(number, "12-22 15:00")
    revisit(number, "12-23 10:00", rating=4)
    act("clerk", "12-23 10:10", revisits.close_ticket, number)

    # The ladder is confirmed; lateness is not wiped by the good ending.
    reasons = "逾期五个工作日属实"
    found = (number, RED, reasons)
    said = (number, RED, "档案移交耽误")
    act("police chief", "12-23 15:00", supervision.give_statement, *said)
    act("inspector", "12-24 09:00", supervision.confirm_escalation, *found)
    act("leader", "12-28 09:00", archiving.archive_ticket, number, Verdict.NOBODY)

    row = ticket(number)
    assert (row["state"], row["closed_at"]) == ("archived", at("12-23 10:10"))
    assert (row["next_at"], row["redo_cycle"]) == (None, 1)
    assert all(clock["stopped_at"] for clock in of_ticket("clocks", number))
    assert clock(number, "finish")["due_at"] == at("12-08 17:00")
    assert kinds(number) == [
        *("filed", "handed_up", "dispatched", "returned", "arbitrated"),
        *("auto_signed", "contacted", "answered"),
        *("extension_requested", "extended", "suspended", "auto_resumed"),
        *("escalated",) * 5,
        *("notice_replied", "answered", "verified", "answered", "verified"),
        *("revisited", "reopened", "contacted", "answered", "verified"),
        *("revisited", "closed", "statement_given", "escalation_confirmed"),
        "archived",
    ]
    assert [entry["seq"] for entry in entries(number)] == list(range(1, 33))
    with reading_one_moment():
        assert list(verify_register(offices(), Proof())) == []


def test_the_same_day_at_the_desk():
    """Filed and solved while the person waits: no promise, no department, no ladder."""
    number = filed("11-23 09:10")
    act("clerk", "11-23 09:40", filing.solve_at_desk, number, "R1", "当场补录")
    assert sweep("12-31 17:00") == 0
    assert kinds(number) == ["filed", "closed"]
    act("leader", "11-24 09:00", archiving.archive_ticket, number, Verdict.NOBODY)
    assert ticket(number)["state"] == "archived"
    with reading_one_moment():
        assert list(verify_register(offices(), Proof())) == []


def test_over_the_holidays_of_october():
    """Dispatched Tue 29 Sep 2026; 1 to 7 October rest, Sat 10 October is worked.

    Three working days: 30 Sep, 8, 9 October; urged Sat 10 October, blue Mon 12.
    """
    number = filed("09-29 09:10")
    act("clerk", "09-29 09:20", filing.dispatch_ticket, number, "SJ")
    act("handler", "09-29 09:40", handling.sign_ticket, number)
    assert ticket(number)["due_at"] == at("10-09 17:00")
    sweep("10-12 10:00")
    fallen = [
        (row["step"].value, row["due_at"]) for row in of_ticket("escalations", number)
    ]
    assert fallen == [
        ("yellow", at("10-09 09:00")),
        ("urge", at("10-10 09:00")),
        ("blue", at("10-12 09:00")),
    ]
    with reading_one_moment():
        assert list(verify_register(offices(), Proof())) == []
