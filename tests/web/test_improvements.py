"""Improvement items on their pages: taken up, noted, ended; who sees which; the case."""

import pytest

from app.domain.terms import CauseCode
from app.scheduler.tick import propose_improvements
from tests.casework.conftest import district
from tests.casework.given_office import dispatched
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at
from tests.web.given_desks import count_of, numbers, table_rows, visitor
from tests.web.visitor import Visitor

__all__ = ["district"]

pytestmark = on_sqlite_only

NOW = "11-30 10:00"
TAKEN = {"department": "SJ", "owner": "李主任", "plan": "修订办事指南"}


@pytest.fixture
def item(district):
    """The cases of the item that was proposed; its page is /improvements/1."""
    cases = [
        dispatched(f"11-{day} 09:20", cause=CauseCode.C26) for day in ("16", "17", "23")
    ]
    assert propose_improvements(at("11-24 10:00")) == 1
    return cases


def test_dispatch_takes_it_up_and_ends_it(app, district, item):
    dispatcher = visitor(app, district, "diaodu", NOW)
    dispatcher.get("/improvements")
    assert count_of(dispatcher.page, "待研判") == "1"

    dispatcher.get(dispatcher.found(r'href="(/improvements/\d+)"'))
    assert sorted(numbers(dispatcher.page)) == sorted(item)
    dispatcher.follow(dispatcher.post("/improvements/1/taking-up", **TAKEN))
    assert "李主任" in dispatcher.page
    assert "12月28日" in dispatcher.page
    said = {"text": "指南已改,正在会签"}
    dispatcher.follow(dispatcher.post("/improvements/1/steps", **said))
    assert "正在会签" in dispatcher.page
    said = {"outcome": "guide", "change": "新指南自12月10日起施行"}
    dispatcher.follow(dispatcher.post("/improvements/1/ending", **said))

    assert "修订办事指南或者标准" in dispatcher.page
    assert "<form" not in dispatcher.page.split("<main", 1)[1]


def test_what_was_not_said_is_asked_for_and_nothing_typed_is_lost(app, district, item):
    dispatcher = visitor(app, district, "diaodu", NOW)
    dispatcher.get("/improvements/1")

    answer = dispatcher.post("/improvements/1/taking-up", **{**TAKEN, "plan": " "})

    assert answer.status_code == 422
    assert 'value="李主任"' in dispatcher.page
    assert "待研判" in dispatcher.page


def test_who_comes_second_is_told(app, district, item):
    first = visitor(app, district, "diaodu", NOW)
    second = Visitor(app, "diaodu", NOW)
    for one in (first, second):
        one.get("/improvements/1")
    first.follow(first.post("/improvements/1/declining", reason="属个案"))

    answer = second.post("/improvements/1/taking-up", **TAKEN)

    assert answer.status_code == 409
    assert "已经研判过" in second.page


def test_the_department_reads_it_once_it_is_theirs(app, district, item):
    handler, other = (
        visitor(app, district, "sj", NOW),
        visitor(app, district, "ga", NOW),
    )
    assert handler.get("/improvements/1").status_code == 404
    dispatcher = visitor(app, district, "diaodu", NOW)
    dispatcher.get("/improvements/1")
    dispatcher.follow(dispatcher.post("/improvements/1/taking-up", **TAKEN))

    handler.get("/improvements")
    (row,) = table_rows(handler.page)
    assert "改进中" in row
    handler.get("/improvements/1")
    handler.follow(handler.post("/improvements/1/steps", text="已组织学习"))
    assert "已组织学习" in handler.page
    assert "/improvements/1/ending" not in handler.page
    assert other.get("/improvements/1").status_code == 404


def test_the_case_leads_to_it(app, district, item):
    inspector = visitor(app, district, "ducha", NOW)
    inspector.get(f"/cases/{item[0]}")
    assert inspector.found(r'href="(/improvements/1)"')

    handler = visitor(app, district, "sj", NOW)
    handler.get(f"/cases/{item[0]}")
    assert "/improvements/1" not in handler.page


def test_it_is_shown_as_overdue_after_its_last_day(app, district, item):
    dispatcher = visitor(app, district, "diaodu", NOW)
    dispatcher.get("/improvements/1")
    dispatcher.follow(dispatcher.post("/improvements/1/taking-up", **TAKEN))

    visitor(app, district, "lingdao", NOW)
    for day, shown in (("12-28 10:00", False), ("12-29 10:00", True)):
        later = Visitor(app, "lingdao", day)
        later.get("/improvements")
        assert ("逾期" in table_rows(later.page)[0]) is shown
