"""A list as a file: what the page lists, whole, masked as on the page, and on record.

A view hands its list out where `is_file_asked()`: the same address, the same filters,
the same right to see it, with `format=xlsx` or `format=csv` behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Generic, TypeVar

from flask import current_app, request
from werkzeug.wrappers import Response

from app.casework.exporting import MOST, log_export
from app.reports.cells import Cell, csv_text
from app.reports.workbook import MEDIA_TYPE, workbook
from app.store.reads.conditions import Place
from app.web.desk import write
from app.web.lists import LISTS, address_of, view_here
from app.web.moments import district_calendar
from app.web.unit_names import unit_name

T = TypeVar("T")
At = TypeVar("At")

AT_ONCE = 200
FORMAT = "format"
FORMATS = {"xlsx": "Excel", "csv": "CSV"}

# Reads so many lines of a list, from a place on.
Lister = Callable[[Place | None, int], Sequence[T]]
# One part of a list, and where it goes on; None at its end.
Reader = Callable[[At | None], tuple[Sequence[T], At | None]]


@dataclass(frozen=True)
class Sheet(Generic[T]):
    """How a list is written down.

    name:    of the file; columns: heads in the reader's language, with their widths
    rows:    the cells of lines; given all at once, so that a question serves them all
    """

    name: str
    columns: Callable[[], Mapping[str, int]]
    rows: Callable[[list[T]], Iterable[Sequence[Cell]]]


def is_file_asked() -> bool:
    """Does the address ask for the list as a file?"""
    return request.method == "GET" and request.args.get(FORMAT) in FORMATS


def sent_list(sheet: Sheet[T], lines: Iterable[T]) -> Response:
    """Send the lines, at most MOST of them, as the address asks; it is logged."""
    listed = list(islice(lines, MOST))
    _log(len(listed))
    columns, rows = sheet.columns(), map(_named, sheet.rows(listed))
    if request.args.get(FORMAT) == "csv":
        text = csv_text([list(columns), *rows])
        return _sent(text.encode(), "text/csv; charset=utf-8", f"{sheet.name}.csv")
    written = workbook(sheet.name, columns, rows)
    return _sent(written, MEDIA_TYPE, f"{sheet.name}.xlsx")


def sent_table(name: str, rows: Sequence[Sequence[Cell]]) -> Response:
    """Send a table of figures, its head the first row, as CSV; it is logged."""
    _log(len(rows) - 1)
    text = csv_text([*map(_named, rows)])
    return _sent(text.encode(), "text/csv; charset=utf-8", f"{name}.csv")


def _named(row: Sequence[Cell]) -> Sequence[Cell]:
    """The cells, units in the reader's language."""
    return [unit_name(cell) if isinstance(cell, str) else cell for cell in row]


def _log(count: int) -> None:
    what = request.full_path.rstrip("?")
    write(log_export, what, count, request.remote_addr or "")


def every_line(lister: Lister[T], place_of: Callable[[T], Place | None]) -> Iterator[T]:
    """All lines of a list that is read page by page. place_of: where it goes on"""

    def read(place: Place | None) -> tuple[Sequence[T], Place | None]:
        found = lister(place, AT_ONCE)
        return found, place_of(found[-1]) if len(found) == AT_ONCE else None

    return every_part(read)


def every_part(read: Reader[At, T]) -> Iterator[T]:
    """All lines of a list whose parts say themselves where it goes on."""
    place: At | None = None
    while True:
        found, place = read(place)
        yield from found
        if place is None:
            return


def list_files(endpoint: str = "") -> list[tuple[str, str]]:
    """The files that the list on this page offers: word and address.

    endpoint: of the list, where the page stands beside it
    """
    place = endpoint or request.endpoint or ""
    if place not in LISTS:
        return []
    view = view_here()
    return [
        (word, address_of(place, view, **{FORMAT: ending}))
        for ending, word in FORMATS.items()
    ]


def moment_cell(at: datetime | None) -> str:
    """A moment as files hold it, in the district's time; empty for none."""
    return f"{at.astimezone(district_calendar().zone):%Y-%m-%d %H:%M}" if at else ""


def _sent(content: bytes, media_type: str, name: str) -> Response:
    answer = current_app.response_class(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
