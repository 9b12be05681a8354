"""Accounts: who makes and changes them, and what nobody may."""

import pytest

from app.casework import people
from app.domain.errors import FieldMissing, NotFound, NotPermitted, RuleBroken
from app.domain.terms import Role
from app.store import directory
from app.store.transaction import transaction
from tests.casework.given_office import everything
from tests.casework.given_people import (
    PASSWORD,
    a_new_person,
    an_account,
    by,
    create,
    desk_of,
    log,
    signs_in,
    the_account,
    the_security_administrator,
)
from tests.store.given_tickets import at, found_neighbour


@pytest.fixture
def security(district):
    return the_security_administrator(district)


def test_an_account_is_made_with_a_password_for_one_sign_in(security):
    made = create(security)

    account = signs_in("A1024", made.password)

    assert account.must_change_password
    assert (account.role, account.department) == (Role.HANDLER, "SJ")
    assert log()[0] == "user_created anquan a1024: handler@SJ"


def test_the_password_stands_nowhere_in_the_register(security):
    made = create(security)

    assert made.password not in repr(everything())


@pytest.mark.parametrize("again", ["A1024", " a1024", "Ａ1024"])
def test_one_staff_number_has_one_account(security, again):
    create(security)

    with pytest.raises(RuleBroken, match=r"user\.taken") as refused:
        create(security, username=again, role=Role.AUDIT_ADMINISTRATOR, unit="")

    assert refused.value.field == "username"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"username": " "}, "field.missing", "username"),
        ({"username": "a b"}, "user.name", "username"),
        ({"username": "a/b"}, "user.name", "username"),
        ({"username": "system"}, "user.name", "username"),
        ({"display_name": ""}, "field.missing", "display_name"),
        ({"display_name": "名" * 101}, "field.too_long", "display_name"),
        ({"email": "a@b\nBcc: c@d"}, "user.email", "email"),
        ({"role": Role.SYSTEM, "unit": ""}, "user.system_role", "role"),
        ({"unit": ""}, "user.needs_department", "unit"),
        ({"unit": "C0"}, "user.needs_department", "unit"),
        ({"unit": "nowhere"}, "user.needs_department", "unit"),
        ({"role": Role.FRONT_DESK}, "user.needs_center", "unit"),
        ({"role": Role.INSPECTOR}, "user.no_unit", "unit"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(security, changes, code, field):
    before = everything()

    with pytest.raises(RuleBroken) as refused:
        create(security, **changes)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert everything() == before


OTHERS = [role for role in Role if role is not Role.SECURITY_ADMINISTRATOR]


@pytest.mark.parametrize("role", OTHERS)
def test_only_the_security_administrator_sees_and_changes_accounts(district, role):
    other = an_account(district, "other", role, unit="")
    whose = an_account(district, "huang")
    before = everything()

    for verb, words in {
        people.create_user: [a_new_person()],
        people.set_role: [whose.id, Role.INSPECTOR],
        people.reset_password: [whose.id],
        people.unlock: [whose.id],
        people.disable: [whose.id],
        people.enable: [whose.id],
        people.get_person: [whose.id],
        people.list_people: [],
    }.items():
        with pytest.raises(NotPermitted):
            by(other, verb, *words)
    assert everything() == before


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        (people.set_role, [Role.AUDIT_ADMINISTRATOR]),
        (people.reset_password, []),
        (people.unlock, []),
        (people.disable, []),
        (people.enable, []),
    ],
)
def test_nobody_changes_the_own_account(security, verb, words):
    before = everything()

    with pytest.raises(NotPermitted, match=r"user\.own_account"):
        by(security, verb, security.id, *words)

    assert everything() == before


def test_a_role_is_changed_with_its_unit_and_recorded(security):
    made = create(security)

    by(security, people.set_role, made.account.id, Role.FRONT_DESK, "C1")

    account = the_account("a1024")
    assert (account.role, account.center, account.department) == (
        Role.FRONT_DESK,
        "C1",
        None,
    )
    assert log()[-1] == "role_changed anquan a1024: handler@SJ > front_desk@C1"


def test_a_reset_ends_the_old_password(security):
    whose = an_account(find_district(security), "huang")

    made = by(security, people.reset_password, whose.id)

    assert signs_in("huang", PASSWORD) is None
    assert signs_in("huang", made.password).must_change_password
    assert "password_reset anquan huang" in log()


def test_an_unlocked_person_signs_in_at_once(security):
    whose = an_account(find_district(security), "huang")
    for _ in range(5):
        signs_in("huang", "wrong")

    by(security, people.unlock, whose.id)

    assert signs_in("huang") is not None
    assert "unlocked anquan huang" in log()


def test_an_enabled_person_signs_in_again(security):
    whose = an_account(find_district(security), "huang")
    by(security, people.disable, whose.id)

    by(security, people.enable, whose.id)

    assert signs_in("huang") is not None
    assert log()[:2] == [
        "account_disabled anquan huang",
        "account_enabled anquan huang",
    ]


def test_the_list_is_filtered_by_role_unit_and_state(security):
    district = find_district(security)
    an_account(district, "huang")
    an_account(district, "lin", Role.FRONT_DESK, "C1")
    locked = an_account(district, "wu", Role.DISPATCHER, "")
    gone = an_account(district, "zhao")
    by(security, people.disable, gone.id)
    signs_in("huang")
    for _ in range(5):
        signs_in("wu", "wrong")
    assert locked.is_active

    def names(**wanted):
        found = people.list_people(desk_of(security, "11-23 10:05"), **wanted)
        return [account.username for account in found]

    assert names() == ["anquan", "huang", "lin", "wu", "zhao"]
    assert names(role=Role.HANDLER) == ["huang", "zhao"]
    assert names(unit="C1") == ["lin"]
    assert names(unit="SJ") == ["huang", "zhao"]
    assert names(state="locked") == ["wu"]
    assert names(state="disabled") == ["zhao"]
    assert names(state="new") == ["anquan", "lin", "wu"]
    assert names(words="hua") == ["huang"]
    assert names(after="huang", limit=2) == ["lin", "wu"]


def test_another_districts_accounts_do_not_exist(security):
    stranger = an_account(found_neighbour(), "fremd")
    before = everything()

    for verb, words in {
        people.get_person: [],
        people.set_role: [Role.INSPECTOR],
        people.reset_password: [],
        people.unlock: [],
        people.disable: [],
        people.enable: [],
    }.items():
        with pytest.raises(NotFound, match=r"user\.unknown"):
            by(security, verb, stranger.id, *words)
    listed = people.list_people(desk_of(security))
    assert [account.username for account in listed] == ["anquan"]
    assert everything() == before


def test_the_log_is_read_by_security_and_audit_of_the_own_district(security):
    district, neighbour = find_district(security), found_neighbour()
    audit = an_account(district, "shenji", Role.AUDIT_ADMINISTRATOR, "")
    an_account(neighbour, "fremd")
    signs_in("fremd")
    signs_in("shenji")

    for reader in (security, audit):
        read = people.read_access_log(desk_of(reader))
        assert [(row.action, row.username) for row in read] == [("sign_in", "shenji")]
    with pytest.raises(NotPermitted):
        people.read_access_log(desk_of(an_account(district, "huang")))


def test_the_first_administrator_is_made_once(district):
    with transaction():
        password = people.create_first_administrator(
            district.id, "Anquan", at("11-23 09:00")
        )

    account = signs_in("anquan", password)
    assert account.role is Role.SECURITY_ADMINISTRATOR
    assert account.must_change_password
    with pytest.raises(RuleBroken, match=r"people\.exist"), transaction():
        people.create_first_administrator(district.id, "zwei", at("11-23 09:00"))


def test_a_field_that_is_missing_is_a_missing_field(security):
    with pytest.raises(FieldMissing):
        create(security, unit="")


def find_district(account):

    return directory.district(account.district_id)
