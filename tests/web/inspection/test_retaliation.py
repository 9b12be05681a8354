"""The list of reported retaliation, and what everybody else sees of it: nothing."""

import pytest

from app.casework import retaliation
from tests.casework.given_office import act, dispatched
from tests.marks import on_sqlite_only
from tests.web.given_desks import statements, table_rows, visitor

NOW = "11-26 10:00"
WORDS, WHY = "再去办证，窗口说慢慢等", "调取录像并询问当事人"


def reported(department="SJ", short="11-24 09:30"):
    number = dispatched()
    words = (number, department, WORDS)
    act("clerk", short, retaliation.report_retaliation, *words)
    return number


def concluded(confirmed=True):
    number = reported()
    words = (number, "SJ", confirmed, WHY)
    act("inspector", "11-25 10:00", retaliation.conclude_retaliation, *words)
    return number


def test_a_report_waits_is_concluded_on_and_stands_below(app, district):
    number = reported()
    inspector = visitor(app, district, "ducha", NOW)

    inspector.get("/retaliation")
    (row,) = table_rows(inspector.page)
    assert number in row
    assert WORDS in row
    act_page = f"/cases/{number}/conclude-retaliation?department=SJ"
    assert act_page in inspector.page.replace("&amp;", "&")

    inspector.get(act_page)
    assert WORDS in inspector.page
    inspector.follow(
        inspector.post(
            f"/cases/{number}/conclude-retaliation",
            department="SJ",
            confirmed="no",
            reasons=WHY,
        )
    )
    inspector.get("/retaliation")
    (row,) = table_rows(inspector.page)
    assert "不属实" in row
    assert "没有待核查的反映" in inspector.words


def test_the_case_page_of_the_inspection_office_shows_words_and_reasons(app, district):
    number = concluded()
    inspector = visitor(app, district, "ducha", NOW)

    inspector.get(f"/cases/{number}")
    for words in (WORDS, WHY, "反映打击报复", "打击报复核查结论", "属实"):
        assert words in inspector.page, words


@pytest.mark.parametrize("who", ["sj", "sj.fenguan", "chuangkou", "diaodu", "lingdao"])
def test_nobody_else_sees_any_of_it(app, district, who):
    number = concluded()
    other = visitor(app, district, who, NOW)

    for path in (f"/cases/{number}", "/alerts"):
        assert other.get(path).status_code == 200, path
        for words in (WORDS, WHY, "核查结论", "retaliation_"):
            assert words not in other.page, (path, words)
    assert other.get("/retaliation").status_code == 403


@on_sqlite_only
def test_the_department_is_told_why_its_quarter_fails_but_not_which_case(app, district):
    concluded()
    handler = visitor(app, district, "sj", NOW)

    handler.get("/figures/marks?period=2026-Q4&department=SJ")

    assert "定为不合格" in handler.words
    assert "PJ26-" not in handler.page
    assert WORDS not in handler.page


@on_sqlite_only
def test_the_list_asks_as_often_for_many_as_for_one(app, district):
    inspector = visitor(app, district, "ducha", NOW)
    reported()
    inspector.get("/retaliation")
    with statements() as one:
        inspector.get("/retaliation")
    reported("GA", "11-24 09:40")
    reported("MZ", "11-24 09:50")
    with statements() as many:
        inspector.get("/retaliation")

    assert len(many) == len(one)
