"""A list of cases as a file: what the page lists, masked as on the page.

A view of a list becomes one of its file by asking it for all lines instead of one page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.casework.exporting import MOST, log_export
from app.domain.masks import masked_name
from app.reports.cells import Cell, csv_text
from app.reports.workbook import MEDIA_TYPE, workbook
from app.store.reads.conditions import Place
from app.store.reads.lines import TicketLine
from app.web.case_lines import CaseLine, case_lines
from app.web.desk import account_here, desk_here, write
from app.web.formats import term
from app.web.lights import Light
from app.web.moments import district_calendar

AT_ONCE = 200
Lister = Callable[[Place | None, int], Sequence[TicketLine]]
PlaceOf = Callable[[TicketLine], Place | None]


def sent_list(
    name: str,
    lister: Lister,
    place_of: PlaceOf,
    keep: Callable[[TicketLine], bool] = lambda line: True,
) -> Response:
    """Send the list as the address asks: `format=csv`, else a workbook.

    lister:   reads so many lines from a place on; place_of: where it goes on after one
    keep:     which of them the page shows
    """
    lines = list(islice(filter(keep, _all(lister, place_of)), MOST))
    write(
        log_export, request.full_path.rstrip("?"), len(lines), request.remote_addr or ""
    )
    rows = [_row(one) for one in case_lines(desk_here(), lines)]
    if request.args.get("format") == "csv":
        text = csv_text([list(_columns()), *rows])
        return _sent(text.encode(), "text/csv; charset=utf-8", f"{name}.csv")
    return _sent(workbook(name, _columns(), rows), MEDIA_TYPE, f"{name}.xlsx")


def file_addresses(
    endpoint: str, parameters: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """The files that a list offers: word and address."""
    return [
        ("Excel", url_for(endpoint, **parameters)),
        ("CSV", url_for(endpoint, **{**parameters, "format": "csv"})),
    ]


def _all(lister: Lister, place_of: PlaceOf) -> Iterator[TicketLine]:
    place: Place | None = None
    while True:
        found = lister(place, AT_ONCE)
        yield from found
        place = place_of(found[-1]) if len(found) == AT_ONCE else None
        if place is None:
            return


def _columns() -> dict[str, int]:
    return {
        gettext("Number"): 13,
        gettext("Light"): 9,
        gettext("State"): 10,
        gettext("Class"): 9,
        gettext("Matter"): 34,
        gettext("Department"): 18,
        gettext("From"): 16,
        gettext("Complainant"): 11,
        gettext("Filed"): 17,
        gettext("Case due"): 17,
        gettext("Closed"): 17,
    }


def _row(one: CaseLine) -> list[Cell]:
    line = one.line
    return [
        line.number,
        _word(one.light),
        term(line.state),
        term(line.ticket_class),
        line.matter_name,
        line.holder_name,
        line.center_name,
        _person(line),
        _moment(line.filed_at),
        _moment(line.due_at),
        _moment(line.closed_at),
    ]


def _word(light: Light | None) -> str:
    match light:
        case None:
            return ""
        case Light.OK | Light.DONE:
            return gettext("On time")
        case Light.SOON:
            return gettext("Due soon")
        case Light.LATE:
            return gettext("Overdue")
        case Light.HELD:
            return gettext("Suspended")


def _person(line: TicketLine) -> str:
    if line.confidential and account_here().department:
        return gettext("Confidential")
    return masked_name(line.person)


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(district_calendar().zone):%Y-%m-%d %H:%M}" if at else ""


def _sent(content: bytes, media_type: str, name: str) -> Response:
    answer = current_app.response_class(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
