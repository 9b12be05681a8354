"""Saved filters: kept under a name, shown beside their list, taken away and put back."""

import pytest

from app.casework import saved_filters
from tests.marks import on_sqlite_only
from tests.web.given_desks import visitor


@pytest.fixture
def clerk(app, district):
    return visitor(app, district, "chuangkou")


def keeps(person, name, query="show=late&class=complex", place="frontdesk.my_cases"):
    person.get("/my-cases?show=late")
    return person.post("/account/filters", place=place, query=query, name=name)


def test_a_filter_is_kept_taken_away_and_put_back(clerk):
    answer = keeps(clerk, "逾期复杂", "after=x&show=late&class=complex&evil=1")
    assert answer.headers["Location"].endswith("/my-cases?class=complex&show=late")

    clerk.follow(answer)
    assert 'aria-current="page">逾期复杂<' in clerk.page
    away = clerk.found(r'action="(/account/filters/\d+/removal)"')
    clerk.follow(clerk.post(away, back="/my-cases"))
    assert "逾期复杂" not in clerk.page
    undo = clerk.found(r'action="(/account/filters/\d+/removal[^"]*)"')
    clerk.follow(clerk.post(undo, undo="1"))
    assert "逾期复杂" in clerk.page


def test_nobody_sees_or_takes_away_anothers_filters(app, district, clerk):
    keeps(clerk, "常看的")
    clerk.get("/my-cases")
    away = clerk.found(r'action="(/account/filters/\d+/removal)"')
    handler = visitor(app, district, "sj")

    handler.get("/our-cases?show=ended")
    assert "常看的" not in handler.words
    assert handler.post(away, back="/to-do").status_code == 404
    clerk.get("/my-cases")
    assert "常看的<" in clerk.page


@on_sqlite_only
def test_a_name_is_asked_for_and_there_is_an_end(clerk):
    clerk.follow(keeps(clerk, " "))
    assert "给筛选起个名" in clerk.words
    for one in range(saved_filters.MOST + 1):
        answer = keeps(clerk, f"第{one}个")
    clerk.follow(answer)
    assert "最多存 30 个" in clerk.words


@on_sqlite_only
def test_only_lists_that_have_filters_keep_them(clerk):
    assert keeps(clerk, "x", place="sessions.account").status_code == 404
