"""/healthz and /readyz: for machines that watch ours; and the banner on the pages.

Public, without a session, and without a word about who or where: states and numbers.
/healthz is 503 as soon as something is wrong that a person has to look at; /readyz
only when this process cannot answer pages: the register is out of reach, its tables
are not those of this version, or the process was asked to stop.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

from flask import Blueprint, current_app, jsonify
from werkzeug.wrappers import Response

from app.domain.heartbeat import is_late
from app.process import offices_here, settings_here
from app.store.leases import SWEEP, TIMER
from app.store.reads.health import Vitals, find_standing, find_vitals
from app.store.reads.timer import find_beat
from app.web.access import public
from app.web.moments import request_now
from app.web.readers import Heartbeat

Json: TypeAlias = dict[str, Any]

DATABASE, NEVER_SWEPT, SWEEP_LATE = "database", "sweep_never_ran", "sweep_late"
MIGRATIONS, LEAVING = "migrations", "leaving"

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> Response:
    """Say whether the register answers and the sweep is on time."""
    vitals, now = find_vitals(SWEEP, TIMER), request_now()
    issues = _issues(vitals, now)
    answer: Json = {"status": "failing" if issues else "ok", "issues": issues}
    answer["rules"] = _rules()
    if vitals is not None:
        answer["sweep"] = _sweep(vitals, now)
        answer["timer"] = _timer(vitals, now)
        answer["outbox"] = _outbox(vitals, now)
    return _answered(answer, healthy=not issues)


@blueprint.get("/readyz")
@public
def readyz() -> Response:
    """Say whether this process can answer pages."""
    issues = _hindrances()
    answer: Json = {"status": "failing" if issues else "ok", "issues": issues}
    return _answered(answer, healthy=not issues)


def read_heartbeat() -> Heartbeat:
    """Return the state of the sweep, read from the register."""
    beat = find_beat(SWEEP)
    return heartbeat_of(beat.beat_at if beat else None)


def heartbeat_of(swept_at: datetime | None) -> Heartbeat:
    """Return the state of a sweep that ended last at that moment, or never."""
    return Heartbeat(swept_at, is_late(swept_at, request_now(), _period_seconds()))


def _hindrances() -> list[str]:
    """Why this process should be sent no request."""
    if current_app.extensions["leaving"].is_set():
        return [LEAVING]
    standing = find_standing()
    if standing is None:
        return [DATABASE]
    return [] if standing.is_at_head else [MIGRATIONS]


def _issues(vitals: Vitals | None, now: datetime) -> list[str]:
    if vitals is None:
        return [DATABASE]
    if vitals.beat is None:
        return [NEVER_SWEPT]
    late = is_late(vitals.beat.beat_at, now, _period_seconds())
    return [SWEEP_LATE] if late else []


def _sweep(vitals: Vitals, now: datetime) -> Json:
    beat, gap = vitals.beat, vitals.last_gap
    told: Json = {"period_seconds": _period_seconds(), "beat_at": None}
    if beat is not None:
        told["beat_at"] = beat.beat_at.isoformat()
        told["age_seconds"] = _seconds(beat.beat_at, now)
        told["swept"] = beat.swept
        told["longest_silence_seconds"] = beat.gap_seconds
    if gap is not None:
        told["last_gap"] = {
            "began_at": gap.began_at.isoformat(),
            "ended_at": gap.ended_at.isoformat(),
        }
    return told


def _timer(vitals: Vitals, now: datetime) -> Json:
    lease = vitals.lease
    return {"elected": lease is not None and lease.expires_at > now}


def _outbox(vitals: Vitals, now: datetime) -> Json:
    outbox = vitals.outbox
    waits = _seconds(outbox.next_at, now) if outbox.next_at else 0
    return {"pending": outbox.pending, "overdue_seconds": max(0, waits)}


def _rules() -> Json:
    rules = offices_here().rules
    return {"title": rules.title, "version": rules.version}


def _seconds(since: datetime, now: datetime) -> int:
    return int((now - since).total_seconds())


def _period_seconds() -> int:
    settings = settings_here()
    return settings.sweep_seconds


def _answered(answer: Json, *, healthy: bool) -> Response:
    response = jsonify(answer)
    response.status_code = 200 if healthy else 503
    response.headers["Cache-Control"] = "no-store"
    return response
