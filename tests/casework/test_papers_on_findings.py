"""Papers that rest on a confirmed finding: what gives ground, who reads them, and how they
are withdrawn with an entry of their own once the finding does not stand any more."""

import pytest

from app.casework import objections, papers, supervision
from app.casework.looking import look as look_at
from app.domain.errors import NotFound, NotPermitted, NotPossible, RuleBroken
from app.domain.finding import FindingKey
from app.domain.terms import (
    CauseCode,
    EntryKind,
    FindingCode,
    Ground,
    ReviewStatus,
    Role,
)
from app.store.reads.prepared_papers import list_prepared
from app.store.transaction import reading
from tests.casework.given_office import (
    Told,
    act,
    answered,
    desk,
    dispatched,
    entries,
    everything,
    kinds,
    last_entry,
    look,
    of_ticket,
    payload,
    verify,
)
from tests.casework.given_people import an_account, by
from tests.casework.test_audit import faults
from tests.casework.test_papers import TALK
from tests.casework.test_retaliation import WORDS, confirms, heard, reports

pytestmark = pytest.mark.usefixtures("district")


def found(number, code):
    """The key of the finding of that code."""
    (row,) = [one for one in of_ticket("findings", number) if one["code"] == code]
    return FindingKey(FindingCode(code), row["start_seq"], row["nth"])


def spoken(number, key, short):
    act("inspector", short, supervision.request_statement, number, key, "请说明情况")
    act("chief", short, supervision.give_statement, number, key, "经办人已调整")


def not_done():
    """A verified refusal (N3), found and confirmed. returns: number and key"""
    number = answered()
    verify(number, "11-24 10:00", passed=False, cause=CauseCode.C31)
    key = found(number, "N3")
    spoken(number, key, "11-24 11:00")
    confirms(number, key, "11-24 12:00")
    return number, key


def retaliation():
    number = dispatched()
    key = heard(number, reports(number))
    confirms(number, key)
    return number, key


def circular(number, key, short="11-24 14:00", who="inspector"):
    return act(who, short, papers.issue_circular, number, key, "现予通报批评")


def objected(number, key, outcome, short="11-25 10:00"):
    act("chief", short, objections.object_to, number, key, "系统故障所致")
    ground = None if outcome is ReviewStatus.CONFIRMED else Ground.FACTS
    words = (number, key, outcome, "复核意见", ground)
    act("colleague", short, objections.decide_objection, *words)


def papers_of(number):
    return [(one["kind"], one["state"]) for one in of_ticket("papers", number)]


# --- what gives ground --------------------------------------------------------------


def test_a_circular_rests_on_a_confirmed_finding_of_conduct():
    number, key = not_done()
    since = Told(number)
    circular(number, key)
    (row,) = of_ticket("papers", number)
    assert (row["code"], row["start_seq"], row["nth"]) == key
    assert (row["step"], row["number"]) == (None, "蓬督通〔2026〕1号")
    assert payload(last_entry(number))["finding"] == "N3"
    assert row["evidence"]
    assert "circular_issued chief_representative@SJ" in since.now()
    with pytest.raises(NotPossible, match=r"paper\.there_already"):
        circular(number, key, "11-24 15:00")
    assert faults() == []


def test_what_is_only_late_rests_on_the_ladder():
    number = dispatched()
    look("11-24 09:30")
    key = found(number, "N1")
    spoken(number, key, "11-24 10:00")
    confirms(number, key, "11-24 11:00")
    for verb, words in (
        (papers.issue_circular, ("通报",)),
        (papers.propose_clue, ("移送",)),
    ):
        with pytest.raises(RuleBroken, match=r"paper\.step"):
            act("inspector", "11-24 12:00", verb, number, key, *words)


def test_a_finding_that_is_not_confirmed_names_nobody():
    number = answered()
    verify(number, "11-24 10:00", passed=False, cause=CauseCode.C31)
    key = found(number, "N3")
    before = everything()
    with pytest.raises(RuleBroken, match=r"paper\.not_confirmed"):
        circular(number, key)
    assert everything() == before


def test_whoever_confirmed_it_does_not_issue_the_paper(district):
    ruler = an_account(district, "ducha", Role.INSPECTOR, "")
    number = answered()
    verify(number, "11-24 10:00", passed=False, cause=CauseCode.C31)
    key = found(number, "N3")
    spoken(number, key, "11-24 11:00")
    by(ruler, supervision.confirm_escalation, number, key, "属实", short="11-24 12:00")
    words = (papers.issue_circular, number, key, "现予通报批评")
    with pytest.raises(NotPermitted, match=r"paper\.own_ruling"):
        by(ruler, *words, short="11-24 13:00")
    act("colleague", "11-24 13:00", *words)
    assert papers_of(number) == [("circular", "issued")]


# --- withdrawn ----------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [ReviewStatus.REVOKED, ReviewStatus.DOWNGRADED])
def test_what_is_not_confirmed_any_more_takes_its_papers_along(outcome):
    number, key = not_done()
    circular(number, key)
    act("inspector", "11-24 15:00", papers.propose_clue, number, key, "拟移送")
    since = Told(number)
    objected(number, key, outcome)
    told = [one for one in entries(number) if one["kind"] == "paper_withdrawn"]
    assert [payload(one)["paper"] for one in told] == ["circular", "clue_package"]
    assert {payload(one)["outcome"] for one in told} == {str(outcome)}
    for row in of_ticket("papers", number):
        assert (row["withdrawn_at"], row["withdrawn_by"]) == (
            told[0]["at"],
            "colleague",
        )
    assert papers_of(number) == [("circular", "issued"), ("clue_package", "proposed")]
    assert [one for one in since.now() if one.startswith("paper_withdrawn")] == [
        "paper_withdrawn chief_representative@SJ",
        "paper_withdrawn deputy_leader@SJ",
        "paper_withdrawn dispatcher",
        "paper_withdrawn district_leader",
        "paper_withdrawn inspector",
    ]
    with pytest.raises(NotPossible, match=r"paper\.withdrawn"):
        act("colleague", "11-25 11:00", papers.transfer_clue, number, key, "同意")
    assert faults() == []


def test_a_ruling_that_stays_keeps_its_papers():
    number, key = not_done()
    circular(number, key)
    objected(number, key, ReviewStatus.CONFIRMED)
    (row,) = of_ticket("papers", number)
    assert row["withdrawn_at"] is None
    assert "paper_withdrawn" not in kinds(number)


def test_no_package_leaves_while_an_objection_is_open():
    number, key = not_done()
    act("inspector", "11-24 15:00", papers.propose_clue, number, key, "拟移送")
    act("chief", "11-25 10:00", objections.object_to, number, key, "不属实")
    with pytest.raises(RuleBroken, match=r"paper\.not_confirmed"):
        act("colleague", "11-25 11:00", papers.transfer_clue, number, key, "同意")


def test_that_a_package_was_withdrawn_is_the_inspection_offices_to_know():
    number, key = not_done()
    act("inspector", "11-24 15:00", papers.propose_clue, number, key, "拟移送")
    objected(number, key, ReviewStatus.REVOKED)
    for who, knows in (("inspector", True), ("chief", False), ("dispatcher", False)):
        with reading():
            seen = look_at(desk(who, "11-25 11:00"), number).page.entries
        kinds_seen = {entry.kind for entry in seen}
        assert (EntryKind.PAPER_WITHDRAWN in kinds_seen) is knows, who


# --- reported retaliation ------------------------------------------------------------


def test_no_circular_tells_all_of_reported_retaliation():
    number, key = retaliation()
    with pytest.raises(RuleBroken, match=r"paper\.step"):
        circular(number, key, "11-25 15:00")


def test_a_talk_on_it_is_read_by_the_department_and_nobody_beside():
    number, key = retaliation()
    since = Told(number)
    talk = {**TALK, "held_at": desk("chief", "11-25 15:00").now}
    act("inspector", "11-25 16:00", papers.record_talk, number, key, **talk)
    assert since.now() == [
        "told_discreetly chief_representative@SJ",
        "told_discreetly deputy_leader@SJ",
    ]
    (row,) = of_ticket("papers", number)
    for who, may in (
        *(("inspector", True), ("chief", True), ("district leader", False)),
        *(("dispatcher", False), ("police", False), ("clerk", False)),
    ):
        with reading():
            here = desk(who, "11-25 16:30")
            if may:
                assert papers.read_paper(here, row["number"]).code == "V1"
            else:
                with pytest.raises(NotFound, match=r"paper\.unknown"):
                    papers.read_paper(here, row["number"])
    for who, knows in (("chief", True), ("dispatcher", False)):
        with reading():
            seen = look_at(desk(who, "11-25 16:30"), number).page.entries
        assert (EntryKind.TALK_RECORDED in {one.kind for one in seen}) is knows


@pytest.mark.parametrize(
    ("said", "refusal"),
    [({"text": WORDS}, "quotes"), ({"pledge": "向陈不可见道歉"}, "names")],
)
def test_a_talk_on_it_neither_quotes_the_report_nor_names_who_complained(said, refusal):
    number, key = retaliation()
    talk = {**TALK, "held_at": desk("chief", "11-25 15:00").now, **said}
    before = everything()
    with pytest.raises(RuleBroken, match=rf"retaliation\.{refusal}"):
        act("inspector", "11-25 16:00", papers.record_talk, number, key, **talk)
    assert everything() == before


def test_confirmed_retaliation_waits_for_a_clue_package(district):
    number, key = retaliation()
    with reading():
        (waits,) = list_prepared(district.id, 10)
    assert (waits.kind, waits.key, waits.ticket_number) == (
        "clue_package",
        key,
        number,
    )
    act("inspector", "11-25 15:00", papers.propose_clue, number, key, "拟移送")
    with reading():
        assert list_prepared(district.id, 10) == []
    act("colleague", "11-25 16:00", papers.transfer_clue, number, key, "同意移送")
    assert papers_of(number) == [("clue_package", "issued")]
    for who in ("chief", "dispatcher", "clerk"):
        with reading():
            seen = look_at(desk(who, "11-25 16:30"), number)
        assert not {one.kind for one in seen.page.entries} & {
            EntryKind.CLUE_PROPOSED,
            EntryKind.CLUE_TRANSFERRED,
        }
        assert seen.papers == ()
    assert faults() == []
