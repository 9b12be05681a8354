"""Retaliation: told to the inspection office alone, then heard and ruled on as every
flag is, and nothing of who told it reaches the department."""

from datetime import date

import pytest

from app.casework import (
    archiving,
    filing,
    handling,
    interests,
    looking,
    objections,
    retaliation,
    supervision,
)
from app.casework.audit import Proof, verify_register
from app.casework.rating import complainants_desk
from app.domain.errors import (
    NotFound,
    NotPermitted,
    NotPossible,
    RuleBroken,
    Stale,
)
from app.domain.finding import FindingKey
from app.domain.interests import InterestKind
from app.domain.periods import parse_period
from app.domain.terms import (
    FindingCode,
    Grade,
    Ground,
    ResultCode,
    ReviewStatus,
    Role,
    Verdict,
)
from app.reports.figures import count_period
from app.scheduler.retention import keep_retention
from app.store.transaction import reading, reading_one_moment, transaction
from tests.casework.given_office import (
    Told,
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
ASKS = "请说明 11 月 23 日以后对该事项反映人的接待情况"


def reports(
    number, department="SJ", short="11-24 09:30", who="clerk", said=WORDS, **given
):
    words = (number, department, said)
    act(who, short, retaliation.report_retaliation, *words, **given)
    reported = [one for one in entries(number) if one["kind"] == "retaliation_reported"]
    return FindingKey(FindingCode.V1, reported[-1]["seq"], 1)


def asks(number, key, short="11-24 10:00", who="inspector", text=ASKS, **given):
    return act(who, short, supervision.request_statement, number, key, text, **given)


def states(number, key, short="11-25 10:00", who="chief", text="没有为难反映人"):
    return act(who, short, supervision.give_statement, number, key, text)


def confirms(number, key, short="11-25 14:00", who="inspector", reasons="录像可证"):
    verb = supervision.confirm_escalation
    return act(who, short, verb, number, key, reasons)


def heard(number, key):
    asks(number, key)
    states(number, key)
    return key


def flag(number, code="V1"):
    found = [one for one in of_ticket("findings", number) if one["code"] == code]
    return found[-1]


def faults():
    with reading_one_moment():
        return [fault.what for fault in verify_register(offices(), Proof())]


def grade_of(district, department="SJ"):
    ours = office()
    calendar, period = ours.calendar("C0"), parse_period("2026-Q4")
    with reading():
        counted = count_period(
            district.id, period, at("11-28 10:00"), calendar, ours.rules
        )
    return counted.unit(department).grade


# --- reported ----------------------------------------------------------------------------


def test_it_is_kept_apart_from_the_timeline_and_told_to_the_inspection_office():
    number = dispatched()
    before = told(number)

    key = reports(number)

    since = [one for one in told(number)[len(before) :] if "signed" not in one]
    assert since == ["retaliation_reported inspector"]
    assert last_entry(number)["kind"] == "retaliation_reported"
    assert WORDS not in str(entries(number))
    (row,) = of_ticket("retaliation_reports", number)
    assert (row["told"], row["reported_by"]) == (WORDS, "clerk")
    raised = flag(number)
    assert (raised["start_seq"], raised["review_status"]) == (key.start_seq, "pending")
    assert raised["since"] == row["reported_at"]
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


def test_one_report_about_a_department_waits_at_a_time():
    number = dispatched()
    key = reports(number)
    before = everything()

    reports(number, short="11-24 10:00")  # the same words, sent twice
    with pytest.raises(NotPossible, match=r"retaliation\.waits"):
        reports(number, short="11-24 10:00", said="又有新情况")
    assert everything() == before

    reports(number, "GA", short="11-24 10:00")
    verb = supervision.dismiss_escalation
    act("inspector", "11-25 10:00", verb, number, key, "查无此事", Ground.FACTS)
    reports(number, short="11-26 10:00")
    found = [row["review_status"] for row in of_ticket("findings", number)]
    assert found.count("dismissed") == 1
    assert (
        len([one for one in of_ticket("findings", number) if one["code"] == "V1"]) == 3
    )
    assert faults() == []


def test_a_department_s_page_does_not_grow_stale_by_it():
    number = dispatched()
    seen = looking.look(desk("handler", "11-24 09:00"), number).entry_count
    key = reports(number)

    act("handler", "11-24 10:00", handling.sign_ticket, number, seen=seen)
    with pytest.raises(Stale):
        asks(number, key, short="11-24 11:00", seen=seen)


# --- heard -----------------------------------------------------------------------------


def test_nobody_is_found_against_unheard():
    number = dispatched()
    key = reports(number)

    with pytest.raises(NotPossible, match=r"review\.not_heard"):
        confirms(number, key, "11-24 10:00")
    asks(number, key)
    with pytest.raises(NotPossible, match=r"review\.not_heard"):
        confirms(number, key, "11-24 11:00")
    states(number, key)
    confirms(number, key)
    assert flag(number)["review_status"] == "confirmed"
    assert faults() == []


def test_silence_for_three_working_days_is_an_answer_too():
    """Told Tue 24 Nov: it may speak until the end of Fri 27 Nov."""
    number = dispatched()
    key = reports(number)
    asks(number, key)

    with pytest.raises(NotPossible, match=r"review\.not_heard"):
        confirms(number, key, "11-27 16:00")
    with pytest.raises(RuleBroken, match=r"statement\.late"):
        states(number, key, "11-30 09:00")
    confirms(number, key, "11-30 09:00")


@on_sqlite_only
def test_it_counts_once_confirmed_not_while_objected_and_never_revoked(district):
    number = dispatched()
    key = heard(number, reports(number))
    assert grade_of(district) is Grade.EXCELLENT
    confirms(number, key)
    assert grade_of(district) is Grade.FAILED
    act("chief", "11-26 10:00", objections.object_to, number, key, "与本部门无关")
    assert grade_of(district) is Grade.EXCELLENT
    verb = objections.decide_objection
    words = (number, key, ReviewStatus.REVOKED, "事实不清")
    with pytest.raises(NotPossible, match=r"review\.decided"):
        confirms(number, key, "11-26 11:00")
    act("colleague", "11-26 14:00", verb, *words, ground=Ground.FACTS)

    assert grade_of(district) is Grade.EXCELLENT
    assert flag(number)["review_status"] == "revoked"
    assert faults() == []


def test_another_person_decides_on_the_objection(district):
    number = dispatched()
    key = heard(number, reports(number))
    rules = an_account(district, "ducha", Role.INSPECTOR, "")
    words = (number, key, "录像可证")
    by(rules, supervision.confirm_escalation, *words, short="11-25 14:00")
    act("chief", "11-26 10:00", objections.object_to, number, key, "与本部门无关")

    decided = (number, key, ReviewStatus.CONFIRMED, "维持")
    with pytest.raises(NotPermitted, match=r"objection\.own_ruling"):
        by(rules, objections.decide_objection, *decided, short="11-26 14:00")
    act("colleague", "11-26 14:00", objections.decide_objection, *decided)


@pytest.mark.parametrize("department", ["SJ", "MZ"])
def test_who_stands_too_near_to_the_department_does_not_rule(district, department):
    """MZ never had the case: it is enough that the report is about it."""
    number = dispatched()
    key = reports(number, department)
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
    words = (number, key, "查无此事", Ground.FACTS)

    with pytest.raises(NotPermitted, match=r"interest\.department"):
        by(near, supervision.dismiss_escalation, *words, short="11-25 10:00")
    act("inspector", "11-25 10:00", supervision.dismiss_escalation, *words)


def test_it_is_heard_before_a_department_has_the_case_and_after_its_end():
    fresh = filed()
    heard(fresh, key := reports(fresh, "SJ", short="11-23 11:00"))
    confirms(fresh, key)

    ended = filed("11-23 10:00")
    words = (ended, ResultCode.R1, "办好了")
    act("clerk", "11-23 10:30", filing.solve_at_desk, *words)
    act("leader", "11-24 09:00", archiving.archive_ticket, ended, Verdict.NOBODY)
    heard(ended, key := reports(ended))
    confirms(ended, key)
    assert faults() == []


# --- discreet --------------------------------------------------------------------------


def seen_by(who, number):
    with reading():
        shown = looking.look(desk(who, "11-28 10:00"), number)
    told_of = [one for one in shown.page.entries if one.actor != "system"]
    flags = {one.code for one in shown.page.findings} & {FindingCode.V1}
    return [str(one.kind) for one in told_of], flags, shown.retaliation


@pytest.mark.parametrize(
    "who", ["clerk", "leader", "dispatcher", "district leader", "police", "handler"]
)
def test_before_it_is_told_nobody_but_the_inspection_office_sees_it(who):
    number = dispatched(assisting=("GA",))
    before = seen_by(who, number)
    reports(number)

    assert seen_by(who, number) == before
    inspector = seen_by("inspector", number)
    assert [one.told for one in inspector[2]] == [WORDS]
    assert FindingCode.V1 in inspector[1]


def test_the_department_is_told_neither_the_words_nor_who_said_them():
    number = dispatched(assisting=("GA",))
    strangers = [seen_by(who, number) for who in ("police", "clerk", "dispatcher")]
    key = reports(number)
    since = Told(number)
    asks(number, key)
    assert [one for one in since.now() if "signed" not in one] == [
        "told_discreetly chief_representative@SJ",
        "told_discreetly deputy_leader@SJ",
        "told_discreetly handler@SJ",
    ]
    states(number, key)
    confirms(number, key)

    seen, flags, words = seen_by("chief", number)
    assert FindingCode.V1 in flags
    assert words == ()
    assert "retaliation_reported" not in seen
    assert seen[-1] == "escalation_confirmed"
    for who, before in zip(("police", "clerk", "dispatcher"), strangers, strict=True):
        assert seen_by(who, number) == before


def test_what_the_department_reads_may_not_give_the_report_away():
    number = dispatched()
    key = reports(number)
    before = everything()

    with pytest.raises(RuleBroken, match=r"retaliation\.quotes"):
        asks(number, key, text=f"有人反映：{WORDS}")
    with pytest.raises(RuleBroken, match=r"retaliation\.names"):
        asks(number, key, text="陈不可见反映被为难")
    assert everything() == before
    heard(number, key)
    with pytest.raises(RuleBroken, match=r"retaliation\.quotes"):
        confirms(number, key, reasons=f"“{WORDS}”属实")


def test_what_was_dismissed_before_it_was_told_stays_with_the_inspection_office():
    number = dispatched()
    before = seen_by("chief", number)
    key = reports(number)
    since = Told(number)
    verb = supervision.dismiss_escalation
    act("inspector", "11-24 10:00", verb, number, key, "查无此事", Ground.FACTS)

    assert [one for one in since.now() if "signed" not in one] == [
        "escalation_dismissed inspector"
    ]
    assert seen_by("chief", number) == before
    assert last_entry(number)["department"] is None
    assert faults() == []


def test_a_department_that_never_had_the_case_speaks_and_sees_no_more_of_it():
    number = dispatched()
    key = reports(number, "GA")
    with pytest.raises(NotFound, match=r"ticket\.unknown"):
        states(number, key, "11-24 09:40", who="police chief")
    asks(number, key)

    states(number, key, who="police chief")
    with pytest.raises(NotFound, match=r"ticket\.unknown"):
        looking.look(desk("police chief", "11-25 11:00"), number)
    words = (number, "已致电", "phone")
    with pytest.raises(NotFound, match=r"ticket\.unknown"):
        act("police chief", "11-25 11:00", handling.record_contact, *words)
    confirms(number, key)
    act("police chief", "11-26 10:00", objections.object_to, number, key, "不属实")
    assert kinds(number)[-1] == "objected"
    assert payload(last_entry(number))["text"] == "不属实"
    assert faults() == []


def test_only_inspectors_read_the_words():
    number = dispatched()
    reports(number)
    with reading():
        (line,) = retaliation.retaliation_on(desk("inspector", "11-24 10:00"), number)
    assert line.told == WORDS
    for who in ("handler", "clerk", "dispatcher"):
        with pytest.raises(NotPermitted, match=r"retaliation\.inspection_only"):
            retaliation.retaliation_on(desk(who, "11-24 10:00"), number)


@on_sqlite_only
def test_the_words_go_with_the_other_words_of_the_case_and_the_proof_stays(settings):
    number = filed()
    key = reports(number, short="11-23 09:30")
    words = (number, ResultCode.R1, "办好了")
    act("clerk", "11-23 10:00", filing.solve_at_desk, *words)
    act("leader", "11-24 09:00", archiving.archive_ticket, number, Verdict.NOBODY)
    heard(number, key)
    confirms(number, key)

    keep_retention(settings, at("2029-11-23 10:01"))

    (row,) = of_ticket("retaliation_reports", number)
    assert (row["told"], flag(number)["review_status"]) == ("", "confirmed")
    assert faults() == []
