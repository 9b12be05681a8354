"""What the desk proposes for a matter: department, class, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.domain.rule_set import RuleSet
from app.domain.special_procedures import Listed, listed_procedures
from app.domain.terms import TicketClass
from app.store.reads.organisation import Matter

# Written into the timeline, so in the language of the register.
WHY_PROPOSED = "事项清单定的实施部门"

CLASS_REASONS: Mapping[TicketClass, LazyString] = {
    TicketClass.SIMPLE: lazy_gettext("The window can answer or fix it today."),
    TicketClass.GENERAL: lazy_gettext("One department, and the rules are clear."),
    TicketClass.CANNOT_BE_DONE: lazy_gettext(
        "Law or policy forbids it: a written explanation is due."
    ),
    TicketClass.OBSTRUCTION: lazy_gettext(
        "Somebody is said to stand in the way: the inspection office is told."
    ),
    TicketClass.COMPLEX: lazy_gettext("One department, but it has to look into it."),
    TicketClass.SPECIAL: lazy_gettext("Two or more departments have to agree."),
    TicketClass.DIFFICULT: lazy_gettext(
        "Left over from the past, or no rule fits; the district leads."
    ),
}


@dataclass(frozen=True)
class Proposal:
    """What is proposed. department: code, empty when nothing speaks for one."""

    department: str
    ticket_class: TicketClass


@dataclass(frozen=True)
class SpecialProcedure:
    """A special procedure of a matter.

    days:         working days it may take; None when not fixed
    times:        how often; None when not limited
    stops_clock:  does the finish clock stand still meanwhile?
    """

    name: str
    days: int | None
    times: int | None
    stops_clock: bool


def propose(matter: Matter | None) -> Proposal:
    """Propose department and class from the list of matters.

    Without a matter the list proposes nothing; what the text of the complaint proposes
    is in `suggestions`.
    """
    if matter is None:
        return Proposal("", TicketClass.GENERAL)
    looks_into = bool(matter.special_procedures)
    chosen = TicketClass.COMPLEX if looks_into else TicketClass.GENERAL
    return Proposal(matter.department, chosen)


def special_procedures(matter: Matter, rules: RuleSet) -> list[SpecialProcedure]:
    """Return the special procedures the register of matters has for this one."""
    return [
        _procedure(one, rules) for one in listed_procedures(matter.special_procedures)
    ]


def _procedure(one: Listed, rules: RuleSet) -> SpecialProcedure:
    rule = rules.suspensions.get(one.reason) if one.reason else None
    return SpecialProcedure(
        one.name,
        one.days,
        rule.times if rule else 1,
        rule is not None and rule.stops_clock,
    )
