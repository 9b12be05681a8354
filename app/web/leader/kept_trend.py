"""Whether it gets better: of the promises that fell due in each month, how many were
kept; each number with the list behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from flask_babel import gettext

from app.domain.periods import Period
from app.domain.working_calendar import WorkingCalendar
from app.reports.charts import Chart, Look, Series, lines
from app.reports.charts.chart import Cell, Row
from app.store.reads.happenings import What, count_happenings
from app.web.leader.pictures import Address, month_word
from app.web.leader.spans import during, last_months

WHOLE = 100


def kept_trend(
    district: int, now: datetime, calendar: WorkingCalendar, address: Address
) -> Chart:
    """Promises kept, in percent of those that fell due by now, by month; no point in a
    month in which none did. The table behind has the counts."""
    months = last_months()
    spans = [
        during(what, month, now, calendar.zone)
        for what in (What.DUE, What.LATE)
        for month in months
    ]
    counts = count_happenings(district, spans)
    due, late = counts[: len(months)], counts[len(months) :]
    labels = [month_word(month, months[0]) for month in months]
    drawn = lines(
        gettext("Promises kept, of those that fell due"),
        gettext(
            "This month so far %(kept)d of %(due)d.",
            kept=due[-1] - late[-1],
            due=due[-1],
        ),
        labels,
        [Series(gettext("Kept"), [*map(_share, due, late)], Look.KEPT)],
        bounds=(0, WHOLE),
        now=True,
        say=_percent,
        corner=gettext("Month"),
    )
    heads = (*drawn.heads, gettext("Fell due"), gettext("Promise not kept"))
    rows = [
        Row(label, _cells(month, fell_due, missed, address))
        for label, month, fell_due, missed in zip(
            labels, months, due, late, strict=True
        )
    ]
    return replace(drawn, heads=heads, rows=tuple(rows))


def _cells(
    month: Period, due: int, late: int, address: Address
) -> tuple[Cell, Cell, Cell]:
    return (
        Cell(_said(_share(due, late))),
        Cell(str(due), address(what=What.DUE, period=month.key)),
        Cell(str(late), address(what=What.LATE, period=month.key)),
    )


def _share(due: int, late: int) -> float | None:
    return WHOLE * (due - late) / due if due else None


def _said(share: float | None) -> str:
    return "—" if share is None else _percent(share)


def _percent(value: float) -> str:
    return f"{value:.0f}%"
