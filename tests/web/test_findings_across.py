"""Findings across cases on the pages: whose they are, the cases behind, and the caution."""

import pytest

from app.scheduler.tick import look_across
from tests.casework.conftest import district
from tests.casework.given_office import answered, filed
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at
from tests.web.given_desks import visitor

__all__ = ["district"]

pytestmark = on_sqlite_only

NOW = "12-31 10:00"
CAUTION = "仅供管理参考，不作为对任何人的认定"


@pytest.fixture
def last_minute(district):
    """Four of six cases of the quarter, closed half an hour before they were due."""
    hours = ["11-26 16:30"] * 4 + ["11-24 10:00"] * 2
    cases = [
        answered(short, phone=f"199 0000 43{n:02}", matter_name=f"事项{n}")
        for n, short in enumerate(hours)
    ]
    assert look_across(at(NOW).replace(year=2027, month=1, day=8)) == 1
    return cases


@pytest.mark.parametrize("who", ["ducha", "lingdao", "sj"])
def test_the_patterns_name_the_quarter_and_its_cases(app, district, last_minute, who):
    reader = visitor(app, district, who, NOW)
    reader.get("/patterns?period=2026-Q4")

    shown = reader.page.split('id="m3"', 1)[1].split("</section", 1)[0]
    assert CAUTION in shown
    for number in last_minute[:4]:
        assert f'href="/cases/{number}"' in shown
    assert not any(number in shown for number in last_minute[4:])
    reader.get(f"/cases/{last_minute[0]}")
    assert last_minute[0] in reader.page


@pytest.mark.parametrize("who", ["ga", "tongji", "diaodu"])
def test_no_other_sees_it(app, district, last_minute, who):
    reader = visitor(app, district, who, NOW)
    reader.get("/patterns?period=2026-Q4")

    assert "(M3)" not in reader.page
    assert "（M3）" not in reader.page


def test_the_case_page_of_the_window_marks_who_came_back(app, district):
    cases = [filed(f"11-{day} 09:10") for day in ("16", "17", "18")]
    other = filed("11-18 09:20", matter_name="食品经营许可")
    clerk = visitor(app, district, "chuangkou", "11-23 10:00")
    clerk.get(f"/cases/{cases[0]}")
    assert "R1" not in clerk.words
    assert look_across(at("11-18 11:00")) == 1

    clerk.get(f"/cases/{cases[0]}")
    assert "为同一事项再次反映" in clerk.words
    assert clerk.words.count("R1，同一事项") == 2
    clerk.get(f"/cases/{other}")
    assert "为同一事项再次反映" not in clerk.words
    handler = visitor(app, district, "diaodu", "11-23 10:00")
    handler.get(f"/cases/{cases[0]}")
    assert "R1" not in handler.words


def test_who_comes_back_stands_below_the_improvement_items(app, district):
    cases = [filed(f"11-{day} 09:10") for day in ("16", "17", "18")]
    assert look_across(at("11-18 11:00")) == 1

    dispatcher = visitor(app, district, "diaodu", "11-23 10:00")
    dispatcher.get("/improvements")
    shown = dispatcher.page.split('id="r1"', 1)[1].split("</section", 1)[0]
    assert "同一人同一事项反复" in shown
    assert all(f'href="/cases/{number}"' in shown for number in cases)
    assert "陈" not in shown

    handler = visitor(app, district, "sj", "11-23 10:00")
    handler.get("/improvements")
    assert 'id="r1"' not in handler.page
