"""A back-test as text, and back: so that one that takes long can be gone on with."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from app.domain.backtest import Change, Compared, Difference, Totals
from app.domain.terms import ClockName


def tried_text(totals: Totals, told: Sequence[Compared]) -> str:
    """Totals, and cases with a difference, as JSON."""
    kept = {
        "tickets": totals.tickets,
        "changed": totals.changed,
        "not_judged": totals.not_judged,
        "names": totals.names,
        "departments": _pairs(totals.departments),
        "places": _pairs(totals.places),
        "told": [_compared(one) for one in told],
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def read_tried(text: str) -> tuple[Totals, list[Compared]]:
    """What `tried_text` wrote; nothing tried for an empty text."""
    if not text:
        return Totals(), []
    kept = json.loads(text)
    totals = Totals(
        kept["tickets"],
        kept["changed"],
        kept["not_judged"],
        {name: Counter(counted) for name, counted in kept["names"].items()},
        {code: Counter(counted) for code, counted in kept["departments"]},
        {(code, name): Counter(counted) for (code, name), counted in kept["places"]},
    )
    return totals, [_read_compared(one) for one in kept["told"]]


def _pairs(table: Mapping[Any, Counter[str]]) -> list[tuple[Any, Counter[str]]]:
    """Keys that JSON would make words of: nobody, and several at once."""
    return list(table.items())


def _compared(one: Compared) -> dict[str, Any]:
    return {
        "ticket": one.ticket,
        "error": one.error,
        "under": one.under,
        "differences": [_difference(each) for each in one.differences],
    }


def _difference(one: Difference) -> list[Any]:
    clock = [str(one.clock[0]), one.clock[1]] if one.clock else None
    at, was = (moment.isoformat() if moment else None for moment in (one.at, one.was))
    return [str(one.change), one.name, clock, one.nth, one.department, at, was]


def _read_compared(kept: Mapping[str, Any]) -> Compared:
    return Compared(
        kept["ticket"],
        tuple(_read_differences(kept["differences"])),
        error=kept["error"],
        under=kept["under"],
    )


def _read_differences(kept: Iterable[Sequence[Any]]) -> Iterable[Difference]:
    for change, name, clock, nth, department, at, was in kept:
        yield Difference(
            Change(change),
            name,
            (ClockName(clock[0]), clock[1]) if clock else None,
            nth,
            department,
            _moment(at),
            _moment(was),
        )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
