"""Every request has an id, leaves one line in the log and is counted by its page.

The line names the page by its endpoint, never by its address: addresses carry case
numbers and query codes.
"""

from __future__ import annotations

import logging
import re
import secrets
from time import perf_counter

from flask import Flask, g, request
from werkzeug.wrappers import Response

from app import logs
from app.web.metrics import REQUESTS

log = logging.getLogger(__name__)

HEADER = "X-Request-ID"
UNKNOWN = "unknown"
_ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")
# Asked every few seconds by machines: counted, but not worth a line each.
_QUIET = frozenset({"health.healthz", "health.readyz", "metrics.metrics"})


def init_watching(app: Flask) -> None:
    """Watch every request, from the first guard to the last header."""
    app.before_request(begin)
    app.after_request(end)


def begin() -> None:
    """Name the request: by the proxy's id where it gives a usable one."""
    given = request.headers.get(HEADER, "")
    g.request_id = given if _ACCEPTABLE.fullmatch(given) else secrets.token_hex(8)
    g.begun = perf_counter()
    logs.request_id.set(g.request_id)


def end(response: Response) -> Response:
    """Tell the id, count the time, write the line."""
    if "begun" not in g:
        return response
    seconds = perf_counter() - g.begun
    endpoint = request.endpoint or UNKNOWN
    response.headers[HEADER] = g.request_id
    kind = f"{response.status_code // 100}xx"
    REQUESTS.labels(endpoint, request.method, kind).observe(seconds)
    if endpoint not in _QUIET and not endpoint.endswith("static"):
        log.info(
            "%s %s",
            request.method,
            endpoint,
            extra={"status": response.status_code, "ms": round(seconds * 1000, 1)},
        )
    return response
