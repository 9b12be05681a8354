"""The jobs: each exists, is documented, runs late rather than not, and never twice."""

import re
from datetime import timedelta

import pytest
from apscheduler.jobstores.memory import MemoryJobStore

from app import clock
from app.config import ROOT
from app.scheduler.wiring import JOBS, Timer
from tests.marks import on_sqlite_only

OPERATIONS = ROOT / "docs" / "operations.md"
ROW = re.compile(r"^\| `([a-z-]+)` \| (.+?) \|", re.MULTILINE)


@pytest.fixture
def timer(app):
    """A timer whose scheduler knows its jobs but calls none."""
    timer = Timer(app)
    timer.scheduler.start(paused=True)
    yield timer
    timer.scheduler.shutdown()


@on_sqlite_only
def test_the_scheduler_has_the_jobs_of_the_table_and_no_others(timer):
    assert {job.id for job in timer.scheduler.get_jobs()} == {job.id for job in JOBS}
    assert len({job.id for job in JOBS}) == len(JOBS)


def test_every_job_stands_in_the_documents_with_its_period():
    documented = dict(ROW.findall(OPERATIONS.read_text("utf-8")))

    assert documented == {
        job.id: f"{job.seconds} s" if job.seconds else "`SWEEP_SECONDS`" for job in JOBS
    }, f"keep the table of jobs in {OPERATIONS.name} equal to JOBS"


@on_sqlite_only
def test_the_period_is_that_of_the_settings(timer):
    periods = {job.id: job.trigger.interval for job in timer.scheduler.get_jobs()}

    assert periods["sweep"] == timedelta(seconds=30)
    assert periods["outbox"] == timedelta(seconds=15)


@on_sqlite_only
def test_a_late_job_runs_once_and_never_beside_itself(timer):
    for job in timer.scheduler.get_jobs():
        assert job.misfire_grace_time is None, job.id
        assert job.coalesce is True, job.id
        assert job.max_instances == 1, job.id


@on_sqlite_only
def test_nothing_is_remembered_outside_the_process(timer):
    assert isinstance(timer.scheduler._lookup_jobstore("default"), MemoryJobStore)


@on_sqlite_only
def test_every_job_runs_at_once_when_the_timer_starts(timer, now):
    assert {job.next_run_time for job in timer.scheduler.get_jobs()} == {now}


@on_sqlite_only
def test_after_the_clock_was_set_back_every_job_runs_at_once(timer, now):
    an_hour_ago = now - timedelta(hours=1)

    with clock.at(an_hour_ago):
        timer.mind_the_clock()

    assert {job.next_run_time for job in timer.scheduler.get_jobs()} == {an_hour_ago}


@on_sqlite_only
def test_a_clock_that_goes_on_as_usual_moves_no_job(timer, now):
    soon = now + timedelta(seconds=1)
    for job in timer.scheduler.get_jobs():
        job.modify(next_run_time=soon)

    timer.mind_the_clock()

    assert {job.next_run_time for job in timer.scheduler.get_jobs()} == {soon}
