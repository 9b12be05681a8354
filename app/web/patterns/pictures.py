"""How often a pattern happened, beside how often it did with all the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext

from app.domain.figures.comparing import Share
from app.domain.figures.measures import Rate
from app.domain.terms import Comparison
from app.reports.charts import Chart, Look, Series, ranges
from app.reports.charts.chart import Cell, Row
from app.web.figures.pictures import counts_of
from app.web.figures.rates import between, percent
from app.web.formats import term
from app.web.patterns.words import MARKS

MOST = 40


@dataclass(frozen=True, slots=True)
class Compared:
    """One row: what it is called, its share and that of the others."""

    name: str
    share: Share[Any]


def beside_others(
    title: str, rows: Sequence[Compared], *, own: str, corner: str
) -> Chart | None:
    """The picture of rows that were counted at all; None without any.

    own: what the share of each row's own is called
    """
    shown = [row for row in rows if row.share.own.total][:MOST]
    if not shown:
        return None
    drawn = ranges(
        title,
        _summary(shown),
        [_marked(row) for row in shown],
        [
            _series(own, [row.share.own for row in shown], Look.NOW),
            _series(
                gettext("All others"), [row.share.others for row in shown], Look.HELD
            ),
        ],
        told=[counts_of(row.share.own) for row in shown],
        corner=corner,
    )
    heads = (
        *(corner, own, gettext("Interval"), gettext("All others")),
        *(gettext("Interval of the others"), gettext("Comparison")),
    )
    return replace(drawn, heads=heads, rows=tuple(map(_row, shown)))


def _series(name: str, rates: Sequence[Rate], look: Look) -> Series:
    values = [rate.value for rate in rates]
    return Series(name, values, look, between=[rate.interval for rate in rates])


def _marked(row: Compared) -> str:
    mark = MARKS.get(row.share.comparison)
    return f"{mark} {row.name}" if mark else row.name


def _row(row: Compared) -> Row:
    own, others = row.share.own, row.share.others
    cells = (
        *(f"{percent(own.value)} {own.hits}/{own.total}", between(own)),
        *(f"{percent(others.value)} {others.hits}/{others.total}", between(others)),
        term(row.share.comparison),
    )
    return Row(row.name, tuple(map(Cell, cells)))


def _summary(rows: Sequence[Compared]) -> str:
    above = [row.name for row in rows if row.share.comparison is Comparison.ABOVE]
    if not above:
        return gettext("Nothing is surely more frequent than with the others.")
    names = gettext(", ").join(above)
    return gettext("Surely more frequent than with the others: %(names)s.", names=names)
