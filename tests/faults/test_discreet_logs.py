"""A whole day of filing, with faults in it: no log line names anybody."""

import io
import logging
import re

import pytest
from sqlalchemy import text

from app import logs
from app.store.database import db
from app.store.transaction import transaction
from tests.faults.given_forms import NAME, PHONE, files, form
from tests.scheduler.given_ladder import swept


@pytest.fixture
def written():
    """Everything that is logged, in the form in which it is written."""
    out, root = io.StringIO(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    handler = logging.StreamHandler(out)
    handler.setFormatter(logs.formatter(logs.JSON))
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield out
    root.handlers[:] = handlers
    root.setLevel(level)


def test_a_day_at_the_window_leaves_lines_and_no_name(app, written, clerk, sit):
    app.testing = False
    number = clerk.follow(files(clerk, "form-1")).request.path.split("/")[2]
    clerk.post("/new-case", **form("form-2", department="nowhere"))
    clerk.get(f"/my-cases?q={NAME}")
    clerk.get(f"/case?number={number}&code=AAAA-2222")
    sit("handler").get(f"/cases/{number}")
    break_the_register(clerk)
    swept("11-30 10:00")

    told = written.getvalue()

    assert '"logger": "app.web.watching"' in told
    assert "sqlalchemy" in told  # the fault was told, with where it happened
    for secret in (NAME, PHONE, PHONE[-4:], "不可见", "跑了三趟", "AAAA-2222"):
        assert secret not in told, secret
    assert not re.search(r"[\u4e00-\u9fff]", told)


def break_the_register(clerk):
    """File while a table is missing: the database's own words are in the error."""
    clerk.get("/new-case")
    with transaction():
        db.session.execute(text("ALTER TABLE complainants RENAME TO hidden"))
    answer = clerk.post("/new-case", **form("form-3"))
    with transaction():
        db.session.execute(text("ALTER TABLE hidden RENAME TO complainants"))
    assert answer.status_code == 500
