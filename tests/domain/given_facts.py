"""Tickets as the rules know them, brought where a test needs them by the rules.

Everything starts on Monday 23 November 2026: filed 09:00 at center C1, dispatched
09:20 to SJ as a complex case, so that it is due on Monday 30 November 17:00.
"""

from __future__ import annotations

import json

from app.config import ROOT
from app.domain import (
    archiving,
    extensions,
    filing,
    handling,
    meetings,
    returns,
    revisits,
    supervision,
    watching,
)
from app.domain.deciding import Moment, pass_time
from app.domain.proof.integrity import payload_text
from app.domain.rules.file import load_rules
from app.domain.terms import (
    CauseCode,
    Colour,
    ExclusionCode,
    ResultCode,
    State,
    SuspensionReason,
    TicketClass,
    Verdict,
)
from app.domain.working_calendar import district_calendar
from tests.domain.calendars import at, holidays_file

RULES = load_rules((ROOT / "escalation_rules.toml").read_text("utf-8"))
CALENDAR = district_calendar(holidays_file(), RULES.hours.as_mapping())

LEAD, OTHER, THIRD = "SJ", "ZJ", "RS"
TOWN, DISTRICT_WINDOW = "C1", "C0"
DUE = "2026-11-30 17:00"

Reason, Result = SuspensionReason, ResultCode


def moment(text):
    """moment("2026-11-24 10:00") is that moment under the rules in force."""
    return Moment(at(text), CALENDAR, RULES, TOWN, DISTRICT_WINDOW)


def passed(facts, text):
    """The Decision about what time brought by then."""
    return pass_time(facts, moment(text))


def until(facts, text):
    """The facts as time alone has made them by then."""
    passed = pass_time(facts, moment(text))
    return facts if passed is None else passed.facts


def filed(ticket_class=TicketClass.COMPLEX):
    return filing.file(ticket_class, {}, moment("2026-11-23 09:00")).facts


def dispatched(ticket_class=TicketClass.COMPLEX, assisting=()):
    now = moment("2026-11-23 09:20")
    return filing.dispatch(filed(ticket_class), LEAD, assisting, "", now).facts


def refused():
    now = moment("2026-11-23 09:20")
    return filing.refuse(filed(), ExclusionCode.X1, "已起诉", "法院", now).facts


def suspended(reason=Reason.HEARING, days=5, when="2026-11-25 10:00", facts=None):
    facts = dispatched() if facts is None else facts
    now = moment(when)
    return handling.suspend(facts, LEAD, reason, "听1号", days, "听证", now).facts


def returned():
    now = moment("2026-11-23 15:00")
    words = ("不属本局职责", "三定方案", OTHER)
    return returns.return_ticket(dispatched(), LEAD, *words, now).facts


def arbitrated(department=OTHER):
    now = moment("2026-11-24 10:00")
    return returns.arbitrate(returned(), department, "职责在此", "", now).facts


def answered(facts=None, when="2026-11-25 10:00", result=Result.R1, cause=None):
    facts = dispatched() if facts is None else facts
    words = (
        ("已办好", "", "电话告知")
        if result is Result.R1
        else ("不行", "第九条", "电话")
    )
    now = moment(when)
    return handling.answer(facts, facts.holder, result, cause, *words, now).facts


def verified(passed=True, cause=CauseCode.C21, facts=None, when="2026-11-26 10:00"):
    facts = answered() if facts is None else facts
    return revisits.verify(facts, passed, cause, "phone", "属实", moment(when)).facts


def revisited(solved=True, rating=5, facts=None, when="2026-11-26 15:00"):
    facts = verified() if facts is None else facts
    return revisits.revisit(facts, True, solved, rating, "", moment(when)).facts


def closed():
    return revisits.close(revisited(), "", moment("2026-11-27 10:00")).facts


def withdrawn():
    return filing.withdraw(dispatched(), "自行解决", moment("2026-11-24 10:00")).facts


def archived(facts=None):
    facts, now = closed() if facts is None else facts, moment("2026-11-30 10:00")
    return archiving.archive(facts, Verdict.NOBODY, "", "档1号", 10, now).facts


def watched(facts=None, when="2026-11-30 11:00"):
    facts = closed() if facts is None else facts
    return watching.watch(facts, "暂行办法第九条", "已解释", moment(when)).facts


def met(facts=None, when="2026-11-25 10:00"):
    """A joint meeting was called and held at once."""
    facts, now = dispatched() if facts is None else facts, moment(when)
    words = (now.now, "区中心", (LEAD, OTHER), "职责划分")
    called = meetings.call_meeting(facts, *words, now).facts
    return meetings.hold_meeting(called, (LEAD, OTHER), "研究", "明确", now).facts


def reopened(when="2026-11-27 10:00"):
    facts = revisited(solved=False, rating=2)
    return revisits.reopen(facts, "没有解决", moment(when)).facts


def asked(days=3, when="2026-11-25 10:00", facts=None):
    facts = dispatched() if facts is None else facts
    words = (LEAD, days, "需要现场核查", "已电话告知")
    return extensions.request_extension(facts, *words, moment(when)).facts


def overdue(when="2026-12-02 09:30"):
    """Nobody answers: urge on 1 December 09:00, the blue notice on 2 December."""
    return until(dispatched(), when)


def with_notice(colour=Colour.BLUE, when="2026-11-24 10:00"):
    return supervision.issue_notice(dispatched(), colour, "限期", moment(when)).facts


IN_STATE = {
    State.FILED: filed,
    State.HELD: dispatched,
    State.SUSPENDED: suspended,
    State.RETURNED: returned,
    State.ANSWERED: answered,
    State.VERIFIED: verified,
    State.REVISITED: revisited,
    State.CLOSED: closed,
    State.WITHDRAWN: withdrawn,
    State.ARCHIVED: archived,
}


def due_of(facts):
    """The due instant of the promise to the citizen, as the office says it."""
    return facts.promise.due_at.astimezone(CALENDAR.zone).strftime("%Y-%m-%d %H:%M")


def payload(decision):
    """What the last entry of a decision says, as the register gives it back."""
    return stored(decision.entries[-1])


def stored(entry):
    """What an entry says, as the register gives it back."""
    return json.loads(payload_text(entry.payload))
