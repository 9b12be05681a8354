"""The three administrators: never two in one person, whatever accounts there are."""

from __future__ import annotations

import itertools

import pytest
from sqlalchemy.exc import IntegrityError

from app.casework import people
from app.domain.errors import RuleBroken
from app.domain.separation import ADMINISTRATORS, require_apart
from app.domain.terms import Role
from app.store import people as accounts
from app.store.bulk import table_of
from app.store.database import db
from app.store.tables import UserRow
from app.store.transaction import transaction
from tests.casework.given_people import (
    an_account,
    by,
    create,
    log,
    the_account,
    the_security_administrator,
)

R = Role
POWERS = sorted(ADMINISTRATORS)
PAIRS = list(itertools.permutations(POWERS, 2))


@pytest.mark.parametrize(("held", "asked"), PAIRS)
def test_two_powers_are_never_in_one_person(held, asked):
    with pytest.raises(RuleBroken, match=r"separation\.two_powers"):
        require_apart([held], asked)


@pytest.mark.parametrize("power", POWERS)
@pytest.mark.parametrize("role", [R.HANDLER, R.INSPECTOR, R.FRONT_DESK])
def test_a_power_goes_with_no_other_work(power, role):
    with pytest.raises(RuleBroken):
        require_apart([role], power)
    with pytest.raises(RuleBroken):
        require_apart([power], role)


def test_two_desks_without_power_may_be_one_persons():
    require_apart([R.HANDLER], R.FRONT_DESK)
    require_apart([], R.AUDIT_ADMINISTRATOR)


@pytest.mark.parametrize(("held", "asked"), PAIRS)
def test_a_second_account_of_an_administrator_is_refused(district, held, asked):
    security = the_security_administrator(district)
    an_account(district, "zhou", held, "", person_number="a7")

    with pytest.raises(RuleBroken, match=r"separation\.two_powers") as refused:
        create(security, username="zhou2", role=asked, unit="", person_number=" A7 ")

    assert refused.value.field == "role"


def test_a_second_account_without_power_says_whose_it_is(district):
    security = the_security_administrator(district)
    an_account(district, "lin", R.FRONT_DESK, "C0")

    made = create(security, username="lin.c1", person_number="lin")

    assert made.account.person_number == "lin"
    assert log()[-1] == "user_created anquan lin.c1: handler@SJ = lin"


def test_a_change_of_role_asks_the_other_accounts(district):
    security = the_security_administrator(district)
    an_account(district, "lin", R.FRONT_DESK, "C0")
    second = an_account(district, "lin2", person_number="lin")

    with pytest.raises(RuleBroken, match=r"separation\.two_powers"):
        by(security, people.set_role, second.id, R.AUDIT_ADMINISTRATOR)

    assert the_account("lin2").role is R.HANDLER


def test_enabling_asks_again(district):
    security = the_security_administrator(district)
    first = an_account(district, "zhou", R.SYSTEM_ADMINISTRATOR, "")
    by(security, people.disable, first.id)
    create(
        security,
        username="z2",
        role=R.AUDIT_ADMINISTRATOR,
        unit="",
        person_number="zhou",
    )

    with pytest.raises(RuleBroken, match=r"separation\.two_powers"):
        by(security, people.enable, first.id)

    assert not the_account("zhou").is_active


@pytest.mark.parametrize(("held", "asked"), PAIRS)
def test_the_database_itself_refuses_the_second_power(district, held, asked):
    an_account(district, "zhou", held, "", person_number="a7")
    second = an_account(district, "zhou2", R.HANDLER, "SJ", person_number="a7")

    with pytest.raises(RuleBroken, match=r"separation\.two_powers"), transaction():
        accounts.set_place(second.id, asked, None, None)
    with pytest.raises(RuleBroken, match=r"separation\.two_powers"):
        an_account(district, "zhou3", asked, "", person_number="a7")
    behind = table_of(UserRow).update().where(UserRow.id == second.id)
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(behind.values(role=asked))


def test_another_persons_power_is_no_hindrance(district):
    for number, power in enumerate(POWERS):
        an_account(district, f"a{number}", power, "")
        an_account(district, f"b{number}", power, "")
