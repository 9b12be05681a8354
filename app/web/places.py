"""Where a list goes on, in the address: the last row's moment and id."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import request, url_for

from app.store.reads.conditions import Place

T = TypeVar("T")

AFTER = "after"
LARGEST_ID = 2**63


def place_here() -> Place | None:
    """Return where the asked-for page of a list begins.

    None for the first page, and for an address that somebody made up.
    """
    at, _, row_id = request.args.get(AFTER, "").rpartition("~")
    try:
        moment = datetime.fromisoformat(at)
        number = int(row_id)
        if moment.tzinfo is None or not 0 < number < LARGEST_ID:
            return None
        return moment.astimezone(UTC), number
    except (ValueError, OverflowError):
        return None


def place_text(place: Place) -> str:
    """Return the place as it stands in an address."""
    return f"{place[0].astimezone(UTC).isoformat()}~{place[1]}"


def one_more(rows: list[T], limit: int) -> tuple[list[T], bool]:
    """Return the rows of a page, and whether the extra row that was asked for is there."""
    return rows[:limit], len(rows) > limit


def list_address(endpoint: str, **changed: str | None) -> str:
    """Return the address of the list that is shown, with other parameters.

    A parameter of None is left out, and so is the place, unless it is given.
    """
    return url_for(endpoint, **parameters(**{AFTER: None, **changed}))


def parameters(**changed: str | None) -> dict[str, Any]:
    """Return the parameters of this page with others; None takes one away."""
    kept = {**request.args.to_dict(), **changed}
    return {name: value for name, value in kept.items() if value}
