"""The timer's round of back-tests: each is gone on with, part by part."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime

from app.casework import rule_trials as verbs
from app.casework.office import Offices
from app.store import rule_trials
from app.store.rule_trials import RuleTrial
from app.store.transaction import reading, transaction

log = logging.getLogger(__name__)


def go_on(offices: Offices, found: RuleTrial, now: datetime) -> Iterator[int]:
    """Try the cases that are not tried yet, part by part, each kept at once; whoever
    stops asking, or dies, is gone on from there.

    yields: how many were tried in all
    """
    with reading():
        work = verbs.take_up(offices, found)
    goes_on = True
    while goes_on:
        with reading():
            verbs.read_part(work)
        verbs.try_part(work)
        with transaction():
            goes_on = verbs.keep_part(work, now)
        yield work.tried.totals.tickets


def go_on_trying(
    offices: Offices, now: datetime, stopping: Callable[[], bool] = lambda: False
) -> int:
    """Go on with every back-test that is open; one that fails is tried again at the next
    round. returns: how many parts were tried"""
    with reading():
        waiting = rule_trials.open_trials()
    parts = 0
    for found in waiting:
        try:
            for _ in go_on(offices, found, now):
                parts += 1
                if stopping():
                    return parts
        except Exception as error:
            log.exception("the back-test %d failed", found.id)
            with transaction():
                verbs.note_fault(found, type(error).__name__, now)
    return parts
