"""The evidence file: whole, masked, verified by a stranger; and every change is found."""

import ast
import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from sqlalchemy import text

from app.casework import supervision
from app.casework.evidence_files import make_evidence
from app.casework.storage import storage_of
from app.domain.errors import FieldMissing, NotFound, NotPermitted
from app.domain.proof.evidence_file import manifest
from app.domain.terms import Colour
from app.reports import verify as verifier
from app.reports.evidence_zip import VERIFIER, dress, pack
from app.scheduler import tick
from app.store import directory
from app.store.database import db
from app.store.transaction import transaction
from tests.casework.given_office import act, answered, dispatched, rows, signed, sweep
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")

NAME, PHONE = "陈不可见", "19900004321"


@pytest.fixture
def number():
    """Signed on the 23rd and sealed; late, with a blue and an orange notice since."""
    found = signed()
    dispatched("11-23 09:20")
    tick.seal_day(at("11-23 17:00"))
    sweep("12-01 10:00")
    tick.seal_day(at("12-01 17:00"))
    replied = (found, Colour.BLUE, "已排期")
    act("deputy", "12-01 17:30", supervision.reply_notice, *replied)
    return found


def made(app, number, **asked):
    who = asked.pop("who", "inspector")
    storage = storage_of(app.extensions["settings"])
    return act(who, "12-02 10:00", make_evidence, number, storage, dress, **asked)


@pytest.fixture
def members(app, number):
    return dict(made(app, number).members)


def faults(members, witnessed=None):
    """What the verifier says, in English."""
    report = verifier.verify(members, witnessed)
    return [verifier.WORDS[one.said][1].format(*one.about) for one in report.faults]


def listed_anew(members):
    """As somebody would leave them who knows how the list is made."""
    rest = {name: text for name, text in members.items() if name != "MANIFEST"}
    return {**rest, "MANIFEST": manifest(rest)}


def records(members, name):
    return [json.loads(line) for line in members[name].splitlines()]


def with_records(members, name, told):
    lines = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in told)
    return listed_anew({**members, name: lines.encode()})


def test_an_honest_file_has_no_fault_and_holds_everything(members, number):
    assert faults(members) == []
    entries = records(members, "timeline.jsonl")
    assert [one["seq"] for one in entries] == list(range(1, 9))
    assert len(records(members, "proofs.jsonl")) == 7  # the eighth is younger
    assert len(records(members, "seals.jsonl")) == 2
    assert any(name.startswith("rules/") for name in members)
    assert any(name.startswith("calendars/") for name in members)
    ledgers = json.loads(members["ledgers.json"])
    assert any(one["clock"] == "finish" and one["days"] for one in ledgers)
    assert number in members["summary.txt"].decode()


def test_before_the_first_seal_it_says_that_no_seal_covers_it(app):
    members = made(app, answered()).members
    report = verifier.verify(dict(members))
    assert report.faults == []
    assert verifier.Fault("young", (5,)) in report.proved


def test_the_name_is_masked_everywhere(members):
    whole = b"".join(members.values())
    assert NAME.encode() not in whole
    assert PHONE.encode() not in whole
    assert "陈*" in members["summary.txt"].decode()


def test_the_full_name_needs_a_reason_and_is_logged_with_the_digest(app, number):
    with pytest.raises(FieldMissing):
        made(app, number, full=True, reason="  ")
    assert [row for row in rows("access_log") if row["action"] == "evidence"] == []
    file = made(app, number, full=True, reason="纪检监察机关调阅")
    assert NAME.encode() in file.members["file.json"]
    (row,) = [row for row in rows("access_log") if row["action"] == "evidence"]
    assert row["reason"] == f"full; 纪检监察机关调阅; MANIFEST {file.digest}"
    assert file.digest == hashlib.sha256(file.members["MANIFEST"]).hexdigest()


def test_only_the_inspection_office_makes_one(app, number):
    with pytest.raises(NotPermitted):
        made(app, number, who="dispatcher")


def test_the_summary_runs_and_loads_nothing(members):
    page = members["summary.html"].decode()
    assert "default-src 'none'" in page
    assert not any(sign in page for sign in ("<script", "http:", "https:", "src=", "@"))


# --- a stranger verifies ----------------------------------------------------------------


def run(*words):
    done = subprocess.run(
        [sys.executable, "-I", *words], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


@on_sqlite_only
def test_the_verifier_in_the_zip_runs_alone(members, tmp_path):
    packed = tmp_path / "file.zip"
    packed.write_bytes(pack(members, at("12-02 10:00")))
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "unpacked")
    alone = str(tmp_path / "unpacked" / "verify.py")
    for what in (packed, tmp_path / "unpacked"):
        status, said = run(alone, str(what))
        assert (status, "结论：未发现改动。" in said) == (0, True)
    (tmp_path / "unpacked" / "note.txt").write_text("x")
    status, said = run(alone, str(tmp_path / "unpacked"), "--en")
    assert (status, "note.txt was added" in said) == (1, True)


def test_the_verifier_needs_python_3_8_and_nothing_else():
    tree = ast.parse(VERIFIER.read_text("utf-8"), feature_version=(3, 8))
    named = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert named <= sys.stdlib_module_names
    attributes = {one.attr for one in ast.walk(tree) if isinstance(one, ast.Attribute)}
    assert not attributes & {"removeprefix", "removesuffix", "is_relative_to"}


@on_sqlite_only
def test_a_zip_that_was_cut_off_anywhere_is_refused(members, tmp_path):
    packed, cut = pack(members, at("12-02 10:00")), tmp_path / "cut.zip"
    for length in [0, 1, *range(100, len(packed) - 1, len(packed) // 60)]:
        cut.write_bytes(packed[:length])
        assert verifier.main([str(cut)]) == 2
    assert verifier.main([str(tmp_path / "none.zip")]) == 2


# --- tampering --------------------------------------------------------------------------


@on_sqlite_only
def test_a_changed_byte_in_any_file_is_found(members):
    for name, content in members.items():
        for place in {*range(0, len(content), max(1, len(content) // 40))}:
            changed = bytearray(content)
            changed[place] ^= 1
            found = faults_or_unreadable({**members, name: bytes(changed)})
            assert found, (name, place)


def faults_or_unreadable(members):
    try:
        return faults(members)
    except verifier.Unreadable:
        return ["unreadable"]


@on_sqlite_only
def test_files_taken_away_or_added_are_named(members):
    for name in members:
        rest = {one: text for one, text in members.items() if one != name}
        found = faults_or_unreadable(rest)
        assert found == ["unreadable"] or f"the file {name} is missing" in found
    assert "the file x was added: not in MANIFEST" in faults({**members, "x": b""})


@on_sqlite_only
def test_every_field_of_every_entry_is_covered_by_its_hash(members):
    entries = records(members, "timeline.jsonl")
    for at_entry, entry in enumerate(entries):
        for name, value in entry.items():
            changed = value + 1 if isinstance(value, int) else f"{value or ''}x"
            if "hash" in name:
                changed = "0" * 64 if value != "0" * 64 else "1" * 64
            told = [*entries]
            told[at_entry] = {**entry, name: changed}
            found = faults(with_records(members, "timeline.jsonl", told))
            assert any(f"entry {at_entry + 1} " in one for one in found), (name, found)


@on_sqlite_only
def test_every_single_character_of_a_payload_is_covered(members):
    entries = records(members, "timeline.jsonl")
    for at_entry, entry in enumerate(entries):
        text = entry["payload"]
        for place in range(0, len(text), 7):
            other = text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]
            told = [*entries]
            told[at_entry] = {**entry, "payload": other}
            found = faults(with_records(members, "timeline.jsonl", told))
            assert found == [f"entry {at_entry + 1} was changed"]


def rechained(entries):
    """The chain made anew, so that each entry fits the one before it."""
    previous, told = "0" * 64, []
    for entry in entries:
        entry = {**entry, "previous_hash": previous}
        previous = verifier.entry_hash(entry)
        told.append({**entry, "hash": previous})
    return told


@on_sqlite_only
def test_a_chain_made_anew_contradicts_the_seals(members):
    entries = records(members, "timeline.jsonl")
    entries[2] = {**entries[2], "actor": "somebody"}
    told = rechained(entries)
    about = {**json.loads(members["file.json"]), "chain_head": told[-1]["hash"]}
    changed = {**members, "file.json": json.dumps(about).encode()}
    found = faults(with_records(changed, "timeline.jsonl", told))
    assert found[0] == "entry 3 is not what seal 1 covers: changed after it was sealed"
    assert len(found) == 5  # each later one that is sealed


def altered(value):
    """Another value of the same kind."""
    if isinstance(value, list):
        return [*value, "0" * 64]
    if isinstance(value, int):
        return value + 1
    return f"{value[:-1]}{'0' if value[-1] != '0' else '1'}"


@on_sqlite_only
def test_every_field_of_every_seal_and_proof_is_covered(members):
    for name in ("seals.jsonl", "proofs.jsonl"):
        told = records(members, name)
        for place, one in enumerate(told):
            for field, value in one.items():
                changed = altered(value)
                rest = [*told]
                rest[place] = {**one, field: changed}
                assert faults(with_records(members, name, rest)), (name, field)


@on_sqlite_only
def test_the_last_entries_taken_away_contradict_the_proofs(members):
    entries = records(members, "timeline.jsonl")[:-2]
    about = {
        **json.loads(members["file.json"]),
        "entries": len(entries),
        "chain_head": entries[-1]["hash"],
    }
    changed = {**members, "file.json": json.dumps(about).encode()}
    found = faults(with_records(changed, "timeline.jsonl", entries))
    assert found == ["entry 7 is missing or out of order"]


@on_sqlite_only
def test_the_witness_finds_seals_that_were_made_again(app, members, tmp_path):
    copy = tmp_path / "witness.jsonl"
    app.test_cli_runner().invoke(args=["seal", "export", "--out", str(copy)])
    witnessed = verifier.read_witness(str(copy))
    assert len(witnessed) == 2
    assert faults(members, witnessed) == []
    other = dict.fromkeys(witnessed, "0" * 64)
    assert len(faults(members, other)) == 2
    assert faults(members, {}) == [
        "the witness has none of these seals: nothing to compare"
    ]


# --- the command ------------------------------------------------------------------------


@on_sqlite_only
def test_the_command_writes_a_zip_and_never_over_another(app, number, tmp_path):
    out = tmp_path / "file.zip"
    words = ["evidence", "export", number, "--out", str(out)]
    done = app.test_cli_runner().invoke(args=words)
    assert done.exit_code == 0, done.output
    assert verifier.main([str(out)]) == 0
    assert NAME.encode() not in b"".join(verifier.read_members(out).values())
    again = app.test_cli_runner().invoke(args=words)
    assert (again.exit_code, "is there already" in again.output) == (1, True)


@on_sqlite_only
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["PJ26-9999"], "there is no case PJ26-9999"),
        (["{number}", "--full"], "--full needs a --reason"),
    ],
)
def test_what_the_command_refuses_leaves_no_file(app, number, tmp_path, words, said):
    out = tmp_path / "file.zip"
    asked = [word.format(number=number) for word in words]
    done = app.test_cli_runner().invoke(
        args=["evidence", "export", *asked, "--out", str(out)]
    )
    assert (done.exit_code, said in done.output) == (1, True)
    assert not out.exists()


@on_sqlite_only
def test_the_same_members_pack_to_the_same_bytes(members):
    moment = at("12-02 10:00")
    assert pack(members, moment) == pack(dict(reversed(members.items())), moment)
    with zipfile.ZipFile(BytesIO(pack(members, moment))) as archive:
        assert archive.testzip() is None


# --- findings, rules and calendars --------------------------------------------------------


def found(members):
    return json.loads(members["findings.json"])


def with_findings(members, change):
    told = found(members)
    change(told)
    text = json.dumps(told, ensure_ascii=False)
    return listed_anew({**members, "findings.json": text.encode()})


def test_each_finding_is_enclosed_with_what_it_rests_on(members):
    told = {
        f"{one['code']}-{one['start_seq']}-{one['nth']}": one for one in found(members)
    }
    m1 = next(one for one in told.values() if one["code"] == "M1")
    assert (m1["department"], m1["status"], m1["end_seq"]) == ("SJ", "pending", None)
    assert datetime.fromisoformat(m1["since"]) == at("11-26 17:00")
    assert m1["late_working_days"] == 3.1  # three days and an hour, until 10:00
    assert "江门市蓬江区市场监督管理局" in m1["paragraph"]
    assert "至今超时 3.1 个工作日" in m1["paragraph"]
    assert m1["paragraph"] in members["summary.txt"].decode()


def test_a_file_for_a_finding_begins_with_it(app, number):
    about = "M1-2-1"
    file = dict(made(app, number, about=about).members)
    assert json.loads(file["file.json"])["about"] == about
    summary = file["summary.txt"].decode()
    first = summary.split("[记录反映的疑似问题]\n")[1].splitlines()[0]
    assert first.strip().startswith("M1")
    assert faults(file) == []


@pytest.mark.parametrize("about", ["N9-1-1", "M1-2-7", "M1", "'; --"])
def test_a_finding_that_the_case_has_not_is_refused(app, number, about):
    with pytest.raises(NotFound, match=r"finding\.unknown"):
        made(app, number, about=about)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one.update(start_seq=99), "rests on entry 99"),
        (lambda one: one.update(end_seq=99), "rests on entry 99"),
        (lambda one: one.update(since="2026-11-20T09:00:00+08:00"), "a moment that"),
        (lambda one: one.update(since="x"), "a moment that"),
        (lambda one: one.update(status="confirmed"), "the review of"),
        (lambda one: one.update(rules="0" * 64), "are missing"),
    ],
)
def test_a_finding_that_was_changed_is_told(members, change, said):
    spoilt = with_findings(members, lambda told: change(told[0]))
    assert any(said in fault for fault in faults(spoilt)), faults(spoilt)


def test_a_finding_put_in_twice_is_told(members):
    spoilt = with_findings(members, lambda told: told.append(told[0]))
    assert any("stands twice" in fault for fault in faults(spoilt))


def test_the_hash_of_rules_and_calendars_is_computed_again(members):
    report = verifier.verify(members)
    said = [verifier.WORDS[one.said][1].format(*one.about) for one in report.proved]
    about = json.loads(members["file.json"])
    count = len(about["rules"]) + len(about["calendars"])
    assert f"{count} rules and calendars are what their hashes say" in said


def test_rules_that_were_changed_are_told_by_their_hash(members):
    (version,) = json.loads(members["file.json"])["rules"]
    name = f"canonical/{version}.json"
    changed = members[name].replace(
        b'"sign.limit_working_hours":4', b'"sign.limit_working_hours":9'
    )
    assert changed != members[name]
    assert any(
        "not what their hash says" in one
        for one in faults(listed_anew({**members, name: changed}))
    )


@pytest.mark.skipif(sys.version_info < (3, 11), reason="TOML is read since Python 3.11")
def test_a_rule_file_that_reads_otherwise_is_told_by_its_place(members):
    (version,) = json.loads(members["file.json"])["rules"]
    name = f"rules/{version}.toml"
    for old, new, place in (
        (
            "limit_working_hours = 4",
            "limit_working_hours = 9",
            "sign.limit_working_hours",
        ),
        (
            'same_day_before = "15:00"',
            'same_day_before = "16:00"',
            "contact.same_day_before",
        ),
        (
            'causes               = ["C31", "C32"',
            'causes = ["C31", "C11"',
            "ladder.clue.causes",
        ),
        ('mon = [["09:00"', 'mon = [["08:00"', "hours.week.mon"),
    ):
        told = members[name].decode()
        assert old in told, old
        changed = listed_anew({**members, name: told.replace(old, new).encode()})
        assert any(place in one for one in faults(changed)), place


@on_sqlite_only
def test_moments_are_those_of_the_districts_zone(app, number):
    with transaction():
        db.session.execute(text("UPDATE districts SET zone = 'Asia/Urumqi'"))
    directory.forget()
    summary = dict(made(app, number).members)["summary.txt"].decode()
    assert "2026-11-23 07:10" in summary  # 09:10 in Shanghai
