"""Departments as a whole: the worst of a month, months running, red notices."""

from dataclasses import replace

import pytest

from app.casework import revisits, supervision
from app.domain.findings.live import FindingKey
from app.domain.periods import parse_period
from app.domain.terms import FindingCode, Step
from app.reports.figures import count_period
from app.reports.marks import list_marks
from app.reports.units import count_units
from app.store.transaction import reading
from tests.casework.given_office import (
    act,
    answer,
    answered,
    dispatched,
    look,
    of_ticket,
    office,
    revisit,
    sweep,
    verify,
)
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at

pytestmark = on_sqlite_only


@pytest.fixture
def rules():
    """As the office set them, but one case is enough to be ranked."""
    ours = office().rules
    return replace(ours, units=replace(ours.units, min_cases_to_rank=1))


def flag(number, *steps, short):
    for step in steps:
        key = ("finish", 1, step)
        act("chief", short, supervision.give_statement, number, key, "人手不足")
        act("inspector", short, supervision.confirm_escalation, number, key, "属实")


def counted(district, rules, last="2026-12", now="12-31 10:00"):
    calendar = office().calendar("C0")
    with reading():
        return count_units(district.id, parse_period(last), at(now), calendar, rules)


def test_two_months_running_reach_the_line(district, rules):
    first = dispatched("11-16 09:20")
    second = dispatched("12-01 09:20")
    sweep("12-16 09:30")
    flag(first, Step.URGE, short="12-16 10:00")
    units = counted(district, rules, now="12-16 11:00")
    assert [month.worst for month in units.months][-2:] == [("SJ",), ()]

    flag(second, Step.URGE, short="12-16 12:00")
    units = counted(district, rules)

    assert [month.worst for month in units.months][-2:] == [("SJ",), ("SJ",)]
    (unit,) = units.watched
    assert (unit.code, unit.running, unit.is_due) == ("SJ", 2, True)
    assert units.months[-1].cases == {"SJ": 2}  # the first is open still, and overdue


def test_red_notices_count_over_the_quarter(district, rules):
    numbers = [dispatched(f"11-{day} 09:20") for day in ("02", "03", "04")]
    sweep("11-30 09:30")
    for number in numbers[:2]:
        flag(number, Step.RED, short="11-30 10:00")
    assert [one.is_due for one in counted(district, rules, "2026-11").watched] == [
        False
    ]

    flag(numbers[2], Step.RED, short="11-30 10:00")

    (unit,) = counted(district, rules, "2026-11").watched
    assert (unit.red, unit.running, unit.is_due) == (3, 1, True)


def test_what_nobody_confirmed_points_at_nobody(district, rules):
    dispatched("11-02 09:20")
    sweep("11-30 09:30")

    units = counted(district, rules, "2026-11")

    assert units.watched == ()
    assert {month.worst for month in units.months} == {()}
    assert [month.period.key for month in units.months] == [
        f"2026-{month:02}" for month in range(6, 12)
    ]


def test_a_confirmed_false_closing_takes_its_own_points(district, rules):
    number = answered()
    verify(number, "11-24 15:00")
    revisit(number, "11-25 10:00", rating=2, solved=False)
    act("clerk", "11-25 10:10", revisits.reopen_ticket, number, "没有解决")
    answer(number, "11-25 16:00")
    verify(number, "11-26 10:00", passed=False, cause="C38")
    look("11-26 10:10")
    (row,) = [row for row in of_ticket("findings", number) if row["code"] == "N6"]
    key = FindingKey(row["code"], row["start_seq"], row["nth"])

    def marks():
        calendar, month = office().calendar("C0"), parse_period("2026-11")
        span = (month, at("11-30 10:00"), calendar)
        with reading():
            listed = list_marks(district.id, "SJ", *span, rules)
            (unit,) = count_period(district.id, *span, rules).units
        return [(one.what, one.points) for one in listed], unit.deducted

    assert marks() == ([], 0)
    act(
        "inspector", "11-26 10:30", supervision.request_statement, number, key, "请说明"
    )
    act("chief", "11-26 11:00", supervision.give_statement, number, key, "系统误报")
    act("inspector", "11-26 14:00", supervision.confirm_escalation, number, key, "属实")

    assert marks() == ([(FindingCode.N6, 10)], 10)
