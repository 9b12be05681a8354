"""What a log line shows, and what it never shows."""

import io
import json
import logging
import sys
from contextvars import Context

import pytest

from app import logs

NAME, PHONE = "陈不可见", "199 0000 4321"


def line(form=logs.JSON, message="filed %s", args=("PJ26-0417",), error=None, **extra):
    """One record as it is written."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logs.formatter(form))
    record = logging.makeLogRecord(
        {"name": "app.test", "levelname": "INFO", "msg": message, "args": args}
    )
    record.exc_info = error
    vars(record).update(extra)
    handler.emit(record)
    return out.getvalue().rstrip("\n")


def caught(error):
    try:
        raise error
    except Exception:
        return sys.exc_info()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("swept PJ26-0417 in 12 ms", "swept PJ26-0417 in 12 ms"),
        ("told 陈不可见 twice", "told *** twice"),
        ("call 19900004321 now", "call *** now"),
        ("call 199 0000 4321", "call ***"),
        ("call +86 199-0000-4321.", "call ***."),
        ("id 44070319900101123X here", "id *** here"),
        ("to huang@example.org refused", "to *** refused"),
        ("GET /case/PJ26-0417?code=AB2C-3D4E failed", "GET /case/PJ26-0417?*** failed"),
        ("duplicate key\nDETAIL:  Key (name)=(Zhang San) exists", "duplicate key\n***"),
        ("failed [parameters: ('Zhang San',)]", "failed ***"),
        ("2026-11-23T10:00:00.123456+00:00", "2026-11-23T10:00:00.123456+00:00"),
        ("1.5 of 1048576 bytes", "1.5 of 1048576 bytes"),
    ],
)
def test_what_may_be_about_somebody_is_masked(said, shown):
    assert logs.discreet(said) == shown


@pytest.mark.parametrize("form", [logs.JSON, logs.TEXT])
def test_no_form_shows_a_person(form):
    error = caught(ValueError(f"cannot file {NAME}, {PHONE}"))

    told = line(form, "refused %s", (NAME,), error, reason=f"phone {PHONE}")

    assert "ValueError" in told
    assert "test_logs.py" in told
    assert NAME not in told
    assert "4321" not in told


def test_a_json_line_is_one_object_with_what_came_beside_the_message():
    token = logs.request_id.set("abcd1234")
    try:
        told = json.loads(line(status=302, ms=12.5, error=caught(KeyError("x"))))
    finally:
        logs.request_id.reset(token)

    assert told["message"] == "filed PJ26-0417"
    assert (told["status"], told["ms"]) == (302, 12.5)
    assert told["request_id"] == "abcd1234"
    assert told["exception"][-1] == "KeyError: 'x'"
    assert told["at"].endswith("+00:00")


def test_a_line_for_reading_is_one_line():
    # As outside of any request: another test may have left the number of one behind.
    told = Context().run(line, logs.TEXT, status=302)

    assert told.endswith("app.test: filed PJ26-0417 status=302")
    assert "\n" not in told
