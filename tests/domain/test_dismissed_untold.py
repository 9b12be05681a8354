"""What is dismissed before the department was told stays with the inspection office."""

import pytest

from app.domain import rulings
from app.domain.discretion import sees
from app.domain.finding import FindingKey
from app.domain.hearing import FlagInHand, Hearing
from app.domain.permissions import Actor
from app.domain.terms import ClockName, EntryKind, FindingCode, Ground, Role, Step
from tests.domain import given_facts as given
from tests.domain.given_facts import LEAD, moment

FINDING = FindingKey(FindingCode.N1, 2, 1)
STEP = (ClockName.FINISH, 1, Step.URGE)
NOW = moment("2026-11-26 10:00")
DEPARTMENT = Actor("chief", Role.CHIEF_REPRESENTATIVE, "440703", department=LEAD)
INSPECTOR = Actor("inspector", Role.INSPECTOR, "440703")
TOLD = Hearing(told_at=moment("2026-11-25 10:00").now)


def dismissed(key, hearing):
    words = (FlagInHand(key, hearing, LEAD), "事实不清", Ground.FACTS, None, NOW)
    return rulings.dismiss(given.dispatched(), *words)


@pytest.mark.parametrize(
    ("key", "hearing", "knows"),
    [
        (FINDING, Hearing(), False),
        (FINDING, TOLD, True),
        (STEP, Hearing(), True),  # it knows of a step from when it fell
        (STEP, TOLD, True),
    ],
)
def test_the_department_hears_of_what_it_knows(key, hearing, knows):
    decision = dismissed(key, hearing)
    entry = decision.entries[-1]
    assert (entry.department == LEAD) is knows
    told = [one.audience for one in decision.notices]
    assert (f"deputy_leader@{LEAD}" in told) is knows
    assert sees(DEPARTMENT, entry.kind, entry.department, entry.payload) is knows
    assert sees(INSPECTOR, entry.kind, entry.department, entry.payload)


def test_it_is_told_to_nobody_else_either():
    decision = dismissed(FINDING, Hearing())
    kind = EntryKind.ESCALATION_DISMISSED
    assert [one for one in decision.notices if one.kind == kind] == []
