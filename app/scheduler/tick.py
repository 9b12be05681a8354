"""What the timer does when it ticks: one sweep, batch by batch; each morning a digest.

The same tick, whether the timer or `flask --app wsgi sweep` calls it. It holds no rule
and no query of its own: it opens transactions around the verb `sweep_batch`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from app.casework import (
    digest,
    findings,
    findings_across,
    improvements,
    sealing,
    sweeping,
)
from app.casework.office import Offices
from app.domain.errors import Stale
from app.domain.heartbeat import longest_silence
from app.process import offices_here, settings_here
from app.store import directory, leases
from app.store.transaction import late_transaction, reading, transaction

log = logging.getLogger(__name__)

TRIES = 3  # late ones; then the lock is taken first, and nobody can come between


def sweep(now: datetime, stopping: Callable[[], bool] = lambda: False) -> int:
    """Bring every due ticket up to now, look for findings, then beat the heartbeat.

    stopping: asked after each batch; the rest is left to the next sweep, and the
              heart does not beat
    returns:  how many tickets were taken in hand
    """
    offices, settings = offices_here(), settings_here()
    swept = held = _batch_or_apart(offices, now)
    while held == sweeping.BATCH:
        if stopping():
            return swept
        held = _batch_or_apart(offices, now)
        swept += held
    if not _look(offices, now, stopping):
        return swept
    _beat(now, swept, longest_silence(settings.sweep_seconds))
    return swept


def _look(offices: Offices, now: datetime, stopping: Callable[[], bool]) -> bool:
    """Look for findings where a look is owed, a batch at a time.

    returns: whether all were looked at; False when it was to stop
    """
    while _look_or_apart(offices, now) == findings.BATCH:
        if stopping():
            return False
    return True


def _look_or_apart(offices: Offices, now: datetime) -> int:
    """One batch; when it fails as a whole, its tickets one by one."""
    try:
        return _look_batch(offices, now)
    except Exception:
        log.exception("a batch of looks failed; its tickets are taken one by one")
    for looked in range(findings.BATCH):
        try:
            with transaction():
                held = findings.look_batch(offices, now, 1)
        except Exception:
            log.exception("a ticket cannot be looked at")
            with transaction():
                findings.put_off_first(now)
        else:
            if not held:
                return looked
    return findings.BATCH


def _look_batch(offices: Offices, now: datetime) -> int:
    """One batch in a transaction of its own; judged again when somebody came between."""
    for _ in range(TRIES):
        try:
            with late_transaction():
                return findings.look_batch(offices, now)
        except Stale as stale:
            log.info("the batch is looked at again: %s", stale)
    with transaction():
        return findings.look_batch(offices, now)


def tell_day(now: datetime) -> int:
    """Write the digest of each district where it is a working morning.

    returns: how many notices were written
    """
    offices = offices_here()
    told = 0
    for known in directory.list_districts():
        with transaction():
            told += digest.tell_day(offices, known.id, now)
    return told


def seal_day(now: datetime) -> int:
    """Seal each district's new entries, once a day. returns: how many seals were made"""
    settings = settings_here()
    tells, made = settings.seal_witness is not None, 0
    for known in directory.list_districts():
        with transaction():
            made += len(sealing.seal_day(known.id, now, tells))
    return made


def propose_improvements(now: datetime) -> int:
    """Propose improvement items in each district: cases are read first, without a lock.

    returns: how many items are new
    """
    offices = offices_here()
    added = 0
    for known in directory.list_districts():
        with reading():
            classes = improvements.read_classes(offices, known.id, now)
        with transaction():
            added += improvements.propose(offices, known.id, classes, now)
    return added


def look_across(now: datetime) -> int:
    """Find what only several cases show, in each district on its working days.

    Cases are read first, without a lock. returns: how many findings are new
    """
    offices = offices_here()
    added = 0
    for known in directory.list_districts():
        with reading():
            found = findings_across.read_across(offices, known.id, now)
        if found:
            with transaction():
                added += findings_across.keep(offices, known.id, found, now)
    return added


def _batch_or_apart(offices: Offices, now: datetime) -> int:
    """One batch; when it fails as a whole, its tickets one by one."""
    try:
        return _batch(offices, now)
    except Exception:
        log.exception("a batch of the sweep failed; its tickets are taken one by one")
        return _apart(offices, now)


def _apart(offices: Offices, now: datetime) -> int:
    """As many tickets as a batch holds; those that fail alone too are put off."""
    for swept in range(sweeping.BATCH):
        try:
            with transaction():
                held = sweeping.sweep_batch(offices, now, 1)
        except Exception:
            log.exception("a ticket cannot be swept")
            with transaction():
                sweeping.put_off_first(now)
        else:
            if not held:
                return swept
    return sweeping.BATCH


def _batch(offices: Offices, now: datetime) -> int:
    """One batch in a transaction of its own; judged again when somebody came between."""
    for _ in range(TRIES):
        try:
            return _batch_in(late_transaction(), offices, now)
        except Stale as stale:
            log.info("the batch is judged again: %s", stale)
    return _batch_in(transaction(), offices, now)


def _batch_in(
    opened: AbstractContextManager[None], offices: Offices, now: datetime
) -> int:
    with opened:
        return sweeping.sweep_batch(offices, now, sweeping.BATCH)


def _beat(now: datetime, swept: int, longest: timedelta) -> None:
    with transaction():
        silence = timedelta(seconds=leases.beat(leases.SWEEP, now, swept))
        if silence > longest:
            leases.keep_gap(leases.SWEEP, now - silence, now)
    if silence > longest:
        log.warning("nothing was swept for %s until %s", silence, now)
