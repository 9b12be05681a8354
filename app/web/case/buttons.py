"""The acts bar: what this officer may do now, what is closed and why."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext

from app.casework.looking import Shown
from app.domain.terms import Command
from app.domain.whose_turn import most_pressing
from app.web.case_links import act_address
from app.web.formats import term
from app.web.refusals import sentence_of

C = Command

# Acts that need no word: a button does them.
AT_ONCE = frozenset({C.SIGN})
# These stand last: they end or turn a case, and are rarely meant.
_RARE = (
    *(C.ISSUE_NOTICE, C.LIFT_NOTICE, C.RAISE_LEVEL),
    *(C.WATCH, C.UNWATCH, C.LINK, C.MERGE),
    *(C.REOPEN, C.WITHDRAW, C.HAND_UP, C.REPORT_RETALIATION),
)


@dataclass(frozen=True)
class Button:
    """One act that is possible now. at_once: it is done by the button itself."""

    command: Command
    word: str
    address: str
    at_once: bool
    primary: bool


def buttons_of(shown: Shown) -> list[Button]:
    """The acts that are possible now; what has to be done first comes first."""
    possible = [one.command for one in shown.offers if one.closed is None]
    if not possible:
        return []
    possible.sort(key=lambda one: one in _RARE)
    moment = shown.moment
    pressing = most_pressing(shown.facts, moment.now, moment.calendar)
    asked = [task.command for task in pressing]
    first = next((one for one in asked if one in possible), possible[0])
    rest = [one for one in possible if one is not first]
    return [
        Button(
            command,
            act_word(command),
            act_address(shown.number, command),
            command in AT_ONCE,
            command is first and command not in _RARE,
        )
        for command in (first, *rest)
    ]


def closed_of(shown: Shown) -> list[tuple[str, str]]:
    """The acts that are closed now, each with the reason."""
    return [
        (act_word(one.command), sentence_of(one.closed))
        for one in shown.offers
        if one.closed is not None
    ]


def act_word(command: Command) -> str:
    """The word on the button of an act."""
    match command:
        case C.CONTACT:
            return gettext("Note a contact")
        case C.REVISIT:
            return gettext("Record a revisit")
        case _:
            return term(command)
