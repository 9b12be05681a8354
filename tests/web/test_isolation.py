"""A second district beside the first sees nothing of it: every page, every act.

The neighbour is the hardest one: its centers, departments and officers have the same
codes and names of their own, so that whatever forgets to ask for the district finds
something. The addresses are walked from the application's own list, so that a page
that comes tomorrow is walked as well.
"""

from __future__ import annotations

import re

import pytest

from app.casework import filing, reveals
from app.domain.errors import NotFound, NotPermitted
from app.domain.permissions import WITHOUT_ACCOUNT
from app.domain.terms import ReviewStatus, Role
from app.store import directory
from app.store.transaction import reading, transaction
from tests.casework.given_office import (
    DISTRICT,
    NEIGHBOUR,
    act,
    complaint,
    desk,
    everything,
    rows,
    sweep,
)
from tests.casework.given_people import an_account
from tests.casework.test_permission import VERBS
from tests.marks import on_sqlite_only
from tests.store.given_tickets import found_neighbour
from tests.web.visitor import Visitor

# Which rows belong to whom is asked in the same words of both databases.
pytestmark = on_sqlite_only

NOW = "12-02 10:00"
OURS = "PJ26-0001"
UNITS = {
    **dict.fromkeys((Role.FRONT_DESK, Role.CENTER_LEADER), "C0"),
    **dict.fromkeys(
        (Role.CHIEF_REPRESENTATIVE, Role.HANDLER, Role.DEPUTY_LEADER), "SJ"
    ),
}
ROLES = [role for role in Role if role not in WITHOUT_ACCOUNT]
# What a page of the neighbour's must never hold.
SECRETS = (
    *(OURS, "钱不可见", "199****8765", "1990000", "只有本区知道"),
    *(f"ours.{role}" for role in ROLES),
)
ASKED = "&".join(f"{name}=8765" for name in ("words", "who", "q", "phone"))
# Their answer depends on nothing a district owns, or ends the session.
NOT_WALKED = {
    "sessions.sign_out",
    "sessions.sign_in",
    "static",
}


@pytest.fixture
def two_districts(founded, app):
    """Ours with a late, escalated case and its officers; the neighbour's officers."""
    with app.app_context():
        neighbour = found_neighbour()
        ours = directory.district_by_code(DISTRICT)
        for role in ROLES:
            unit = UNITS.get(role, "")
            an_account(ours, f"ours.{role}", role, unit)
            an_account(neighbour, f"theirs.{role}", role, unit)
        with reading():
            pass
        secret = complaint(
            text="只有本区知道的话",
            matter_name="只有本区知道的事",
            name="钱不可见",
            phone="199 0000 8765",
        )
        number = act("clerk", "11-23 09:10", filing.file_ticket, secret).number
        act("clerk", "11-23 09:20", filing.dispatch_ticket, number, "SJ", ("GA",))
        sweep(NOW)
        assert number == OURS
        assert rows("escalations", review_status=ReviewStatus.PENDING)
        yield app


def visitor(app, role, whose="theirs"):
    return Visitor(app, f"{whose}.{role}", now=NOW)


def plain_pages(app):
    """Every page whose address names nothing."""
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and not rule.arguments and _is_walked(rule)
    )


def addresses_of_cases(app, method):
    """Every address that names a case, filled with the number of ours."""
    return sorted(
        _filled(rule)
        for rule in app.url_map.iter_rules()
        if method in rule.methods and "number" in rule.arguments and _is_walked(rule)
    )


def _is_walked(rule):
    return not rule.endpoint.endswith("static") and rule.endpoint not in NOT_WALKED


def _filled(rule):
    path = rule.rule.replace("<string:number>", OURS)
    path = re.sub(r"<any\(([^,)]+)[^>]*>", r"\1", path)
    return re.sub(r"<int:[^>]+>", "1", re.sub(r"<string:[^>]+>", "x", path))


@pytest.mark.parametrize("role", ROLES)
def test_no_page_of_the_neighbour_shows_anything_of_ours(two_districts, role):
    theirs = visitor(two_districts, role)
    for path in plain_pages(two_districts):
        # 503: the health page says that no sweep ever ran here; 401: the API asks for
        # a token, whoever is signed in
        status = theirs.get(path).status_code
        assert status in (200, 302, 401, 403, 404, 503), path
        for secret in SECRETS:
            assert secret not in theirs.page, (path, secret)


@pytest.mark.parametrize("role", ROLES)
def test_no_page_finds_ours_by_its_words(two_districts, role):
    theirs = visitor(two_districts, role)
    for path in plain_pages(two_districts):
        theirs.get(f"{path}?{ASKED}")
        for secret in SECRETS:
            assert secret not in theirs.page, (path, secret)


@pytest.mark.parametrize("role", ROLES)
def test_our_case_does_not_exist_for_the_neighbour(two_districts, role):
    theirs = visitor(two_districts, role)
    for path in addresses_of_cases(two_districts, "GET"):
        answer = theirs.get(path)
        if path == f"/case/{OURS}":  # the public page asks for the query code
            assert 'name="code"' in theirs.page
        elif path.startswith(f"/case/{OURS}/"):  # and leads there from its other pages
            assert answer.headers["Location"] == f"/case/{OURS}", path
        else:
            assert answer.status_code in (401, 403, 404, 405), path
        for secret in SECRETS[1:]:
            assert secret not in theirs.page, (path, secret)


@pytest.mark.parametrize("role", ROLES)
def test_no_form_of_the_neighbour_reaches_our_case(two_districts, role):
    theirs = visitor(two_districts, role)
    theirs.get("/account")
    token, before = theirs.page, everything()
    for path in addresses_of_cases(two_districts, "POST"):
        theirs.page = token
        answer = theirs.post(path, reason="理由", text="改一改", seen="99")
        if (
            path == f"/case/{OURS}/retaliation"
        ):  # what was written stays; the code is asked
            assert (answer.status_code, 'name="code"' in theirs.page) == (422, True)
        elif path.startswith(f"/case/{OURS}/"):
            assert answer.headers["Location"] == f"/case/{OURS}", path
        else:
            assert answer.status_code in (401, 403, 404), (path, answer.status_code)
        assert "钱不可见" not in theirs.page
    assert everything() == before


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.DISTRICT_LEADER, Role.HANDLER])
def test_our_escalations_and_notices_do_not_exist_for_them(two_districts, role):
    theirs = visitor(two_districts, role)
    theirs.get("/account")
    token, before = theirs.page, everything()
    escalation, notice = rows("escalations")[-1], rows("supervision_notices")[0]
    for path in (
        f"/escalations/{escalation['id']}",
        f"/supervision-notices/{notice['number']}",
    ):
        theirs.page = token
        assert theirs.get(path).status_code in (401, 403, 404), path
        theirs.page = token
        assert theirs.post(path, reasons="理由").status_code in (401, 403, 404, 405), (
            path
        )
    assert everything() == before


@pytest.mark.parametrize("name", sorted(VERBS))
def test_no_verb_of_the_neighbour_reaches_our_case(two_districts, name):
    verb, words, permitted = VERBS[name]
    before = everything()
    for who in sorted(permitted):
        stranger = desk(who, NOW, NEIGHBOUR)
        with pytest.raises((NotFound, NotPermitted)), transaction():
            verb(stranger, OURS, **words)
    assert everything() == before


def test_no_neighbour_learns_a_name(two_districts):
    for who in ("clerk", "dispatcher", "inspector", "handler"):
        with pytest.raises(NotFound), transaction():
            reveals.reveal_complainant(desk(who, NOW, NEIGHBOUR), OURS, "理由")
    assert not rows("access_log", action="reveal")


def test_accounts_of_ours_do_not_exist_for_the_neighbours_administrator(two_districts):
    theirs = visitor(two_districts, Role.SECURITY_ADMINISTRATOR)
    theirs.get("/account")
    token = theirs.page
    ours = rows("users", username="ours.handler")[0]["id"]

    assert theirs.get(f"/people/{ours}").status_code == 404
    for what in ("role", "password", "unlock", "disable", "enable"):
        theirs.page = token
        answer = theirs.post(f"/people/{ours}/{what}", role="handler", unit="SJ")
        assert answer.status_code == 404, what
    assert rows("users", username="ours.handler")[0]["is_active"]


def test_the_log_of_ours_is_not_the_neighbours(two_districts):
    visitor(two_districts, Role.HANDLER, whose="ours")
    theirs = visitor(two_districts, Role.AUDIT_ADMINISTRATOR)

    theirs.get("/access-log")

    assert "theirs.audit_administrator" in theirs.page
    assert "ours." not in theirs.page


def test_the_walk_meets_our_case_when_it_is_ours(two_districts):
    """The same walk finds the case where it may: else it would prove nothing."""
    found = set()
    for role in (Role.FRONT_DESK, Role.HANDLER, Role.INSPECTOR, Role.DISPATCHER):
        ours = visitor(two_districts, role, whose="ours")
        for path in plain_pages(two_districts):
            ours.get(path)
            if OURS in ours.page:
                found.add(role)
    assert {Role.FRONT_DESK, Role.HANDLER, Role.INSPECTOR} <= found
