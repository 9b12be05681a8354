"""Which commands an officer may give on a ticket now, and why the others are closed.

Pages show this instead of guessing: the same table of states, the same permissions
and the same live rules that the verb will ask again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from app.domain.assisting import require_at_work
from app.domain.deciding import Moment
from app.domain.errors import NotPossible, Refusal, RuleBroken
from app.domain.extensions import require_asked, require_may_ask, require_may_grant
from app.domain.facts import TicketFacts
from app.domain.lifecycle import is_possible, require_possible
from app.domain.merging import require_not_merged
from app.domain.permissions import Actor, may
from app.domain.requirements import (
    require_called,
    require_may_raise,
    require_none_called,
    require_not_watched,
    require_watched,
)
from app.domain.returns import require_may_return
from app.domain.terms import ClockName, Command, Relation, State

C = Command

# Commands that are not acts on one shown ticket.
_NOT_SHOWN = frozenset({C.VIEW, C.REVEAL, C.FILE, C.SWEEP})
# Commands that are worth explaining when they are closed; others are left out.
_EXPLAINED = frozenset({C.RETURN, C.REQUEST_EXTENSION, C.ANSWER, C.CLOSE, C.SUSPEND})
# Commands about a flag: whether there is one is told from outside the facts.
ABOUT_FLAGS = frozenset(
    {C.REQUEST_STATEMENT, C.GIVE_STATEMENT, C.CONFIRM_ESCALATION, C.DOWNGRADE}
    | {C.DISMISS_ESCALATION, C.OBJECT, C.DECIDE_OBJECTION}
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A command of this officer's; `closed` says why it is not possible now."""

    command: Command
    closed: Refusal | None = None


def offers(
    facts: TicketFacts,
    actor: Actor,
    held: Iterable[Relation],
    moment: Moment,
    about_flags: frozenset[Command] = frozenset(),
    grounded: frozenset[Command] = frozenset(),
) -> tuple[Offer, ...]:
    """The officer's commands on this ticket in the order of a ticket's life.

    about_flags: what of ABOUT_FLAGS can be done about some flag of the ticket
    grounded:    what of ON_GROUND has ground on record now
    """
    held = tuple(held)
    found = []
    for command in Command:
        if command in _NOT_SHOWN or not may(actor, held, command):
            continue
        closed = _closed(command, facts, actor, moment, about_flags)
        if closed is None and command in ON_GROUND and command not in grounded:
            closed = NotPossible("paper.no_ground")
        if closed is None or command in _EXPLAINED:
            found.append(Offer(command, closed))
    return tuple(found)


def _closed(
    command: Command,
    facts: TicketFacts,
    actor: Actor,
    moment: Moment,
    about_flags: frozenset[Command],
) -> Refusal | None:
    if not is_possible(facts.state, command):
        return NotPossible("lifecycle.state", state=facts.state, command=command)
    if command in ABOUT_FLAGS and command not in about_flags:
        return NotPossible("review.none_open")
    try:
        _CHECKS.get(command, _no_check)(facts, actor, moment)
    except Refusal as refusal:
        return refusal
    return None


def _no_check(facts: TicketFacts, actor: Actor, moment: Moment) -> None:
    """The table of states is all there is to ask."""


def _sign(facts: TicketFacts, actor: Actor, moment: Moment) -> None:
    if facts.signed or facts.answered_once:
        raise NotPossible("sign.twice")


def _return(facts: TicketFacts, actor: Actor, moment: Moment) -> None:
    require_may_return(facts, actor.department or "", moment.rules)


def _extension(facts: TicketFacts, actor: Actor, moment: Moment) -> None:
    require_may_ask(facts, moment)


def _granting(facts: TicketFacts, actor: Actor, moment: Moment) -> None:
    require_may_grant(facts, moment)


def _refusing(facts: TicketFacts, actor: Actor, moment: Moment) -> None:
    require_asked(facts)


def _resume(facts: TicketFacts, actor: Actor, moment: Moment) -> None:
    if facts.state is not State.SUSPENDED:
        raise NotPossible("resume.not_suspended", state=facts.state)


def _hand_up(facts: TicketFacts, actor: Actor, moment: Moment) -> None:
    if facts.handed_up or actor.of_district_window:
        raise RuleBroken("hand_up.already")


def _answer(facts: TicketFacts, actor: Actor, moment: Moment) -> None:
    if actor.department != facts.holder:
        if facts.running(ClockName.ASSIST, actor.department) is None:
            raise NotPossible("assist.answered", department=actor.department)
        return
    if facts.state is State.SUSPENDED:
        raise NotPossible("lifecycle.state", state=facts.state, command=C.ANSWER)
    if facts.running(ClockName.ASSIST):
        raise RuleBroken("answer.assistants_at_work")


def _close(facts: TicketFacts, actor: Actor, moment: Moment) -> None:
    if facts.bad_revisit and facts.running(ClockName.RATING_CONTACT):
        raise RuleBroken("close.contact_first")


def _reopen(facts: TicketFacts, actor: Actor, moment: Moment) -> None:
    if facts.merged:
        raise NotPossible("reopen.merged", state=facts.state)
    if facts.holder is None:
        raise NotPossible("reopen.solved_at_desk", state=facts.state)
    bad = facts.reached and facts.bad_revisit
    if facts.state is not State.CLOSED and not bad:
        raise NotPossible("reopen.not_bad", state=facts.state)


def _revisit(facts: TicketFacts, actor: Actor, moment: Moment) -> None:
    require_possible(facts.state, C.REVISIT)
    if facts.state is State.REVISITED:
        raise NotPossible("revisit.done", state=facts.state)


def _reply(facts: TicketFacts, actor: Actor, moment: Moment) -> None:
    """Answered or lifted is only a notice that still awaits its reply."""
    if facts.running(ClockName.NOTICE_REPLY) is None:
        raise NotPossible("notice.none_open")


def _of_facts(
    check: Callable[[TicketFacts], None],
) -> Callable[[TicketFacts, Actor, Moment], None]:
    """A check that asks the facts alone."""
    return lambda facts, actor, moment: check(facts)


# Whether there is ground for them, a confirmed flag, a proposal, or a complaint that is
# the inspection office's alone, is on record and not in the facts.
ON_GROUND = frozenset(
    {C.ISSUE_CIRCULAR, C.RECORD_TALK, C.PROPOSE_CLUE, C.TRANSFER_CLUE, C.REFUSE_CLUE}
    | {C.CONCLUDE}
)
_CHECKS: Mapping[Command, Callable[[TicketFacts, Actor, Moment], None]] = {
    C.SIGN: _sign,
    C.RETURN: _return,
    C.REQUEST_EXTENSION: _extension,
    C.GRANT_EXTENSION: _granting,
    C.REFUSE_EXTENSION: _refusing,
    C.RESUME: _resume,
    C.HAND_UP: _hand_up,
    C.ANSWER: _answer,
    C.CLOSE: _close,
    C.REOPEN: _reopen,
    C.REVISIT: _revisit,
    C.REPLY_NOTICE: _reply,
    C.LIFT_NOTICE: _reply,
    C.RELEASE_ASSISTANT: _of_facts(require_at_work),
    C.RAISE_LEVEL: _of_facts(require_may_raise),
    C.CALL_MEETING: _of_facts(require_none_called),
    C.HOLD_MEETING: _of_facts(require_called),
    C.WATCH: _of_facts(require_not_watched),
    C.CALL_BACK: _of_facts(require_watched),
    C.UNWATCH: _of_facts(require_watched),
    C.LINK: _of_facts(require_not_merged),
}
