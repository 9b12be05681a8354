"""Figures by department as the pages show them: who sees which, and as a file."""

import csv
import io
import re

import pytest

from app.casework import revisits, supervision
from app.domain.terms import Step
from tests.casework.conftest import district
from tests.casework.given_office import (
    act,
    answered,
    dispatched,
    revisit,
    sweep,
    ticket,
    verify,
)
from tests.marks import on_sqlite_only
from tests.web.given_desks import numbers, statements, table_rows, visitor

__all__ = ["district"]

NOW = "12-02 10:00"
NOVEMBER = "/figures?period=2026-11"


@pytest.fixture
def november(district):
    """SJ: one closed on time, one open and overdue; GA: one untouched."""
    done = answered()
    verify(done, "11-24 15:00")
    revisit(done, "11-25 10:00", rating=5)
    act("clerk", "11-25 10:30", revisits.close_ticket, done)
    left = dispatched()
    dispatched(department="GA")
    sweep("12-01 09:30")
    return done, left


def confirmed(number):
    """The department has spoken on the urge, and it was confirmed."""
    urge = ("finish", 1, Step.URGE)
    spoken, verb = supervision.give_statement, supervision.confirm_escalation
    act("chief", "12-01 09:50", spoken, number, urge, "人手不足")
    act("inspector", "12-01 10:00", verb, number, urge, "逾期属实")


def as_table(answer):
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_a_month_is_counted_by_department(app, district, november):
    leader = visitor(app, district, "lingdao", NOW)

    rows = as_table(leader.get("/figures/table?period=2026-11"))

    counted = {
        row["代码"]: [row["件数"], row["按时"], row["按时：分母"], row["响应率"]]
        for row in rows
    }
    assert counted == {"SJ": ["2", "1", "2", "1"], "GA": ["1", "0", "1", "0"]}
    assert {row["排名"] for row in rows} == {""}


@on_sqlite_only
def test_the_cases_behind_a_number_are_as_many(app, district, november):
    inspector = visitor(app, district, "ducha", NOW)
    inspector.get(NOVEMBER)

    address = inspector.found(r'href="(/figures/cases[^"]*department=SJ[^"]*)"')
    inspector.get(address)

    assert sorted(numbers(inspector.page)) == sorted(november)


@on_sqlite_only
def test_every_part_of_a_rate_opens_its_cases(app, district, november):
    inspector = visitor(app, district, "ducha", NOW)
    done, left = november
    asked = {
        "figure=on_time": {done, left},
        "figure=on_time&part=hits": {done},
        "figure=on_time&part=missed": {left},
        "figure=satisfaction": {done},
        "figure=days": {done},
        "figure=nonsense": {done, left},
    }

    for words, listed in asked.items():
        address = f"/figures/cases?period=2026-11&department=SJ&{words}"
        inspector.get(address)
        assert set(numbers(inspector.page)) == listed, words
        file = as_table(inspector.get(f"{address}&format=csv"))
        assert {row["编号"] for row in file} == listed, words


@on_sqlite_only
def test_the_figures_of_all_departments_together_open_their_cases(
    app, district, november
):
    inspector = visitor(app, district, "ducha", NOW)
    inspector.get(NOVEMBER)
    foot = inspector.page[inspector.page.index("<tfoot>") :]

    address = re.search(r'href="(/figures/cases[^"]*)">3</a>', foot)[1]
    inspector.get(address.replace("&amp;", "&"))

    rows = table_rows(inspector.page)
    assert {tuple(row.split()[:2]) for row in rows} >= {
        (number, "区市场监管局") for number in november
    }
    assert len(rows) == 3
    file = as_table(inspector.get("/figures/cases?period=2026-11&format=csv"))
    assert len(file) == 3
    assert set(november) < {row["编号"] for row in file}


@on_sqlite_only
def test_the_record_of_a_department_opens_the_quarter_that_it_counts(
    app, district, november
):
    done, left = november
    confirmed(left)
    deputy = visitor(app, district, "sj.fenguan", NOW)
    deputy.get("/our-record")

    cases = deputy.found(r'href="(/figures/cases[^"]*)"')
    assert set(numbers(deputy.get(cases).text)) == {done, left}
    deputy.get("/our-record")
    taken = set(re.findall(r'href="(/figures/marks[^"]*)"', deputy.page))
    assert len(taken) == 1
    (row, *_) = table_rows(deputy.get(taken.pop().replace("&amp;", "&")).text)
    assert row.split()[:2] == [left, "红灯催办"]


@on_sqlite_only
def test_points_open_what_they_were_taken_for(app, district, november):
    _, left = november
    confirmed(left)
    inspector = visitor(app, district, "ducha", NOW)
    inspector.get("/figures?period=2026-Q4")

    inspector.get(inspector.found(r'href="(/figures/marks[^"]*department=SJ[^"]*)"'))
    (row, *_) = table_rows(inspector.page)
    assert row.split()[:2] == [left, "红灯催办"]
    (row,) = as_table(
        inspector.get("/figures/marks/table?period=2026-Q4&department=SJ")
    )
    assert (row["编号"], row["分值"]) == (left, "1")


@on_sqlite_only
def test_departments_as_a_whole_need_enough_cases_to_be_the_worst(
    app, district, november
):
    _, left = november
    confirmed(left)
    inspector = visitor(app, district, "ducha", NOW)

    (row,) = as_table(inspector.get("/figures/units/table?period=2026-11"))
    assert (row["代码"], row["认定成立次数"], row["当月末位"]) == ("SJ", "1", "否")
    inspector.get("/figures/units?period=2026-11")
    assert "2026年11月" in inspector.page
    assert inspector.get("/figures/units?period=2099").status_code == 200


@on_sqlite_only
def test_confirmed_flags_of_a_month_open_their_list(app, district, november):
    _, left = november
    confirmed(left)
    inspector = visitor(app, district, "ducha", NOW)
    inspector.get("/figures/units?period=2026-12")

    months = [row.split()[0] for row in table_rows(inspector.page) if left not in row]
    assert "2026年11月" in months
    inspector.get(inspector.found(r'href="(/figures/flags\?period=2026-11)"'))
    (row,) = table_rows(inspector.page)
    assert row.split()[:3] == [left, "区市场监管局", "红灯催办"]

    other = visitor(app, district, "ga", NOW)
    other.get("/figures/flags?period=2026-11&department=SJ")
    assert left not in other.page


@on_sqlite_only
def test_a_department_sees_itself_alone(app, district, november):
    handler = visitor(app, district, "sj", NOW)
    handler.get(NOVEMBER)

    assert [row.split()[0] for row in table_rows(handler.page)] == ["区市场监管局"]
    answer = handler.get("/figures/cases?period=2026-11&department=GA")
    assert answer.status_code == 404
    assert len(as_table(handler.get("/figures/table?period=2026-11"))) == 1


@on_sqlite_only
def test_the_statistician_has_figures_and_no_cases(app, district, november):
    statistician = visitor(app, district, "tongji", NOW)
    statistician.get(NOVEMBER)

    assert "/figures/cases" not in statistician.page
    assert statistician.get("/figures/cases?department=SJ").status_code == 403


@on_sqlite_only
def test_what_was_dismissed_takes_no_points(app, district, november):
    leader = visitor(app, district, "lingdao", NOW)
    _, left = november
    urge = ("finish", 1, Step.URGE)
    taken = []
    act("chief", "12-01 09:50", supervision.give_statement, left, urge, "人手不足")
    for verb in (None, supervision.confirm_escalation):
        if verb:
            act("inspector", "12-01 10:00", verb, left, urge, "逾期属实")
        rows = as_table(leader.get("/figures/table?period=2026-Q4"))
        taken += [row["扣分"] for row in rows if row["代码"] == "SJ"]

    assert ticket(left)["due_at"] is not None
    assert taken == ["0", "1"]


@on_sqlite_only
@pytest.mark.parametrize(
    "period", ["", "x", "2026-13", "9999", "0001", "2026-Q1", "2026-11-23"]
)
def test_any_period_or_none_gives_a_page(app, district, period):
    leader = visitor(app, district, "lingdao", NOW)

    assert leader.get(f"/figures?period={period}").status_code == 200


@on_sqlite_only
def test_the_page_asks_few_questions(app, district, november):
    leader = visitor(app, district, "lingdao", NOW)
    leader.get(NOVEMBER)
    with statements() as sent:
        leader.get(NOVEMBER)

    assert len(sent) < 16


@on_sqlite_only
def test_each_rate_has_its_picture_and_the_table_behind_opens_lists(
    app, district, november
):
    inspector = visitor(app, district, "ducha", NOW)

    page = inspector.get("/figures?period=2026-11").text

    pictures = re.findall(
        r'<figure class="chart-figure chart-small">.*?</figure>', page, re.DOTALL
    )
    assert pictures
    assert all("<svg" in one for one in pictures)
    assert 'href="/figures/cases?' in pictures[0]


@on_sqlite_only
def test_a_department_alone_is_compared_with_nobody(app, district, november):
    handler = visitor(app, district, "sj", NOW)

    assert "chart-small" not in handler.get("/figures?period=2026-11").text
