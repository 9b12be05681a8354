"""The ledger of a clock: the same account that the page, the papers and the command tell."""

from __future__ import annotations

from marshmallow import fields

from app.api.acting import ON_A_TICKET
from app.api.callers import desk_here
from app.api.fields import Shown, count, said, truth, word
from app.api.operations import Answer, Asked, Operation, needs
from app.casework.explaining import explain
from app.domain.account import StretchKind
from app.domain.errors import NotFound
from app.domain.ledger import LedgerKind, LedgerSource
from app.domain.scopes import Scope
from app.domain.terms import ClockName
from app.domain.working_calendar import DayKind


def _written(about: str, form: str, key: str | None = None) -> fields.String:
    """A date or an instant that the account has written down already."""
    told = {"description": about, "format": form}
    return fields.String(attribute=key, allow_none=True, metadata=told)


class LedgerDay(Shown):
    """One civil day of a limit, and why it counts or does not."""

    day = _written("The civil date.", "date", "date")
    kind = word(LedgerKind, "What the day is to the limit.")
    counts = truth("Is it one of the days of the limit?")
    number = count("Which day of the limit it is; null when it is none.", or_null=True)
    remaining = count("How many days of the limit are left after it.")
    day_kind = word(DayKind, "What the day is to everybody.")
    source = word(LedgerSource, "Where that is written.")
    source_text = said("The same, as exactly as it is known: a notice by its number.")


class LedgerStretch(Shown):
    """A time of a limit in hours that is all of one kind."""

    start = _written("Its start.", "date-time", "from")
    end = _written("Its end.", "date-time", "to")
    kind = word(StretchKind, "What it is to the limit.")
    counts = truth("Is it working time?")
    seconds = count("Working seconds in it; 0 when it does not count.")
    total = count("Working seconds counted up to its end.")
    source_text = said("Where that is written.")


class LimitCounted(Shown):
    """What the account adds up to."""

    n = count("How many.")
    unit = said("working_day or working_second.")


class Ledger(Shown):
    """A clock, and day by day or stretch by stretch what its due moment is made of."""

    clock = word(ClockName, "Which clock.")
    cycle = count("Which time it runs, from 1.")
    department = said("Whose clock it is; null for a window's.", or_null=True)
    started_at = _written("Since when it runs.", "date-time")
    due_at = _written("When it is due; null when it has no limit.", "date-time")
    stopped_at = _written("When it stopped; null while it runs.", "date-time")
    limit = fields.Nested(LimitCounted, allow_none=True)
    provisional = truth("Does it reach into a year whose notice is not published?")
    days = fields.List(fields.Nested(LedgerDay))
    stretches = fields.List(fields.Nested(LedgerStretch))
    rules = said("Hash of the rule file that judges it.")
    calendar = said("Hash of the calendar that judges it.")


def show_ledger(asked: Asked) -> Answer:
    """Why a clock is due when it is due."""
    path = asked.path
    if path["name"] not in _NAMES:
        raise NotFound("clock.unknown", number=path["number"])
    name = ClockName(path["name"])
    (told,) = explain(desk_here(), path["number"], name, path["cycle"])
    return Answer(told)


_NAMES = frozenset(ClockName) - {ClockName.HOLD}

OPERATIONS = (
    Operation(
        name="show_ledger",
        method="GET",
        path=f"{ON_A_TICKET}/clocks/<string:name>/<int:cycle>",
        tag="tickets",
        summary="Explain the due moment of a clock, day by day",
        access=needs(Scope.TICKETS_READ),
        do=show_ledger,
        answer=Ledger(),
        problems=(404,),
    ),
)
