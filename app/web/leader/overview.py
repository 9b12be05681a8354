"""Overview: what is open, late and due; whether it gets better; what keeps coming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for

from app.domain.terms import PeriodKind, ReviewStatus, Role
from app.reports.charts import Look, Piece, pieces
from app.store.reads.counts import dispatch_counts, inspection_counts
from app.store.reads.happenings import What, courses_of_centers, hot_matters
from app.store.reads.overview import Load, loads
from app.web.access import for_roles
from app.web.department.to_do import today_ends
from app.web.desk import desk_here
from app.web.figures.periods import choices, name_of, period_here
from app.web.leader import pictures
from app.web.leader.blueprint import LOOK, Page, blueprint
from app.web.leader.kept_trend import kept_trend
from app.web.leader.spans import calendar_of, during
from app.web.leader.tiles import center_lines, squares

MOST_MATTERS = 8


@dataclass(frozen=True)
class Total:
    """The sums of all departments and of what no department has yet."""

    open: int
    late: int
    today: int
    suspended: int
    at_window: int
    unrouted: int

    @property
    def later(self) -> int:
        """Promised, running, not due before tomorrow."""
        elsewhere = self.unrouted + self.at_window + self.suspended
        return self.open - self.late - self.today - elsewhere


@blueprint.get("/overview")
@for_roles(*LOOK, Role.STATISTICIAN)
def overview() -> Page:
    """Show the district in numbers and pictures."""
    desk = desk_here()
    ends, period = today_ends(), period_here(PeriodKind.QUARTER)
    found = loads(desk.district, desk.now, ends)
    opens = desk.actor.role in LOOK
    address = _address if opens else _nowhere
    calendar = calendar_of(desk)
    filed = during(What.FILED, period, desk.now, calendar.zone)
    given = (desk.district, period, desk.now, calendar, address)
    least = desk.office.rules.findings.r1_matter_cause_month
    lines = center_lines(found.centers, courses_of_centers(desk.district, filed))
    return render_template(
        "leader/overview.html",
        departments=found.departments,
        centers=lines,
        squares=squares(lines),
        total=_total(found.centers),
        dispatch=dispatch_counts(desk.district, (), 0),
        inspection=inspection_counts(
            desk.district, desk.now, (), 0, openly=desk.actor.role is not Role.INSPECTOR
        ),
        trend=pictures.trend(desk.district, desk.now, calendar, address),
        kept=kept_trend(desk.district, desk.now, calendar, address),
        why=pictures.why(*given),
        finishing=pictures.finishing(*given),
        hot=hot_matters(desk.district, filed, least=least, most=MOST_MATTERS),
        least=least,
        period=period,
        period_name=name_of(period),
        choices=choices("leader.overview", period),
        opens=opens,
        address=address,
        parts=parts,
        most=max((load.open for load in found.departments), default=0),
        PENDING=ReviewStatus.PENDING,
    )


def parts(load: Load, most: int) -> list[Piece]:
    """The pieces of a department's bar: overdue, due today, in time, suspended."""
    counts = (
        (Look.LATE, load.late),
        (Look.SOON, load.today),
        (Look.KEPT, load.later + load.at_window),
        (Look.HELD, load.suspended),
    )
    return pieces(counts, most)


def _address(**given: Any) -> str:
    return url_for("leader.cases", **{name: one or None for name, one in given.items()})


def _nowhere(**_given: Any) -> str:
    """For those who see numbers and no cases."""
    return ""


def _total(centers: Sequence[Load]) -> Total:
    return Total(
        sum(load.open for load in centers),
        sum(load.late for load in centers),
        sum(load.today for load in centers),
        sum(load.suspended for load in centers),
        sum(load.at_window for load in centers),
        sum(load.unrouted for load in centers),
    )
