"""Published figures for machines: the same snapshot as CSV and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.domain.canonical import canonical_json
from app.domain.figures.publication import RULED, PublishedUnit
from app.domain.figures.snapshots import read_snapshot
from app.reports.cells import Cell, csv_text
from app.store.directory import District
from app.store.publications import Publication
from app.web.access import public
from app.web.publication.blueprint import blueprint
from app.web.publication.public_page import answered, asked_district, standing

CACHED = "public, max-age=300"
_RATES = ("on_time", "response", "solution", "satisfaction")
_STATUSES = tuple(str(status) for status in RULED)


@blueprint.get("/public/figures/<string:period>/table")
@public
def table(period: str) -> Response:
    """Send the departments of a period as CSV: one row each, names of columns fixed."""
    district = asked_district()
    found = _standing(district, period)
    rows = [_row(found, unit) for unit in read_snapshot(found.content).units]
    text = csv_text([_titles(), *rows])
    return _file(text, "text/csv", f"figures-{district.code}-{period}.csv")


@blueprint.get("/public/figures/<string:period>/data")
@public
def data(period: str) -> Response:
    """Send the whole snapshot of a period as JSON, as it was kept."""
    district = asked_district()
    found = _standing(district, period)
    told = {
        "district": district.code,
        "district_name": district.name,
        "publication": found.number,
        "published_at": found.published_at.isoformat(),
        "corrects": found.corrects,
        "reason": found.reason,
        "sha256": found.hash,
        "content": json.loads(found.content),
    }
    return _file(
        canonical_json(told),
        "application/json",
        f"figures-{district.code}-{period}.json",
    )


def _standing(district: District, period: str) -> Publication:
    for one in standing(district):
        if one.period == period:
            return one
    raise NotFound


def _file(text: str, media_type: str, name: str) -> Response:
    answer = answered(text, media_type)
    answer.headers["Cache-Control"] = CACHED
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _titles() -> list[Cell]:
    rates = [
        f"{name}_{what}" for name in _RATES for what in ("hits", "of", "lower", "upper")
    ]
    return [
        *("publication", "period", "code", "department", "cases"),
        *rates,
        *("median_working_days", "ninetieth_working_days", "rank"),
        *_STATUSES,
    ]


def _row(found: Publication, unit: PublishedUnit) -> list[Cell]:
    shown = unit.figures
    return [
        *(found.number, found.period, unit.code, unit.name, shown.cases),
        *(cell for name in _RATES for cell in _rate(unit, name)),
        *(shown.median_days, shown.ninetieth_days, unit.rank),
        *(unit.reviews.get(status, 0) for status in _STATUSES),
    ]


def _rate(unit: PublishedUnit, name: str) -> Iterator[Cell]:
    rate = getattr(unit.figures, name)
    yield round(rate.sum, 2) if name == "satisfaction" else rate.hits
    yield rate.total
    for bound in rate.interval or (None, None):
        yield None if bound is None else round(bound, 4)
