"""Sessions on the pages: one's own at the account, everybody's at the security desk."""

import pytest

from tests.casework.given_people import log
from tests.web.visitor import Visitor


def end_forms(visitor):
    return visitor.page.count("/end")


def test_the_own_sessions_are_listed_and_the_current_one_is_marked(sit):
    sit("huang")
    huang = sit("huang")

    huang.get("/account/sessions")

    assert "当前会话" in huang.words
    assert "20 分钟无操作后结束，最长不超过 12 小时" in huang.words
    assert huang.page.count("<tbody>") == 1
    assert end_forms(huang) == 2  # the other one, and all others


def test_a_session_ended_from_another_one_opens_nothing_any_more(sit):
    lost, huang = sit("huang"), sit("huang")
    huang.get("/account/sessions")
    address = huang.found(r'action="(/account/sessions/\d+/end)"')

    huang.follow(huang.post(address))

    assert "该会话已结束。" in huang.words
    assert lost.get("/account").headers["Location"].startswith("/sign-in")
    assert huang.get("/account").status_code == 200


def test_all_others_are_ended_at_once(sit):
    others = [sit("huang"), sit("huang")]
    huang = sit("huang")
    huang.get("/account/sessions")

    huang.post("/account/sessions/end-others")

    assert [other.get("/account").status_code for other in others] == [302, 302]
    assert huang.get("/account").status_code == 200


def test_security_ends_a_session_and_that_is_on_record(security, sit):
    huang = sit("huang")
    security.get("/sessions")
    assert "huang" in security.words
    address = security.found(r'action="(/sessions/\d+/end)"')

    security.follow(security.post(address))

    assert huang.get("/account").headers["Location"].startswith("/sign-in")
    assert log()[-1] == "session_ended anquan huang"


def test_security_ends_every_session_of_a_person(security, sit):
    several = [sit("huang"), sit("huang")]
    security.get("/people?words=huang")
    page = security.found(r'href="(/people/\d+)"')
    security.get(page)

    security.follow(security.post(f"{page}/sessions/end"))

    assert "全部会话已结束" in security.words
    assert [one.get("/account").status_code for one in several] == [302, 302]


def test_signing_out_makes_a_kept_copy_of_the_cookie_worthless(sit, house):
    huang = sit("huang")
    stolen = huang.client.get_cookie("bancheng").value
    huang.get("/account")
    huang.post("/sign-out")

    thief = Visitor(house)
    thief.client.set_cookie("bancheng", stolen)

    assert thief.get("/account").headers["Location"].startswith("/sign-in")


def test_a_change_of_password_ends_the_sessions_elsewhere(sit):
    elsewhere, huang = sit("huang"), sit("huang")
    huang.get("/account/password")
    huang.post(
        "/account/password",
        password="Weidong-0750",
        new_password="Neue-Losung-1",
        new_password_again="Neue-Losung-1",
    )

    assert elsewhere.get("/account").status_code == 302
    assert huang.get("/account").status_code == 200


def test_a_cookie_from_before_the_sign_in_is_not_the_one_after(house):
    visitor = Visitor(house)
    visitor.get("/sign-in")
    before = visitor.client.get_cookie("bancheng").value
    visitor.sign_in("huang")

    fixed = Visitor(house)
    fixed.client.set_cookie("bancheng", before)

    assert fixed.get("/account").status_code == 302


def test_a_busy_session_ends_after_twelve_hours(sit):
    huang = sit("huang", now="11-23 08:00")
    for minutes in range(15, 12 * 60, 15):
        huang.now = f"11-23 {8 + minutes // 60:02}:{minutes % 60:02}"
        assert huang.get("/account").status_code == 200
    huang.now = "11-23 20:00"

    assert huang.get("/account").status_code == 302


@pytest.mark.parametrize("username", ["huang", "xitong", "shenji"])
def test_nobody_else_lists_the_sessions_of_all(sit, username):
    visitor = sit(username)

    assert visitor.get("/sessions").status_code == 403
    visitor.get("/account")
    assert visitor.post("/sessions/1/end").status_code == 403


def test_the_log_says_which_browser_it_was(house, sit):
    visitor = Visitor(house)
    visitor.client.environ_base["HTTP_USER_AGENT"] = (
        "Mozilla/5.0 (Windows NT 10.0) Firefox/146.0"
    )
    visitor.sign_in("huang", "wrong")
    audit = sit("shenji")
    audit.get("/access-log")

    assert "Firefox · Windows" in audit.words
