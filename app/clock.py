"""The only reading of the wall clock.

A door (page, API call, timer, command) reads it once and passes `now` inward; no rule,
verb or query reads it. A test of the house watches that `datetime.now` and its kin are
called in this file alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_held: ContextVar[datetime | None] = ContextVar("held_moment", default=None)


def now() -> datetime:
    """Return the present moment as an aware UTC instant, or the moment held by `at`."""
    return _held.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Hold the clock at one moment inside a `with` block.

    For tests, and for loading the demo, whose cases are filed over past weeks through
    the same verbs a person uses. The hold belongs to the current context only: other
    threads and other requests go on reading the real clock. Holds may be nested.

    moment:  aware; kept in UTC
    raises:  ValueError, if the moment is naive
    """
    if moment.tzinfo is None:
        raise ValueError(f"the clock is held at an aware moment, not {moment!r}")
    token = _held.set(moment.astimezone(UTC))
    try:
        yield moment.astimezone(UTC)
    finally:
        _held.reset(token)
