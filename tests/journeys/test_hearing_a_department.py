"""From the first missed contact to a finding that is confirmed, objected to and revoked:
each party at its own pages, every date counted by hand.

Monday 23 November: sent to SJ at 09:20, which nobody calls by 17:00. The inspector tells
the department on Tuesday; it may speak until Friday 17:00, and does on Wednesday; it is
ruled on by Thursday, objected to on Friday, decided by another person on Monday.
"""

import re

import pytest

from app.casework.audit import Proof, verify_register
from app.domain.terms import ReviewStatus
from app.store.transaction import reading_one_moment
from tests.casework.given_office import dispatched, kinds, offices, rows, tick
from tests.casework.given_people import an_account
from tests.store.given_tickets import at
from tests.web.given_desks import PEOPLE, hidden, table_rows
from tests.web.visitor import Visitor

NO_CALL = "M2 环节超时"


@pytest.fixture
def sit(app, district):
    """Sit somebody down at a moment; sessions do not last from one day to the next."""
    for name in ("ducha", "ducha2", "sj", "sj.fenguan"):
        an_account(district, name, *PEOPLE[name])
    return lambda name, now: Visitor(app, name, now)


def finding():
    """The contact that was missed."""
    (found,) = [
        row
        for row in rows("findings")
        if row["code"] == "M2" and row["since"] == at("11-23 17:00")
    ]
    return found


def rule(inspector, act, **words):
    """Send the form of the finding's page."""
    path = f"/findings/{finding()['id']}"
    inspector.get(path)
    seen = hidden(inspector.page, "seen")
    given = {"seen": seen, "colour": "blue", "act": act, **words}
    return inspector.post(path, **given)


def see_what_follows(inspector, answer):
    """Go where the ruling leads: to the next of the queue."""
    assert answer.status_code == 302, inspector.words
    while answer.status_code == 302:
        answer = inspector.get(answer.headers["Location"])


def say(deputy, number, command, text):
    """Open an act on the flag from the department's record, and send it."""
    deputy.get("/our-record?show=ours")
    (address,) = re.findall(
        rf'href="(/cases/{number}/{command}\?flag=[^"]+)"', deputy.page
    )
    deputy.get(address)
    seen, flag = hidden(deputy.page, "seen"), address.partition("flag=")[2]
    return deputy.post(f"/cases/{number}/{command}", seen=seen, flag=flag, text=text)


def test_a_missed_contact_is_confirmed_objected_to_and_revoked(sit):
    number = dispatched()
    tick("11-24 09:00")

    # The inspection office sees a suspicion; the department does not know of it yet.
    inspector = sit("ducha", "11-24 10:00")
    inspector.get("/escalations?queue=1&step=M2")
    assert NO_CALL in inspector.words
    deputy = sit("sj.fenguan", "11-24 10:00")
    deputy.get("/our-record")
    assert NO_CALL not in deputy.words
    assert rule(inspector, "confirm", text="没有联系").status_code == 409
    assert "应先听取部门说明" in inspector.words

    # It is told, and has three working days.
    see_what_follows(inspector, rule(inspector, "ask", text="请说明未联系的原因"))
    assert "部门须在 11月27日 周五 17:00 前说明" in inspector.words
    assert finding()["statement_due_at"] == at("11-27 17:00")
    deputy = sit("sj.fenguan", "11-25 10:00")
    deputy.get("/our-record?show=ours")
    (line,) = table_rows(deputy.page)
    assert NO_CALL in line
    assert "待说明" in line
    assert "轮到我们" in line
    assert (
        say(deputy, number, "give-statement", "当日已多次致电，无人接听").status_code
        == 302
    )
    assert say_again(deputy, number).status_code == 422
    assert "只能提交一次" in deputy.words
    assert "补充一点" in deputy.page

    # It is ruled on with reasons, within five working days.
    inspector = sit("ducha", "11-26 09:00")
    inspector.get(f"/findings/{finding()['id']}")
    assert "当日已多次致电，无人接听" in inspector.words
    see_what_follows(inspector, rule(inspector, "confirm", text="没有留痕，不予采信"))
    assert "部门可在 12月1日 周二 17:00 前提出异议" in inspector.words
    handler = sit("sj", "11-26 10:00")
    handler.get("/our-record?show=ours")
    assert "首席代表、部门分管领导可在 12月1日 周二 17:00 前提出异议" in handler.words
    assert finding()["objection_due_at"] == at("12-01 17:00")

    # The department objects, once; whoever ruled does not decide on it.
    deputy = sit("sj.fenguan", "11-27 09:00")
    assert say(deputy, number, "object", "附通话清单").status_code == 302
    assert finding()["decision_due_at"] == at("12-04 17:00")
    words = {"outcome": "revoked", "ground": "facts", "text": "通话清单属实"}
    inspector = sit("ducha", "11-30 09:00")
    assert rule(inspector, "decide", **words).status_code == 403
    assert finding()["review_status"] is ReviewStatus.OBJECTED
    second = sit("ducha2", "11-30 09:10")
    assert rule(second, "decide", **words).status_code == 302

    # Revoked, it stays readable as revoked, and nothing more can be said.
    deputy = sit("sj.fenguan", "11-30 10:00")
    deputy.get("/our-record?show=free")
    (line,) = [row for row in table_rows(deputy.page) if NO_CALL in row]
    assert "已撤销： 事实不成立" in line.replace("：", "： ").replace("  ", " ")
    assert "已终结" in line
    deputy.get(f"/cases/{number}")
    for told in ("要求说明", "部门说明", "认定成立", "提出异议", "异议复核"):
        assert told in deputy.words
    assert [kind for kind in kinds(number) if kind in PROCEDURE] == list(PROCEDURE)
    with reading_one_moment():
        assert list(verify_register(offices(), Proof())) == []


PROCEDURE = (
    "statement_requested",
    "statement_given",
    "escalation_confirmed",
    "objected",
    "objection_decided",
)


def say_again(deputy, number):
    """Somebody kept the form open and sends a second statement."""
    found = finding()
    flag = f"M2-{found['start_seq']}-{found['nth']}"
    path = f"/cases/{number}/give-statement"
    deputy.get(path)
    return deputy.post(path, flag=flag, text="补充一点")
