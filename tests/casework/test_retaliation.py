"""Retaliation: told to the inspection office alone, concluded on by who is free to."""

from datetime import date

import pytest

from app.casework import archiving, filing, handling, interests, looking, retaliation
from app.casework.audit import Proof, verify_register
from app.casework.rating import complainants_desk
from app.domain.errors import NotFound, NotPermitted, NotPossible, Stale
from app.domain.interests import InterestKind
from app.domain.periods import parse_period
from app.domain.terms import Command, Grade, ResultCode, Role, Verdict
from app.reports.figures import count_period
from app.scheduler.retention import keep_retention
from app.store.transaction import reading, reading_one_moment, transaction
from tests.casework.given_office import (
    act,
    desk,
    dispatched,
    entries,
    everything,
    filed,
    kinds,
    last_entry,
    of_ticket,
    office,
    offices,
    payload,
    told,
)
from tests.casework.given_people import an_account, by
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")

WORDS = "再去办证，窗口说“你去告我们了，就慢慢等吧”"
DEPARTMENTS = ["handler", "chief", "deputy", "police", "police chief"]


def reports(
    number, department="SJ", short="11-24 09:30", who="clerk", said=WORDS, **given
):
    words = (number, department, said)
    return act(who, short, retaliation.report_retaliation, *words, **given)


def concludes(number, department="SJ", confirmed=True, who="inspector", **given):
    words = (number, department, confirmed, "调取录像并询问当事人")
    short = given.pop("short", "11-25 10:00")
    return act(who, short, retaliation.conclude_retaliation, *words, **given)


def faults():
    with reading_one_moment():
        return [fault.what for fault in verify_register(offices(), Proof())]


def test_it_is_kept_apart_from_the_timeline_and_told_to_the_inspection_office():
    number = dispatched()
    before = told(number)

    reports(number)

    since = [one for one in told(number)[len(before) :] if "signed" not in one]
    assert since == ["retaliation_reported inspector"]
    assert last_entry(number)["kind"] == "retaliation_reported"
    assert WORDS not in str(entries(number))
    (row,) = of_ticket("retaliation_reports", number)
    assert (row["told"], row["state"], row["reported_by"]) == (
        WORDS,
        "reported",
        desk("clerk", "11-24 09:30").actor.name,
    )
    assert faults() == []


def test_who_complained_reports_it_without_an_account(district):
    number = dispatched()
    with transaction():
        own = complainants_desk(district.id, office(), at("11-24 09:30"))
        retaliation.report_retaliation(own, number, "GA", WORDS)

    entry = last_entry(number)
    assert (entry["role"], entry["actor_name"]) == ("citizen", "citizen")
    assert faults() == []


def test_it_can_be_about_a_department_that_never_had_the_case_but_must_be_one():
    reports(filed(), "MZ")

    with pytest.raises(NotFound, match=r"department\.unknown"):
        reports(filed("11-23 10:00"), "XX")


@pytest.mark.parametrize("who", DEPARTMENTS)
def test_a_department_sees_neither_report_nor_conclusion(who):
    number = dispatched(assisting=("GA",))

    def sees():
        shown = looking.look(desk(who, "11-26 10:00"), number)
        entries_seen = (one for one in shown.page.entries if one.actor != "system")
        kinds_seen = [str(one.kind) for one in entries_seen]
        offers = {one.command for one in shown.offers}
        return kinds_seen, offers, shown.retaliation

    before = sees()
    reports(number)
    concludes(number)

    assert sees() == before
    assert not any("retaliation" in kind for kind in before[0])
    assert kinds(number)[-2:] == ["retaliation_reported", "retaliation_concluded"]


@pytest.mark.parametrize("who", ["clerk", "leader", "dispatcher", "district leader"])
def test_nobody_but_the_inspection_office_sees_it_afterwards(who):
    number = dispatched()
    reports(number)

    shown = looking.look(desk(who, "11-26 10:00"), number)
    assert shown.retaliation == ()
    assert all("retaliation" not in str(one.kind) for one in shown.page.entries)
    inspector = looking.look(desk("inspector", "11-26 10:00"), number)
    assert [one.told for one in inspector.retaliation] == [WORDS]


def test_a_department_s_page_does_not_grow_stale_by_it():
    number = dispatched()
    seen = looking.look(desk("handler", "11-24 09:00"), number).entry_count
    reports(number)

    act("handler", "11-24 10:00", handling.sign_ticket, number, seen=seen)
    with pytest.raises(Stale):
        concludes(number, seen=seen)


def test_one_report_about_a_department_waits_at_a_time():
    number = dispatched()
    reports(number)
    before = everything()

    reports(number, short="11-24 10:00")  # the same words, sent twice
    with pytest.raises(NotPossible, match=r"retaliation\.waits"):
        reports(number, short="11-24 10:00", said="又有新情况")
    assert everything() == before

    reports(number, "GA", short="11-24 10:00")
    concludes(number, confirmed=False)
    reports(number, short="11-26 10:00")
    states = [row["state"] for row in of_ticket("retaliation_reports", number)]
    assert states == ["not_borne_out", "reported", "reported"]
    assert faults() == []


def test_it_is_concluded_on_once_with_reasons():
    number = dispatched()
    with pytest.raises(NotPossible, match=r"retaliation\.none_open"):
        concludes(number)
    reports(number)

    concludes(number)

    assert payload(last_entry(number)) == {
        "found": "confirmed",
        "text": "调取录像并询问当事人",
    }
    assert told(number)[-1] == "retaliation_concluded inspector"
    with pytest.raises(NotPossible, match=r"retaliation\.none_open"):
        concludes(number)
    assert faults() == []


def test_the_conclusion_is_offered_while_a_report_waits():
    number = dispatched()

    def offered():
        shown = looking.look(desk("inspector", "11-26 10:00"), number)
        return Command.CONCLUDE_RETALIATION in {one.command for one in shown.offers}

    assert not offered()
    reports(number)
    assert offered()
    concludes(number)
    assert not offered()


@pytest.mark.parametrize("department", ["SJ", "MZ"])
def test_who_stands_too_near_to_the_department_does_not_conclude(district, department):
    """MZ never had the case: it is enough that the report is about it."""
    number = dispatched()
    reports(number, department)
    near = an_account(district, "ducha", Role.INSPECTOR, "")
    by(
        near,
        interests.declare,
        department,
        InterestKind.RELATIVE,
        since=date(2024, 5, 1),
        until=None,
        reason="妹妹在该局任职",
    )
    words = (number, department, True, "属实")

    with pytest.raises(NotPermitted, match=r"interest\.department"):
        by(near, retaliation.conclude_retaliation, *words, short="11-25 10:00")
    concludes(number, department)


@on_sqlite_only
def test_what_is_confirmed_fails_the_quarter_in_which_it_was_reported(district):
    number = dispatched()
    reports(number)

    def graded():
        ours = office()
        period = parse_period("2026-Q4")
        calendar = ours.calendar("C0")
        with reading():
            counted = count_period(
                district.id, period, at("11-26 10:00"), calendar, ours.rules
            )
        return counted.unit("SJ").grade

    assert graded() is Grade.EXCELLENT
    concludes(number)
    assert graded() is Grade.FAILED


@on_sqlite_only
def test_the_words_go_with_the_other_words_of_the_case_and_the_proof_stays(settings):
    number = filed()
    reports(number, short="11-23 09:30")
    words = (number, ResultCode.R1, "办好了")
    act("clerk", "11-23 10:00", filing.solve_at_desk, *words)
    act("leader", "11-24 09:00", archiving.archive_ticket, number, Verdict.NOBODY)
    concludes(number)

    keep_retention(settings, at("2029-11-23 10:01"))

    (row,) = of_ticket("retaliation_reports", number)
    assert (row["told"], row["state"]) == ("", "confirmed")
    assert faults() == []
