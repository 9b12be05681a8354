"""What an operation of the API is: everything its route, its checks and its
description in OpenAPI are made from, said once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from marshmallow import Schema

from app.domain.scopes import Scope

Loaded: TypeAlias = Mapping[str, Any]
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may call: anybody, or whoever has a token (with a scope)."""

    is_public: bool = False
    scope: Scope | None = None


PUBLIC = Access(is_public=True)
ANY_TOKEN = Access()


def needs(scope: Scope) -> Access:
    """Open to tokens of that scope."""
    return Access(scope=scope)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, checked for its shape.

    path, query, body: by name; version: the If-Match of the request, None for any
    """

    path: Loaded
    query: Loaded = field(default_factory=dict)
    body: Loaded = field(default_factory=dict)
    version: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered. data: for the schema of the operation, or bytes."""

    data: object
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One method on one address.

    do:        reads, or acts inside the transaction that the door has opened
    body:      None where nothing is sent
    takes:     media types of a body that is a file; empty for JSON
    answer:    None where a file is answered
    statuses:  with which it answers when all is well
    problems:  HTTP statuses of refusals, beyond those that every operation has
    is_act:    writes: takes an Idempotency-Key, runs inside a transaction
    is_kept:   is its answer kept for its Idempotency-Key? Not where it holds a name
    on_version: must be told, in If-Match, which version of the ticket it acts on
    """

    name: str
    method: str
    path: str
    tag: str
    summary: str
    access: Access
    do: Callable[[Asked], Answer]
    about: str = ""
    query: Schema | None = None
    body: Schema | None = None
    takes: tuple[str, ...] = ()
    answer: Schema | None = None
    gives: str = JSON
    statuses: tuple[int, ...] = (200,)
    problems: tuple[int, ...] = ()
    is_act: bool = False
    is_kept: bool = True
    on_version: bool = False
    is_paged: bool = False
    example: Mapping[str, object] | None = None
