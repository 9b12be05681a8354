"""When the watchdog itself is late: a sweep older than two of its periods."""

from __future__ import annotations

from datetime import datetime, timedelta

LATE_AFTER_PERIODS = 2


def longest_silence(period_seconds: int) -> timedelta:
    """How long the sweep may be silent."""
    return LATE_AFTER_PERIODS * timedelta(seconds=period_seconds)


def is_late(beat_at: datetime | None, now: datetime, period_seconds: int) -> bool:
    """Is the sweep behind? A beat of the future counts by its distance as well: the
    clock was set back, and nothing was swept since."""
    return beat_at is None or abs(now - beat_at) > longest_silence(period_seconds)
