"""The lines that the routing commands read: one JSON object each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from app.domain.wayfinding.routing_measure import RoutedCase


class BadLine(Exception):
    """A line that cannot be answered. id: the line's own, None where it has none"""

    def __init__(self, words: str, given: object = None) -> None:
        self.id = given
        super().__init__(words)


@dataclass(frozen=True, slots=True)
class Request:
    """A text to be routed. id: whatever the asker gave; given back as it was"""

    id: object
    text: str


def read_request(line: bytes) -> Request:
    """Read {"id", "text"}. raises: BadLine"""
    given = _parsed(line)
    return Request(given.get("id"), _text(given, "text"))


def read_routed_case(line: bytes) -> RoutedCase:
    """Read a case with its department. raises: BadLine"""
    given = _parsed(line)
    text = _text(given, "complaint_text" if "complaint_text" in given else "text")
    code = given.get("department_code")
    if not isinstance(code, str) or not code:
        raise BadLine("department_code: missing", given.get("id"))
    also = given.get("acceptable_codes") or []
    if not isinstance(also, list) or not all(isinstance(one, str) for one in also):
        raise BadLine("acceptable_codes: must be a list of codes", given.get("id"))
    right = tuple(dict.fromkeys([code, *also]))
    return RoutedCase(str(given.get("id", "")), text, right)


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadLine(f"not JSON in UTF-8: {error}") from error
    if not isinstance(given, dict):
        raise BadLine("not a JSON object")
    return given


def _text(given: dict[str, Any], key: str) -> str:
    text = given.get(key)
    if not isinstance(text, str) or not text.strip():
        raise BadLine(f"{key}: missing or empty", given.get("id"))
    return text
