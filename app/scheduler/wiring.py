"""The timer process: APScheduler, and nothing that it would have to remember.

The only file that imports apscheduler. Its jobs live in memory; every deadline lives
in the register. `JOBS` is the table in docs/operations.md.
"""

from __future__ import annotations

import gc
import logging
import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from app import clock
from app.casework.idle_accounts import disable_idle_accounts
from app.config import Settings
from app.notify.channels import channel_for
from app.notify.messenger import deliver
from app.notify.webhooks import deliver_webhooks
from app.scheduler import documents, reports, retention, rule_trials, tick
from app.store import leases
from app.store.database import prepare_for_sweeping
from app.store.outages import ERRORS, outage
from app.store.transaction import transaction

log = logging.getLogger(__name__)

LEASE_PERIODS = 3
DIGEST_SECONDS = 300
OUTBOX_SECONDS = 15
IDLE_SECONDS = 300
WEBHOOK_SECONDS = 5
DOCUMENTS_SECONDS = 15
RETENTION_SECONDS = 1800
SEAL_SECONDS = 600
IMPROVEMENT_SECONDS = 1800
ACROSS_SECONDS = 1800
REPORTS_SECONDS = 20
TRIALS_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Job:
    """Something the timer does again and again.

    work:     called inside an application context
    seconds:  its period; None for SWEEP_SECONDS
    """

    id: str
    work: Callable[[Timer], object]
    seconds: int | None = None


def run(app: Flask) -> None:
    """Run the timer until SIGTERM or SIGINT; a running batch is ended first."""
    calm_the_collector()
    with app.app_context():
        prepare_for_sweeping()
    timer = Timer(app)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, timer.ask_to_stop)
    timer.run()


def calm_the_collector() -> None:
    """Look for cycles among garbage rarely, and not among what is there from the start.

    A batch of the sweep makes some hundred thousand values that die with it, without
    a cycle among them; looking through them took a tenth of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)


class Timer:
    """One timer process; of several, the one that holds the lease works."""

    def __init__(self, app: Flask) -> None:
        settings = app.extensions["settings"]
        assert isinstance(settings, Settings)  # noqa: S101 - set by the factory alone
        self.app = app
        self.settings = settings
        self.period = settings.sweep_seconds
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self.stop = threading.Event()
        self.works = False
        self.scheduler = _scheduler()
        for job in JOBS:
            self._add(job)

    def run(self) -> None:
        """Tick until asked to stop, then give the lease up."""
        self.scheduler.start()
        while not self.stop.wait(self.period):
            self.mind_the_clock()
        self.scheduler.shutdown(wait=True)
        self.release()

    def ask_to_stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """End after the running batch."""
        self.stop.set()

    def mind_the_clock(self) -> None:
        """Call every job whose next run lies too far off: the clock was set back."""
        now = clock.now()
        for job in self.scheduler.get_jobs():
            if job.next_run_time - now > job.trigger.interval:
                log.warning("the clock was set back; %s runs now", job.id)
                job.modify(next_run_time=now)

    def holds_lease(self) -> bool:
        """Take or renew the lease; False when another timer works."""
        seconds = LEASE_PERIODS * self.period
        with transaction():
            works = leases.take_lease(leases.TIMER, self.holder, clock.now(), seconds)
        if works != self.works:
            log.info("%s: %s", self.holder, "works" if works else "stands by")
        self.works = works
        return works

    def _add(self, job: Job) -> None:
        self.scheduler.add_job(
            self._do,
            "interval",
            args=(job,),
            id=job.id,
            seconds=job.seconds or self.period,
            next_run_time=clock.now(),
        )

    def _do(self, job: Job) -> None:
        if self.stop.is_set():
            return
        with self.app.app_context(), self._outlasting(job.id):
            if self.holds_lease():
                job.work(self)

    def release(self) -> None:
        """Let the next timer begin at once; where the register is gone it waits."""
        with self.app.app_context(), self._outlasting("release"), transaction():
            leases.release_lease(leases.TIMER, self.holder)

    @contextmanager
    def _outlasting(self, what: str) -> Iterator[None]:
        """Let an outage pass: what it interrupted is done at the next tick."""
        try:
            yield
        except ERRORS as error:
            why = outage(error)
            if why is None:
                raise
            log.error("%s waits: %s", what, why)


def _scheduler() -> BackgroundScheduler:
    """A late job runs late, once, and never beside itself."""
    return BackgroundScheduler(
        timezone="UTC",
        job_defaults={
            "coalesce": True,
            "max_instances": 1,
            "misfire_grace_time": None,
        },
    )


def _sweep(timer: Timer) -> None:
    swept = tick.sweep(clock.now(), timer.stop.is_set)
    if swept:
        log.info("%d tickets swept", swept)


def _tell_day(timer: Timer) -> None:
    told = tick.tell_day(clock.now())
    if told:
        log.info("%d digests written", told)


def _deliver(timer: Timer) -> None:
    channel = channel_for(timer.settings)
    sent = deliver(timer.settings, channel, clock.now(), timer.stop.is_set)
    if sent:
        log.info("%d notices sent", sent)


def _disable_idle(timer: Timer) -> None:
    with transaction():
        closed = disable_idle_accounts(clock.now(), timer.settings.account_idle_days)
    if closed:
        log.info("%d idle accounts disabled", len(closed))


def _deliver_webhooks(timer: Timer) -> None:
    arrived = deliver_webhooks(timer.settings, clock.now(), timer.stop.is_set)
    if arrived:
        log.info("%d events delivered", arrived)


def _inspect_documents(timer: Timer) -> None:
    looked = documents.inspect_documents(timer.settings, clock.now(), timer.stop.is_set)
    if looked:
        log.info("%d documents scanned or drawn", looked)


def _keep_retention(timer: Timer) -> None:
    forgotten, removed = retention.keep_retention(
        timer.settings, clock.now(), timer.stop.is_set
    )
    if forgotten.cases or removed:
        log.info(
            "retention: personal data of %d cases and %d contents of documents removed",
            forgotten.cases,
            removed,
        )
    cleared = retention.clear_delivery_log(timer.settings, clock.now())
    if cleared:
        log.info("retention: %d deliveries to webhooks cleared", cleared)


def _seal_day(timer: Timer) -> None:
    sealed = tick.seal_day(clock.now())
    if sealed:
        log.info("%d seals made", sealed)


def _propose_improvements(timer: Timer) -> None:
    added = tick.propose_improvements(clock.now())
    if added:
        log.info("%d improvement items proposed", added)


def _look_across(timer: Timer) -> None:
    added = tick.look_across(clock.now())
    if added:
        log.info("%d findings across cases", added)


def _make_reports(timer: Timer) -> None:
    offices = timer.app.extensions["offices"]
    ordered = reports.order_owed(offices, clock.now())
    made = reports.make_open(
        offices, timer.settings.documents_dir, clock.now(), timer.stop.is_set
    )
    if ordered or made:
        log.info("%d reports ordered by the morning, %d made", ordered, made)


def _try_rules(timer: Timer) -> None:
    offices = timer.app.extensions["offices"]
    parts = rule_trials.go_on_trying(offices, clock.now(), timer.stop.is_set)
    if parts:
        log.info("%d parts of back-tests tried", parts)


JOBS: tuple[Job, ...] = (
    Job("sweep", _sweep),
    Job("digest", _tell_day, DIGEST_SECONDS),
    Job("outbox", _deliver, OUTBOX_SECONDS),
    Job("idle-accounts", _disable_idle, IDLE_SECONDS),
    Job("webhooks", _deliver_webhooks, WEBHOOK_SECONDS),
    Job("documents", _inspect_documents, DOCUMENTS_SECONDS),
    Job("retention", _keep_retention, RETENTION_SECONDS),
    Job("seal", _seal_day, SEAL_SECONDS),
    Job("improvements", _propose_improvements, IMPROVEMENT_SECONDS),
    Job("across", _look_across, ACROSS_SECONDS),
    Job("reports", _make_reports, REPORTS_SECONDS),
    Job("rule-trials", _try_rules, TRIALS_SECONDS),
)
