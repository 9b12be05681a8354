"""Supervision notices: the list, and the paper of exactly one page."""

import pytest

from app.casework import handling, supervision
from app.domain.terms import Colour
from app.web.language import COOKIE
from tests.casework.given_office import act, dispatched, signed, sweep
from tests.marks import on_sqlite_only
from tests.web.given_desks import statements, table_rows, visitor
from tests.web.walk.words import run_together

NOW = "12-01 10:00"
BLUE, ORANGE = "蓬督蓝〔2026〕1号", "蓬督橙〔2026〕1号"


@pytest.fixture
def late(district):
    """Due Thu 26 Nov: blue on Mon 30 Nov, orange on Tue 1 Dec."""
    number = dispatched()
    sweep("12-01 09:30")
    return number


def test_the_latest_notice_comes_first_and_says_how_it_stands(app, district, late):
    inspector = visitor(app, district, "ducha", NOW)

    inspector.get("/supervision-notices")

    orange, blue = table_rows(inspector.page)
    assert orange.startswith(f"{ORANGE} {late}")
    assert blue.startswith(f"{BLUE} {late}")
    assert "12月2日 周三 17:00 余 1日" in blue
    assert "区市场监管局" in blue


@on_sqlite_only
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("colour=orange", 1),
        ("colour=red", 0),
        ("show=open", 1),
        ("colour=x", 2),
    ],
)
def test_filters_narrow_the_list(app, district, late, query, count):
    words = (late, Colour.BLUE, "正在办")
    act("handler", "12-01 09:40", supervision.reply_notice, *words)
    inspector = visitor(app, district, "ducha", NOW)

    inspector.get(f"/supervision-notices?{query}")

    assert len(table_rows(inspector.page)) == count


def test_the_paper_says_what_was_so_when_it_was_issued(app, district, late):
    inspector = visitor(app, district, "ducha", NOW)

    inspector.get(f"/supervision-notices/{BLUE}")

    for words in (
        "江门市蓬江区人民政府督查室",
        "江门市蓬江区市场监督管理局",
        f"关于限期办结 {late} 号 反映件的督办通知",
        "2026年11月23日 09:20 派单",
        "办结期限 3 个工作日，应于2026年11月26日 17:00 前办结",
        "截至2026年11月30日 09:00，逾期 2 个工作日，未申请延期，未联系反映人",
        "2026年12月2日 17:00",
        "升为橙色督办单",
    ):
        assert words in inspector.words.replace(" ，", "，"), words


@on_sqlite_only
def test_the_paper_in_english_has_blanks_and_names_the_department(app, district, late):
    inspector = visitor(app, district, "ducha", NOW)
    inspector.client.set_cookie(COOKIE, "en")

    inspector.get(f"/supervision-notices/{BLUE}")

    for words in (
        "Pengjiang District Market Regulation Bureau:",
        "was dispatched on 23 Nov 2026 09:20. Its limit is 3 working days, and",
        "within 3 working days with documents. Without a reply in time",
        "in writing by 2 Dec 2026 17:00 , signed by",
    ):
        assert words in inspector.words, words
    assert run_together(inspector.page) == set()


@on_sqlite_only
def test_what_was_done_before_it_is_not_held_against_the_department(app, district):
    number = signed()
    words = (number, "已致电", "phone")
    act("handler", "11-23 10:00", handling.record_contact, *words)
    sweep("11-30 09:30")
    inspector = visitor(app, district, "ducha", "11-30 10:00")

    inspector.get(f"/supervision-notices/{BLUE}")

    assert "未联系反映人" not in inspector.page


@on_sqlite_only
def test_a_notice_by_hand_says_what_was_written(app, district):
    number = signed()
    words = (number, Colour.RED, "多次推诿，责令立即办理。" + "情况严重。" * 200)
    act("inspector", "11-23 10:30", supervision.issue_notice, *words)
    inspector = visitor(app, district, "ducha", "11-23 11:00")

    inspector.get("/supervision-notices/蓬督红〔2026〕1号")

    assert "多次推诿，责令立即办理。" in inspector.page
    assert "（全文见系统）" in inspector.page


def test_a_department_reads_its_own_notices_only(app, district, late):
    handler, police = (visitor(app, district, who, NOW) for who in ("sj", "ga"))

    assert handler.get(f"/supervision-notices/{BLUE}").status_code == 200
    assert police.get(f"/supervision-notices/{BLUE}").status_code == 404
    assert handler.get("/supervision-notices").status_code == 403


def test_our_notices_are_those_to_us(app, district, late):
    handler, police = (visitor(app, district, who, NOW) for who in ("sj", "ga"))

    handler.get("/our-notices")
    police.get("/our-notices")

    assert len(table_rows(handler.page)) == 2
    assert f"/cases/{late}/reply-notice" in handler.page
    assert table_rows(police.page) == []


def test_a_notice_that_nobody_wrote_is_not_there(app, district):
    inspector = visitor(app, district, "ducha", NOW)

    assert inspector.get("/supervision-notices/蓬督蓝〔2026〕9号").status_code == 404


def test_a_page_asks_few_questions(app, district, late):
    inspector = visitor(app, district, "ducha", NOW)
    for path in ("/supervision-notices", f"/supervision-notices/{BLUE}"):
        inspector.get(path)
        with statements() as sent:
            inspector.get(path)
        assert len(sent) < 12
