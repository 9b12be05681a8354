"""The OpenAPI 3.1 description, made from the same table and schemas as the routes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema

from app.api import problems
from app.api.door import KEY
from app.api.operations import JSON, Access, Operation

Json: TypeAlias = dict[str, Any]

TITLE, VERSION = "Bancheng 办成", "1"
PREFIX = "/api/v1"
_PARAMETER = re.compile(r"<(string|int):([a-z_]+)>")
_NAMES = {
    "number": "The number of the ticket.",
    "code": "The code of the matter.",
    "name": "The name of the clock.",
    "cycle": "Which of the clocks of that name.",
}
TAGS = {
    "tickets": "Tickets: filing, looking, following.",
    "acts": "Acts on a ticket; each needs If-Match.",
    "organisation": "Centers, departments, matters, code tables.",
    "supervision": "Escalations and supervision notices.",
    "public": "For complainants: number and query code, no token.",
    "documents": "Documents of a ticket.",
    "webhooks": "Events sent to you.",
}
PROBLEM: Json = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable; for programs."},
        "detail": {"type": "string", "description": "For people."},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {
                    "pointer": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
MEANING: Mapping[int, str] = {
    400: "The request could not be read.",
    401: "No token, or none that is valid.",
    403: "The scope or the right is missing.",
    404: "There is no such thing, or it is not yours to see.",
    409: "The state does not allow it.",
    412: "Somebody acted since; get it again.",
    413: "The body is too large.",
    415: "The media type is not taken.",
    422: "Fields at fault, or a rule forbids it.",
    428: "If-Match is missing.",
    429: "Too many requests.",
    503: "The register does not answer; try again later.",
}


def description(operations: Iterable[Operation], server: str) -> Json:
    """The description of these operations at that server."""
    return {**_description(tuple(operations)), "servers": [{"url": server}]}


@lru_cache(maxsize=4)
def _description(operations: tuple[Operation, ...]) -> Json:
    plugin = MarshmallowPlugin(schema_name_resolver=_name_of)
    spec = APISpec(
        title=TITLE,
        version=VERSION,
        openapi_version="3.1.0",
        plugins=[plugin],
        tags=[{"name": name, "description": about} for name, about in TAGS.items()],
    )
    spec.components.schema("Problem", PROBLEM)
    spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})
    for operation in operations:
        spec.path(
            path=PREFIX + path_of(operation),
            operations={operation.method.lower(): _told(operation)},
        )
    made: Json = spec.to_dict()
    return made


def path_of(operation: Operation) -> str:
    """Its address as OpenAPI writes it: /tickets/{number}."""
    return _PARAMETER.sub(lambda found: "{" + found[2] + "}", operation.path)


def _told(operation: Operation) -> Json:
    told: Json = {
        "operationId": operation.name,
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": operation.about,
        "security": _security(operation.access),
        "parameters": _parameters(operation),
        "responses": _responses(operation),
    }
    if operation.takes:
        kinds: Json = {one: {"schema": {}} for one in operation.takes}
        told["requestBody"] = {"required": True, "content": kinds}
    elif operation.body is not None:
        needed = any(one.required for one in operation.body.fields.values())
        content = {JSON: {"schema": operation.body}}
        told["requestBody"] = {"required": needed, "content": content}
    return told


def _security(access: Access) -> list[Json]:
    if access.is_public:
        return []
    return [{"bearer": [str(access.scope)] if access.scope else []}]


def _parameters(operation: Operation) -> list[Any]:
    told: list[Any] = [
        {
            "in": "path",
            "name": name,
            "required": True,
            "description": _NAMES.get(name, name),
            "schema": _path_schema(kind),
        }
        for kind, name in _PARAMETER.findall(operation.path)
    ]
    if operation.query is not None:
        told.append({"in": "query", "schema": operation.query})
    if operation.is_act:
        told.append(_header(KEY, "Makes a request that is sent twice act once.", _KEY))
    if operation.on_version:
        about = "The ETag of the version you have seen, or *."
        told.append(_header("If-Match", about, _ETAG, required=True))
    return told


_KEY: Json = {"type": "string", "pattern": "^[!-~]{1,100}$"}
_ETAG: Json = {
    "type": "string",
    "pattern": '^(\\*|"(0|[1-9][0-9]{0,8})(:[a-z]{2,7})?")$',
}


def _path_schema(kind: str) -> Json:
    if kind == "int":
        return {"type": "integer", "minimum": 0}
    return {"type": "string", "minLength": 1}


def _header(name: str, about: str, schema: Json, *, required: bool = False) -> Json:
    return {
        "in": "header",
        "name": name,
        "description": about,
        "required": required,
        "schema": schema,
    }


def _responses(operation: Operation) -> Json:
    content: Json = {}
    if operation.answer is not None:
        content = {JSON: {"schema": operation.answer}}
    elif operation.gives != JSON:
        content = {operation.gives: {"schema": {}}}
    good = {"description": "Done.", **({"content": content} if content else {})}
    if operation.on_version:
        good["headers"] = {"ETag": {"schema": {"type": "string"}}}
    told: Json = {str(status): good for status in operation.statuses}
    for status in sorted(_problem_statuses(operation)):
        told[str(status)] = {
            "description": MEANING[status],
            "content": {problems.MEDIA_TYPE: {"schema": {"$ref": _PROBLEM}}},
        }
    return told


_PROBLEM = "#/components/schemas/Problem"


def _problem_statuses(operation: Operation) -> set[int]:
    found = {429, 503, *operation.problems}
    if not operation.access.is_public:
        found |= {401, 403}
    if operation.query is not None:
        found.add(422)
    if "<string:" in operation.path or "<int:" in operation.path:
        found.add(404)
    if operation.body is not None or operation.takes:
        found |= {400, 413, 415, 422}
    if operation.is_act:
        found |= {400, 409, 422}
    return found


def _name_of(schema: Schema | type[Schema]) -> str:
    kind = schema if isinstance(schema, type) else type(schema)
    return kind.__name__
