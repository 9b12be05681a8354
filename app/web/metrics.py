"""/metrics for Prometheus: requests over all workers, and what the register says.

Requests are counted where they are answered; gunicorn gives the workers one folder, so
that whichever worker is asked tells the sum. Everything else is read from the register
at the moment of asking, and is therefore the same whichever node is asked.
"""

from __future__ import annotations

import hmac
import ipaddress
import os
from collections.abc import Iterator

from flask import Blueprint, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app import clock
from app.process import settings_here
from app.store.leases import SWEEP, TIMER
from app.store.reads.gauges import Gauges, find_gauges
from app.web.access import public

WITHIN = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
REQUESTS = Histogram(
    "bancheng_request_seconds",
    "Time to answer a request, by page, method and kind of status",
    ("endpoint", "method", "status"),
    buckets=WITHIN,
    registry=None,
)
_FOLDER = "PROMETHEUS_MULTIPROC_DIR"

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
@public
def metrics() -> Response:
    """Tell all figures to whom the settings allow; to others there is no such page."""
    if not _is_allowed():
        raise NotFound
    registry = CollectorRegistry()
    if os.environ.get(_FOLDER):
        MultiProcessCollector(registry)
    else:
        registry.register(REQUESTS)
    registry.register(_Register())
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _Register(Collector):
    """What the register says, as gauges."""

    def collect(self) -> Iterator[Metric]:
        now = clock.now()
        found = find_gauges(SWEEP, TIMER, now)
        yield _gauge("register_up", "1 when the register answers", found is not None)
        if found is not None:
            yield from _told(found)


def _told(found: Gauges) -> Iterator[Metric]:
    if found.heartbeat_age is not None:
        yield _gauge(
            "heartbeat_age_seconds", "Since the last sweep ended", found.heartbeat_age
        )
    yield _gauge(
        "sweep_period_seconds", "How often it is to end", settings_here().sweep_seconds
    )
    yield _gauge(
        "sweep_lag_seconds", "By how much the oldest step is late", found.sweep_lag
    )
    yield _gauge("timer_elected", "1 while a timer holds the lease", found.is_elected)
    yield _gauge("outbox_pending", "Mails that wait", found.outbox_pending)
    yield _gauge(
        "outbox_oldest_age_seconds", "Age of the oldest of them", found.outbox_age
    )
    yield _gauge("tickets_open", "Cases not yet closed", found.tickets_open)
    yield _gauge("tickets_overdue", "Open cases past their promise", found.overdue)
    steps = GaugeMetricFamily(
        "bancheng_escalations", "Steps of the ladder that fell", labels=("step",)
    )
    for step, count in found.escalations.items():
        steps.add_metric((step,), count)
    yield steps


def _gauge(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(f"bancheng_{name}", text, value=float(value))


def _is_allowed() -> bool:
    settings = settings_here()
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if settings.metrics_token and scheme.lower() == "bearer":
        return hmac.compare_digest(given.encode(), settings.metrics_token.encode())
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return any(address in network for network in settings.metrics_networks)
