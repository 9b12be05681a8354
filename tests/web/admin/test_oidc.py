"""Signing in by a unified identity: the round to the provider, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from app.casework import people
from app.store import directory
from app.web.oidc import init_oidc
from tests.casework.given_office import rows
from tests.casework.given_people import an_account, by, log, the_account
from tests.marks import on_sqlite_only
from tests.web.provider import CLIENT, SECRET, running_provider
from tests.web.visitor import Visitor

pytestmark = on_sqlite_only  # what is asked is the provider, not the register


@pytest.fixture(scope="module")
def shared_provider():
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(shared_provider, house):
    shared_provider.spoil, shared_provider.signs_with = {}, shared_provider.key
    settings = replace(
        house.extensions["settings"],
        oidc_issuer=shared_provider.issuer,
        oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,
    )
    house.extensions["settings"] = settings
    init_oidc(house, settings)
    return shared_provider


def comes_back(visitor, provider, path="/sign-in/unified", **claims):
    """The way to the provider and back, with what it says of the person."""
    there = visitor.get(path).headers["Location"]
    return visitor.get(provider.agrees(there, **claims))


def test_off_it_is_not_there(house):
    visitor = Visitor(house)

    assert visitor.get("/sign-in/unified").status_code == 404
    visitor.get("/sign-in")
    assert "统一身份认证" not in visitor.page


def test_whom_the_provider_vouches_for_is_signed_in(house, provider):
    visitor = Visitor(house)
    visitor.get("/sign-in")
    assert "统一身份认证登录" in visitor.words

    answer = comes_back(visitor, provider, preferred_username=" HUANG ")

    assert answer.headers["Location"] == "/to-do"
    assert visitor.get("/account").status_code == 200
    assert log() == ["sign_in huang oidc"]
    assert rows("sessions")[0]["way"] == "oidc"


def test_the_way_there_asks_for_code_pkce_state_and_nonce(house, provider):
    there = Visitor(house).get("/sign-in/unified").headers["Location"]
    asked = parse_qs(urlsplit(there).query)

    assert there.startswith(f"{provider.issuer}/authorize?")
    assert asked["redirect_uri"] == ["http://127.0.0.1/sign-in/unified/return"]
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert "openid" in asked["scope"][0].split()


def test_where_the_person_was_going_is_not_forgotten(house, provider):
    visitor = Visitor(house)
    path = "/sign-in/unified?next=/account/sessions"

    answer = comes_back(visitor, provider, path, preferred_username="huang")

    assert answer.headers["Location"] == "/account/sessions"


def test_another_site_never_comes_after_it(house, provider):
    visitor = Visitor(house)
    path = "/sign-in/unified?next=//example.org"

    answer = comes_back(visitor, provider, path, preferred_username="huang")

    assert answer.headers["Location"] == "/to-do"


@pytest.mark.parametrize(
    "claims",
    [{"preferred_username": "mallory"}, {"preferred_username": ""}, {"name": "huang"}],
)
def test_nobody_is_made_an_account(house, provider, claims):
    before = len(rows("users"))
    visitor = Visitor(house)

    answer = comes_back(visitor, provider, **claims)

    assert answer.headers["Location"] == "/sign-in"
    assert visitor.get("/account").status_code == 302
    assert len(rows("users")) == before


@pytest.mark.parametrize(
    "spoil",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another-system"},
        {"nonce": "another"},
        {"exp": 1_000_000_000},
        {"error": True},
        {"id_token": None},
    ],
    ids=lambda spoil: next(iter(spoil)),
)
def test_an_identity_that_is_not_meant_for_this_sign_in_is_refused(
    house, provider, spoil
):
    provider.spoil = spoil
    visitor = Visitor(house)

    answer = comes_back(visitor, provider, preferred_username="huang")
    visitor.follow(answer)

    assert "统一身份认证未成功" in visitor.words
    assert visitor.get("/account").status_code == 302
    assert log() == []


def test_an_identity_signed_by_somebody_else_is_refused(house, provider):
    provider.signs_with = provider.stranger
    visitor = Visitor(house)

    comes_back(visitor, provider, preferred_username="huang")

    assert visitor.get("/account").status_code == 302


def test_an_answer_to_somebody_elses_question_is_refused(house, provider):
    """A login made to happen by another site: its state is not this browser's."""
    attacker, victim = Visitor(house), Visitor(house)
    back = provider.agrees(
        attacker.get("/sign-in/unified").headers["Location"], preferred_username="lin"
    )

    victim.get("/sign-in/unified")
    victim.get(back)

    assert victim.get("/account").status_code == 302


def test_an_answer_counts_once(house, provider):
    visitor = Visitor(house)
    there = visitor.get("/sign-in/unified").headers["Location"]
    back = provider.agrees(there, preferred_username="huang")
    visitor.get(back)
    visitor.get("/account")
    visitor.post("/sign-out")

    visitor.get(back)

    assert visitor.get("/account").status_code == 302


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=y", "?error=access_denied", "?code=x&state=%00"]
)
def test_an_odd_return_breaks_nothing(house, provider, query):
    visitor = Visitor(house)

    answer = visitor.get(f"/sign-in/unified/return{query}")

    assert answer.headers["Location"] == "/sign-in"


def test_a_disabled_or_locked_person_is_not_let_in(house, provider):
    by(the_account("anquan"), people.disable, the_account("huang").id)
    someone = Visitor(house)
    for _ in range(5):
        someone.sign_in("lin", "wrong")

    for username in ("huang", "lin"):
        visitor = Visitor(house)
        comes_back(visitor, provider, preferred_username=username)
        assert visitor.get("/account").status_code == 302


def test_an_account_of_the_demo_is_not_let_in_outside_it(house, provider):
    an_account(directory.district_by_code("440703"), "demo", is_demo=True)
    visitor = Visitor(house)

    comes_back(visitor, provider, preferred_username="demo")

    assert visitor.get("/account").status_code == 302


def test_a_password_given_by_somebody_else_is_no_hindrance(house, provider):
    district = directory.district_by_code("440703")
    an_account(district, "neu", must_change_password=True)
    visitor = Visitor(house)

    answer = comes_back(visitor, provider, preferred_username="neu")

    assert answer.headers["Location"] == "/to-do"


def test_the_session_at_the_provider_is_ended_there(house, provider):
    answer = Visitor(house).get("/sign-in/unified/end")

    location = answer.headers["Location"]
    asked = parse_qs(urlsplit(location).query)
    assert location.startswith(f"{provider.issuer}/end?")
    assert asked["client_id"] == [CLIENT]
    assert asked["post_logout_redirect_uri"] == ["http://127.0.0.1/sign-in"]


def test_a_provider_that_is_gone_is_told(house, provider):
    settings = replace(
        house.extensions["settings"], oidc_issuer="http://127.0.0.1:1/gone"
    )
    house.extensions["settings"] = settings
    init_oidc(house, settings)
    visitor = Visitor(house)

    visitor.follow(visitor.get("/sign-in/unified"))

    assert "统一身份认证未成功" in visitor.words
