"""The rows of To do: what is due, how it stands, what must be done now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from app.casework.desk import Desk
from app.domain.facts import Clock
from app.domain.masks import masked_name
from app.domain.terms import ClockName, Colour, Command
from app.store.reads.standing import list_standing
from app.store.reads.worklists import ToDo
from app.store.register import Held
from app.web.case_links import act_address, case_address
from app.web.clock_lights import clock_light, clock_of, suspension_of
from app.web.formats import clock_time, day_text, left, short_day, term
from app.web.lights import Light
from app.web.moments import today

N = ClockName

_COMMANDS = {
    N.SIGN: Command.SIGN,
    N.CONTACT: Command.CONTACT,
    N.RATING_CONTACT: Command.CONTACT,
    N.FINISH: Command.ANSWER,
    N.REDO: Command.ANSWER,
    N.ASSIST: Command.ANSWER,
    N.NOTICE_REPLY: Command.REPLY_NOTICE,
}
# Where a notice is open, its reply presses more than the answer itself.
_ANSWERED = (N.FINISH, N.REDO)


@dataclass(frozen=True)
class Row:
    """One row as it is drawn.

    group:  the day it stands under, or "overdue"; time: within it
    left:   what is left, or until when it is suspended
    act:    what must be done now; address: where, empty for acts of the page itself
    colour: of the notice to be replied to
    seen:   how many timeline entries the page knew
    confidential: it is contacted by way of the window, on the case's own page
    """

    number: str
    group: str
    time: str
    light: Light
    left: str
    act: str
    command: Command
    address: str
    colour: Colour | None
    matter: str
    person: str
    center: str
    due_at: datetime | None
    case: str
    seen: int
    provisional: bool
    confidential: bool


def rows_of(desk: Desk, listed: Iterable[ToDo]) -> list[Row]:
    """Return the rows, in the order given; one question for the facts of all."""
    listed = list(listed)
    standing = list_standing(one.line.id for one in listed)
    return [_row(desk, one, standing[one.line.id]) for one in listed]


def _row(desk: Desk, one: ToDo, held: Held) -> Row:
    line, clock = one.line, clock_of(held, one.clock, one.cycle)
    shown = clock_light(held, clock, desk.office, desk.now)
    colour = one.colour
    if one.clock in _ANSWERED:
        open_notice = _open_notice(desk, held)
        colour = open_notice.colour if open_notice else None
    name = N.NOTICE_REPLY if colour else one.clock
    command = _COMMANDS[name]
    if shown is Light.HELD and not colour:
        command = Command.RESUME
    return Row(
        number=line.number,
        group=_group(shown, one.due_at),
        time=_time(held, clock, shown, one.due_at),
        light=shown,
        left=_left(held, clock, shown, one.due_at),
        act=_act(command, name, colour),
        command=command,
        address=act_address(line.number, command),
        colour=colour,
        matter=line.matter_name,
        person=person_of(line.person, confidential=line.confidential),
        center=line.center_name,
        due_at=line.due_at,
        case=case_address(line.number),
        seen=held.entry_count,
        provisional=line.provisional,
        confidential=line.confidential,
    )


def person_of(name: str, *, confidential: bool) -> str:
    """Return who complains, as a department may know it without a reason."""
    return gettext("Confidential") if confidential else masked_name(name)


def _open_notice(desk: Desk, held: Held) -> Clock | None:
    """Return the notice reply that is due first from this department."""
    open_ones = [
        clock
        for clock in held.facts.clocks
        if clock.name is N.NOTICE_REPLY
        and clock.runs
        and clock.department == desk.actor.department
    ]
    return min(open_ones, key=lambda clock: clock.due_at or desk.now, default=None)


def _group(shown: Light, due_at: datetime) -> str:
    if shown is Light.LATE:
        return gettext("Overdue")
    day = day_text(due_at)
    is_today = day == day_text(today())
    return gettext("%(day)s today", day=day) if is_today else day


def _time(held: Held, clock: Clock, shown: Light, due_at: datetime) -> str:
    suspension = suspension_of(held, clock)
    if shown is Light.HELD and suspension is not None:
        return term(suspension.reason)
    if shown is Light.LATE:
        return f"{short_day(due_at)} {clock_time(due_at)}"
    return clock_time(due_at)


def _left(held: Held, clock: Clock, shown: Light, due_at: datetime) -> str:
    suspension = suspension_of(held, clock)
    if shown is Light.HELD and suspension is not None:
        return gettext("to %(day)s", day=short_day(suspension.last_day))
    return left(due_at)


def _act(command: Command, clock: ClockName, colour: Colour | None) -> str:
    if colour is not None:
        return _reply(colour)
    if command is Command.RESUME:
        return gettext("Resume when it is in")
    match clock:
        case N.ASSIST:
            return gettext("Give an opinion")
        case N.REDO:
            return gettext("Answer again")
        case N.RATING_CONTACT:
            return gettext("Call after bad rating")
        case _:
            return term(command)


def _reply(colour: Colour) -> str:
    match colour:
        case Colour.BLUE:
            return gettext("Reply to blue notice")
        case Colour.ORANGE:
            return gettext("Reply to orange notice")
        case _:
            return gettext("Reply to red notice")
