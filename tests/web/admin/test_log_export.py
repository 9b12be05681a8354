"""The log as a file for audit: everything that was asked for, and no formula."""

from __future__ import annotations

import csv
import io

import pytest

from tests.casework.given_people import log
from tests.web.visitor import Visitor


def exported(visitor, query=""):
    answer = visitor.get(f"/access-log/export{query}")
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    return list(csv.reader(io.StringIO(visitor.page.removeprefix("\ufeff"))))


def test_audit_takes_the_log_out_and_that_is_on_record(sit, house):
    Visitor(house).sign_in("huang", "wrong")

    rows = exported(sit("shenji"), "?group=failures")

    assert len(rows[0]) == 7
    assert [row[1] for row in rows[1:]] == ["huang"]
    assert rows[1][0] == "2026-11-23T10:00:00+08:00"
    assert log()[-1] == "log_exported shenji failures"


def test_what_somebody_typed_becomes_no_formula(sit, house):
    Visitor(house).sign_in("=cmd|' /c calc'!a0", "wrong")

    rows = exported(sit("shenji"), "?group=failures")

    assert rows[1][1].startswith("'=cmd")


def test_a_line_end_in_a_name_begins_no_line_of_the_log(sit, house):
    visitor = Visitor(house)
    visitor.client.environ_base["HTTP_USER_AGENT"] = "x\u2028y\tz"
    visitor.sign_in("huang\u2028admin", "wrong")

    rows = exported(sit("shenji"), "?group=failures")

    assert len(rows) == 2
    assert "\u2028" not in "".join(rows[1])


@pytest.mark.parametrize(
    ("query", "count"),
    [("?since=2026-11-23", 1), ("?since=2026-11-24", 0), ("?until=2026-11-22", 0)],
)
def test_days_bound_it(sit, house, query, count):
    Visitor(house).sign_in("huang", "wrong")
    audit = sit("shenji")

    rows = exported(audit, f"{query}&group=failures")

    assert len(rows) - 1 == count


@pytest.mark.parametrize("username", ["anquan", "xitong", "huang"])
def test_nobody_else_takes_it_out(sit, username):
    assert sit(username).get("/access-log/export").status_code == 403
