"""Supervision notices: each starts a reply clock, which an answer or a lifting stops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from app.domain.acts import Act
from app.domain.errors import FieldMissing, NotPossible
from app.domain.facts import TicketFacts, stopped
from app.domain.life.clock_moves import start_days, swap
from app.domain.life.do import Do
from app.domain.recomputing import reply_days
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName, Colour, EntryKind
from app.domain.working_calendar import WorkingCalendar

N = ClockName


def start_notice(
    facts: TicketFacts,
    colour: Colour,
    at: datetime,
    ladder: tuple[ClockName, int] | None,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> None:
    """Start its reply clock. ladder: of the clock whose step it is; None by hand"""
    days = reply_days(colour, rules)
    department = None if facts.with_arbiter else facts.holder
    clock = start_days(facts, N.NOTICE_REPLY, department, at, days, calendar)
    swap(facts, clock, replace(clock, colour=colour, ladder=ladder))


def _issue_notice(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """A notice written by hand: its reply clock runs, the ladder takes no step."""
    if act.colour is None:
        raise FieldMissing("notice.colour", field="colour")
    start_notice(facts, act.colour, act.at, None, calendar, rules)


def _end_notice(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """Answered or lifted: either way nothing is awaited any more."""
    if act.colour is None:
        raise FieldMissing("notice.colour", field="step")
    for clock in reversed(facts.clocks):
        if clock.name is N.NOTICE_REPLY and clock.runs and clock.colour is act.colour:
            swap(facts, clock, stopped(clock, act.at))
            return
    raise NotPossible("notice.none_open", colour=act.colour)


DO: Mapping[EntryKind, Do] = {
    EntryKind.NOTICE_ISSUED: _issue_notice,
    EntryKind.NOTICE_REPLIED: _end_notice,
    EntryKind.NOTICE_LIFTED: _end_notice,
}
