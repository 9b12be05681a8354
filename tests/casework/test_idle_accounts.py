"""Accounts nobody uses any more: disabled at ninety days, not before."""

from __future__ import annotations

import pytest

from app.casework import people
from app.casework.idle_accounts import disable_idle_accounts
from app.domain.terms import Role
from app.store import people as accounts
from app.store.transaction import transaction
from tests.casework.given_people import (
    an_account,
    begins,
    by,
    finds,
    log,
    signs_in,
    the_account,
    the_security_administrator,
)
from tests.store.given_tickets import at


def idle(short, days=21):
    with transaction():
        return disable_idle_accounts(at(short), days)


@pytest.mark.parametrize(
    ("short", "closed"), [("12-14 10:00", []), ("12-14 10:01", ["huang"])]
)
def test_an_account_is_disabled_when_its_days_are_over(district, short, closed):
    """Signed in on 23 November at 10:00; twenty-one days here, ninety in the settings."""
    an_account(district, "huang")
    signs_in("huang")

    assert idle(short) == closed
    assert the_account("huang").is_active is not bool(closed)


def test_one_that_never_signed_in_counts_from_when_it_was_made(district):
    an_account(district, "huang")  # on 2 November at 09:00

    assert idle("11-23 09:00") == []
    assert idle("11-23 09:01") == ["huang"]
    assert log() == ["account_idle system huang"]


def test_open_sessions_end_with_it(district):
    key = begins(an_account(district, "huang"), "11-23 09:01")

    idle("11-23 09:01")

    assert finds(key, "11-23 09:01") is None


def test_enabled_again_it_has_the_same_time_anew(district):
    security, huang = (
        the_security_administrator(district),
        an_account(district, "huang"),
    )
    signs_in("anquan")
    idle("11-23 10:00")

    by(security, people.enable, huang.id)

    assert idle("11-24 10:00") == []
    assert "huang" in idle("12-14 10:00:01")


def test_the_demo_stays_and_so_does_the_last_of_security(district):
    an_account(district, "demo", is_demo=True)
    the_security_administrator(district)
    the_security_administrator(district, "anquan2")
    with transaction():
        accounts.note_signed_in(the_account("anquan2").id, at("11-03 09:00"))

    assert idle("12-28 10:00") == ["anquan"]
    assert the_account("anquan2").is_active
    assert the_account("demo").is_active
    assert idle("12-28 10:00") == []


def test_no_days_disable_nobody(district):
    an_account(district, "huang", role=Role.HANDLER)

    assert idle("12-28 10:00", days=0) == []
