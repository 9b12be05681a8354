"""Sessions: how long one lasts, who ends whose, and what the register keeps of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.casework import people, sessions
from app.domain.errors import NotFound, NotPermitted
from app.domain.terms import Role
from app.store.transaction import transaction
from tests.casework.given_office import rows
from tests.casework.given_people import (
    LIMITS,
    an_account,
    begins,
    by,
    desk_of,
    finds,
    log,
    the_security_administrator,
)
from tests.store.given_tickets import at, found_neighbour


def ids():
    return [row["id"] for row in rows("sessions")]


@pytest.mark.parametrize(
    ("short", "lasts"),
    [
        ("11-23 10:20", True),
        ("11-23 10:22", True),
        ("11-23 10:22:01", False),
        ("11-23 22:00", False),
    ],
)
def test_a_session_without_a_page_runs_out(district, short, lasts):
    key = begins(an_account(district, "huang"))

    assert (finds(key, short) == "huang") is lasts


@pytest.mark.parametrize(("short", "lasts"), [("21:59:59", True), ("22:00", False)])
def test_a_session_that_is_always_used_ends_after_twelve_hours(district, short, lasts):
    key = begins(an_account(district, "huang"))
    session = _open(key)
    with transaction():
        sessions.note_seen(session, at("11-23 21:55"))

    assert (finds(key, f"11-23 {short}") == "huang") is lasts


def test_a_page_is_noted_once_in_a_tenth_of_the_idle_time(district):
    key = begins(an_account(district, "huang"))
    session, grain = _open(key), timedelta(minutes=2)

    assert LIMITS.grain == grain
    assert not sessions.is_to_be_noted(session, at("11-23 10:01:59"), LIMITS)
    assert sessions.is_to_be_noted(session, at("11-23 10:02"), LIMITS)


def test_the_register_does_not_keep_what_opens_a_session(district):
    key = begins(an_account(district, "huang"))

    assert key not in str(rows("sessions"))
    assert finds(rows("sessions")[0]["mark"]) is None
    assert finds("") is None
    assert finds("\ud800") is None


def test_two_sign_ins_have_two_keys(district):
    account = an_account(district, "huang")

    assert begins(account) != begins(account)


def test_a_person_ends_one_of_the_own_sessions(district):
    account = an_account(district, "huang")
    here, there = begins(account), begins(account)

    by(account, sessions.end_own, ids()[1])

    assert (finds(here), finds(there)) == ("huang", None)
    assert log() == ["session_ended huang huang"]


def test_all_but_this_one_are_ended(district):
    account, other = an_account(district, "huang"), an_account(district, "lin")
    keys = [begins(account) for _ in range(3)] + [begins(other)]

    by(account, sessions.end_other_own, ids()[1])

    assert [finds(key) for key in keys] == [None, "huang", None, "lin"]


def test_nobody_ends_the_session_of_somebody_else(district):
    key = begins(an_account(district, "huang"))

    with pytest.raises(NotFound, match=r"session\.unknown"):
        by(an_account(district, "lin"), sessions.end_own, ids()[0])
    with pytest.raises(NotPermitted):
        by(an_account(district, "wu"), sessions.end_somebodys, ids()[0])
    assert finds(key) == "huang"


def test_the_security_administrator_sees_and_ends_every_session(district):
    security, huang = (
        the_security_administrator(district),
        an_account(district, "huang"),
    )
    key = begins(huang, remote="10.0.0.7", agent="Firefox\nAdmin: yes")

    listed = sessions.open_sessions(desk_of(security), LIMITS)
    by(security, sessions.end_somebodys, ids()[0])

    assert [(one.remote, one.agent) for one, _ in listed] == [
        ("10.0.0.7", "Firefox Admin: yes")
    ]
    assert finds(key) is None
    assert sessions.open_sessions(desk_of(security), LIMITS) == []
    assert log()[-1] == "session_ended anquan huang"


@pytest.mark.parametrize(
    "role", [Role.SYSTEM_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR, Role.HANDLER]
)
def test_no_other_role_lists_them(district, role):
    unit = "SJ" if role is Role.HANDLER else ""

    with pytest.raises(NotPermitted):
        sessions.open_sessions(desk_of(an_account(district, "x", role, unit)), LIMITS)


def test_another_district_is_not_reached(district):
    key = begins(an_account(district, "huang"))
    stranger = the_security_administrator(found_neighbour(), "fremd")

    assert sessions.open_sessions(desk_of(stranger), LIMITS) == []
    with pytest.raises(NotFound):
        by(stranger, sessions.end_somebodys, ids()[0])
    with pytest.raises(NotFound):
        by(stranger, sessions.end_all_of, rows("sessions")[0]["user_id"])
    assert finds(key) == "huang"


@pytest.mark.parametrize(
    "verb", [people.disable, people.reset_password, sessions.end_all_of]
)
def test_what_ends_every_session_of_a_person(district, verb):
    security, huang = (
        the_security_administrator(district),
        an_account(district, "huang"),
    )
    keys = [begins(huang), begins(huang)]

    by(security, verb, huang.id)

    assert [finds(key) for key in keys] == [None, None]


def _open(key):
    found = sessions.find(key, at("11-23 10:00"), LIMITS)
    return found.session
