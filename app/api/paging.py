"""Lists page by page: after the last row that was shown, never by counting rows.

The cursor is opaque to callers. It names the last row's moment and id, so a page is
the same work however far down the list it stands, and new rows shift nothing.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request
from marshmallow import ValidationError, fields

from app.api.fields import LARGEST_ID, Shown, Words, asked_number, said
from app.api.operations import Answer, Loaded
from app.store.reads.conditions import Place

T = TypeVar("T")

MOST, USUAL = 100, 50
CURSOR, LIMIT = "cursor", "limit"


class Cursor(Words):
    """Where a page begins. Comes in as the parts that the page before put in."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any
    ) -> Any:
        text = super()._deserialize(value, attr, data, **kw)
        try:
            return json.loads(base64.b64decode(text, b"-_", validate=True))
        except (ValueError, binascii.Error, RecursionError):
            raise ValidationError("This is no cursor of ours.") from None


def paging_fields() -> dict[str, fields.Field[Any]]:
    """The parameters of every list."""
    about = "Where the page begins: next_cursor of the page before."
    return {
        CURSOR: Cursor(load_default=None, metadata={"description": about}),
        LIMIT: asked_number("Rows on a page.", 1, MOST, USUAL),
    }


def list_of(each: type[Shown], name: str) -> Shown:
    """The schema of one page of such rows."""
    made = Shown.from_dict(
        {
            "items": fields.List(fields.Nested(each)),
            "next_cursor": said(
                "Begins the next page; null on the last.", or_null=True
            ),
        },
        name=name,
    )
    shown = made()
    assert isinstance(shown, Shown)  # noqa: S101 - from_dict makes a class of ours
    return shown


def place_of(cursor: object) -> Place | None:
    """The moment and id in a cursor. raises: ValidationError for another list's"""
    if cursor is None:
        return None
    match cursor:
        case [str(at), int(row_id)] if 0 < row_id <= LARGEST_ID:
            try:
                moment = datetime.fromisoformat(at)
            except ValueError:
                raise _foreign() from None
            if moment.tzinfo is not None:
                return moment.astimezone(UTC), row_id
    raise _foreign()


def id_of(cursor: object) -> int | None:
    """The id in a cursor. raises: ValidationError for another list's"""
    match cursor:
        case None:
            return None
        case int(row_id) if 0 < row_id <= LARGEST_ID:
            return row_id
    raise _foreign()


def word_of(cursor: object) -> str:
    """The word in a cursor; empty for none. raises: ValidationError"""
    match cursor:
        case None:
            return ""
        case str(word) if "\0" not in word and word.isprintable():
            return word
    raise _foreign()


def of_place(place: Place | None) -> object:
    """A place as a cursor carries it."""
    return None if place is None else [place[0].astimezone(UTC).isoformat(), place[1]]


def paged(
    rows: Sequence[T],
    limit: int,
    shown: Callable[[Sequence[T]], Sequence[object]],
    after: Callable[[T], object],
) -> Answer:
    """One page, with the address of the next in a Link header.

    rows:  one more than `limit`, where there are more
    shown: the rows as the schema takes them; after: what the cursor after a row holds
    """
    page = rows[:limit]
    cursor = _text(after(page[-1])) if len(rows) > limit else None
    headers = {}
    if cursor is not None:
        given = {**request.args.to_dict(), CURSOR: cursor}
        headers["Link"] = f'<{request.path}?{urlencode(given)}>; rel="next"'
    data = {"items": shown(page), "next_cursor": cursor}
    return Answer(data, headers=headers)


def paged_by_place(
    given: Loaded,
    rows: Callable[[Place | None, int], Sequence[T]],
    place: Callable[[T], Place | None],
    shown: Callable[[Sequence[T]], Sequence[object]] = list,
) -> Answer:
    """One page of what comes in the order of a moment.

    given: the parameters of the request
    rows:  the rows after a place, or from the first on, and how many at the most
    place: where a list goes on after a row
    """
    limit = given[LIMIT]
    found = rows(place_of(given[CURSOR]), limit + 1)
    return paged(found, limit, shown, lambda one: of_place(place(one)))


def _text(parts: object) -> str:
    told = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(told.encode()).decode()


def _foreign() -> ValidationError:
    return ValidationError({CURSOR: ["This is no cursor of this list."]})
