"""The rates of the departments as pictures: each on its interval, beside that of all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext

from app.domain.figures.measures import Figure, Figures, Rate
from app.reports.charts import Beside, Chart, Series, ranges
from app.reports.charts.chart import Cell, Row
from app.reports.figures import UnitFigures
from app.web.figures.rates import between, percent
from app.web.unit_names import unit_name

FEWEST = 2  # of one alone there is nothing to compare
RATE_OF: Mapping[Figure, Callable[[Figures], Rate]] = {
    Figure.ON_TIME: lambda counted: counted.on_time,
    Figure.RESPONSE: lambda counted: counted.response,
    Figure.SOLUTION: lambda counted: counted.solution,
}

# (code of a department, figure, part) -> address of the list, or empty
Address = Callable[[str, Figure, str | None], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing's rate; hits, total: addresses of the lists behind its counts"""

    name: str
    rate: Rate
    hits: str = ""
    total: str = ""


def rate_pictures(
    units: Sequence[UnitFigures],
    total: Figures,
    names: Mapping[Figure, str],
    address: Address,
) -> list[Chart]:
    """A picture of each rate by department, all with the same rows, so that one reads
    across; none where there is nothing to compare."""
    shown = [unit for unit in units if _has_any(unit)]
    if len(shown) < FEWEST:
        return []
    return [
        _rate_picture(_lines(shown, figure, address), rate_of(total), names[figure])
        for figure, rate_of in RATE_OF.items()
    ]


def counts_of(rate: Rate) -> str:
    """A share with its counts: 86% 12/14; a dash when there was nothing to count."""
    if rate.value is None:
        return "—"
    return f"{rate.value * 100:.0f}% {rate.hits}/{rate.total}"


def told_row(line: Line) -> Row:
    """The line of the table behind: rate, interval, and the counts with their lists."""
    rate = line.rate
    hits, total = _linked(rate.hits, line.hits), _linked(rate.total, line.total)
    return Row(line.name, (Cell(percent(rate.value)), Cell(between(rate)), hits, total))


def _linked(count: int, address: str) -> Cell:
    return Cell(str(count), address if count else "")


def _has_any(unit: UnitFigures) -> bool:
    return any(rate_of(unit.figures).total for rate_of in RATE_OF.values())


def _lines(
    units: Sequence[UnitFigures], figure: Figure, address: Address
) -> list[Line]:
    return [
        Line(
            unit_name(unit.name),
            RATE_OF[figure](unit.figures),
            address(unit.code, figure, "hits"),
            address(unit.code, figure, None),
        )
        for unit in units
    ]


def _rate_picture(lines: Sequence[Line], total: Rate, name: str) -> Chart:
    values = [line.rate.value for line in lines]
    together = gettext("All departments")
    found = [value for value in values if value is not None]
    drawn = ranges(
        name,
        gettext(
            "%(all)s of all departments together; by department from %(low)s to "
            "%(high)s.",
            all=percent(total.value),
            low=percent(min(found, default=None)),
            high=percent(max(found, default=None)),
        ),
        [line.name for line in lines],
        [Series(name, values, between=[line.rate.interval for line in lines])],
        told=[counts_of(line.rate) for line in lines],
        beside=Beside(together, total.value) if total.value is not None else None,
        say=percent,
        corner=gettext("Department"),
    )
    heads = (*drawn.heads, gettext("Interval"))
    heads += (gettext("Counted as kept"), gettext("All counted"))
    return replace(drawn, heads=heads, rows=tuple(map(told_row, lines)))
