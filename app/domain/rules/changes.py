"""Rules that change while tickets run: who may put them in force, what they move.

A draft comes into force by a second person. What starts afterwards stands under the new
rules; a running ticket keeps its own unless the activation takes it over, and ended ones
are never touched. Source: docs/decisions, "Rules change from a course to the next".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.errors import NotPermitted, RuleBroken
from app.domain.facts import TicketFacts
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName, Role

KEEPERS = frozenset({Role.INSPECTOR, Role.DISPATCHER})


def require_keeper(role: Role) -> None:
    """Raise NotPermitted for whoever does not keep the rules: inspection, dispatch."""
    if role not in KEEPERS:
        raise NotPermitted("rules.not_yours", role=role)


def require_second_person(drafted_by: str, activated_by: str) -> None:
    """The drafter may not put the draft in force, under whatever account.

    Persons are compared, not their roles: one person may have two accounts.
    """
    if drafted_by == activated_by:
        raise NotPermitted("rules.own_draft", drafted_by=drafted_by)


def require_change(draft: RuleSet, in_force: RuleSet) -> None:
    """A draft that says what holds already changes nothing."""
    if draft.version == in_force.version:
        raise RuleBroken("rules.same", field="text")


def require_begun(draft: RuleSet, today: date) -> None:
    """The day that the file names for its beginning has come."""
    if draft.effective_on > today:
        raise RuleBroken("rules.not_begun", on=draft.effective_on)


def granted_extra(facts: TicketFacts, rules: RuleSet) -> int:
    """Working days that an extension has added to the running finish clock."""
    finish = facts.running(ClockName.FINISH)
    limit = rules.classes[facts.ticket_class].limit_working_days
    if finish is None or not limit or not finish.limit_days:
        return 0
    return max(finish.limit_days - limit, 0)


def limits_under(
    facts: TicketFacts, extra: int, rules: RuleSet
) -> Mapping[ClockName, int]:
    """Working days of the promises under these rules, the extension kept."""
    limits = {ClockName.REDO: rules.redo_days}
    limit = rules.classes[facts.ticket_class].limit_working_days
    if limit:
        limits[ClockName.FINISH] = limit + extra
    return limits
