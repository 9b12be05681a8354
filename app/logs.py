"""How the processes write their logs: one line a record, nobody's name in it.

The source speaks English. Chinese in a log line can therefore only be somebody's data
and is masked, as are telephone numbers, identity numbers, mail addresses and whatever
follows a question mark in an address. What the database says of a row it refused is cut
off. `LOG_FORMAT=json` writes JSON lines for a collector; else they are for reading.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime

TEXT, JSON = "text", "json"

# The request in hand, for every line that is written while it is.
request_id: ContextVar[str] = ContextVar("request_id", default="")

MASK = "***"
_MASKED = (
    # What PostgreSQL says of a row, and SQLAlchemy of the values it sent.
    (re.compile(r"(DETAIL|CONTEXT):.*", re.DOTALL), MASK),
    (re.compile(r"\[(SQL|parameters):.*", re.DOTALL), MASK),
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), MASK),
    (re.compile(r"(?<=[\w/])\?[^\s\"']+"), "?" + MASK),
    (re.compile(r"(?<![\w.:-])\d{17}[\dXx](?!\w)"), MASK),
    (re.compile(r"(?<![\w.:-])(\+?86[ -]?)?1\d{2}[ -]?\d{4}[ -]?\d{4}(?!\d)"), MASK),
    (re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+"), MASK),
)
_GIVEN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def discreet(text: str) -> str:
    """The text with everything masked that could say who it is about."""
    for pattern, instead in _MASKED:
        text = pattern.sub(instead, text)
    return text


def configure(form: str = TEXT, level: str = "INFO") -> None:
    """Send the logs of this process to its standard error.

    form: TEXT or JSON
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(form))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for talkative in ("alembic", "apscheduler", "werkzeug"):
        logging.getLogger(talkative).setLevel(logging.WARNING)


def formatter(form: str) -> logging.Formatter:
    """What turns a record into a line."""
    return JsonLines() if form == JSON else PlainLines()


class PlainLines(logging.Formatter):
    """Moment, level, process, logger, message; then whatever came with the record."""

    def format(self, record: logging.LogRecord) -> str:
        told = {**_extra(record), **_request()}
        words = [f"{name}={value}" for name, value in told.items()]
        head = f"{_moment(record)} {record.levelname} {record.process} {record.name}:"
        lines = [" ".join([head, discreet(record.getMessage()), *words])]
        return "\n".join([*lines, *_trace(record)])


class JsonLines(logging.Formatter):
    """The same as one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": _moment(record),
            "level": record.levelname,
            "process": record.process,
            "logger": record.name,
            "message": discreet(record.getMessage()),
            **_request(),
            **_extra(record),
        }
        if trace := list(_trace(record)):
            line["exception"] = trace
        return json.dumps(line, ensure_ascii=False, default=str)


def _moment(record: logging.LogRecord) -> str:
    at = datetime.fromtimestamp(record.created, UTC)
    return at.isoformat(timespec="milliseconds")


def _request() -> Mapping[str, str]:
    known = request_id.get()
    return {"request_id": known} if known else {}


def _extra(record: logging.LogRecord) -> Mapping[str, object]:
    """What was handed over beside the message (`extra=`)."""
    return {
        name: discreet(value) if isinstance(value, str) else value
        for name, value in vars(record).items()
        if name not in _GIVEN and isinstance(value, str | int | float | bool)
    }


def _trace(record: logging.LogRecord) -> Iterator[str]:
    """Where an exception was raised and what it says; no value of any variable."""
    if record.exc_info is None or record.exc_info[1] is None:
        return
    told = traceback.TracebackException.from_exception(
        record.exc_info[1], capture_locals=False
    )
    for line in told.format(chain=True):
        yield from discreet(line).rstrip("\n").split("\n")
