"""M3 and R1 at their edges: how many cases, which share, which quarter, which month."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.figures.patterns import Occasion
from app.domain.findings.across import (
    PersonCase,
    classes_again,
    is_mostly_last_minute,
    judged_quarter,
    last_minute_departments,
    persons_again,
)
from app.domain.improvements import ClassCase, by_class
from app.domain.periods import parse_period
from app.domain.terms import CauseCode, Pattern
from tests.given import the_calendar, the_rules
from tests.store.given_tickets import at

LIMITS = the_rules().findings
QUARTER = parse_period("2026-Q4")


@pytest.mark.parametrize(
    ("hits", "total", "is_found"),
    [
        (5, 5, False),  # all of five are too few
        (4, 6, True),
        (3, 6, False),  # exactly half is not more than half
        (4, 7, True),
        (4, 8, False),
        (5, 8, True),
        (0, 0, False),
    ],
)
def test_more_than_half_of_at_least_six(hits, total, is_found):
    assert is_mostly_last_minute(hits, total, LIMITS) is is_found


def test_the_numbers_are_those_of_the_rule_file():
    other = replace(LIMITS, m3_min_cases=2, m3_more_than_percent=10)

    assert is_mostly_last_minute(1, 2, other)
    assert not is_mostly_last_minute(1, 10, other)


# The window checks within a working day: 1 October 2026 begins a week of holidays.
@pytest.mark.parametrize(
    ("today", "quarter"),
    [
        (date(2026, 9, 30), "2026-Q2"),
        (date(2026, 10, 1), None),
        (date(2026, 10, 8), None),
        (date(2026, 10, 9), "2026-Q3"),
        (date(2026, 12, 31), "2026-Q3"),
    ],
)
def test_a_quarter_is_judged_once_its_last_answers_could_be_checked(today, quarter):
    found = judged_quarter(today, 1, the_calendar())

    assert (found.key if found else None) == quarter


def closing(number, is_hit, short="11-26 16:00", department="SJ"):
    return Occasion(
        Pattern.LAST_MINUTE, number, department, "PJ-SJ-001", at(short), is_hit
    )


def test_a_case_counts_once_by_its_last_answer():
    several = [closing(f"PJ26-{n}", n < 4) for n in range(6)]
    assert len(last_minute_departments(several, QUARTER, LIMITS)) == 1

    redone = closing("PJ26-0", False, "12-03 10:00")
    assert last_minute_departments([redone, *several], QUARTER, LIMITS) == []


def test_each_department_is_counted_for_itself():
    own = [closing(f"PJ26-{n}", True) for n in range(6)]
    five = [closing(f"PJ26-{n}", True, department="GA") for n in range(5)]

    (found,) = last_minute_departments([*five, *own], QUARTER, LIMITS)

    assert found.key == ("M3", "SJ", "2026-Q4")
    assert found.cases == {f"PJ26-{n}": True for n in range(6)}


def person_cases(*rows, cause=None):
    return [
        PersonCase(f"PJ26-{n}", person, matter, cause)
        for n, (person, matter) in enumerate(rows, start=1)
    ]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("a", "登记")] * 2, []),
        ([("a", "登记")] * 3, [("person_again", "PJ26-1", "")]),
        ([("a", "登记"), ("b", "登记"), ("a", "登记")], []),
        ([("a", "登记"), ("a", "年检"), ("a", "登记")], []),
        ([("a", "")] * 3, []),
    ],
)
def test_the_same_person_and_matter_three_times(rows, found):
    assert [one.key for one in persons_again(person_cases(*rows), LIMITS)] == found


@pytest.mark.parametrize("cause", [CauseCode.C36, CauseCode.C37])
def test_what_the_inspection_office_alone_reads_is_not_counted(cause):
    rows = [("a", "登记")] * 3

    assert persons_again(person_cases(*rows, cause=cause), LIMITS) == []


@pytest.mark.parametrize(
    ("days", "months"),
    [
        (["11-01", "11-30"], []),
        (["11-01", "11-16", "11-30"], ["2026-11"]),
        (["10-31", "11-16", "11-30"], []),
        (["11-16", "11-30", "12-01"], []),
        (
            ["10-01", "10-02", "10-31", "11-01", "11-02", "11-30"],
            ["2026-10", "2026-11"],
        ),
    ],
)
def test_the_same_matter_and_cause_three_times_a_month(days, months):
    cases = [
        ClassCase(n, "登记", CauseCode.C26, filed, filed.date())
        for n, day in enumerate(days)
        for filed in (at(f"{day} 10:00"),)
    ]
    numbers = {n: f"PJ26-{n}" for n in range(len(days))}

    found = classes_again(by_class(cases), numbers, LIMITS)

    assert [one.key for one in found] == [
        ("class_again", "C26 登记", m) for m in months
    ]
    assert all(len(one.cases) == 3 for one in found)
