"""The evidence file: whole, masked, verified by a stranger; and every change is found."""

import ast
import hashlib
import json
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest

from app.casework import supervision
from app.casework.evidence_files import make_evidence
from app.casework.storage import storage_of
from app.domain.errors import FieldMissing, NotPermitted
from app.domain.evidence_file import manifest
from app.domain.terms import Colour
from app.reports import verify as verifier
from app.reports.evidence_zip import VERIFIER, dress, pack
from app.scheduler import tick
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
