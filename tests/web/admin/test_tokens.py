"""Tokens on pages: shown once, listed without their secret, ended at once."""

import re

import pytest

from app import clock
from tests.casework.given_office import rows
from tests.casework.given_people import log
from tests.store.given_tickets import at

TOKEN = re.compile(r"bct_[0-9a-f]{12}_[A-Za-z0-9_-]{43}")


def person(username):
    """The id of somebody's account."""
    return rows("users", username=username)[0]["id"]


def made_by(visitor, path="/account/tokens", **changes):
    visitor.get(path)
    said = {"name": "12345 平台", "scopes": ["tickets:read", "tickets:file"]}
    return visitor.post(path, **{**said, "days": "30", **changes})


def test_a_token_is_shown_once_and_never_again(sit):
    lin = sit("lin")

    answer = made_by(lin)

    (secret,) = TOKEN.findall(lin.page)
    assert answer.headers["Cache-Control"] == "no-store"
    lin.get("/account/tokens")
    assert "12345 平台" in lin.words
    assert secret[:16] in lin.page
    assert secret not in lin.page


def test_it_opens_the_api_until_it_is_ended(sit, house):
    lin = sit("lin")
    made_by(lin)
    (secret,) = TOKEN.findall(lin.page)
    bearer = {"Authorization": f"Bearer {secret}"}

    def asked():
        return house.test_client().get("/api/v1/departments", headers=bearer)

    with clock.at(at("11-23 10:00")):
        assert asked().status_code == 200
        lin.get("/account/tokens")
        lin.post(f"/account/tokens/{rows('api_tokens')[0]['id']}/revocation")
        assert asked().status_code == 401


def test_the_security_administrator_makes_one_for_a_program(security, sit):
    lin = person("lin")
    security.get(f"/people/{lin}")
    assert f"/people/{lin}/tokens" in security.page

    answer = made_by(security, f"/people/{lin}/tokens")
    assert answer.status_code == 200, security.words

    (row,) = rows("api_tokens")
    assert row["user_id"] == lin
    assert row["created_by_id"] == person("anquan")
    prefix = row["prefix"]
    assert f"token_made anquan lin: {prefix} tickets:read tickets:file" in log()
    own = sit("lin")
    own.get("/account/tokens")
    assert prefix in own.page


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": ""}, "请填写用途"),
        ({"scopes": []}, "至少选一项"),
        ({"days": "367"}, "1 至 366 天"),
        ({"days": "0"}, "1"),
        ({"scopes": ["everything"]}, ""),
    ],
)
def test_what_is_not_a_token_is_not_made(sit, changes, told):
    lin = sit("lin")

    assert made_by(lin, **changes).status_code == 422
    assert told in lin.words
    assert rows("api_tokens") == []


@pytest.mark.parametrize("who", ["lin", "shenji", "xitong"])
def test_nobody_else_makes_or_ends_somebodys(sit, who):
    huang = person("huang")
    visitor = sit(who)

    assert visitor.get(f"/people/{huang}/tokens").status_code == 403
    assert made_by(visitor, f"/people/{huang}/tokens").status_code == 403
    assert visitor.post(f"/people/{huang}/tokens/1/revocation").status_code == 403


def test_the_token_of_another_is_not_ones_own_to_end(sit):
    made_by(sit("lin"))
    token = rows("api_tokens")[0]["id"]
    huang = sit("huang")
    huang.get("/account/tokens")

    answer = huang.post(f"/account/tokens/{token}/revocation")

    assert answer.status_code == 404
    assert rows("api_tokens")[0]["revoked_at"] is None


def test_a_webhook_is_made_tried_and_ended_on_its_pages(sit):
    huang = sit("huang")
    huang.get("/account/webhooks")
    huang.post(
        "/account/webhooks",
        name="平台",
        url="https://hooks.example/in",
        kinds=["answered", "closed"],
    )
    assert "whsec_" in huang.page
    address = f"/account/webhooks/{rows('webhooks')[0]['id']}"

    huang.get(address)
    huang.follow(huang.post(f"{address}/trial"))
    assert "trial" in huang.words
    assert "待推送" in huang.words
    huang.post(f"{address}/secret")
    assert "whsec_" in huang.page
    huang.get(address)
    huang.follow(huang.post(f"{address}/ending"))
    assert rows("webhooks")[0]["ended_at"] is not None


def test_an_address_inside_is_refused_in_words(sit):
    huang = sit("huang")
    huang.get("/account/webhooks")

    answer = huang.post(
        "/account/webhooks", name="a", url="https://10.0.0.1/", kinds=["closed"]
    )

    assert answer.status_code == 422
    assert "内网地址" in huang.words


@pytest.mark.parametrize("who", ["anquan", "shenji", "xitong"])
def test_who_sees_no_case_has_no_webhook(sit, who):
    visitor = sit(who)

    assert visitor.get("/account/webhooks").status_code == 403
    visitor.get("/account")
    assert "/account/webhooks" not in visitor.page
