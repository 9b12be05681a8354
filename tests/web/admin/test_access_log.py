"""The access log: who signed in, who looked at a name and why; read only."""

import re

import pytest

from app.casework import reveals
from tests.casework.given_office import act, dispatched, everything
from tests.web.visitor import Visitor


@pytest.fixture
def number(house):
    made = dispatched()
    act(
        "dispatcher",
        "11-23 10:00",
        reveals.reveal_complainant,
        made,
        "核对<b>办理人</b>😀",
        "10.0.0.7",
    )
    return made


@pytest.mark.parametrize("reader", ["anquan", "shenji"])
def test_a_look_at_a_name_shows_who_which_case_and_why(sit, number, reader):
    visitor = sit(reader)
    visitor.get("/access-log?group=reveals")

    assert f"dispatcher 查看全名电话 {number}" in visitor.words
    assert "核对&lt;b&gt;办理人&lt;/b&gt;😀" in visitor.page
    assert "10.0.0.7" in visitor.words
    assert "陈不可见" not in visitor.page


def test_sign_ins_and_failures_stand_in_it(sit, house):
    Visitor(house).sign_in("huang", "wrong")
    Visitor(house).sign_in("mallory", "wrong")
    audit = sit("shenji")

    audit.get("/access-log?group=failures")
    assert "huang 登录失败 密码不对" in audit.words
    assert "mallory 登录失败 没有这个工号" in audit.words
    audit.get("/access-log?group=sign-ins&who=shenji")
    assert "shenji 登录" in audit.words
    assert "huang" not in audit.words


def test_a_changed_right_is_told_in_words(security, sit):
    security.get("/people/new")
    words = {"username": "a1", "display_name": "某", "role": "handler", "unit": "SJ"}
    security.post("/people/new", **words)

    audit = sit("shenji")
    audit.get("/access-log?group=rights")

    assert "anquan 新建账号 a1：承办人 区市场监管局" in audit.words


def test_the_log_is_turned_page_by_page(sit, house):
    someone = Visitor(house)
    for _ in range(30):
        someone.sign_in("nobody", "wrong")
    audit = sit("shenji")

    audit.get("/access-log?group=failures")
    following = audit.found(r'rel="next" href="([^"]+)"')
    first = audit.page.count("<tr>")
    audit.get(following)

    assert (first - 1, audit.page.count("<tr>") - 1) == (25, 5)


@pytest.mark.parametrize("query", ["group=x", "before=x", "before=-1", "who=%00"])
def test_an_odd_address_breaks_nothing(sit, query):
    assert sit("shenji").get(f"/access-log?{query}").status_code == 200


@pytest.mark.parametrize("username", ["huang", "lin", "xitong"])
def test_nobody_else_reads_it(sit, username):
    assert sit(username).get("/access-log").status_code == 403


def test_the_audit_administrator_can_change_nothing(sit, house, number):
    audit = sit("shenji")
    audit.get("/account")
    before = _of_others()

    for rule in house.url_map.iter_rules():
        if "POST" not in rule.methods or rule.endpoint.startswith(
            ("sessions.", "account.")
        ):
            continue
        path = re.sub(r"<[^>]+>", "1", rule.rule)
        assert audit.post(path).status_code in (302, 400, 401, 403, 404, 422), path

    assert _of_others() == before


def _of_others():
    """Every table but the settings of one's own desk."""
    return {name: rows for name, rows in everything().items() if name != "preferences"}
