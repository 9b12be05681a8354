"""Whose turn it is, in words: who, on what, and until when."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext

from app.domain.deciding import Moment
from app.domain.facts import TicketFacts
from app.domain.terms import ClockName, Command, State
from app.domain.whose_turn import Side, Task, by_whom
from app.web.case.names import Names, named, reply_title
from app.web.formats import clock_time, moment_text, relative, term
from app.web.moments import request_now

C, N = Command, ClockName

MOST_SHOWN = 3


@dataclass(frozen=True)
class TurnWords:
    """who: whose turn; tasks: what they have to do, each with its moment."""

    who: str
    tasks: tuple[TaskWords, ...]


@dataclass(frozen=True)
class TaskWords:
    """what: the act; until: "tomorrow, by ..."; empty where there is no limit.

    colour: of the supervision notice it replies to, or empty
    """

    what: str
    until: str
    colour: str = ""


def whose_turns(
    facts: TicketFacts, moment: Moment, names: Names, window: str
) -> tuple[TurnWords, ...]:
    """Who must act now, the most pressing first. Empty when nobody must.

    window: name of the window that answers for the case
    """
    told = []
    for found in by_whom(facts, moment.now, moment.calendar):
        words = tuple(_worded(one, facts, names) for one in found[:MOST_SHOWN])
        told.append(TurnWords(_who(found[0], facts, names, window), words))
    return tuple(told)


def next_moment(
    facts: TicketFacts,
    moment: Moment,
    names: Names,
    window: str,
    waited_for: Side | None = None,
) -> str:
    """What comes next after an act: "Next: verify, until ...". Empty when nothing.

    waited_for: whose turn the act brought, where others may have more pressing tasks
    """
    several = by_whom(facts, moment.now, moment.calendar)
    if not several:
        return ""
    found = next((one for one in several if one[0].side is waited_for), several[0])
    turn = TurnWords(
        _who(found[0], facts, names, window), (_worded(found[0], facts, names),)
    )
    first = turn.tasks[0]
    if not first.until:
        return gettext("Next: %(who)s, %(what)s", who=turn.who, what=first.what)
    return gettext(
        "Next: %(who)s, %(what)s, %(moment)s",
        who=turn.who,
        what=first.what,
        moment=first.until,
    )


def standing_still(facts: TicketFacts) -> str:
    """What is said when nobody has to act."""
    if facts.state is State.CLOSED:
        return gettext("Closed. Nobody has to act.")
    if facts.state is State.WITHDRAWN:
        return gettext("Withdrawn by the complainant. Nobody has to act.")
    return gettext("Archived. Nothing more happens to this case.")


def _who(task: Task, facts: TicketFacts, names: Names, window: str) -> str:
    match task.side:
        case Side.DEPARTMENT:
            return named(task.department, names)
        case Side.ARBITER:
            return gettext("the district dispatch office")
        case Side.WINDOW:
            return gettext("the district window") if facts.handed_up else window


def _worded(task: Task, facts: TicketFacts, names: Names) -> TaskWords:
    clock = task.clock
    colour = clock.colour.value if clock is not None and clock.colour else ""
    return TaskWords(_what(task, facts, names), _until(task), colour)


def _what(task: Task, facts: TicketFacts, names: Names) -> str:
    clock = task.clock
    if clock is not None and clock.colour is not None:
        return reply_title(clock.colour)
    match task.command:
        case C.CONTACT if clock is not None and clock.name is N.RATING_CONTACT:
            return gettext("contact the complainant after the bad rating")
        case C.CONTACT:
            return gettext("contact the complainant")
        case C.ANSWER if clock is not None and clock.name is N.ASSIST:
            return gettext("give the assisting opinion")
        case C.ANSWER if clock is not None and clock.name is N.REDO:
            return gettext("do it again and answer")
        case C.RESUME:
            return gettext("resume when what it waits for is there")
        case C.GRANT_EXTENSION:
            return gettext("rule on the extension")
        case C.REVISIT if facts.attempts:
            tried = facts.attempts
            return gettext("revisit (%(num)d calls without an answer)", num=tried)
        case C.REOPEN:
            return gettext("reopen, or close with reasons")
        case _:
            return term(task.command)


def _until(task: Task) -> str:
    if task.due_at is None:
        return ""
    if task.due_at < request_now():
        return gettext("was due %(moment)s", moment=moment_text(task.due_at))
    when = relative(task.due_at)
    if when == gettext("today"):
        by = clock_time(task.due_at)
        return gettext("%(when)s, by %(moment)s", when=when, moment=by)
    by = moment_text(task.due_at)
    return gettext("by %(moment)s (%(when)s)", moment=by, when=when)
