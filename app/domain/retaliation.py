"""Retaliation (打击报复): a department takes it out on the person who complained.

Whoever complained, or the window for them, tells the inspection office alone. The
report is a flag like any other (V1): the department is told and heard, a person rules,
another decides on an objection. What it is told holds neither the words of the report
nor who complained. What stands confirmed fails the quarter of the department.
Source: docs/rules.md, sections 10.1, 12 and 13.4; decision 0021.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from app.domain.deciding import Moment, note
from app.domain.decision import Decision, Entry, Retaliation
from app.domain.errors import NotPossible, RuleBroken
from app.domain.facts import TicketFacts
from app.domain.lifecycle import require_possible
from app.domain.statements import required
from app.domain.terms import Command, EntryKind

# So many signs in a row are no chance: it is the report that is quoted. A street, a
# counter or a date may be the same in both.
LONGEST_QUOTE = 11


def report(
    facts: TicketFacts,
    department: str,
    told: str,
    waiting: Collection[str],
    moment: Moment,
) -> Decision:
    """Tell the inspection office what a department does to who complained.

    waiting: departments about which a report on this ticket is not ruled on yet
    raises:  FieldMissing told; NotPossible retaliation.waits
    """
    require_possible(facts.state, Command.REPORT_RETALIATION)
    required(told, "told")
    if department in waiting:
        raise NotPossible("retaliation.waits", field="department")
    at = moment.not_before(facts)
    entry = Entry(EntryKind.RETALIATION_REPORTED, at, department)
    return note(facts, entry, moment, retaliation=Retaliation(department, at, told))


def require_discloses_nothing(
    text: str, told: Iterable[str], identity: Iterable[str], field: str = "text"
) -> None:
    """What the department reads quotes no report and names nobody who complained.

    told:     the words of the reports; identity: names and telephones
    raises:   RuleBroken retaliation.quotes, retaliation.names
    """
    read = _signs(text)
    if any(one and _signs(one) in read for one in identity):
        raise RuleBroken("retaliation.names", field=field)
    if any(_quotes(read, _signs(one)) for one in told):
        raise RuleBroken("retaliation.quotes", field=field, most=LONGEST_QUOTE)


def _quotes(read: str, told: str) -> bool:
    length = LONGEST_QUOTE + 1
    return any(
        told[start : start + length] in read
        for start in range(len(told) - LONGEST_QUOTE)
    )


def _signs(text: str) -> str:
    """Letters and digits alone: a comma or a blank makes no words one's own."""
    return "".join(filter(str.isalnum, text))
