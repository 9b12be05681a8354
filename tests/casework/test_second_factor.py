"""The second factor: what a device is taught, which codes fit, how often."""

from __future__ import annotations

import pyotp
import pytest

from app.casework import people, second_factor, signing_in
from app.domain.errors import NotPermitted, NotPossible, RuleBroken
from app.store.second_factors import find_second_factor
from app.store.transaction import transaction
from tests.casework.given_office import rows
from tests.casework.given_people import (
    an_account,
    begins,
    by,
    desk_of,
    finds,
    log,
    the_account,
    the_security_administrator,
)
from tests.store.given_tickets import at

NOON = "11-23 12:00"


def code(secret, short=NOON):
    return pyotp.TOTP(secret).at(at(short))


def enrolled(account, short=NOON):
    """A person with a device; returns what it was taught, and the recovery codes."""
    by(account, second_factor.begin, short=short)
    taught = second_factor.enrolment(desk_of(account, short))
    codes = by(account, second_factor.confirm, code(taught.secret, short), short=short)
    return taught.secret, codes


def fits(account, typed, short):
    with transaction():
        return second_factor.fits(account.id, typed, at(short))


def test_a_device_asks_for_nothing_before_its_first_code(district):
    huang = an_account(district, "huang")

    by(huang, second_factor.begin)

    assert not second_factor.is_on(huang.id)
    address = second_factor.enrolment(desk_of(huang)).address
    assert pyotp.parse_uri(address).name == "huang"


@pytest.mark.parametrize("typed", ["000000", "", "12345", "中文", "²²²²²²"])
def test_a_wrong_first_code_turns_nothing_on(district, typed):
    huang = an_account(district, "huang")
    by(huang, second_factor.begin)

    with pytest.raises(RuleBroken, match=r"second_factor\.code"):
        by(huang, second_factor.confirm, typed)
    assert not second_factor.is_on(huang.id)


def test_a_right_first_code_turns_it_on_and_it_is_on_record(district):
    huang = an_account(district, "huang")

    _, codes = enrolled(huang)

    assert second_factor.is_on(huang.id)
    assert len(set(codes)) == second_factor.RECOVERY_CODES
    assert log() == ["second_factor_on huang huang"]
    with pytest.raises(NotPossible):
        by(huang, second_factor.begin)


def test_neither_the_secret_nor_a_recovery_code_stands_in_the_register(district):
    huang = an_account(district, "huang")

    secret, codes = enrolled(huang)

    kept = str(rows("second_factors")) + str(rows("recovery_codes"))
    assert secret not in kept
    assert not [one for one in codes if one in kept or one.replace("-", "") in kept]
    assert find_second_factor(huang.id).secret == secret


def test_a_secret_moved_to_another_person_opens_nothing(district):
    huang, lin = an_account(district, "huang"), an_account(district, "lin")
    secret, _ = enrolled(huang)
    enrolled(lin)
    from app.store.database import db

    with transaction():
        db.session.connection().exec_driver_sql(
            "UPDATE second_factors SET sealed = (SELECT sealed FROM second_factors"
            f" WHERE user_id = {huang.id}) WHERE user_id = {lin.id}"
        )

    assert find_second_factor(lin.id).secret is None
    assert not fits(lin, code(secret, "11-23 12:05"), "11-23 12:05")


@pytest.mark.parametrize(
    ("shown", "typed_at", "fit"),
    [
        ("11-23 12:09:00", "11-23 12:10:00", False),
        ("11-23 12:09:30", "11-23 12:10:00", True),
        ("11-23 12:10:00", "11-23 12:10:00", True),
        ("11-23 12:10:29", "11-23 12:10:00", True),
        ("11-23 12:10:30", "11-23 12:10:00", True),
        ("11-23 12:11:00", "11-23 12:10:00", False),
    ],
)
def test_the_half_minute_before_and_after_counts_too(district, shown, typed_at, fit):
    huang = an_account(district, "huang")
    secret, _ = enrolled(huang)

    assert fits(huang, code(secret, shown), typed_at) is fit


def test_no_code_is_taken_twice_nor_an_older_one_after_it(district):
    huang = an_account(district, "huang")
    secret, _ = enrolled(huang)
    now, before = code(secret, "11-23 12:10:00"), code(secret, "11-23 12:09:30")

    assert fits(huang, f" {now[:3]} {now[3:]} ", "11-23 12:10:00")
    assert not fits(huang, now, "11-23 12:10:10")
    assert not fits(huang, before, "11-23 12:10:10")


def test_the_first_code_signs_nobody_in_afterwards(district):
    huang = an_account(district, "huang")
    secret, _ = enrolled(huang)

    assert not fits(huang, code(secret), NOON)


def test_a_recovery_code_is_good_for_once_and_for_its_person(district):
    huang, lin = an_account(district, "huang"), an_account(district, "lin")
    _, codes = enrolled(huang)
    enrolled(lin)

    assert not fits(lin, codes[0], NOON)
    assert fits(huang, codes[0].upper(), NOON)
    assert not fits(huang, codes[0], NOON)
    assert second_factor.codes_left(huang.id) == second_factor.RECOVERY_CODES - 1


def test_five_wrong_codes_lock_and_a_right_password_does_not_forgive_them(district):
    huang = an_account(district, "huang")
    enrolled(huang)
    for _ in range(4):
        _second_step(huang, "000000")
    checked = signing_in.check_password("huang", "Weidong-0750")
    with transaction():
        assert signing_in.record_first_step(checked, at(NOON), "") is not None

    assert _second_step(huang, "000000") is None

    assert the_account("huang").is_locked(at(NOON))
    assert log()[-2:] == ["sign_in_failed huang code", "locked huang"]


def test_a_right_code_while_locked_opens_nothing(district):
    huang = an_account(district, "huang")
    secret, _ = enrolled(huang)
    for _ in range(5):
        _second_step(huang, "000000")

    assert _second_step(huang, code(secret, "11-23 12:05"), "11-23 12:05") is None


def test_turned_off_it_forgets_the_device(district):
    huang = an_account(district, "huang")
    enrolled(huang)

    by(huang, second_factor.turn_off)

    assert not second_factor.is_on(huang.id)
    assert rows("second_factors") == rows("recovery_codes") == []
    assert log()[-1] == "second_factor_off huang huang"


def test_only_security_resets_and_never_the_own(district):
    security, huang = (
        the_security_administrator(district),
        an_account(district, "huang"),
    )
    enrolled(huang)
    key = begins(huang)

    with pytest.raises(NotPermitted):
        by(an_account(district, "lin"), second_factor.reset, huang.id)
    with pytest.raises(NotPermitted, match=r"user\.own_account"):
        by(security, second_factor.reset, security.id)
    by(security, second_factor.reset, huang.id)

    assert not second_factor.is_on(huang.id)
    assert finds(key) is None
    assert log()[-1] == "second_factor_reset anquan huang"


def test_a_disabled_person_is_let_in_by_no_code(district):
    security, huang = (
        the_security_administrator(district),
        an_account(district, "huang"),
    )
    secret, _ = enrolled(huang)
    by(security, people.disable, huang.id)

    assert _second_step(huang, code(secret, "11-23 12:05"), "11-23 12:05") is None


def _second_step(account, typed, short=NOON):
    with transaction():
        is_right = second_factor.fits(account.id, typed, at(short))
        return signing_in.record_second_step(account.id, is_right, at(short), "")
