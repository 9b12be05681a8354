"""What is no entry in an evidence file: its sealed rows, each with the path to its seal.
A stranger finds every changed byte of them, and what is told otherwise than they say."""

import json

import pytest
from sqlalchemy import text

from app.casework.evidence_files import make_evidence
from app.casework.storage import storage_of
from app.reports import verify as verifier
from app.reports.evidence_zip import dress
from app.scheduler import tick
from app.store.database import db
from app.store.sealed_kinds import KINDS
from app.store.transaction import transaction
from tests.casework.given_office import act, of_ticket
from tests.casework.test_evidence_files import (
    NAME,
    altered,
    faults,
    listed_anew,
    records,
    with_records,
)
from tests.casework.test_papers import circular, red
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")


@pytest.fixture
def number():
    """Red, confirmed, with a circular; all of it sealed since."""
    found = red()
    circular(found)
    tick.seal_day(at("12-03 23:59"))
    return found


def made(app, number, **asked):
    storage = storage_of(app.extensions["settings"])
    words = (make_evidence, number, storage, dress)
    return act("inspector", "12-04 10:00", *words, **asked)


@pytest.fixture
def members(app, number):
    return dict(made(app, number).members)


def rows_of(members, kind):
    return [one for one in records(members, "rows.jsonl") if one["kind"] == kind]


def told_otherwise(members, name, change):
    """A file of data changed by hand, and the list of files made anew."""
    told = json.loads(members[name])
    change(told)
    return listed_anew({**members, name: json.dumps(told).encode()})


def test_every_row_of_the_case_is_there_and_leads_to_its_seal(members, number):
    assert faults(members) == []
    kinds = {one["kind"] for one in records(members, "rows.jsonl")}
    assert kinds >= {
        *("tickets", "complaints", "escalations", "findings"),
        *("supervision_notices", "papers", "papers_grounds", "papers_decided"),
    }
    (decided,) = rows_of(members, "papers_decided")
    assert "蓬督通〔2026〕1号" in decided["values"]
    assert len(rows_of(members, "supervision_notices")) == len(
        of_ticket("supervision_notices", number)
    )
    proved = [one.said for one in verifier.verify(members).proved]
    assert "good_rows" in proved


def test_what_people_said_of_themselves_is_there_by_its_hash_alone(app, number):
    masked, full = made(app, number), made(app, number, full=True, reason="移交")
    (told,) = rows_of(masked.members, "complaints")
    assert (told["columns"], told["values"]) == (None, None)
    (told,) = rows_of(full.members, "complaints")
    assert told["values"][0] == "跑了三趟还办不成,材料换了又换。"
    assert NAME not in masked.members["rows.jsonl"].decode()
    assert faults(dict(full.members)) == []


def test_the_verifier_knows_the_columns_of_each_kind():
    shown = {one.name: one.columns for one in KINDS if one.shown}
    assert {kind: tuple(c.split()) for kind, c in verifier.COLUMNS.items()} == shown


@on_sqlite_only
def test_every_field_of_every_row_is_covered(members):
    told = records(members, "rows.jsonl")
    for place, one in enumerate(told):
        for field, value in one.items():
            for changed in others(value):
                rest = [*told]
                rest[place] = {**one, field: changed}
                found = faults(with_records(members, "rows.jsonl", rest))
                assert found, (one["kind"], field, changed)


def others(value):
    """Other values of the same kind; of a list, one for each that is in it."""
    if value is None:
        return [["x"]]
    if not isinstance(value, list):
        return ["x"] if value == "" else [altered(value)]
    changed = ([*value[:at], "x", *value[at + 1 :]] for at in range(len(value)))
    return [*changed, value[1:], value[::-1], None] if len(value) > 1 else [None]


@on_sqlite_only
def test_a_byte_changed_in_any_row_is_found_whatever_the_list_of_files_says(members):
    content = members["rows.jsonl"]
    for place in range(0, len(content), max(1, len(content) // 300)):
        changed = bytearray(content)
        changed[place] ^= 1
        remade = listed_anew({**members, "rows.jsonl": bytes(changed)})
        assert faults(remade), place


@on_sqlite_only
def test_a_row_taken_away_or_put_in_twice_is_told(members):
    told = records(members, "rows.jsonl")
    for place, one in enumerate(told):
        rest = [*told[:place], *told[place + 1 :]]
        assert "the count of the rows differs" in faults(
            with_records(members, "rows.jsonl", rest)
        )
        twice = faults(with_records(members, "rows.jsonl", [*told, one]))
        assert any("stands twice" in found for found in twice)


@on_sqlite_only
def test_a_notice_without_its_row_is_told_even_where_the_count_was_changed_too(members):
    rest = [
        one
        for one in records(members, "rows.jsonl")
        if one["kind"] != "supervision_notices"
    ]
    about = {**json.loads(members["file.json"]), "rows": len(rest)}
    changed = {**members, "file.json": json.dumps(about).encode()}
    found = faults(with_records(changed, "rows.jsonl", rest))
    assert len(found) == 3
    assert all("no sealed row bears it" in one for one in found)


@on_sqlite_only
@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        (
            "standing.json",
            lambda told: told["supervision_notices"][0].update(text="另一番话"),
            "supervision_notices 蓬督蓝〔2026〕1号 tells of “text” otherwise",
        ),
        (
            "standing.json",
            lambda told: told["escalations"][0].update(rules="0" * 64),
            "escalations finish 1 yellow tells of “rules” otherwise",
        ),
        (
            "standing.json",
            lambda told: told["papers"][0].update(evidence="0" * 64),
            "papers_decided 蓬督通〔2026〕1号 tells of “evidence” otherwise",
        ),
        (
            "findings.json",
            lambda told: told[0].update(detected_at="2026-11-30T09:00:00+08:00"),
            "tells of “detected_at” otherwise",
        ),
    ],
)
def test_what_is_told_otherwise_than_its_row_says_is_told(members, name, change, said):
    found = faults(told_otherwise(members, name, change))
    assert any(said in one for one in found), found


def test_a_row_changed_in_the_register_is_told_by_its_own_file(app, number):
    with transaction():
        db.session.execute(text("UPDATE supervision_notices SET text = '改'"))
    found = faults(dict(made(app, number).members))
    assert sum("was changed" in one for one in found) == 3


def test_a_file_of_before_has_no_rows_and_is_verified_as_it_was(members):
    about = {**json.loads(members["file.json"]), "format": 1}
    rest = {name: one for name, one in members.items() if name != "rows.jsonl"}
    older = listed_anew({**rest, "file.json": json.dumps(about).encode()})
    assert faults(older) == []


def test_a_row_younger_than_the_last_seal_waits_for_the_next(app):
    found = red()
    tick.seal_day(at("12-03 10:30"))
    circular(found)
    members = dict(made(app, found).members)
    assert faults(members) == []
    assert rows_of(members, "papers_decided") == []
