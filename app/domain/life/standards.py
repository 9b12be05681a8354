"""Another calendar, other rules: from now on a ticket stands under them.

Source: decision 0016.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.acts import Act
from app.domain.facts import TicketFacts
from app.domain.life.do import Do
from app.domain.recomputing import recompute
from app.domain.rule_set import RuleSet
from app.domain.rules.changes import limits_under
from app.domain.terms import EntryKind
from app.domain.working_calendar import WorkingCalendar


def _change_calendar(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """From now on another calendar holds; `calendar` is that one already."""
    recompute(facts, act.at, act.planned_days, calendar, rules)
    facts.steps_from = act.at


def _change_rules(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """From now on other rules hold; running clocks follow them, or keep theirs."""
    facts.steps_from = act.at
    if act.recomputes:
        limits = limits_under(facts, act.granted_days, rules)
        recompute(facts, act.at, act.planned_days, calendar, rules, limits)


DO: Mapping[EntryKind, Do] = {
    EntryKind.CALENDAR_CHANGED: _change_calendar,
    EntryKind.RULES_CHANGED: _change_rules,
}
