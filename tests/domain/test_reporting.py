"""Which reports are owed on a morning, who reads which, which can be ordered."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import NotPermitted, RuleBroken
from app.domain.periods import parse_period
from app.domain.permissions import Actor
from app.domain.reporting import (
    DISTRICT,
    ORDERERS,
    Ordered,
    Scope,
    may_read,
    owed_periods,
    require_orderer,
    require_reportable,
)
from app.domain.terms import PeriodKind, ReportScope, Role

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 12, 1)
EVERYTHING = ["2026-12-01", "2026-11", "2026-Q3", "2025"]


def at(day, hour=8, minute=40, month=12):
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def owed(*ordered, today=TODAY):
    return [one.key for one in owed_periods(today, ordered, ZONE)]


@pytest.mark.parametrize(
    ("ordered", "still_owed"),
    [
        ((), EVERYTHING),
        ([Ordered("2026-12-01", at(1))], EVERYTHING[1:]),
        # One of the month that was made on its last evening is not the month's.
        ([Ordered("2026-11", at(30, 23, 59, month=11))], EVERYTHING),
        ([Ordered("2026-11", at(1, 0, 0))], ["2026-12-01", "2026-Q3", "2025"]),
        # Made on a later morning, because nobody was there on the first.
        ([Ordered("2026-11", at(4))], ["2026-12-01", "2026-Q3", "2025"]),
        ([Ordered(key, at(1)) for key in EVERYTHING], []),
    ],
)
def test_what_was_not_made_yet_is_owed(ordered, still_owed):
    assert owed(*ordered) == still_owed


def test_the_next_morning_owes_its_day_alone():
    made = [Ordered(key, at(1)) for key in EVERYTHING]

    assert owed(*made, today=date(2026, 12, 2)) == ["2026-12-02"]


SJ, GA = (Scope(ReportScope.DEPARTMENT, code) for code in ("SJ", "GA"))
C0 = Scope(ReportScope.CENTER, "C0")


@pytest.mark.parametrize(
    ("role", "unit", "reads"),
    [
        (Role.INSPECTOR, None, {DISTRICT, SJ, GA, C0}),
        (Role.DISPATCHER, None, {DISTRICT, SJ, GA, C0}),
        (Role.DISTRICT_LEADER, None, {DISTRICT, SJ, GA, C0}),
        (Role.STATISTICIAN, None, {DISTRICT, SJ, GA, C0}),
        (Role.HANDLER, "SJ", {SJ}),
        (Role.CHIEF_REPRESENTATIVE, "SJ", {SJ}),
        (Role.DEPUTY_LEADER, "GA", {GA}),
        (Role.FRONT_DESK, "C0", {C0}),
        (Role.CENTER_LEADER, "C1", set()),
        (Role.SYSTEM_ADMINISTRATOR, None, set()),
        (Role.AUDIT_ADMINISTRATOR, None, set()),
        (Role.SECURITY_ADMINISTRATOR, None, set()),
    ],
)
def test_everybody_reads_what_is_theirs(role, unit, reads):
    somebody = Actor("x", role, "440703", None, unit, unit)
    found = {
        scope
        for scope in (DISTRICT, SJ, GA, C0)
        if may_read(somebody, scope, PeriodKind.MONTH)
    }

    assert found == reads


def test_nobody_without_a_unit_reads_the_district_by_its_empty_code():
    for role in (Role.HANDLER, Role.FRONT_DESK):
        lost = Actor("x", role, "440703")
        assert not may_read(lost, DISTRICT, PeriodKind.MONTH)
        assert not may_read(lost, Scope(ReportScope.DEPARTMENT), PeriodKind.MONTH)


def test_the_statistician_gets_no_list_of_cases():
    somebody = Actor("x", Role.STATISTICIAN, "440703")

    assert not may_read(somebody, DISTRICT, PeriodKind.DAY)


@pytest.mark.parametrize("role", Role)
def test_who_answers_for_the_district_has_reports_made(role):
    if role in ORDERERS:
        require_orderer(role)
    else:
        with pytest.raises(NotPermitted):
            require_orderer(role)


@pytest.mark.parametrize(
    ("key", "refusal"),
    [
        ("2026-12-01", None),
        ("2026-11-30", "reports.other_day"),
        ("2026-12-02", "reports.other_day"),
        ("2026-12", None),
        ("2027-01", "reports.not_begun"),
        ("2025", None),
    ],
)
def test_a_day_is_reported_on_its_day_and_a_period_once_it_began(key, refusal):
    if refusal is None:
        require_reportable(parse_period(key), TODAY)
    else:
        with pytest.raises(RuleBroken, match=refusal):
            require_reportable(parse_period(key), TODAY)
