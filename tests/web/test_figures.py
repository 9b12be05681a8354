"""Figures by department as the pages show them: who sees which, and as a file."""

import csv
import io

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
