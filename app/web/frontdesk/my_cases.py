"""My center's cases, and what went up from the town windows to the district's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import render_template, url_for
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from werkzeug.wrappers import Response

from app.casework.desk import Desk
from app.domain.terms import State, TicketClass
from app.store import directory
from app.store.reads.lines import TicketFilter
from app.web.access import for_roles
from app.web.case_sheet import case_sheet
from app.web.desk import desk_here
from app.web.formats import term
from app.web.frontdesk.blueprint import WINDOW, blueprint
from app.web.frontdesk.case_list import (
    Order,
    Show,
    Wanted,
    listed_by,
    page_of,
    usual_order,
    wanted_here,
)
from app.web.list_files import every_line, is_file_asked, sent_list

SOON_DAYS = 3

SHOW_WORDS: Mapping[Show, LazyString] = {
    Show.OPEN: lazy_gettext("Under way"),
    Show.LATE: lazy_gettext("Overdue"),
    Show.SOON: lazy_gettext("Due within 3 days"),
    Show.FILED: lazy_gettext("Not dispatched"),
    Show.ENDED: lazy_gettext("Ended cases"),
    Show.ALL: lazy_gettext("All cases"),
}


@blueprint.get("/my-cases")
@for_roles(*WINDOW)
def my_cases() -> str | Response:
    """Show the cases filed at this center."""
    desk, wanted = desk_here(), wanted_here()
    if is_file_asked():
        return _file(desk, wanted)
    return render_template(
        "frontdesk/my_cases.html",
        wanted=wanted,
        page=page_of(_filter(wanted, desk), wanted, desk, ".my_cases"),
        chips=_chips(wanted),
        classes=[(one.value, term(one)) for one in TicketClass],
        departments=desk.office.departments,
        sort=_sort_addresses(wanted),
    )


@blueprint.get("/handed-up")
@for_roles(*WINDOW)
def handed_up() -> str:
    """Show what was handed up: to this window of the district, or by this town's."""
    desk, wanted = desk_here(), wanted_here()
    window = directory.district(desk.district).center_id(desk.actor.center or "")
    to_us = desk.actor.of_district_window
    filtered = TicketFilter(
        district_id=desk.district,
        center=None if to_us else window,
        window=window if to_us else None,
        handed_up=True,
        is_open=True,
    )
    return render_template(
        "frontdesk/handed_up.html",
        page=page_of(filtered, wanted, desk, ".handed_up"),
        to_us=to_us,
    )


def _file(desk: Desk, wanted: Wanted) -> Response:
    listed, place_of = listed_by(wanted.order)
    filtered = _filter(wanted, desk)
    lines = every_line(
        lambda place, limit: listed(filtered, after=place, limit=limit), place_of
    )
    return sent_list(case_sheet("my-cases"), lines)


def _filter(wanted: Wanted, desk: Desk) -> TicketFilter:
    """Return the question that the address asks; unknown departments are not asked."""
    district = directory.district(desk.district)
    usual = TicketFilter(
        district_id=desk.district,
        center=district.center_id(desk.actor.center or ""),
        ticket_class=wanted.ticket_class,
        holder=district.department_ids.get(wanted.department),
        words=wanted.words,
    )
    return replace(usual, **_shown(wanted.show, desk))


def _shown(show: Show, desk: Desk) -> dict[str, Any]:
    match show:
        case Show.OPEN:
            return {"is_open": True}
        case Show.LATE:
            return {"due_before": desk.now}
        case Show.SOON:
            return {"due_from": desk.now, "due_before": _soon_until(desk)}
        case Show.FILED:
            return {"states": (State.FILED,)}
        case Show.ENDED:
            return {"is_open": False}
        case Show.ALL:
            return {}


def _soon_until(desk: Desk) -> datetime:
    """Return the opening after which nothing is soon: that of the fourth working day."""
    calendar = desk.office.calendar(desk.actor.center or "")
    day = calendar.add_working_days(calendar.civil_date(desk.now), SOON_DAYS + 1)
    return calendar.opening(day)


def _chips(wanted: Wanted) -> list[tuple[str, None, str, bool]]:
    """Return the choices above the list; class, department and words stay."""
    return [
        (
            str(word),
            None,
            _address(replace(wanted, show=show, order=usual_order(show))),
            show is wanted.show,
        )
        for show, word in SHOW_WORDS.items()
    ]


def _sort_addresses(wanted: Wanted) -> dict[str, tuple[str, str]]:
    """By order: the address that sorts so, and how the list is sorted now."""
    return {
        order.value: (
            _address(replace(wanted, order=order)),
            _direction(order) if order is wanted.order else "",
        )
        for order in Order
    }


def _direction(order: Order) -> str:
    return "ascending" if order is Order.DUE else "descending"


def _address(wanted: Wanted) -> str:
    return url_for(".my_cases", **wanted.parameters())
