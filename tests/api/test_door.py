"""The door: who is let in, what a request must look like, how much may be asked."""

import json
from dataclasses import replace

import pytest

from app.casework import api_tokens, people
from app.domain.scopes import Scope
from app.store.reads.people import find_account
from tests.api.caller import Caller, a_token
from tests.casework.given_office import dispatched, everything, filed, rows
from tests.casework.given_people import by
from tests.marks import on_sqlite_only

PROBLEM = "application/problem+json"


def test_without_a_token_nothing_is_told(calls):
    nobody = calls()

    answer = nobody.get("/tickets")

    assert (answer.status_code, nobody.told["code"]) == (401, "token.missing")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="bancheng"'
    assert answer.mimetype == PROBLEM


@on_sqlite_only
@pytest.mark.parametrize(
    "header",
    ["Bearer x", "Bearer ", "Basic YTpi", "Bearer bct_000000000000_" + "A" * 43],
)
def test_what_is_no_token_opens_nothing(calls, header):
    nobody = calls()

    assert nobody.get("/tickets", Authorization=header).status_code == 401
    assert nobody.told["code"] == "token.refused"


@on_sqlite_only
def test_one_wrong_sign_makes_a_token_worthless(calls):
    handler = calls("handler")
    last = "A" if handler.secret[-1] != "A" else "B"
    handler.secret = handler.secret[:-1] + last

    assert handler.get("/tickets").status_code == 401


def test_a_token_is_kept_as_a_hash_and_remembers_its_last_use(calls):
    handler = calls("handler", now="11-23 10:00")
    handler.get("/tickets")

    (kept,) = rows("api_tokens")
    assert handler.secret not in json.dumps([dict(kept)], default=str)
    assert handler.secret.startswith(kept["prefix"])
    assert f"{kept['last_used_at']:%m-%d %H:%M}" == "11-23 02:00"


def test_an_expired_token_opens_nothing_from_that_moment(calls, house):
    handler = calls()
    handler.secret = a_token("handler", days=21, short="11-02 10:00").secret

    handler.now = "11-23 09:59:59"
    assert handler.get("/tickets").status_code == 200
    handler.now = "11-23 10:00"
    assert handler.get("/tickets").status_code == 401


def test_a_revoked_token_and_a_disabled_account_open_nothing(calls):
    handler, police = calls("handler"), calls("police")
    token = rows("api_tokens")[0]
    security = find_account("anquan")

    by(security, api_tokens.revoke_token, token["user_id"], token["id"])
    by(security, people.disable, find_account("police").id)

    assert handler.get("/tickets").status_code == 401
    assert police.get("/tickets").status_code == 401


def test_a_scope_that_is_missing_is_named(calls):
    handler = calls("handler", scopes=[Scope.TICKETS_READ])
    number = dispatched()

    answer = handler.post(f"/tickets/{number}/signatures", seen=2)

    assert (answer.status_code, handler.told["code"]) == (403, "token.scope")
    assert 'scope="tickets:act"' in answer.headers["WWW-Authenticate"]


def test_a_session_does_not_open_the_api_nor_a_token_a_page(calls, house):
    clerk = calls("clerk")
    page = clerk.client.get(
        "/my-cases", headers={"Authorization": f"Bearer {clerk.secret}"}
    )
    with clerk.client.session_transaction() as session:
        session["_user_id"] = "1.x"

    assert page.status_code == 302
    assert clerk.get("/tickets", Authorization="").status_code == 401


@on_sqlite_only
@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/api/v1/nothing", "get", 404),
        ("/api/v2/tickets", "get", 404),
        ("/api/v1/tickets", "delete", 405),
        ("/api/v1/tickets", "options", 405),
    ],
)
def test_addresses_that_do_not_exist_answer_with_problems(calls, path, method, status):
    answer = getattr(calls().client, method)(path)

    assert (answer.status_code, answer.mimetype) == (status, PROBLEM)
    assert answer.get_json(force=True)["code"] == f"http.{status}"
    assert (status == 405) is ("Allow" in answer.headers)


@on_sqlite_only
@pytest.mark.parametrize(
    ("said", "headers", "status", "code"),
    [
        (b"{", {"Content-Type": "application/json"}, 400, "body.no_json"),
        (b"[" * 100_000, {"Content-Type": "application/json"}, 400, "body.no_json"),
        (b"a=b", {"Content-Type": "text/plain"}, 415, "body.not_taken"),
        (b" " * 1_100_000, {"Content-Type": "application/json"}, 413, "http.413"),
        (b"[]", {"Content-Type": "application/json"}, 422, "fields"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(calls, said, headers, status, code):
    answer = calls("clerk").post("/tickets", said, **headers)

    assert (answer.status_code, answer.mimetype) == (status, PROBLEM)
    assert answer.get_json(force=True)["code"] == code


@on_sqlite_only
def test_every_field_at_fault_is_listed_with_its_place(calls):
    inspector = calls("inspector")
    key = {"clock": "finish", "cycle": True, "step": "violet"}
    number = filed()

    inspector.post(
        f"/tickets/{number}/escalation-confirmations",
        {"flag": key, "reasons": "a\0b", "more": 1},
        seen="*",
    )

    assert inspector.answer.status_code == 422
    assert {one["pointer"] for one in inspector.told["errors"]} == {
        "/flag/cycle",
        "/flag/step",
        "/reasons",
        "/more",
    }


@on_sqlite_only
def test_details_speak_the_language_that_the_request_accepts(calls):
    nobody = calls()

    nobody.get("/tickets")
    chinese = nobody.told["detail"]
    nobody.get("/tickets", **{"Accept-Language": "en"})

    assert nobody.told["detail"] == "Send a token: Authorization: Bearer ..."
    assert chinese == "请携带令牌：Authorization: Bearer ..."


def test_too_many_requests_of_a_token_are_counted_by_all_workers(app, house, settings):
    app.extensions["settings"] = replace(settings, api_requests_per_token=3)
    one, other = Caller(house, "handler"), Caller(house)
    other.secret = one.secret

    seen = [each.get("/tickets").status_code for each in (one, other, one, other)]
    left = other.answer.headers.getlist("RateLimit")

    assert seen == [200, 200, 200, 429]
    assert other.answer.headers["Retry-After"] == "60"
    assert '"token";r=0;t=60' in left
    one.now = "11-23 10:01"
    assert one.get("/tickets").status_code == 200


def test_a_stranger_is_counted_by_address_and_the_address_is_not_kept(app, house):
    stranger = Caller(house)
    stranger.get("/tickets")

    (kept,) = rows("api_counts")
    assert kept["count"] == 1
    assert "127.0.0.1" not in str(dict(kept))


def test_a_fault_of_ours_is_a_problem_too(app, house, monkeypatch):
    app.testing = False
    clerk = Caller(house, "clerk")
    monkeypatch.setattr("app.api.tickets.look", lambda *_: 1 / 0)

    answer = clerk.get("/tickets/PJ26-0001/timeline")

    assert (answer.status_code, answer.mimetype) == (500, PROBLEM)


def test_a_refused_request_writes_nothing_but_its_count(calls):
    clerk = calls("clerk")
    clerk.get("/tickets")
    before, counted = everything(), rows("api_counts")

    clerk.post("/tickets", {"text": ""})

    assert everything() == before
    assert rows("api_counts") != counted
