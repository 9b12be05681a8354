"""The description for programs (openapi.json) and for people (docs).

The page is written here, from the description itself: nothing is loaded from anywhere,
no script runs, and it cannot say anything else than the routes do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, jsonify, render_template
from werkzeug.wrappers import Response

from app.api import problems
from app.api.callers import admit
from app.api.openapi import TAGS, Json, description
from app.api.operations import JSON, PUBLIC, Access, Operation
from app.process import settings_here


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of a body or an answer, as a row of a table."""

    name: str
    kind: str
    required: bool
    about: str


def add_to(blueprint: Blueprint, operations: Sequence[Operation]) -> None:
    """Give the description its two addresses."""

    def openapi() -> Response:
        return jsonify(description(operations, settings_here().public_url))

    def docs() -> Response:
        told = description(operations, settings_here().public_url)
        text = render_template(
            "api/docs.html",
            told=told,
            groups=list(_groups(told)),
            lines=lambda schema: list(field_lines(told, schema)),
            sentences=sorted(problems.SENTENCES.items()),
            public_url=settings_here().public_url,
        )
        return current_app.make_response(text)

    for path, view in (("/openapi.json", openapi), ("/docs", docs)):
        blueprint.add_url_rule(path, view.__name__, _public(view), methods=["GET"])


def _public(view: Callable[[], Response]) -> Callable[[], Response]:
    def counted() -> Response:
        admit(PUBLIC)
        return view()

    counted.access: Access = PUBLIC  # type: ignore[attr-defined, misc] # the marker
    return counted


def _groups(told: Json) -> Iterator[tuple[str, str, list[Json]]]:
    """The operations by tag: name, what it is about, operations."""
    for tag, about in TAGS.items():
        found = [
            {
                **operation,
                "path": path,
                "method": method.upper(),
                "answer": _answer(operation),
            }
            for path, methods in told["paths"].items()
            for method, operation in methods.items()
            if tag in operation["tags"]
        ]
        if found:
            yield tag, about, found


def _answer(operation: Json) -> Json | None:
    """The schema of what is answered when all is well; None for none."""
    for status, answer in operation["responses"].items():
        content = answer.get("content", {}).get(JSON, {})
        if status.startswith("2") and content:
            schema: Json = content["schema"]
            return schema
    return None


def field_lines(told: Json, schema: Json) -> Iterator[FieldLine]:
    """The fields of a schema, in their order."""
    whole = _resolved(told, schema)
    for name, one in whole.get("properties", {}).items():
        is_needed = name in whole.get("required", ())
        yield FieldLine(name, _kind(told, one), is_needed, one.get("description", ""))


def _resolved(told: Json, schema: Json) -> Json:
    reference = schema.get("$ref", "")
    if not reference:
        return schema
    found: Json = told["components"]["schemas"][reference.rpartition("/")[2]]
    return found


def _kind(told: Json, schema: Json) -> str:
    """What may stand in a field, in a few words."""
    inner = next(iter(schema.get("allOf", ())), None)
    schema = _resolved(told, inner or schema)
    if "enum" in schema:
        return " | ".join("null" if one is None else one for one in schema["enum"])
    kinds: Any = schema.get("type", "")
    if kinds == "array":
        return f"[{_kind(told, schema['items'])}]"
    if kinds == "object" and "properties" in schema:
        return "{" + ", ".join(schema["properties"]) + "}"
    return " | ".join(kinds) if isinstance(kinds, list) else kinds
