"""The duty leader writes a request about personal data down and answers it."""

import pytest

from tests.casework.given_office import filed, of_ticket, rows
from tests.marks import on_sqlite_only
from tests.store.given_tickets import unsealed
from tests.web.case.conftest import district, sit

pytestmark = on_sqlite_only

__all__ = ["district", "sit"]

PATH = "/data-requests"


@pytest.fixture
def number(district):
    return filed(name="陈不可见", phone="199-0000-4321")


def write_down(visitor, number, kind="correct"):
    visitor.get(PATH)
    return visitor.post(PATH, number=number, kind=kind, said="电话换了，已核对身份证")


def test_a_request_is_written_down_and_answered_in_the_register(sit, number):
    leader = sit("leader")
    leader.follow(write_down(leader, number))
    assert "请求已登记" in leader.words
    assert number in leader.words
    assert "待答复" in leader.words
    (row,) = rows("data_requests")

    leader.get(f"{PATH}/{row['id']}")
    leader.follow(
        leader.post(
            f"{PATH}/{row['id']}",
            outcome="granted",
            phone="199-0000-9999",
            answer="已更正，当面告知",
        )
    )

    assert "答复已登记" in leader.words
    assert unsealed(*of_ticket("complainants", number))["phone"] == "199-0000-9999"
    assert "已更正，当面告知" in leader.get(f"{PATH}/{row['id']}").text


def test_a_case_that_does_not_exist_is_said_beside_the_form(sit, number):
    leader = sit("leader")

    answer = write_down(leader, "PJ26-9999")

    assert answer.status_code in (404, 422)
    assert rows("data_requests") == []


def test_a_deletion_that_comes_too_early_is_refused_with_the_reason(sit, number):
    leader = sit("leader")
    write_down(leader, number, "delete")
    (row,) = rows("data_requests")
    leader.get(f"{PATH}/{row['id']}")

    answer = leader.post(f"{PATH}/{row['id']}", outcome="granted", answer="同意")

    assert answer.status_code == 422
    assert "暂不能删除" in leader.words


@pytest.mark.parametrize("who", ["clerk", "handler", "dispatcher", "inspector"])
def test_nobody_else_opens_the_page(sit, number, who):
    assert sit(who).get(PATH).status_code == 403
