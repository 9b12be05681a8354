"""Papers on what a department's figures of a finished period show: proposed from what was
counted, decided on by a second person, with evidence that a stranger verifies, withdrawn
with reasons that stay on them."""

import json
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from flask import current_app

from app.casework import supervision, unit_papers
from app.casework.papers import read_paper
from app.casework.unit_evidence import unit_evidence
from app.domain.errors import (
    FieldMissing,
    NotFound,
    NotPermitted,
    NotPossible,
    RuleBroken,
    Stale,
)
from app.domain.periods import parse_period
from app.domain.talks import Talk
from app.domain.terms import Step, UnitGround
from app.reports.evidence_zip import with_verifier
from app.reports.unit_standing import standing_of
from app.scheduler import tick
from app.store import unit_papers as kept
from app.store.document_files import read_file
from app.store.inspected_documents import list_orphans
from app.store.reads.papers import get_paper, get_proposal, list_proposed
from app.store.sealing_again import known_contents
from app.store.transaction import reading, transaction
from tests.casework.given_office import (
    act,
    desk,
    dispatched,
    everything,
    office,
    rows,
    sweep,
)
from tests.casework.test_audit import faults
from tests.casework.test_evidence_files import faults as faults_of
from tests.casework.test_evidence_files import listed_anew, records, with_records
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")

QUARTER, OCTOBER = "2026-Q3", "10-09 10:00"
TALK = Talk(
    at("10-09 09:00"), "区政府三楼", "区市场监管局主要负责人", "督办过多", "月底前整改"
)


@pytest.fixture
def three_red():
    """Three red notices of September, confirmed and sealed."""
    numbers = [dispatched(f"09-0{day} 09:20") for day in (1, 2, 3)]
    sweep("09-28 09:30")
    for number in numbers:
        key = ("finish", 1, Step.RED)
        act(
            "chief",
            "09-28 10:00",
            supervision.give_statement,
            number,
            key,
            "人手不足",
        )
        act(
            "inspector",
            "09-28 11:00",
            supervision.confirm_escalation,
            number,
            key,
            "属实",
        )
    tick.seal_day(at("09-28 23:59"))
    return numbers


def standing(district, short=OCTOBER, period=QUARTER):
    ours = office()
    calendar = ours.calendar("C0")
    words = ("SJ", parse_period(period), at(short), calendar, ours.rules)
    with reading():
        return standing_of(district.id, *words)


def proposed(district, short=OCTOBER, ground=UnitGround.RED_NOTICES, talk=TALK):
    words = (ground, standing(district, short), talk)
    return act("inspector", short, unit_papers.propose_talk, *words)


def evidence(district, number, short="10-09 15:00"):
    with reading():
        here = desk("colleague", short)
        paper = get_proposal(district.id, number)
        return with_verifier(unit_evidence(here, paper, standing(district, short)))


def issued(district):
    number = proposed(district)
    words = (number, "数据属实，同意", evidence(district, number))
    return act("colleague", "10-09 15:00", unit_papers.issue_unit_paper, *words)


def told():
    return [f"{one['kind']} {one['audience']}" for one in rows("notices")]


def test_it_is_proposed_by_one_and_issued_by_another_with_its_evidence(
    district, three_red
):
    number = proposed(district)
    assert "paper_proposed inspector" in told()
    with reading():
        (waits,) = list_proposed(district.id, 10)
    assert (waits.id, waits.period, waits.number) == (number, QUARTER, None)
    words = (number, "同意", evidence(district, number))
    with pytest.raises(NotPermitted, match=r"paper\.own_proposal"):
        act("inspector", "10-09 15:00", unit_papers.issue_unit_paper, *words)
    paper = act("colleague", "10-09 15:00", unit_papers.issue_unit_paper, *words)
    assert (paper.number, paper.decided_by) == ("蓬督谈〔2026〕1号", "colleague")
    assert json.loads(paper.words)["figures"]["red"] == 3
    assert "talk_recorded deputy_leader@SJ" in told()
    assert faults() == []
    with pytest.raises(NotPossible, match=r"paper\.decided"):
        act("colleague", "10-09 16:00", unit_papers.issue_unit_paper, *words)


def test_a_stranger_verifies_what_was_counted(district, three_red):
    paper = issued(district)
    content = read_file(
        current_app.extensions["settings"].documents_dir, paper.evidence
    )
    assert content is not None
    packed = zipfile.ZipFile(BytesIO(content))
    members = {name: packed.read(name) for name in packed.namelist()}
    assert faults_of(members) == []
    kinds = [one["kind"] for one in records(members, "rows.jsonl")]
    assert kinds.count("escalations") == kinds.count("escalations_ruled") == 3
    assert "陈不可见" not in str(members)

    figures = json.loads(members["figures.json"])
    figures["now"]["flags"] = 9
    changed = {**members, "figures.json": json.dumps(figures).encode()}
    assert "9 flags are told, 3 lie under seals" in faults_of(listed_anew(changed))
    rest = records(members, "rows.jsonl")
    rest[0]["values"][3] = "x"
    assert faults_of(with_records(members, "rows.jsonl", rest))


def test_a_period_that_runs_names_nobody(district, three_red):
    early = replace(TALK, held_at=at("09-29 09:00"))
    with pytest.raises(RuleBroken, match=r"paper\.period_runs"):
        proposed(district, "09-29 10:00", talk=early)


@pytest.mark.parametrize(
    ("ground", "refusal"),
    [
        (UnitGround.WORST_RUNNING, r"paper\.not_shown"),
        (UnitGround.FAILED_QUARTER, r"paper\.not_shown"),
        (UnitGround.WORST_OF_MONTH, r"paper\.step"),
    ],
)
def test_what_the_figures_do_not_show_is_no_ground(
    district, three_red, ground, refusal
):
    before = everything()
    with pytest.raises(RuleBroken, match=refusal):
        proposed(district, ground=ground)
    assert everything() == before


def test_there_is_one_of_a_kind_on_one_period(district, three_red):
    proposed(district)
    with pytest.raises(NotPossible, match=r"paper\.there_already"):
        proposed(district)


def test_only_the_inspection_office_writes_them(district, three_red):
    words = (UnitGround.RED_NOTICES, standing(district), TALK)
    with pytest.raises(NotPermitted, match="permission"):
        act("dispatcher", OCTOBER, unit_papers.propose_talk, *words)


def test_what_is_refused_has_no_number_and_is_told_to_nobody(district, three_red):
    number = proposed(district)
    before = told()
    with pytest.raises(FieldMissing):
        act("colleague", OCTOBER, unit_papers.refuse_unit_paper, number, " ")
    act("colleague", OCTOBER, unit_papers.refuse_unit_paper, number, "已在整改")
    (row,) = rows("papers")
    assert (row["state"], row["number"], row["decision"]) == (
        "not_issued",
        None,
        "已在整改",
    )
    assert told() == before
    assert faults() == []


def test_withdrawn_it_stays_readable_and_whoever_was_told_is_told(district, three_red):
    paper = issued(district)
    verb = unit_papers.withdraw_unit_paper
    act("inspector", "10-12 10:00", verb, paper.number, "一份督办单经复核撤销")
    assert "paper_withdrawn deputy_leader@SJ" in told()
    with reading():
        read = read_paper(desk("deputy", "10-12 11:00"), paper.number)
    assert read.withdrawn_for == "一份督办单经复核撤销"
    with pytest.raises(NotPossible, match=r"paper\.withdrawn"):
        act("inspector", "10-12 12:00", verb, paper.number, "再撤")
    tick.seal_day(at("10-12 23:59"))
    assert faults() == []


def test_of_two_withdrawals_at_once_the_second_finds_the_first(district, three_red):
    paper, when = issued(district), at("10-12 10:00")
    with transaction():
        kept.withdraw_unit_paper(paper, "一份督办单经复核撤销", "inspector", when)
    with pytest.raises(Stale), transaction():
        kept.withdraw_unit_paper(paper, "再撤", "colleague", when)
    with reading():
        found = get_paper(district.id, paper.number)
    assert found.withdrawn_for == "一份督办单经复核撤销"


def test_its_evidence_belongs_to_no_case_and_is_no_orphan(district, three_red):
    evidence = issued(district).evidence
    with reading():
        assert evidence not in list_orphans(100)
        assert evidence in known_contents("", 100)


def test_a_talk_is_read_by_those_it_concerns(district, three_red):
    number = issued(district).number
    for who, may in (("handler", True), ("dispatcher", True), ("police", False)):
        with reading():
            here = desk(who, "10-09 16:00")
            if may:
                assert read_paper(here, number).number == number
            else:
                with pytest.raises(NotFound, match=r"paper\.unknown"):
                    read_paper(here, number)
