"""The list behind a number of the overview, and all cases of the district."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template, request

from app.casework.desk import Desk
from app.casework.exporting import MOST
from app.store.reads.lines import TicketLine, list_by_due, list_by_filing
from app.web.access import for_roles
from app.web.case_lines import case_lines
from app.web.case_sheet import case_sheet
from app.web.department.rows import person_of
from app.web.desk import desk_here
from app.web.leader import narrowing
from app.web.leader.blueprint import LOOK, Page, blueprint
from app.web.list_files import every_line, is_file_asked, sent_list
from app.web.places import list_address, one_more, place_here, place_text

ROWS = 25


@blueprint.get("/all-cases")
@for_roles(*LOOK)
def cases() -> Page:
    """Show the list behind a number."""
    desk = desk_here()
    if is_file_asked():
        return _file(desk)
    wanted, by_due = narrowing.wanted(desk, ROWS + 1)
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
        choices=narrowing.choices(),
        names=[*_chosen_units(found), *narrowing.told()],
        words=narrowing.words_here(),
        kept=request.args,
        keeps=narrowing.KEPT,
        following=following,
        first=_list() if place_here() else "",
    )


def _file(desk: Desk) -> Page:
    wanted, by_due = narrowing.wanted(desk, MOST)
    listed = list_by_due if by_due else list_by_filing
    lines = every_line(
        lambda place, limit: listed(wanted, after=place, limit=limit),
        lambda line: line.place_by_due if by_due else line.place_by_filing,
    )
    return sent_list(case_sheet("district-cases"), lines)


def _list(**changed: str | None) -> str:
    return list_address("leader.cases", **changed)


def _chosen_units(found: Sequence[TicketLine]) -> list[str]:
    """Of which department or center the list is, when it is of one."""
    names = []
    if request.args.get("department"):
        names += [line.holder_name for line in found[:1]]
    if request.args.get("center") or request.args.get("filed_at"):
        names += [line.center_name for line in found[:1]]
    return names
