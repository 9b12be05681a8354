"""Accounts, sign-in counters, addresses and the access log."""

from datetime import timedelta

import pytest

from app.domain.errors import NotFound, RuleBroken
from app.domain.terms import Role
from app.store import people
from app.store.access_log import AccessAction, log_access
from app.store.people import NewUser
from app.store.reads.people import (
    find_account,
    find_account_by_id,
    list_access,
    list_accounts,
    mail_addresses,
)
from app.store.transaction import transaction
from tests.store.given_tickets import at, filed, found_neighbour

NOW = at("11-23 09:00")


def known(username):
    account = find_account(username)
    assert account is not None
    return account


def made(district, username="huang", role=Role.HANDLER, **changes):
    stated = {
        "district_id": district.id,
        "username": username,
        "display_name": "黄某",
        "role": role,
        "password_hash": "hash",
        "department_id": district.department_ids["SJ"],
        "email": f"{username}@example.org",
        **changes,
    }
    with transaction():
        return people.add_user(NewUser(**stated), NOW)


def test_an_account_comes_back_with_its_place(district):
    user_id = made(district)

    account = known("huang")

    assert account == find_account_by_id(user_id)
    assert (account.department, account.place) == ("SJ", "区市场监管局")
    assert account.actor().department == "SJ"
    assert account.must_change_password
    assert account.is_active


@pytest.mark.parametrize(("center", "is_of_it"), [("C0", True), ("C1", False)])
def test_who_sits_at_the_districts_center_is_of_its_window(district, center, is_of_it):
    made(
        district,
        role=Role.FRONT_DESK,
        department_id=None,
        center_id=district.center_ids[center],
    )

    assert known("huang").actor().of_district_window is is_of_it


def test_a_name_is_given_once(district):
    made(district)

    with pytest.raises(RuleBroken) as caught:
        made(district)

    assert (caught.value.code, caught.value.field) == ("user.taken", "username")


def test_nobody_is_found_by_a_name_nobody_has(district):
    assert find_account("nobody") is None
    assert find_account_by_id(999) is None


def test_the_third_failure_locks(district):
    user_id = made(district)
    until = NOW + timedelta(minutes=15)

    with transaction():
        failed = [people.note_failed_sign_in(user_id, 3, until) for _ in range(3)]

    account = known("huang")
    assert failed == [1, 2, 3]
    assert account.is_locked(NOW)
    assert account.is_locked(until - timedelta(seconds=1))
    assert not account.is_locked(until)


def test_a_sign_in_forgives_the_failures_before_it(district):
    user_id = made(district)
    with transaction():
        people.note_failed_sign_in(user_id, 3, NOW)
        people.note_signed_in(user_id, NOW)

    account = known("huang")
    assert (account.failed_sign_ins, account.locked_until) == (0, None)
    assert account.last_signed_in_at == NOW


def test_a_new_password_unlocks_and_need_not_be_changed(district):
    user_id = made(district)
    with transaction():
        people.note_failed_sign_in(user_id, 1, NOW + timedelta(hours=1))
        people.set_password(user_id, "new", NOW, must_change=False)

    account = known("huang")
    assert (account.password_hash, account.must_change_password) == ("new", False)
    assert not account.is_locked(NOW)


def test_role_and_place_change(district):
    user_id = made(district)
    with transaction():
        people.set_place(user_id, Role.INSPECTOR, None, None)
        people.set_active(user_id, is_active=False)

    account = known("huang")
    assert (account.role, account.place) == (Role.INSPECTOR, "")
    assert not account.is_active


def test_an_account_nobody_has_is_not_changed(district):
    with pytest.raises(NotFound), transaction():
        people.unlock(999)


def test_accounts_are_listed_by_district_role_and_words(district):
    neighbour = found_neighbour()
    for name in ("a1", "b2", "c3"):
        made(district, name)
    made(district, "d4", Role.INSPECTOR, department_id=None)
    made(neighbour, "e5", department_id=None)

    assert [one.username for one in list_accounts(district.id, limit=2)] == ["a1", "b2"]
    rest = list_accounts(district.id, after="b2")
    assert [one.username for one in rest] == ["c3", "d4"]
    inspectors = list_accounts(district.id, role=Role.INSPECTOR)
    assert [one.username for one in inspectors] == ["d4"]
    assert [one.username for one in list_accounts(district.id, words="3")] == ["c3"]
    assert list_accounts(district.id, words="%") == []


# --- addresses --------------------------------------------------------------------------


def test_an_audience_reaches_who_holds_the_role_there(district):
    made(district, "a1")
    made(district, "a2", department_id=district.department_ids["GA"])
    made(district, "a3", Role.CHIEF_REPRESENTATIVE)

    assert mail_addresses(district.id, "handler@SJ") == ["a1@example.org"]


def test_a_center_is_an_audience_too(district):
    made(
        district,
        "a1",
        Role.FRONT_DESK,
        department_id=None,
        center_id=district.center_ids["C1"],
    )

    assert mail_addresses(district.id, "front_desk@C1") == ["a1@example.org"]
    assert mail_addresses(district.id, "front_desk@C2") == []


def test_a_role_without_unit_reaches_the_district_only(district):
    neighbour = found_neighbour()
    made(district, "a1", Role.INSPECTOR, department_id=None)
    made(neighbour, "b1", Role.INSPECTOR, department_id=None)

    assert mail_addresses(district.id, "inspector") == ["a1@example.org"]


def test_nobody_without_address_or_disabled_is_written_to(district):
    made(district, "a1", email="")
    gone = made(district, "a2")
    with transaction():
        people.set_active(gone, is_active=False)

    assert mail_addresses(district.id, "handler@SJ") == []


def test_one_address_is_written_to_once(district):
    made(district, "a1", email="office@example.org")
    made(district, "a2", email="office@example.org")

    assert mail_addresses(district.id, "handler@SJ") == ["office@example.org"]


# --- the access log -----------------------------------------------------------------------


def test_the_log_is_read_newest_first_and_by_district(district):
    neighbour, held = found_neighbour(), filed(district)
    with transaction():
        log_access(AccessAction.SIGN_IN, NOW, "a1", district_id=district.id)
        log_access(
            AccessAction.REVEAL,
            NOW,
            "a1",
            district_id=district.id,
            ticket_id=held.ticket_id,
            reason="核实",
        )
        log_access(AccessAction.SIGN_IN, NOW, "b1", district_id=neighbour.id)

    newest, oldest = list_access(district.id)

    assert (newest.action, newest.number, newest.reason) == (
        "reveal",
        held.number,
        "核实",
    )
    assert list_access(district.id, before=newest.id) == [oldest]
    assert list_access(district.id, actions=("sign_in",)) == [oldest]
    assert list_access(district.id, username="b1") == []
