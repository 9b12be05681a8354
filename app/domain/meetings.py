"""Raising a level by hand (提级), and joint meetings (联席会议): called, held, settled.

A step `raised` of the ladder, or a raise by hand, asks for a meeting within a few
working days; dispatch may call one for any ticket that departments work on.
Source: docs/rules.md, sections 3, 13.2 step 10; S04 S16 S61.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.acts import Act
from app.domain.deciding import Moment, decide
from app.domain.decision import Decision, Json
from app.domain.errors import FieldMissing, RuleBroken
from app.domain.facts import TicketFacts
from app.domain.lifecycle import require_possible
from app.domain.limits import days_due
from app.domain.requirements import (
    require_called,
    require_may_raise,
    require_none_called,
)
from app.domain.statements import required
from app.domain.terms import Command, EntryKind
from app.domain.working_calendar import WorkingCalendar

LONGEST_AHEAD = timedelta(days=366)  # later is a slip of the hand


def raise_level(facts: TicketFacts, reason: str, moment: Moment) -> Decision:
    """Take the step `raised` now: leaders are told, a joint meeting is owed.

    The promise to the citizen does not move.
    raises: RuleBroken raise.already; NotPossible raise.nothing_promised; FieldMissing
    """
    require_possible(facts.state, Command.RAISE_LEVEL)
    require_may_raise(facts)
    required(reason, "reason")
    act = Act(EntryKind.LEVEL_RAISED, moment.not_before(facts), facts.holder)
    return decide(facts, act, moment, {"text": reason})


def call_meeting(
    facts: TicketFacts,
    planned_at: datetime,
    place: str,
    invited: tuple[str, ...],
    agenda: str,
    moment: Moment,
) -> Decision:
    """Invite departments to one table. The clocks run on.

    planned_at: aware; a later date than the rules want is said, not refused
    invited:    codes of the departments
    raises:     RuleBroken meeting.called_already, meeting.in_the_past, meeting.too_far;
                FieldMissing
    """
    require_possible(facts.state, Command.CALL_MEETING)
    require_none_called(facts)
    required(place, "place")
    required(agenda, "agenda")
    if not invited:
        raise FieldMissing("field.missing", field="invited")
    if planned_at < moment.now:
        raise RuleBroken("meeting.in_the_past", field="planned_at")
    if planned_at - moment.now > LONGEST_AHEAD:
        raise RuleBroken("meeting.too_far", field="planned_at")
    words: dict[str, Json] = {
        "text": agenda,
        "planned_at": planned_at.astimezone(moment.calendar.zone).isoformat(),
        "place": place,
        "invited": list(dict.fromkeys(invited)),
    }
    act = Act(EntryKind.MEETING_CALLED, moment.not_before(facts))
    return decide(facts, act, moment, words)


def hold_meeting(
    facts: TicketFacts,
    attended: tuple[str, ...],
    minutes: str,
    conclusions: str,
    moment: Moment,
) -> Decision:
    """Record the meeting that was called: who came, what was said, what was settled.

    Naming assistants, extending, merging as it settled are acts of their own.
    raises: NotPossible meeting.not_called; FieldMissing
    """
    require_possible(facts.state, Command.HOLD_MEETING)
    require_called(facts)
    required(minutes, "minutes")
    required(conclusions, "conclusions")
    if not attended:
        raise FieldMissing("field.missing", field="attended")
    words: dict[str, Json] = {
        "text": minutes,
        "conclusions": conclusions,
        "attended": list(dict.fromkeys(attended)),
    }
    act = Act(EntryKind.MEETING_HELD, moment.not_before(facts))
    return decide(facts, act, moment, words)


def meeting_due(raised_at: datetime, days: int, calendar: WorkingCalendar) -> datetime:
    """Until when a meeting must take place after the level was raised.

    days: working days; the day of the raise is not counted
    """
    return days_due(calendar, raised_at, days)[1]
