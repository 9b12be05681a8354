"""A publication's snapshot as text and back: what is kept, and what machines are given.

The text is canonical (sorted keys, no blanks), so that the same snapshot has the same
hash. Rates and intervals stand in it for whoever reads it; reading it back takes the
counts alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.domain.canonical import canonical_json
from app.domain.figures.measures import Figures, Rate, Score
from app.domain.figures.publication import PublishedNotice, PublishedUnit, Snapshot
from app.domain.terms import Colour

FORM = 1  # rises when a name in the text changes its meaning


def snapshot_text(snapshot: Snapshot) -> str:
    """The canonical text of a snapshot."""
    told = {
        "form": FORM,
        "period": snapshot.period,
        "counted_until": snapshot.counted_until.isoformat(),
        "least_cases_for_rank": snapshot.least,
        "total": _figures(snapshot.total),
        "departments": [_unit(unit) for unit in snapshot.units],
        "notices": [_notice(one) for one in snapshot.notices],
    }
    return canonical_json(told)


def read_snapshot(text: str) -> Snapshot:
    """The snapshot that was written as this text."""
    told = json.loads(text)
    return Snapshot(
        told["period"],
        datetime.fromisoformat(told["counted_until"]),
        told["least_cases_for_rank"],
        _read_figures(told["total"]),
        tuple(_read_unit(one) for one in told["departments"]),
        tuple(_read_notice(one) for one in told["notices"]),
    )


def _unit(unit: PublishedUnit) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.name,
        "short_name": unit.short_name,
        "english_name": unit.english_name,
        "rank": unit.rank,
        "reviews": dict(unit.reviews),
        **_figures(unit.figures),
    }


def _read_unit(told: Mapping[str, Any]) -> PublishedUnit:
    return PublishedUnit(
        told["code"],
        told["name"],
        told["short_name"],
        told["english_name"],
        _read_figures(told),
        told["rank"],
        told["reviews"],
    )


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "cases": figures.cases,
        "on_time": _rate(figures.on_time),
        "response": _rate(figures.response),
        "solution": _rate(figures.solution),
        "satisfaction": _rate(figures.satisfaction),
        "median_working_days": figures.median_days,
        "ninetieth_working_days": figures.ninetieth_days,
    }


def _read_figures(told: Mapping[str, Any]) -> Figures:
    return Figures(
        told["cases"],
        _read_rate(told["on_time"]),
        _read_rate(told["response"]),
        _read_rate(told["solution"]),
        Score(told["satisfaction"]["hits"], told["satisfaction"]["of"]),
        told["median_working_days"],
        told["ninetieth_working_days"],
    )


def _rate(rate: Rate | Score) -> dict[str, float | int | None]:
    hits = rate.hits if isinstance(rate, Rate) else round(rate.sum, 2)
    lower, upper = rate.interval or (None, None)
    return {
        "hits": hits,
        "of": rate.total,
        "rate": _rounded(rate.value),
        "lower": _rounded(lower),
        "upper": _rounded(upper),
    }


def _read_rate(told: Mapping[str, Any]) -> Rate:
    return Rate(told["hits"], told["of"])


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _notice(one: PublishedNotice) -> dict[str, Any]:
    return {
        "number": one.number,
        "colour": str(one.colour),
        "department": one.department,
        "issued_on": one.issued_on.isoformat(),
        "reply_due_on": one.reply_due_on.isoformat(),
        "replied_on": one.replied_on and one.replied_on.isoformat(),
        "replied_in_time": one.in_time,
        "revoked": one.is_revoked,
        "contested": one.is_contested,
    }


def _read_notice(told: Mapping[str, Any]) -> PublishedNotice:
    replied = told["replied_on"]
    return PublishedNotice(
        told["number"],
        Colour(told["colour"]),
        told["department"],
        date.fromisoformat(told["issued_on"]),
        date.fromisoformat(told["reply_due_on"]),
        date.fromisoformat(replied) if replied else None,
        told["replied_in_time"],
        told["revoked"],
        told["contested"],
    )
