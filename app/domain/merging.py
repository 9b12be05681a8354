"""Duplicates go on in the ticket they repeat; repeats are linked to the earlier one.

A duplicate is the same trouble reported again while the first report is open: it ends
here, and its person is told by the other ticket. A repeat comes back after the earlier
ticket ended: both go their own way, and each names the other.
Source: docs/rules.md, sections 10 (M3, R1), 14 (side states).
"""

from __future__ import annotations

from app.domain.acts import Act
from app.domain.deciding import Moment, decide, note
from app.domain.decision import Decision, Entry
from app.domain.errors import NotPossible, RuleBroken
from app.domain.facts import ENDED, TicketFacts
from app.domain.lifecycle import require_possible
from app.domain.statements import required
from app.domain.terms import Command, EntryKind


def merge(facts: TicketFacts, into: str, reason: str, moment: Moment) -> Decision:
    """End it as a duplicate; lateness so far stays on record.

    into: number of the ticket in which it goes on
    """
    require_possible(facts.state, Command.MERGE)
    required(reason, "reason")
    act = Act(EntryKind.MERGED, moment.not_before(facts))
    return decide(facts, act, moment, {"text": reason, "into": into})


def take_in(main: TicketFacts, number: str, reason: str, moment: Moment) -> Decision:
    """The other side of a merge: the main ticket notes its duplicate.

    number: of the duplicate
    raises: RuleBroken merge.main_ended
    """
    require_main(main)
    words = {"text": reason, "number": number}
    at = moment.not_before(main)
    return note(main, Entry(EntryKind.DUPLICATE_JOINED, at, None, words), moment)


def require_main(main: TicketFacts) -> None:
    """Raise RuleBroken for a ticket that cannot take a duplicate in."""
    if main.state in ENDED:
        raise RuleBroken("merge.main_ended", field="into", state=main.state)


def link(facts: TicketFacts, number: str, reason: str, moment: Moment) -> Decision:
    """Name another ticket of the same person and matter.

    number: of the other ticket
    """
    require_possible(facts.state, Command.LINK)
    require_not_merged(facts)
    words = {"text": reason, "number": number} if reason else {"number": number}
    at = moment.not_before(facts)
    return note(facts, Entry(EntryKind.REPEAT_LINKED, at, None, words), moment)


def require_another(number: str, other: str) -> None:
    """Raise RuleBroken when a ticket is to be merged into, or linked to, itself."""
    if number == other:
        raise RuleBroken("merge.itself", field="into")


def require_not_merged(facts: TicketFacts) -> None:
    """Raise NotPossible for what has ended as a duplicate."""
    if facts.merged:
        raise NotPossible("merge.merged_already", state=facts.state)
