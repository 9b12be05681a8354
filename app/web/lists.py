"""The lists that people filter, with the parameters that say which view of one it is.

What stands here has saved filters (`saved_filters.html`) and leaves as a file
(`lists.files`); a list that draws filters has to stand here: a test watches.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import request, url_for

LISTS: Mapping[str, frozenset[str]] = {
    "frontdesk.my_cases": frozenset({"show", "sort", "class", "department", "words"}),
    "department.to_do": frozenset({"show"}),
    "department.cases": frozenset({"show", "words"}),
    "department.notices": frozenset({"show"}),
    "department.record": frozenset({"show"}),
    "inspection.escalations": frozenset({"status", "step"}),
    "inspection.notices": frozenset({"show", "colour"}),
    "inspection.papers": frozenset({"kind"}),
    "leader.cases": frozenset(
        {
            *("show", "department", "center", "filed_at", "words"),
            *("what", "period", "cause", "matter", "days", "only"),
        }
    ),
    "figures.cases": frozenset({"period", "department", "figure", "part"}),
    "patterns.cases": frozenset(
        {"code", "period", "department", "matter", "show", "ground"}
    ),
    "improvements.items": frozenset({"state"}),
    "admin.list_people": frozenset({"role", "unit", "state", "words"}),
    "admin.access_log": frozenset({"group", "who"}),
    "comfort.find": frozenset({"words"}),
}


def view_of(place: str, query: str) -> str:
    """The parameters of a query that say which view it is, in one order, empty ones
    left out."""
    return urlencode(sorted(_known(place, parse_qsl(query))))


def view_here() -> str:
    """Which view of its list the page shows; empty for the usual one."""
    place = request.endpoint or ""
    in_path = [(name, str(value)) for name, value in (request.view_args or {}).items()]
    return urlencode(sorted(_known(place, [*request.args.items(), *in_path])))


def address_of(place: str, query: str, **more: str) -> str:
    """The address of a view. raises: BuildError, if a part of its path is missing"""
    given: dict[str, Any] = {**dict(parse_qsl(query)), **more}
    return url_for(place, **given)


def _known(place: str, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    known = LISTS.get(place, frozenset())
    return [(name, value) for name, value in pairs if name in known and value]
