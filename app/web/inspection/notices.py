"""Supervision notices: the list, and each as a paper of one page and as a Word file."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template, request, url_for
from flask_babel import force_locale, gettext

from app.casework.desk import Desk
from app.domain.errors import NotFound
from app.domain.notices import DEPARTMENT_ROLES
from app.domain.terms import Colour, Role
from app.store.reads.conditions import Place
from app.store.reads.supervision import (
    SupervisionLine,
    get_supervision_notice,
    list_supervision_notices,
)
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.formats import term
from app.web.inspection.blueprint import Page, blueprint
from app.web.inspection.notice_letters import notice_letter
from app.web.inspection.word_files import word_answer
from app.web.language import DEFAULT
from app.web.list_files import every_line, is_file_asked, sent_list
from app.web.notice_sheet import notice_sheet
from app.web.places import list_address, one_more, place_here, place_text

ROWS = 25
DENSE = 420  # signs of a body from which on it is set smaller, to stay on one page
OPEN: Mapping[str, bool] = {"open": True, "ended": False}
_READERS = (Role.INSPECTOR, Role.DISPATCHER, Role.DISTRICT_LEADER)


@blueprint.get("/supervision-notices")
@for_roles(*_READERS)
def notices() -> Page:
    """Show the notices of the district, the latest first."""
    if is_file_asked():
        lines = every_line(_listed, lambda one: one.place)
        return sent_list(notice_sheet("supervision-notices"), lines)
    colour, shown = _colour_here(), request.args.get("show", "")
    listed, is_more = one_more(_listed(place_here(), ROWS + 1), ROWS)
    following = _address(after=place_text(listed[-1].place)) if is_more else ""
    return render_template(
        "inspection/notices.html",
        notices=listed,
        colours=_colours(colour),
        choices=_choices(shown),
        following=following,
        first=_address() if place_here() else "",
    )


@blueprint.get("/supervision-notices/<string:number>")
@for_roles(*_READERS, *DEPARTMENT_ROLES)
def paper(number: str) -> Page:
    """Show one notice as an official paper of one page."""
    desk = desk_here()
    notice = _readable(desk, number)
    letter = notice_letter(desk, notice, shortened=True)
    return render_template(
        "inspection/paper.html",
        letter=letter,
        notice=notice,
        word_address=url_for("inspection.word_file", number=number),
        dense=sum(len(one.text) for one in letter.body) > DENSE,
    )


@blueprint.get("/supervision-notices/<string:number>/word-file")
@for_roles(*_READERS, *DEPARTMENT_ROLES)
def word_file(number: str) -> Page:
    """Hand the notice out as a Word document, in full and in Chinese."""
    desk = desk_here()
    notice = _readable(desk, number)
    with force_locale(DEFAULT.code):
        return word_answer(desk, notice_letter(desk, notice))


def _listed(before: Place | None, limit: int) -> list[SupervisionLine]:
    return list_supervision_notices(
        desk_here().district,
        colour=_colour_here(),
        is_open=OPEN.get(request.args.get("show", "")),
        before=before,
        limit=limit,
    )


def _readable(desk: Desk, number: str) -> SupervisionLine:
    """A department reads its own. raises: NotFound notice.unknown"""
    notice = get_supervision_notice(desk.district, number)
    if desk.actor.role in DEPARTMENT_ROLES and (
        notice.department is None or notice.department != desk.actor.department
    ):
        raise NotFound("notice.unknown", number=number)
    return notice


def _address(**changed: str | None) -> str:
    return list_address("inspection.notices", **changed)


def _colour_here() -> Colour | None:
    try:
        return Colour(request.args.get("colour", ""))
    except ValueError:
        return None


def _colours(chosen: Colour | None) -> list[tuple[str, None, str, bool]]:
    found: list[tuple[str, None, str, bool]] = [
        (gettext("All colours"), None, _address(colour=None), chosen is None)
    ]
    return found + [
        (term(colour), None, _address(colour=colour), colour is chosen)
        for colour in Colour
    ]


def _choices(shown: str) -> list[tuple[str, None, str, bool]]:
    words = {
        "": gettext("All"),
        "open": gettext("Awaiting a reply"),
        "ended": gettext("Answered or ended"),
    }
    return [
        (word, None, _address(show=name or None), name == shown)
        for name, word in words.items()
    ]
