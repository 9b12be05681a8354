"""How units and clocks are called on the pages of a case."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from app.casework.desk import Desk
from app.domain.facts import Clock
from app.domain.terms import ClockName, Colour
from app.web.formats import term

# Department code -> short name.
Names = Mapping[str, str]


def names_of(desk: Desk) -> Names:
    """The short names of the desk's departments."""
    return {one.code: one.short_name for one in desk.office.departments}


def named(code: str | None, names: Names) -> str:
    """The name of a department; its code when it is not known any more."""
    return names.get(code, code) if code else ""


def clock_title(clock: Clock, names: Names) -> str:
    """What runs: "Finish", "Assist · public security", "Reply to the blue notice"."""
    if clock.colour is not None:
        return reply_title(clock.colour)
    title = term(clock.name)
    if clock.name is ClockName.ASSIST:
        return f"{title} · {named(clock.department, names)}"
    return title


def reply_title(colour: Colour) -> str:
    """What the department owes after a notice of that colour."""
    match colour:
        case Colour.BLUE:
            return gettext("Reply to the blue notice")
        case Colour.ORANGE:
            return gettext("Reply to the orange notice")
        case Colour.RED:
            return gettext("Reply to the red notice")
