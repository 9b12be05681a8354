"""From a blue notice to the month's publication, and to its correction when the notice
is revoked: each party at its own pages, nobody by verbs alone.

A case of SJ is due on Thursday 26 November; nobody answers it, and on Monday the 30th a
blue notice falls. The department is heard, the inspector confirms. November goes out on
8 December, approved by another person. The department objects; another inspector revokes;
the correction goes out beside what it corrects, and what went out first stays readable.
"""

import re

import pytest

from app.casework.audit import Proof, verify_register
from app.store.transaction import reading_one_moment
from tests.casework.given_office import dispatched, offices, rows, sweep
from tests.casework.given_people import an_account
from tests.web.given_desks import PEOPLE, hidden, table_rows
from tests.web.visitor import Visitor


@pytest.fixture
def sit(app, district):
    """Sit somebody down at a moment; sessions do not last from one day to the next."""
    for name in ("ducha", "ducha2", "lingdao", "sj.fenguan"):
        an_account(district, name, *PEOPLE[name])
    return lambda name, now: Visitor(app, name, now)


def rule(inspector, act, **words):
    """Send the form beside the evidence of the blue step."""
    (blue,) = rows("escalations", step="blue")
    path = f"/escalations/{blue['id']}"
    inspector.get(path)
    given = {"seen": hidden(inspector.page, "seen"), "colour": "blue", "act": act}
    answer = inspector.post(path, **given, **words)
    assert answer.status_code == 302, inspector.words


def say(deputy, number, command, text):
    """Open an act on the blue step from the department's record, and send it."""
    deputy.get("/our-record?show=ours")
    pattern = rf'href="(/cases/{number}/{command}\?flag=(finish[^"]*blue[^"]*))"'
    ((address, flag),) = re.findall(pattern, deputy.page)
    deputy.get(address)
    path = f"/cases/{number}/{command}"
    seen = hidden(deputy.page, "seen")
    assert deputy.post(path, seen=seen, flag=flag, text=text).status_code == 302


def publish(preparer, approver, reason=""):
    """Prepare November and let another person approve it; returns the draft's address."""
    preparer.get("/publications")
    answer = preparer.post("/publications", period="2026-11", reason=reason)
    preparer.follow(answer)
    address = answer.headers["Location"]
    approver.get(address)
    approver.follow(approver.post(f"{address}/approve"))
    return address


def published(app, now, path="/public/figures/2026-11"):
    """The page as somebody reads it who signs in nowhere."""
    citizen = Visitor(app, now=now)
    assert citizen.get(path).status_code == 200
    return citizen


def listed(citizen):
    """The lines of the notices, by what is said of them."""
    return [row for row in table_rows(citizen.page) if "号" in row]


def test_a_revoked_notice_is_corrected_beside_what_went_out(app, sit):
    number = dispatched()
    sweep("11-30 16:50")
    rule(sit("ducha", "12-01 09:00"), "ask", text="请说明超期原因")
    say(sit("sj.fenguan", "12-02 09:00"), number, "give-statement", "材料当日已上报")
    rule(sit("ducha", "12-03 09:00"), "confirm", text="没有留痕，不予采信")

    # Nobody publishes alone, and before a second person approved it nobody reads it.
    inspector = sit("ducha", "12-08 09:00")
    inspector.get("/publications")
    draft = inspector.post("/publications", period="2026-11", reason="")
    address = draft.headers["Location"]
    inspector.follow(draft)
    assert inspector.post(f"{address}/approve").status_code == 403
    assert "目前尚无公示" in published(app, "12-08 09:10", "/public/figures").words
    leader = sit("lingdao", "12-08 10:00")
    leader.get(address)
    leader.follow(leader.post(f"{address}/approve"))

    citizen = published(app, "12-08 11:00")
    (line,) = listed(citizen)
    assert "区市场监管局" in line
    assert "已撤销" not in line
    assert number not in citizen.page

    # The department objects in time; whoever had not ruled decides.
    say(sit("sj.fenguan", "12-08 14:00"), number, "object", "附上报回执")
    words = {"outcome": "revoked", "ground": "facts", "text": "回执属实"}
    rule(sit("ducha2", "12-09 09:00"), "decide", **words)

    # What went out does not change by itself; the correction says what and why.
    (line,) = listed(published(app, "12-09 10:00"))
    assert "已撤销" not in line
    publish(
        sit("ducha", "12-09 10:00"), sit("lingdao", "12-09 11:00"), "督办单经复核撤销"
    )
    citizen = published(app, "12-09 12:00")
    (line,) = listed(citizen)
    assert "已撤销" in line
    assert "本期更正第 1 期。更正理由：督办单经复核撤销" in citizen.words
    before = published(app, "12-09 12:10", "/public/publications/1")
    (line,) = listed(before)
    assert "已撤销" not in line
    assert "本期公示后来已更正" in before.words
    with reading_one_moment():
        assert list(verify_register(offices(), Proof())) == []
