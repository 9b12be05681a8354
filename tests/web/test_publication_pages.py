"""Publication in the pages: prepared, approved, read by everybody, corrected."""

import csv
import hashlib
import io
import json

import pytest

from tests.casework.conftest import district
from tests.casework.given_office import dispatched, sweep
from tests.marks import on_sqlite_only
from tests.web.given_desks import statements, table_rows, visitor
from tests.web.visitor import Visitor

__all__ = ["district"]

pytestmark = on_sqlite_only
NOW = "12-01 10:00"
NOVEMBER = {"period": "2026-11", "reason": ""}


@pytest.fixture
def late(district):
    number = dispatched()
    sweep("11-30 16:50")
    return number


@pytest.fixture
def inspector(app, district, late):
    return visitor(app, district, "ducha", NOW)


@pytest.fixture
def published(app, district, inspector):
    """November, out as No. 1; the leader who approved it."""
    address = prepared(inspector)
    leader = visitor(app, district, "lingdao", NOW)
    leader.get(address)
    leader.follow(leader.post(f"{address}/approve"))
    return leader


def prepared(inspector, **words):
    """The address of the draft."""
    inspector.get("/publications")
    answer = inspector.post("/publications", **{**NOVEMBER, **words})
    inspector.follow(answer)
    return answer.headers["Location"]


def test_before_the_first_one_the_page_says_so(app, district):
    citizen = Visitor(app)

    assert citizen.get("/public/figures").status_code == 200
    assert "目前尚无公示" in citizen.words


def test_who_prepared_it_is_not_offered_to_approve(inspector):
    address = prepared(inspector)

    assert "须由另一人核准" in inspector.words
    assert inspector.post(f"{address}/approve").status_code == 403
    assert "拟稿人不得核准" in inspector.words
    assert (
        Visitor(inspector.client.application).get("/public/figures").status_code == 200
    )


def test_everybody_reads_what_went_out(app, published):
    citizen = Visitor(app)
    citizen.get("/public/figures")

    assert "各部门办理情况" in citizen.words
    rows = [row for row in table_rows(citizen.page) if row.startswith("区市场监管局")]
    assert "0.0% 0/1" in rows[0]
    assert "不排名" in rows[0]


def test_the_pages_count_nothing_anew(app, published, late):
    dispatched("12-01 09:20", department="GA")
    citizen = Visitor(app, now="12-20 10:00")
    citizen.get("/public/figures")
    with statements() as sent:
        citizen.get("/public/figures/2026-11")

    assert "公安" not in citizen.words
    assert not [one for one in sent if "ticket" in one]


def test_the_same_page_is_not_sent_twice(app, published):
    citizen = Visitor(app)
    mark = citizen.get("/public/figures/2026-11").headers["ETag"]

    ask, known = citizen.client.get, {"If-None-Match": mark}
    again = citizen._answered(ask, "/public/figures/2026-11", headers=known)

    assert again.status_code == 304


def test_machines_get_the_same_snapshot(app, published):
    citizen = Visitor(app)
    answer = citizen.get("/public/figures/2026-11/data")
    told = json.loads(answer.text)

    text = json.dumps(
        told["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert hashlib.sha256(text.encode()).hexdigest() == told["sha256"]
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    table = citizen.get("/public/figures/2026-11/table").text.removeprefix("\ufeff")
    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["code"], row["on_time_hits"], row["on_time_of"]) == ("SJ", "0", "1")


@pytest.mark.parametrize(
    "path",
    ["/public/figures/2026-10", "/public/figures/x/data", "/public/publications/9"],
)
def test_what_was_not_published_is_not_there(app, published, path):
    assert Visitor(app).get(path).status_code == 404


def test_a_correction_is_shown_as_one(app, district, inspector, published):
    inspector.get("/publications")
    same = inspector.post("/publications", period="2026-11", reason="复核")
    assert same.status_code == 422
    assert "无需更正" in inspector.words
    dispatched("11-25 09:20", department="GA")
    address = prepared(inspector, reason="漏计一件")
    published.get(address)
    published.follow(published.post(f"{address}/approve"))

    citizen = Visitor(app)
    citizen.get("/public/figures")
    assert "本期更正第 1 期。更正理由：漏计一件" in citizen.words
    assert "公安蓬江分局 件数 — 1" in " ".join(table_rows(citizen.page))
    citizen.get("/public/publications/1")
    assert "本期公示后来已更正" in citizen.words


def test_a_given_up_draft_is_gone_from_the_list(inspector):
    address = prepared(inspector)
    inspector.follow(inspector.post(f"{address}/give-up"))

    assert "待核准" not in inspector.words
    inspector.get(address)
    assert "该公示稿已撤回" in inspector.words

    inspector.get("/publications")
    inspector.follow(inspector.post(f"{address}/give-up", undo="1"))
    inspector.get("/publications")
    assert "待核准" in inspector.words
