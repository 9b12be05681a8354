"""Our notices: supervision notices to this department, and statements asked of it."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext

from app.domain.terms import Command
from app.store.reads.conditions import Place
from app.store.reads.supervision import SupervisionLine, list_supervision_notices
from app.web.access import for_roles
from app.web.case_links import act_address
from app.web.department.blueprint import PEOPLE, Page, blueprint, department_id
from app.web.desk import desk_here
from app.web.list_files import every_line, is_file_asked, sent_list
from app.web.notice_sheet import notice_sheet
from app.web.places import list_address, one_more, place_here, place_text

ROWS = 25
OPEN = {"open": True, "ended": False}


@blueprint.get("/our-notices")
@for_roles(*PEOPLE)
def notices() -> Page:
    """Show the notices to this department, the latest first."""
    if is_file_asked():
        lines = every_line(_listed, lambda one: one.place)
        return sent_list(notice_sheet("our-notices"), lines)
    shown = request.args.get("show", "")
    listed, is_more = one_more(_listed(place_here(), ROWS + 1), ROWS)
    following = ""
    if is_more:
        after = place_text(listed[-1].place)
        following = list_address("department.notices", after=after)
    return render_template(
        "department/notices.html",
        notices=listed,
        choices=_choices(shown),
        following=following,
        first=list_address("department.notices") if place_here() else "",
        reply_address=lambda number: act_address(number, Command.REPLY_NOTICE),
    )


def _listed(before: Place | None, limit: int) -> list[SupervisionLine]:
    desk = desk_here()
    return list_supervision_notices(
        desk.district,
        department_id=department_id(desk),
        is_open=OPEN.get(request.args.get("show", "")),
        before=before,
        limit=limit,
    )


def _choices(shown: str) -> list[tuple[str, None, str, bool]]:
    words = {
        "": gettext("All"),
        "open": gettext("Awaiting a reply"),
        "ended": gettext("Answered or ended"),
    }
    return [
        (word, None, url_for("department.notices", show=name or None), name == shown)
        for name, word in words.items()
    ]
