"""Overview: what is open, late and due, by department and center; each number opens
its list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from app.casework.desk import Desk as CaseworkDesk
from app.domain.terms import ReviewStatus, Role, State
from app.store import directory
from app.store.reads.counts import dispatch_counts, inspection_counts
from app.store.reads.lines import TicketFilter, TicketLine, list_by_due, list_by_filing
from app.store.reads.overview import Load, loads_of_centers, loads_of_departments
from app.web.access import for_roles
from app.web.case_lines import case_lines
from app.web.department.rows import person_of
from app.web.department.to_do import today_ends
from app.web.desk import desk_here
from app.web.desks import Desk, Place
from app.web.places import list_address, one_more, place_here, place_text

Page = str | Response | tuple[str, int]

ROWS = 25
LONGEST_WORDS = 100
_LOOK = (Role.DISTRICT_LEADER, Role.INSPECTOR, Role.DISPATCHER)
_AT_WINDOW = (State.ANSWERED, State.VERIFIED, State.REVISITED)

_LEADER = frozenset({Role.DISTRICT_LEADER})

blueprint = Blueprint("leader", __name__)


@dataclass(frozen=True)
class Total:
    """The sums of all departments and of what no department has yet."""

    open: int
    late: int
    today: int
    suspended: int
    at_window: int
    unrouted: int


@blueprint.get("/overview")
@for_roles(*_LOOK, Role.STATISTICIAN)
def overview() -> Page:
    """Show the district in numbers."""
    desk = desk_here()
    ends = today_ends()
    departments = loads_of_departments(desk.district, desk.now, ends)
    centers = loads_of_centers(desk.district, desk.now, ends)
    return render_template(
        "leader/overview.html",
        departments=departments,
        centers=centers,
        total=_total(centers),
        dispatch=dispatch_counts(desk.district, (), 0),
        inspection=inspection_counts(desk.district, desk.now, (), 0),
        opens=desk.actor.role in _LOOK,
        address=_address_of,
        widths=widths,
        most=max((load.open for load in departments), default=0),
        PENDING=ReviewStatus.PENDING,
    )


@blueprint.get("/all-cases")
@for_roles(*_LOOK)
def cases() -> Page:
    """Show the list behind a number."""
    desk = desk_here()
    words = request.args.get("words", "").strip()[:LONGEST_WORDS]
    wanted, by_due = _wanted(desk, words)
    listed = list_by_due if by_due else list_by_filing
    found, is_more = one_more(listed(wanted, after=place_here(), limit=ROWS + 1), ROWS)
    following = ""
    if is_more:
        after = found[-1].place_by_due if by_due else None
        following = _list(after=place_text(after or found[-1].place_by_filing))
    return render_template(
        "leader/cases.html",
        lines=case_lines(desk, found),
        person_of=person_of,
        choices=_choices(),
        names=_chosen_names(desk, found),
        words=words,
        kept=request.args,
        following=following,
        first=_list() if place_here() else "",
    )


def _total(centers: Sequence[Load]) -> Total:
    return Total(
        sum(load.open for load in centers),
        sum(load.late for load in centers),
        sum(load.today for load in centers),
        sum(load.suspended for load in centers),
        sum(load.at_window for load in centers),
        sum(load.unrouted for load in centers),
    )


def _address_of(show: str = "", **given: Any) -> str:
    return url_for("leader.cases", show=show or None, **given)


def widths(load: Load, most: int, width: int = 340) -> list[tuple[str, float, float]]:
    """Return the pieces of a department's bar: class, x and width."""
    pieces, x = [], 0.0
    unit = width / most if most else 0.0
    for kind, count in (
        ("f-late", load.late),
        ("f-soon", load.today),
        ("f-ok", load.later + load.at_window),
        ("f-held", load.suspended),
    ):
        if count:
            pieces.append((kind, round(x, 1), round(count * unit - 1, 1)))
            x += count * unit
    return pieces


# --- the list -------------------------------------------------------------------------


def _list(**changed: str | None) -> str:
    return list_address("leader.cases", **changed)


def _wanted(desk: CaseworkDesk, words: str) -> tuple[TicketFilter, bool]:
    """Return which cases, and whether they are sorted by their due moments."""
    given: dict[str, Any] = {"words": words}
    show = request.args.get("show", "")
    narrowing: Mapping[str, dict[str, Any]] = {
        "late": {"due_before": desk.now},
        "today": {
            "due_from": desk.now,
            "due_before": today_ends(),
            "states": (State.HELD, State.RETURNED),
        },
        "later": {"due_from": today_ends(), "states": (State.HELD, State.RETURNED)},
        "suspended": {"states": (State.SUSPENDED,), "due_from": desk.now},
        "window": {"states": _AT_WINDOW},
        "unrouted": {"states": (State.FILED,)},
        "returned": {"states": (State.RETURNED,)},
        "open": {"is_open": True},
    }
    given |= narrowing.get(show, {})
    known = directory.district(desk.district)
    department = known.department_ids.get(request.args.get("department", ""))
    center = known.center_ids.get(request.args.get("center", ""))
    wanted = TicketFilter(
        district_id=desk.district, holder=department, window=center, **given
    )
    return wanted, show in ("late", "today", "later", "suspended")


def _choices() -> list[tuple[str, None, str, bool]]:
    words = {
        "": gettext("All"),
        "open": gettext("Open"),
        "late": gettext("Overdue"),
        "today": gettext("Due today"),
        "later": gettext("Due later"),
        "suspended": gettext("Suspended"),
        "window": gettext("At the window"),
        "returned": gettext("Returned"),
        "unrouted": gettext("Unrouted"),
    }
    chosen = request.args.get("show", "")
    return [
        (word, None, _list(show=name or None), name == chosen)
        for name, word in words.items()
    ]


def _chosen_names(desk: CaseworkDesk, found: Sequence[TicketLine]) -> list[str]:
    """Return of which department or center the list is, when it is of one."""
    names = []
    if request.args.get("department"):
        names += [line.holder_name for line in found[:1]]
    if request.args.get("center"):
        names += [line.center_name for line in found[:1]]
    return names


DESK = Desk(
    blueprint,
    (
        Place(
            "leader.overview",
            lazy_gettext("Overview"),
            frozenset({Role.DISTRICT_LEADER, Role.STATISTICIAN}),
        ),
        Place("leader.cases", lazy_gettext("District cases"), _LEADER),
    ),
)
