"""Templates, addresses and statements compiled once for each test worker, not for each
application.

An application is made for every test; what Jinja, Werkzeug and SQLAlchemy compile for it
is always the same.
"""

from typing import Any

from jinja2 import BytecodeCache
from sqlalchemy import Dialect, Engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule


class Compiled(BytecodeCache):
    """Bytecode kept in memory; Jinja itself compares it with the source."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket) -> None:
        """Fill the bucket with what was kept for its template, if anything."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket) -> None:
        """Keep what Jinja has just compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED_TEMPLATES = Compiled()


def compile_addresses_once() -> None:
    """Let Werkzeug keep the builders of addresses; they depend on the rule alone."""
    compiled, kept = Rule._compile_builder, {}

    def compiled_once(rule, append_unknown=True):
        key = (rule.rule, tuple(rule._trace), repr(rule.defaults), append_unknown)
        if key not in kept:
            kept[key] = compiled(rule, append_unknown)
        return kept[key]

    Rule._compile_builder = compiled_once  # type: ignore[method-assign] # tests alone


STATEMENTS = 3_000
_compiled: dict[str, tuple[Dialect, LRUCache[Any, Any]]] = {}


def compile_statements_once(engine: Engine) -> None:
    """Let an engine use what an earlier one of its kind compiled.

    What is compiled is kept by statement and dialect, so they share the dialect too.
    """
    if engine.name not in _compiled:
        _compiled[engine.name] = engine.dialect, LRUCache(STATEMENTS)
    engine.dialect, engine._compiled_cache = _compiled[engine.name]
