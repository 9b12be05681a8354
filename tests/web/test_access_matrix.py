"""Every page and every act x every role: as pinned, and one's own things only.

The addresses are the application's own list, so that one that comes tomorrow is asked as
well; whom each lets in stands in access.txt, to be read and agreed to.
"""

from __future__ import annotations

import pytest

from app.domain.terms import Role
from app.store import directory
from app.store.transaction import reading
from tests.casework.given_office import DISTRICT, everything, sweep
from tests.casework.given_office import dispatched as dispatched_case
from tests.casework.given_people import an_account
from tests.house.routes import rules
from tests.marks import on_sqlite_only
from tests.store.given_tickets import found_neighbour
from tests.web.access_matrix import (
    NOBODY,
    NOW,
    PINNED,
    ROLES,
    UNITS,
    is_let_in,
    matrix,
    path_of,
    staff,
    visitors,
)
from tests.web.visitor import Visitor

R = Role
ADMINISTRATORS = (
    R.SYSTEM_ADMINISTRATOR,
    R.SECURITY_ADMINISTRATOR,
    R.AUDIT_ADMINISTRATOR,
)
REFUSED = (401, 403, 404, 429)
SECRET = "不可见"
AGAIN = ".venv/bin/python -m tests.web.access_matrix"


# The doors ask the same of both databases.
@pytest.fixture
def staffed(founded, app):
    """蓬江区 with one person in each role."""
    with app.app_context():
        staff(directory.district_by_code(DISTRICT))
        yield app


@on_sqlite_only
def test_whom_every_address_lets_in_is_pinned(staffed):
    pinned = PINNED.read_text("utf-8").splitlines()

    assert matrix(staffed) == pinned, f"read what changed, then write it anew: {AGAIN}"


def test_the_table_holds_no_oddity():
    """Nothing is open to strangers and closed to somebody who is signed in."""
    assert "odd:" not in PINNED.read_text("utf-8")


def test_administrators_share_no_page_of_power():
    """Apart from the log, which security reads and audit judges, nothing is shared."""
    shared = {}
    for line in PINNED.read_text("utf-8").splitlines():
        address, method, whom = line.split("  ")
        powers = [role for role in ADMINISTRATORS if str(role) in whom.split()]
        others = set(whom.split()) - {str(role) for role in ADMINISTRATORS}
        if len(powers) > 1 or (powers and others):
            shared[f"{method} {address}"] = whom.split()

    both = [str(R.SECURITY_ADMINISTRATOR), str(R.AUDIT_ADMINISTRATOR)]
    assert shared == {"GET /access-log": both}


def test_what_audit_may_send_is_its_own_account_and_nothing_else():
    sent = [
        line.split("  ")[0]
        for line in PINNED.read_text("utf-8").splitlines()
        if "  POST  " in line and ("signed in" in line or "audit_administrator" in line)
    ]

    assert [one for one in sent if not one.startswith(("/account", "/alerts/"))] == []


@on_sqlite_only
def test_an_account_that_waits_for_its_password_gets_no_further(staffed):
    an_account(
        directory.district_by_code(DISTRICT),
        "neu",
        R.HANDLER,
        must_change_password=True,
    )
    with reading():
        pass
    newcomer = Visitor(staffed, now=NOW)
    newcomer.sign_in("neu")

    for rule in rules(staffed):
        if "GET" in rule.methods and rule.endpoint.partition(".")[0] not in _OPEN:
            answer = newcomer.get(path_of(rule.rule))
            waits = answer.headers.get("Location") == "/account/password"
            assert waits or answer.status_code == 403, rule.rule


# Pages that wait for no password: its own, the language, what machines ask.
_OPEN = {"display", "sessions", "language", "health", "metrics", "api"}


# --- One's own things only ------------------------------------------------------------


@pytest.fixture
def case(staffed):
    """A late case of center C0 at SJ, and everybody who has nothing to do with it."""
    number = dispatched_case()
    sweep("12-08 10:00")
    neighbour, here = found_neighbour(), directory.district_by_code(DISTRICT)
    for role in ROLES:
        an_account(neighbour, f"n.{role}", role, UNITS.get(role, ""))
    strangers = {
        "town.clerk": (R.FRONT_DESK, "C2"),
        "town.leader": (R.CENTER_LEADER, "C2"),
        "mz": (R.HANDLER, "MZ"),
        "mz.chief": (R.CHIEF_REPRESENTATIVE, "MZ"),
        "mz.deputy": (R.DEPUTY_LEADER, "MZ"),
    }
    for username, (kind, unit) in strangers.items():
        an_account(here, username, kind, unit)
    with reading():
        pass
    names = [*strangers, *(f"n.{role}" for role in ROLES), *map(str, ADMINISTRATORS)]
    staffed.config["WTF_CSRF_ENABLED"] = False
    return number, [Visitor(staffed, name, "12-08 10:00") for name in names]


# Which case is shown is said by the address; these show a list and choose a row in it.
_LISTS = {"public.case", "public.rate", "public.retaliation"}


@on_sqlite_only
def test_nobody_opens_or_touches_a_case_of_somebody_else(staffed, case):
    number, strangers = case
    about_cases = [
        rule
        for rule in rules(staffed)
        if "<string:number>" in rule.rule and rule.endpoint not in _LISTS
    ]
    before = _untouched()

    for rule in about_cases:
        path = path_of(rule.rule, number)
        for stranger in strangers:
            if "GET" in rule.methods:
                assert stranger.get(path).status_code in REFUSED, path
            if "POST" in rule.methods:
                # An empty form may be refused for its shape before all else.
                assert stranger.post(path).status_code in (422, *REFUSED), path
                assert SECRET not in stranger.page, path

    assert len(about_cases) > 30
    assert _untouched() == before


@on_sqlite_only
def test_those_who_have_to_do_with_it_do_open_it(staffed, case):
    number, _ = case
    roles = (R.FRONT_DESK, R.HANDLER, R.INSPECTOR, R.DISPATCHER, R.DISTRICT_LEADER)

    for role in roles:
        visitor = Visitor(staffed, str(role), "12-08 10:00")
        assert visitor.get(f"/cases/{number}").status_code == 200, role


@on_sqlite_only
def test_nobody_but_security_reaches_an_account(staffed):
    people = visitors(staffed)

    for name, visitor in people.items():
        let_in = is_let_in(visitor, "GET", "/people/1")
        assert let_in is (name == str(R.SECURITY_ADMINISTRATOR)), name
    assert people[NOBODY].get("/people/1").headers["Location"].startswith("/sign-in")


def _untouched():
    """What is in the register, but for the sessions that asked."""
    found = everything()
    found.pop("sessions")
    return found
