"""Filing at the desk: scope, solved at once, dispatch, hand-up, withdrawal.

Source: docs/rules.md, sections 2.2, 13.2 step 0, 14 (exclusion codes).
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.acts import Act
from app.domain.deciding import Moment, decide
from app.domain.decision import Decision, Json, Notice
from app.domain.direct import is_direct
from app.domain.entries import act_entry
from app.domain.errors import RuleBroken
from app.domain.facts import TicketFacts
from app.domain.life.applying import open_ticket
from app.domain.lifecycle import require_possible
from app.domain.statements import required
from app.domain.terms import (
    CauseCode,
    Command,
    EntryKind,
    ExclusionCode,
    ResultCode,
    Role,
    TicketClass,
)


def file(
    ticket_class: TicketClass,
    words: Mapping[str, Json],
    moment: Moment,
    cause: CauseCode | None = None,
) -> Decision:
    """A new ticket in state filed. `words` hold no name and no telephone.

    cause: as the window sees it; the inspection office is told of what is its alone
    The entry names the calendar and the rules that judge the ticket from now on.
    """
    facts = open_ticket(ticket_class, moment.now)
    filed = Act(EntryKind.FILED, moment.now, calendar=moment.calendar.version)
    entry = act_entry(filed, {**words, "rules": moment.rules.version})
    told = (Notice("direct", str(Role.INSPECTOR)),) if is_direct(cause) else ()
    return Decision(None, facts, (entry,), None, notices=told)


def refuse(
    facts: TicketFacts, code: ExclusionCode, reasons: str, redirect: str, moment: Moment
) -> Decision:
    """Out of scope: all reasons told once, and where to go instead. Ends the case."""
    require_possible(facts.state, Command.REFUSE)
    required(reasons, "reasons")
    required(redirect, "redirect")
    words: dict[str, Json] = {
        "how": "out_of_scope",
        "exclusion": code,
        "text": reasons,
        "redirect": redirect,
    }
    return decide(facts, _closing(facts, moment), moment, words)


def solve_at_desk(
    facts: TicketFacts, result: ResultCode, text: str, moment: Moment
) -> Decision:
    """Done there and then, by the window alone. Ends the case."""
    require_possible(facts.state, Command.SOLVE_AT_DESK)
    required(text, "text")
    words: dict[str, Json] = {"how": "at_desk", "text": text}
    return decide(facts, _closing(facts, moment, result), moment, words)


def dispatch(
    facts: TicketFacts,
    department: str,
    assisting: tuple[str, ...],
    why: str,
    moment: Moment,
) -> Decision:
    """Send it to the responsible department; here the promise to the citizen starts.

    raises: RuleBroken dispatch.assists_itself
    """
    require_possible(facts.state, Command.DISPATCH)
    if department in assisting:
        raise RuleBroken("dispatch.assists_itself", field="assisting")
    act = Act(
        EntryKind.DISPATCHED,
        moment.not_before(facts),
        department,
        assisting=tuple(dict.fromkeys(assisting)),
    )
    return decide(facts, act, moment, {"why": why} if why else {})


def hand_up(facts: TicketFacts, tried: str, moment: Moment) -> Decision:
    """A town window hands the case to the district window, with what was tried.

    The clocks run on. raises: RuleBroken hand_up.already
    """
    require_possible(facts.state, Command.HAND_UP)
    required(tried, "tried")
    if facts.handed_up:
        raise RuleBroken("hand_up.already")
    act = Act(EntryKind.HANDED_UP, moment.not_before(facts))
    return decide(facts, act, moment, {"text": tried})


def withdraw(facts: TicketFacts, reason: str, moment: Moment) -> Decision:
    """The complainant takes it back; lateness so far stays on record."""
    require_possible(facts.state, Command.WITHDRAW)
    required(reason, "reason")
    act = Act(EntryKind.WITHDRAWN, moment.not_before(facts))
    return decide(facts, act, moment, {"text": reason})


def _closing(
    facts: TicketFacts, moment: Moment, result: ResultCode | None = None
) -> Act:
    return Act(EntryKind.CLOSED, moment.not_before(facts), result=result)
