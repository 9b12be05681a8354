"""Templates, addresses, statements and rules compiled once for each test worker, not for
each application.

An application is made for every test; what Jinja, Werkzeug and SQLAlchemy compile for it
is always the same.
"""

from functools import cache
from typing import Any

from jinja2 import BytecodeCache
from sqlalchemy import Dialect, Engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from app.domain.rules import file as rule_files


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
    """Let Werkzeug keep what it makes of an address; that depends on the rule alone."""
    compile_address, kept = Rule.compile, {}
    made = ("_parts", "_trace", "_converters", "arguments")

    def compiled_once(rule):
        key = rule.rule, rule.subdomain, rule.merge_slashes, repr(rule.defaults)
        if key not in kept:
            compile_address(rule)
            builders = rule._build.__func__, rule._build_unknown.__func__
            kept[key] = builders, {name: getattr(rule, name) for name in made}
        (build, build_unknown), parts = kept[key]
        vars(rule).update(parts)
        rule._build = build.__get__(rule)
        rule._build_unknown = build_unknown.__get__(rule)

    Rule.compile = compiled_once  # type: ignore[method-assign] # tests alone


def read_rules_once() -> None:
    """Let the start of an application keep what it made of a rule file's text."""
    rule_files.load_rules = cache(rule_files.load_rules)


STATEMENTS = 3_000
_compiled: dict[str, tuple[Dialect, LRUCache[Any, Any]]] = {}


def compile_statements_once(engine: Engine) -> None:
    """Let an engine use what an earlier one of its kind compiled.

    What is compiled is kept by statement and dialect, so they share the dialect too.
    """
    if engine.name not in _compiled:
        _compiled[engine.name] = engine.dialect, LRUCache(STATEMENTS)
    engine.dialect, engine._compiled_cache = _compiled[engine.name]
