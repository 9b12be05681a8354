"""Circulars, talk records, clue packages: on confirmed ground, decided, with evidence."""

import json
import zipfile
from io import BytesIO

import pytest
from flask import current_app
from sqlalchemy import text

from app.casework import handling, meetings, papers, supervision
from app.casework.looking import look, visible_documents
from app.domain.errors import (
    FieldMissing,
    NotFound,
    NotPermitted,
    NotPossible,
    RuleBroken,
)
from app.domain.terms import CauseCode, ClockName, EntryKind, Step
from app.reports import verify as verifier
from app.store.database import db
from app.store.document_files import read_file
from app.store.transaction import reading, transaction
from tests.casework.given_office import (
    Told,
    act,
    answered,
    desk,
    dispatched,
    everything,
    last_entry,
    of_ticket,
    payload,
    rows,
    sweep,
    verify,
)
from tests.casework.test_audit import faults
from tests.casework.test_two_at_once import all_at_once, refusals
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")

RED = (ClockName.FINISH, 1, Step.RED)
RAISED = (ClockName.FINISH, 1, Step.RAISED)
CLUE = (ClockName.FINISH, 1, Step.CLUE)
TALK = {
    "held_at": at("11-23 14:00"),
    "place": "区政府三楼",
    "attended": "区市场监管局主要负责人",
    "text": "超期未办,未联系反映人",
    "pledge": "11月27日前办结",
}


def confirm(number, key, short):
    """The department speaks, and the step is found to stand."""
    act("deputy", short, supervision.give_statement, number, key, "已在整改")
    act("inspector", short, supervision.confirm_escalation, number, key, "属实")


def red(short="12-03 09:00:05", confirmed=True):
    number = dispatched()
    sweep(short)
    if confirmed:
        confirm(number, RED, "12-03 10:00")
    return number


def raised():
    number = dispatched()
    act("dispatcher", "11-23 10:00", meetings.raise_level, number, "久拖不决")
    confirm(number, RAISED, "11-23 11:00")
    return number


def clue():
    number = answered()
    verify(number, "11-24 10:00", passed=False, cause=CauseCode.C38)
    act(
        "inspector", "11-24 11:00", supervision.confirm_escalation, number, CLUE, "属实"
    )
    return number


def proposed():
    number = clue()
    words = (number, CLUE, "核查认定虚假办结")
    act("inspector", "11-24 14:00", papers.propose_clue, *words)
    return number


def circular(number, short="12-03 11:00", who="inspector"):
    return act(who, short, papers.issue_circular, number, RED, "现予通报批评")


def evidence_of(row):
    """The zip that is kept with a paper."""
    folder = current_app.extensions["settings"].documents_dir
    content = read_file(folder, row["evidence"])
    assert content is not None
    return zipfile.ZipFile(BytesIO(content))


# --- circulars -------------------------------------------------------------------------


def test_a_circular_is_numbered_told_and_kept_with_its_evidence():
    number = red()
    since = Told(number)
    circular(number)
    (row,) = of_ticket("papers", number)
    assert (row["number"], row["state"]) == ("蓬督通〔2026〕1号", "issued")
    assert row["entry_seq"] == last_entry(number)["seq"]
    told = payload(last_entry(number))
    assert (told["text"], told["step"]) == ("现予通报批评", "red")
    assert told["evidence"] == row["evidence"]
    assert since.now() == [
        "circular_issued chief_representative@SJ",
        "circular_issued deputy_leader@SJ",
        "circular_issued dispatcher",
        "circular_issued district_leader",
    ]


def test_the_evidence_kept_with_it_is_whole_and_masked():
    number = red()
    circular(number)
    (row,) = of_ticket("papers", number)
    packed = evidence_of(row)
    members = {name: packed.read(name) for name in packed.namelist()}
    assert verifier.verify(members).faults == []
    about = json.loads(members["file.json"])
    assert (about["identity"], about["number"]) == ("masked", number)
    assert about["entries"] == last_entry(number)["seq"] - 1
    assert "陈不可见" not in str(members)


def test_nobody_is_named_before_it_is_confirmed():
    number = red(confirmed=False)
    before = everything()
    with pytest.raises(RuleBroken, match=r"paper\.not_confirmed"):
        circular(number)
    assert everything() == before


def test_a_low_step_gives_no_ground():
    number = red()
    blue = (ClockName.FINISH, 1, Step.BLUE)
    confirm(number, blue, "12-03 10:30")
    with pytest.raises(RuleBroken, match=r"paper\.step"):
        act("inspector", "12-03 11:00", papers.issue_circular, number, blue, "通报")


def test_there_is_one_circular_on_one_escalation():
    number = red()
    circular(number)
    before = everything()
    with pytest.raises(NotPossible, match=r"paper\.there_already"):
        circular(number, "12-03 11:30")
    assert everything() == before


def test_circulars_of_a_year_have_no_gap_when_two_write_at_once(app):
    numbers = [red() for _ in range(4)]
    works = [lambda number=number: circular(number) for number in numbers]
    assert refusals(all_at_once(app, *works)) == []
    assert sorted(row["sequence"] for row in rows("papers")) == [1, 2, 3, 4]


# --- talks -------------------------------------------------------------------------------


def test_a_talk_is_on_record_with_what_was_undertaken():
    number = raised()
    act("inspector", "11-23 15:00", papers.record_talk, number, RAISED, **TALK)
    (row,) = of_ticket("papers", number)
    assert row["number"] == "蓬督谈〔2026〕1号"
    told = payload(last_entry(number))
    assert told["pledge"] == TALK["pledge"]
    assert told["held_at"] == "2026-11-23T14:00:00+08:00"


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"held_at": at("11-23 15:00:01")}, r"talk\.not_yet"),
        ({"held_at": at("11-23 15:00").replace(year=2025, day=21)}, "too_long_ago"),
        ({"pledge": " "}, r"field\.missing"),
        ({"place": ""}, r"field\.missing"),
    ],
)
def test_a_talk_was_held_and_says_everything(changed, refusal):
    number, told = raised(), {**TALK, **changed}
    with pytest.raises(RuleBroken, match=refusal):
        act("inspector", "11-23 15:00", papers.record_talk, number, RAISED, **told)


# --- clue packages -------------------------------------------------------------------------


def test_a_clue_package_takes_two_persons():
    number = proposed()
    (row,) = of_ticket("papers", number)
    assert (row["state"], row["number"]) == ("proposed", None)
    words = (number, CLUE, "同意移送")
    with pytest.raises(NotPermitted, match=r"clue\.own_proposal"):
        act("inspector", "11-24 15:00", papers.transfer_clue, *words)
    act("colleague", "11-24 15:00", papers.transfer_clue, *words)
    (row,) = of_ticket("papers", number)
    assert (row["state"], row["number"]) == ("issued", "蓬督移〔2026〕1号")
    assert (row["proposed_by"], row["decided_by"]) == ("inspector", "colleague")


def test_the_package_has_the_full_file_and_the_reveal_is_logged():
    number = proposed()
    act("colleague", "11-24 15:00", papers.transfer_clue, number, CLUE, "同意移送")
    (row,) = of_ticket("papers", number)
    packed = evidence_of(row)
    assert json.loads(packed.read("file.json"))["complainant"]["name"] == "陈不可见"
    (logged,) = [one for one in rows("access_log") if "线索移送" in one["reason"]]
    assert logged["username"] == "colleague"


def test_it_is_decided_once():
    number = proposed()
    act("colleague", "11-24 15:00", papers.refuse_clue, number, CLUE, "证据不足")
    (row,) = of_ticket("papers", number)
    assert (row["state"], row["number"]) == ("not_issued", None)
    before = everything()
    for verb in (papers.transfer_clue, papers.refuse_clue):
        with pytest.raises(NotPossible, match=r"clue\.decided"):
            act("colleague", "11-24 16:00", verb, number, CLUE, "再议")
    with pytest.raises(NotPossible, match=r"paper\.there_already"):
        act("colleague", "11-24 16:00", papers.propose_clue, number, CLUE, "再议")
    assert everything() == before


def test_nothing_is_decided_that_nobody_proposed():
    number = clue()
    with pytest.raises(NotFound, match=r"clue\.none_proposed"):
        act("colleague", "11-24 15:00", papers.transfer_clue, number, CLUE, "同意")
    with pytest.raises(FieldMissing):
        act("inspector", "11-24 15:00", papers.propose_clue, number, CLUE, " ")


def test_only_the_inspection_office_knows_that_a_clue_is_weighed():
    number = proposed()

    def seen(who):
        with reading():
            return look(desk(who, "11-24 15:00"), number)

    def told(who):
        return {entry.kind for entry in seen(who).page.entries}

    assert EntryKind.CLUE_PROPOSED in told("inspector")
    for who in ("handler", "clerk", "dispatcher", "district leader"):
        assert EntryKind.CLUE_PROPOSED not in told(who)
        assert seen(who).papers == ()


def test_what_one_may_not_know_of_does_not_make_a_page_stale():
    number = proposed()
    before_it = last_entry(number)["seq"] - 1
    words = (number, "已补充说明", "phone")
    act("handler", "11-24 15:00", handling.record_contact, *words, seen=before_it)
    assert last_entry(number)["kind"] == "contacted"


def test_evidence_files_are_the_inspection_offices():
    number = red()
    circular(number)

    def documents(who):
        with reading():
            office = desk(who, "12-03 12:00")
            return visible_documents(office, look(office, number))

    (one,) = documents("inspector")
    assert one.kind == "evidence_file"
    assert documents("handler") == documents("clerk") == ()


# --- the proof ------------------------------------------------------------------------------


def change_the_package(change):
    """Behind the register's back; returns how to put it back."""
    read = "SELECT state, evidence, sequence FROM papers WHERE kind = 'clue_package'"
    with transaction():
        state, evidence, sequence = db.session.execute(text(read)).one()
        changed = f"UPDATE papers SET {change} WHERE kind = 'clue_package'"
        db.session.execute(text(changed))
    return f"state = '{state}', evidence = '{evidence}', sequence = {sequence}"


def test_papers_agree_with_the_entries_and_tampering_is_told():
    circular(red())
    number = proposed()
    act("colleague", "11-24 15:00", papers.transfer_clue, number, CLUE, "同意移送")
    assert faults() == []
    for change, told in (
        ("state = 'not_issued'", "clue_package finish 1 clue differs"),
        ("evidence = 'f'", "clue_package finish 1 clue differs"),
        ("sequence = 7", "clue_package numbers of 2026 have a gap"),
    ):
        back = change_the_package(change)
        assert any(told in one for one in faults()), change
        change_the_package(back)
    assert faults() == []
