"""Signing in: who is let in, how failures lock, and what is on record."""

import pytest
from argon2 import PasswordHasher, extract_parameters

from app.casework import people, signing_in
from app.casework.passwords import hashed
from app.domain.errors import RuleBroken
from app.store.access_log import AccessAction
from tests.casework.given_people import (
    PASSWORD,
    an_account,
    begins,
    by,
    changes_password,
    enters,
    finds,
    log,
    signs_in,
    the_account,
    the_security_administrator,
)
from tests.store.given_tickets import at

WRONG = "Weidong-0751"


def fails(times, short="11-23 10:00", username="huang"):
    for _ in range(times):
        assert signs_in(username, WRONG, short) is None


def test_the_right_password_signs_in_and_is_recorded(district):
    an_account(district, "huang")

    account = signs_in("huang")

    assert account.username == "huang"
    assert account.last_signed_in_at == at("11-23 10:00")
    assert log(district.id) == ["sign_in huang"]


@pytest.mark.parametrize("typed", ["huang", " Huang ", "HUANG", "ｈｕａｎｇ"])
def test_a_staff_number_is_read_as_it_was_meant(district, typed):
    an_account(district, "huang")

    assert signs_in(typed) is not None


@pytest.mark.parametrize("typed", ["", "weidong-0750", PASSWORD + " ", PASSWORD[:-1]])
def test_a_password_is_read_as_typed(district, typed):
    an_account(district, "huang")

    assert signs_in("huang", typed) is None


def test_nobody_of_that_name_is_recorded_for_the_only_district(district):
    assert signs_in("mallory") is None

    assert log(district.id) == ["sign_in_failed mallory unknown"]


def test_an_unknown_name_costs_as_much_as_a_wrong_password(district, monkeypatch):
    """One hash under the same parameters; seconds would only tell of the machine."""
    an_account(district, "huang")
    verify, costs = PasswordHasher.verify, []

    def noted(hasher, kept, password):
        costs.append(extract_parameters(kept))
        return verify(hasher, kept, password)

    monkeypatch.setattr(PasswordHasher, "verify", noted)
    for username in ("huang", "mallory"):
        assert not signing_in.check_password(username, WRONG).is_right

    known, unknown = costs
    assert known == unknown


def test_four_failures_do_not_lock(district):
    an_account(district, "huang")

    fails(4)

    assert signs_in("huang") is not None
    assert the_account("huang").failed_sign_ins == 0


def test_the_fifth_failure_locks_for_twenty_minutes(district):
    an_account(district, "huang")

    fails(5)

    assert signs_in("huang", short="11-23 10:19:59") is None
    assert signs_in("huang", short="11-23 10:20") is not None
    assert log()[:6] == 5 * ["sign_in_failed huang wrong"] + ["locked huang"]
    assert log()[6] == "sign_in_failed huang locked"


def test_trying_while_locked_does_not_lock_for_longer(district):
    an_account(district, "huang")
    fails(5)

    fails(9, short="11-23 10:15")

    assert signs_in("huang", short="11-23 10:20") is not None


def test_a_lock_that_fell_meanwhile_counts(district):
    """Two wrong and one right password tried at once: the lock comes first."""
    an_account(district, "huang")
    right = signing_in.check_password("huang", PASSWORD)
    fails(5)

    assert enters(right, "11-23 10:01") is None


def test_a_disabled_account_is_refused_like_a_wrong_password(district):
    account = an_account(district, "huang")
    by(the_security_administrator(district), people.disable, account.id)

    assert signs_in("huang") is None
    assert log()[-1] == "sign_in_failed huang disabled"


def test_a_password_kept_under_weaker_parameters_is_kept_anew(district):
    weak = PasswordHasher(time_cost=1, memory_cost=64).hash(PASSWORD)
    an_account(district, "huang", password_hash=weak)

    account = signs_in("huang")

    assert account.password_hash != weak
    assert signs_in("huang") is not None


def test_a_change_of_password_ends_every_session(district):
    before = an_account(district, "huang", must_change_password=True)

    keys = [begins(before), begins(before)]

    after = changes_password(before, PASSWORD, "Neue-Losung-1")

    assert not after.must_change_password
    assert not any(finds(key) for key in keys)
    assert signs_in("huang") is None
    assert signs_in("huang", "Neue-Losung-1") is not None
    assert "password_changed huang" in log()


def test_a_wrong_present_password_counts_towards_the_lock(district):
    account = an_account(district, "huang")

    for _ in range(5):
        assert changes_password(account, WRONG, "Neue-Losung-1") is None

    assert the_account("huang").is_locked(at("11-23 10:01"))


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("Kurz-1abc", "password.short"),
        ("nurkleinebuchstaben", "password.kinds"),
        ("kleinmitziffern123", "password.kinds"),
        (PASSWORD, "password.old"),
        ("x" * 1025, "field.too_long"),
        ("Password-2026", "password.common"),
        ("P@ssw0rd2026", "password.common"),
        ("Pengjiang@123", "password.common"),
        ("ＡＢＣＤ1234!!!!", "password.common"),
        ("aA1aA1aA1aA1", "password.common"),
    ],
)
def test_a_bad_new_password_is_refused(district, new, code):
    account = an_account(district, "huang")

    with pytest.raises(RuleBroken) as refused:
        changes_password(account, PASSWORD, new)

    assert (refused.value.code, refused.value.field) == (code, "new_password")
    assert signs_in("huang") is not None


def test_the_staff_number_is_no_password(district):
    account = an_account(district, "zhang.wei-0750")

    with pytest.raises(RuleBroken, match=r"password\.is_name"):
        changes_password(account, PASSWORD, "Zhang.Wei-0750")


@pytest.mark.parametrize(
    "new",
    ["Lychee-Tree-1", "MANGO-TREE-1", "中文密码中文密码-1a", "😀😀😀😀😀😀😀😀a1"],
)
def test_three_kinds_of_signs_are_enough(district, new):
    account = an_account(district, "huang")

    assert changes_password(account, PASSWORD, new) is not None
    assert signs_in("huang", new) is not None


def test_two_people_with_one_password_keep_it_differently():
    assert hashed(PASSWORD) != hashed(PASSWORD)
    assert hashed(PASSWORD).startswith("$argon2id$")


def test_every_action_of_the_log_is_a_word_of_its_own():
    assert len({str(action) for action in AccessAction}) == len(AccessAction)
