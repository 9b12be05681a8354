"""Declaring an interest and handing a case over, on the pages."""

from __future__ import annotations

import pytest

from app.domain.terms import Role
from app.store import directory
from app.store.transaction import reading
from tests.casework.given_office import DISTRICT, rows, signed, sweep
from tests.casework.given_people import an_account
from tests.web.visitor import Visitor

LATER = "12-01 10:00"


@pytest.fixture
def ducha(house):
    an_account(directory.district_by_code(DISTRICT), "ducha", Role.INSPECTOR, "")
    with reading():
        pass
    return Visitor(house, "ducha", LATER)


@pytest.fixture
def number(house):
    made = signed()
    sweep(LATER)
    return made


def test_a_declaration_is_made_shown_and_ended(ducha):
    ducha.get("/account/interests")
    answer = ducha.post(
        "/account/interests",
        department="SJ",
        kind="relative",
        since="2024-05-01",
        reason="妹妹<b>在该局任职",
    )
    ducha.follow(answer)

    assert "近亲属在该部门任职" in ducha.words
    assert "妹妹&lt;b&gt;在该局任职" in ducha.page
    address = ducha.found(r'action="(/account/interests/\d+/end)"')
    ducha.follow(ducha.post(address))
    assert "2026-12-01" in ducha.words


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"department": ""}, "请选部门"),
        ({"since": ""}, "请填起始日期"),
        ({"reason": " "}, "请说明情况"),
        ({"until": "2020-01-01"}, "结束日期不能早于开始日期"),
        ({"department": "XX"}, ""),
        ({"kind": "emperor"}, ""),
        ({"since": "gestern"}, ""),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(ducha, changes, sentence):
    ducha.get("/account/interests")
    told = {"department": "SJ", "kind": "other", "since": "2024-05-01", "reason": "x"}

    answer = ducha.post("/account/interests", **{**told, **changes})

    assert answer.status_code == 422
    assert sentence in ducha.words
    assert rows("interests") == []


def test_a_case_is_handed_over_and_its_rulings_are_closed(ducha, number):
    ducha.get(f"/cases/{number}/withdrawals")
    ducha.follow(
        ducha.post(f"/cases/{number}/withdrawals", username="", reason="反映人是亲属")
    )
    assert "由其他人员裁定" in ducha.words

    ducha.get(f"/cases/{number}/withdrawals")
    assert "反映人是亲属" in ducha.words
    answer = ducha.get(f"/cases/{number}/dismiss-escalation")
    assert answer.status_code == 200
    assert "您已列为本件应回避人员" in ducha.words


def test_security_sees_what_a_person_declared(ducha, security):
    ducha.get("/account/interests")
    told = {
        "department": "SJ",
        "kind": "other",
        "since": "2024-05-01",
        "reason": "持股",
    }
    ducha.post("/account/interests", **told)
    security.get("/people?words=ducha")

    security.get(security.found(r'href="(/people/\d+)"'))

    assert "持股" in security.words
