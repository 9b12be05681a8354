"""Papers over the API: written by an act, listed to those who may read them."""

import pytest

from app.casework import papers
from app.domain.terms import ClockName, Step
from tests.casework.given_office import act
from tests.marks import on_sqlite_only
from tests.web.case.given_acts import confirmed_raised, confirmed_red, proposed_clue

CLUE = (ClockName.FINISH, 1, Step.CLUE)


def key(step):
    return {"clock": "finish", "cycle": 1, "step": step}


def listed(caller, kind):
    assert caller.get(f"/papers?kind={kind}").status_code == 200
    return [one["number"] for one in caller.told["items"]]


def test_a_circular_is_issued_and_listed_to_all_who_work_here(calls):
    number = confirmed_red()
    inspector = calls("inspector", now="12-04 10:00")

    said = {"flag": key("red"), "text": "现予通报批评"}
    inspector.post(f"/tickets/{number}/circulars", said, seen="*")

    assert inspector.answer.status_code == 200, inspector.told
    for who in ("inspector", "police", "clerk"):
        assert listed(calls(who, now="12-04 10:00"), "circular") == [
            "蓬督通〔2026〕1号"
        ]


@on_sqlite_only
def test_a_talk_is_listed_to_those_it_concerns(calls):
    number = confirmed_raised()
    said = {
        "flag": key("raised"),
        "held_at": "2026-11-23T14:00:00+08:00",
        "place": "三楼",
        "attended": "局长",
        "text": "超期",
        "pledge": "周五前",
    }
    inspector = calls("inspector", now="11-23 15:00")
    inspector.post(f"/tickets/{number}/talk-records", said, seen="*")
    assert inspector.answer.status_code == 200, inspector.told

    for who, found in (("dispatcher", 1), ("handler", 1), ("police", 0), ("clerk", 0)):
        assert len(listed(calls(who, now="11-24 10:00"), "talk")) == found, who


@on_sqlite_only
@pytest.mark.parametrize("who", ["handler", "dispatcher", "clerk"])
def test_a_clue_package_is_the_inspection_offices(calls, who):
    number = proposed_clue()
    inspector = calls("inspector", now="11-24 16:00")
    assert listed(inspector, "clue_package") == [None]
    act("inspector", "11-24 16:00", papers.transfer_clue, number, CLUE, "同意")

    assert listed(inspector, "clue_package") == ["蓬督移〔2026〕1号"]
    assert listed(calls(who, now="11-24 16:00"), "clue_package") == []


@on_sqlite_only
def test_a_version_that_one_may_not_know_of_is_not_asked_for(calls):
    """Whoever may not see the proposal acts on what they saw."""
    number = proposed_clue()
    handler = calls("handler", now="11-24 16:00")
    handler.get(f"/tickets/{number}")

    said = {"text": "已联系", "how": "phone"}
    handler.post(f"/tickets/{number}/contacts", said, seen=str(handler.version))

    assert handler.answer.status_code == 200, handler.told
