"""The security administrator's desk: who signs in, as what, and with which password."""

import re
from dataclasses import replace

import pytest

from app.domain.terms import Role
from app.store import directory
from app.store.reads.people import find_account
from app.store.transaction import reading
from tests.casework.given_people import PASSWORD, an_account, log
from tests.web.visitor import Visitor

ONCE = r'id="password">([^<]+)<'
NEW = {
    "username": "A1024",
    "display_name": "𠮷田某",
    "role": "handler",
    "unit": "SJ",
    "email": "a1024@example.org",
}


def account(username):
    with reading():
        return find_account(username)


def person_page(username):
    return f"/people/{account(username).id}"


def makes(security, **changes):
    security.get("/people/new")
    return security.post("/people/new", **{**NEW, **changes})


def test_a_new_person_signs_in_with_the_shown_password_and_must_change_it(
    security, house
):
    answer = makes(security)
    password = security.found(ONCE)

    newcomer = Visitor(house)
    first = newcomer.sign_in("a1024", password)
    newcomer.follow(first)

    assert answer.headers["Cache-Control"] == "no-store"
    assert "𠮷田某" in security.words
    assert first.headers["Location"] == "/account/password"
    assert newcomer.get("/account").headers["Location"] == "/account/password"


def test_the_page_that_asks_for_a_change_is_dressed_like_the_others(security, house):
    makes(security)
    newcomer = Visitor(house)
    newcomer.follow(newcomer.sign_in("a1024", security.found(ONCE)))

    sheet = newcomer.found(r'rel="stylesheet" href="([^"]+)"')

    assert newcomer.get(sheet).status_code == 200


def test_the_shown_password_is_not_shown_again(security):
    makes(security)
    password = security.found(ONCE)

    security.get(person_page("a1024"))

    assert password not in security.page
    assert "argon2" not in security.page


def test_a_double_click_makes_one_account_and_says_so(security):
    makes(security)
    security.get("/people/new")

    answer = security.post("/people/new", **NEW)

    assert answer.status_code == 422
    assert "这个工号已有账号" in security.words
    assert log().count("user_created anquan a1024: handler@SJ") == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"username": ""}, "请填工号"),
        ({"username": "a b"}, "只能用字母、数字、点、连字符和下划线"),
        ({"display_name": " "}, "请填姓名"),
        ({"role": ""}, "请选角色"),
        ({"role": "system"}, ""),
        ({"role": "emperor"}, ""),
        ({"unit": ""}, "请选这个角色所在的部门"),
        ({"unit": "XX"}, ""),
        ({"role": "front_desk"}, "请选这个角色所在的中心"),
        ({"email": "no address"}, "这不是电子邮箱地址"),
        ({"display_name": "长" * 100_000}, "最多 100 个字"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_the_rest_is_kept(
    security, changes, sentence
):
    answer = makes(security, **changes)

    assert answer.status_code == 422
    assert sentence in security.words
    assert 'class="errors"' in security.page
    if "email" not in changes:
        assert 'value="a1024@example.org"' in security.page
    assert account("a1024") is None


def test_the_list_shows_the_district_and_is_filtered_in_the_address(security):
    security.get("/people")
    assert all(name in security.page for name in ("huang", "lin", "shenji"))

    security.get("/people?role=handler")
    assert "huang" in security.page
    assert ">lin<" not in security.page
    security.get("/people?unit=C1")
    assert ">lin<" in security.page
    assert ">huang<" not in security.page
    security.get("/people?words=xit")
    assert ">xitong<" in security.page
    assert ">huang<" not in security.page


@pytest.mark.parametrize(
    "query", ["role=emperor", "state=asleep", "unit=XX", "after=~"]
)
def test_a_filter_nobody_knows_breaks_nothing(security, query):
    assert security.get(f"/people?{query}").status_code == 200


def test_long_lists_are_turned_page_by_page(security, house):
    district = directory.district_by_code("440703")
    for number in range(25):
        an_account(district, f"m{number:02}")

    security.get("/people?words=m")
    assert "m24" in security.page
    assert "下一页" not in security.words
    security.get("/people")
    following = security.found(r'rel="next" href="([^"]+)"')
    security.get(following)
    assert "xitong" in security.page
    assert ">anquan<" not in security.page


def test_role_and_unit_are_changed(security):
    page = person_page("huang")
    security.get(page)

    answer = security.post(f"{page}/role", role="front_desk", unit="C2")

    security.follow(answer)
    assert "角色和单位已改。" in security.words
    assert account("huang").role is Role.FRONT_DESK
    assert account("huang").center == "C2"


def test_a_refused_change_keeps_what_was_chosen(security):
    page = person_page("huang")
    security.get(page)

    answer = security.post(f"{page}/role", role="front_desk", unit="SJ")

    assert answer.status_code == 422
    assert "请选这个角色所在的中心" in security.words
    assert re.search(r'<option selected value="front_desk"', security.page)
    assert account("huang").role is Role.HANDLER


def test_disabling_ends_the_open_session_and_enabling_lets_in_again(
    security, sit, house
):
    huang, page = sit("huang"), person_page("huang")
    security.get(page)

    security.follow(security.post(f"{page}/disable"))
    assert "账号已停用" in security.words
    assert huang.get("/account").headers["Location"].startswith("/sign-in")
    assert Visitor(house).sign_in("huang").status_code == 401

    security.get(page)
    security.post(f"{page}/enable")
    assert Visitor(house).sign_in("huang").status_code == 302


def test_a_reset_ends_the_open_session_and_the_old_password(security, sit):
    huang, page = sit("huang"), person_page("huang")
    security.get(page)

    security.post(f"{page}/password")
    password = security.found(ONCE)

    assert huang.get("/account").headers["Location"].startswith("/sign-in")
    assert huang.sign_in("huang").status_code == 401
    assert huang.sign_in("huang", password).headers["Location"] == "/account/password"


def test_a_locked_person_is_unlocked(security, house):
    someone = Visitor(house)
    for _ in range(5):
        someone.sign_in("huang", "wrong")
    assert someone.sign_in("huang").status_code == 401

    page = person_page("huang")
    security.get(page)
    assert "解锁账号" in security.words
    security.post(f"{page}/unlock")

    assert someone.sign_in("huang").status_code == 302


def test_the_own_account_offers_nothing_to_change(security):
    page = person_page("anquan")
    security.get(page)

    assert "谁都不能改自己的角色" in security.words
    assert f"{page}/role" not in security.page
    answer = security.post(f"{page}/role", role="audit_administrator", unit="")
    assert answer.status_code == 403
    assert account("anquan").role is Role.SECURITY_ADMINISTRATOR
    for act in ("password", "unlock", "disable", "enable"):
        assert security.post(f"{page}/{act}").status_code == 403


def test_the_own_password_is_changed_by_its_owner(sit, house):
    huang = sit("huang")
    huang.get("/account/password")

    answer = huang.post(
        "/account/password",
        password=PASSWORD,
        new_password="Neue-Losung-1",
        new_password_again="Neue-Losung-1",
    )

    assert answer.status_code == 302
    assert huang.get("/account").status_code == 200
    assert Visitor(house).sign_in("huang", PASSWORD).status_code == 401


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("wrong", "Neue-Losung-1", "现用密码不对"),
        (PASSWORD, PASSWORD, "不能再用原来的密码"),
        (PASSWORD, "nurkleinebuchstaben", "至少用 3 种"),
    ],
)
def test_a_bad_change_is_refused_beside_its_field(sit, old, new, sentence):
    huang = sit("huang")
    huang.get("/account/password")

    answer = huang.post(
        "/account/password", password=old, new_password=new, new_password_again=new
    )

    assert answer.status_code == 422
    assert sentence in huang.words


@pytest.mark.parametrize("username", ["huang", "lin", "xitong", "shenji"])
def test_nobody_else_opens_the_desk(sit, username):
    other, page = sit(username), person_page("huang")

    for path in ("/people", "/people/new", page):
        assert other.get(path).status_code == 403
    other.get("/account")
    for act in ("role", "password", "unlock", "disable", "enable"):
        assert other.post(f"{page}/{act}", role="inspector").status_code == 403


def test_a_form_without_its_token_changes_nothing(security):
    page = person_page("huang")
    security.page = ""

    assert security.post(f"{page}/disable").status_code == 400
    assert account("huang").is_active


def test_an_unknown_person_is_not_found(security):
    assert security.get("/people/999999").status_code == 404


@pytest.mark.parametrize(("demo", "status"), [(True, 302), (False, 401)])
def test_an_account_of_the_demo_opens_nothing_outside_it(house, demo, status):
    district = directory.district_by_code("440703")
    an_account(district, "demo", is_demo=True)
    house.extensions["settings"] = replace(house.extensions["settings"], demo=demo)

    assert Visitor(house).sign_in("demo").status_code == status
