"""The access log as CSV, for the audit administrator to keep outside the system."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import datetime, time

from flask import current_app, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.casework import people
from app.store.reads.people import Access
from app.web.access import for_roles
from app.web.admin.access_words import GROUPS, lines_of
from app.web.admin.blueprint import AUDIT, blueprint
from app.web.desk import desk_here, write
from app.web.furnishing import calendar_here
from app.web.moments import today

BATCH = 500
MOST_ROWS = 100_000
# A spreadsheet takes what begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@blueprint.get("/access-log/export")
@for_roles(AUDIT)
def export_access_log() -> Response:
    """Send the log as a file; that it was taken is itself on record."""
    group = request.args.get("group", "")
    group = group if group in GROUPS else ""
    username = request.args.get("who", "").strip()[:64]
    write(people.note_export, f"{group or '*'} {username}".strip())
    written = "".join(_rows(group, username))
    answer = current_app.response_class(written, mimetype="text/csv")
    name = f"access-log-{today().isoformat()}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _rows(group: str, username: str) -> Iterator[str]:
    yield "\ufeff"  # so that spreadsheets read Chinese
    yield _written(_titles())
    before: int | None = None
    for _ in range(MOST_ROWS // BATCH):
        found = people.read_access_log(
            desk_here(),
            actions=GROUPS[group][1],
            username=username,
            since=_day("since", time.min),
            until=_day("until", time.max),
            before=before,
            limit=BATCH,
        )
        for row, line in zip(found, lines_of(found), strict=True):
            yield _written(_cells(row, line))
        if len(found) < BATCH:
            return
        before = found[-1].id


def _titles() -> list[str]:
    return [
        gettext("When"),
        gettext("Who"),
        gettext("What happened"),
        gettext("Case"),
        gettext("Reason or change"),
        gettext("From where"),
        gettext("With what"),
    ]


def _cells(row: Access, line: Mapping[str, object]) -> list[str]:
    at = row.at.astimezone(calendar_here().zone).isoformat(timespec="seconds")
    told = [line[name] for name in ("who", "action", "number", "reason", "remote")]
    return [at, *map(str, told), row.agent]


def _written(cells: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(
        f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells
    )
    return written.getvalue()


def _day(name: str, moment: time) -> datetime | None:
    """The first or last moment of a day that the address names; None for none."""
    try:
        day = datetime.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return datetime.combine(day.date(), moment, calendar_here().zone)
