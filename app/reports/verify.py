"""Verify an evidence file of Bancheng: `python3 verify.py FILE.zip`.

One file, Python's standard library only, 3.8 or newer; needs nothing of the system that
made the evidence, and no network. It checks

    MANIFEST        every file is there, is the one that was packed, and none was added
    timeline.jsonl  each entry's hash covers what it says and the entry before it
    proofs.jsonl    each entry lies under a daily seal: a path of hashes leads to its root
    rows.jsonl      so does each row that no entry tells of: notices, flags, papers, rulings
    standing.json   what is told of notices, flags and papers is what their rows say
    seals.jsonl     each seal covers what it says and the seal before it
    canonical/      the rules and calendars that judged are what their hashes say
    findings.json   findings rest on entries that are there, and are as far as these say

and, with `--witness FILE`, that the seals are those a witness outside the office got.
Exit status: 0 nothing was changed, 1 something was, 2 it cannot be read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

ANCHOR = "0" * 64
SEAL = "bancheng daily seal 1"
ENTRY_FIELDS = (
    *("ticket", "seq", "kind", "at", "recorded_at", "actor", "role", "department"),
    *("payload", "previous_hash", "hash"),
)
SEAL_FIELDS = (
    *("district", "sequence", "sealed_at", "entries", "root", "previous_hash", "hash"),
)
PROOF_FIELDS = ("seq", "seal", "index", "size", "path")
ROW = "bancheng row 1"
ROW_FIELDS = (
    *("kind", "key", "columns", "values", "hash"),
    *("seal", "index", "size", "path"),
)
# The columns of each kind of row, in the order of its hash: a name is not hashed.
COLUMNS = {
    "tickets": (
        "district_id number center_id filed_at filed_by_id counter_label "
        "channel request_type matter_id matter_name trips original_no "
        "initial_cause handed_by agent_authority special_care confidential "
        "filing_key external_reference"
    ),
    "complaints": "told wanted",
    "documents": (
        "event_seq kind sha256 original_name media_type size uploaded_by_id uploaded_at"
    ),
    "ticket_links": "",
    "escalations": (
        "district_id ticket_id clock cycle step department_id due_at "
        "detected_at rules_hash calendar_hash entry_seq"
    ),
    "escalations_ruled": "reviewed_by_id",
    "escalations_decided": "decided_by_id",
    "findings": (
        "district_id ticket_id code start_seq nth department_id since "
        "detected_at rules_hash calendar_hash"
    ),
    "findings_ruled": "reviewed_by_id",
    "findings_decided": "decided_by_id",
    "supervision_notices": (
        "district_id colour year sequence number ticket_id department_id "
        "issued_at recorded_at reply_due_at reply_cycle clock cycle step text"
    ),
    "papers": "district_id ticket_id kind clock cycle step department_id proposed_by",
    "papers_grounds": "code start_seq nth unit_ground period words",
    "papers_decided": (
        "state year sequence number at recorded_at decided_by entry_seq evidence"
    ),
    "papers_reasons": "decision",
    "papers_withdrawn": "withdrawn_at withdrawn_by withdrawn_for",
    "retaliation_reports": "district_id ticket_id department_id reported_at reported_by report_seq",
    "retaliation_told": "told",
}
WITHHELD = ("complaints", "documents", "retaliation_told")  # by hash alone, if not full
FIGURES = "figures"  # the sort of file that goes with a paper on figures
WITH_ROWS = 2  # the first format that encloses rows
HEX = frozenset("0123456789abcdef")

WORDS = {
    "unreadable": ("无法读取：{0}", "cannot be read: {0}"),
    "missing": ("缺少文件 {0}", "the file {0} is missing"),
    "added": (
        "文件 {0} 不在清单内，系后来加入",
        "the file {0} was added: not in MANIFEST",
    ),
    "changed": ("文件 {0} 已被改动", "the file {0} was changed"),
    "manifest": (
        "清单 MANIFEST 已被改动（第 {0} 行）",
        "MANIFEST was changed (line {0})",
    ),
    "shape": (
        "{0} 第 {1} 行已被改动，不成记录",
        "{0}, line {1} was changed: no record",
    ),
    "entry": ("第 {0} 条记录已被改动", "entry {0} was changed"),
    "order": ("第 {0} 条记录缺失或次序不对", "entry {0} is missing or out of order"),
    "follows": (
        "第 {0} 条记录与前一条不衔接",
        "entry {0} does not follow the entry before it",
    ),
    "count": ("记录条数或末条与说明不符", "count or end of the entries differs"),
    "ticket": ("第 {0} 条记录属于另一工单", "entry {0} is of another case"),
    "seal": ("第 {0} 号封签已被改动", "seal {0} was changed"),
    "seal_order": (
        "第 {0} 号封签与前一封签不衔接",
        "seal {0} does not follow the seal before it",
    ),
    "proof": (
        "第 {0} 条记录与第 {1} 号封签不符：封签之后被改动",
        "entry {0} is not what seal {1} covers: changed after it was sealed",
    ),
    "no_proof": ("第 {0} 条记录缺少封签证明", "entry {0} has no proof of its seal"),
    "proof_twice": ("第 {0} 条记录的证明不唯一", "entry {0} has more than one proof"),
    "no_seal": ("缺少第 {0} 号封签", "seal {0} is missing"),
    "row": ("登记行 {0} {1} 已被改动", "row {0} {1} was changed"),
    "row_proof": (
        "登记行 {0} {1} 与第 {2} 号封签不符：封签之后被改动",
        "row {0} {1} is not what seal {2} covers: changed after it was sealed",
    ),
    "row_twice": ("登记行 {0} {1} 重复列出", "row {0} {1} stands twice"),
    "row_missing": (
        "{0} {1} 早于最近一次封签，却没有封签所盖的登记行",
        "{0} {1} is older than the last seal, and no sealed row bears it",
    ),
    "row_told": (
        "{0} {1} 的“{2}”与封签所盖的登记行不符",
        "{0} {1} tells of “{2}” otherwise than its sealed row",
    ),
    "good_flags": (
        "认定问题 {0} 个，其中 {1} 个在每日封签之下",
        "{0} flags were counted, {1} of them lie under daily seals",
    ),
    "flags": (
        "所称认定问题 {0} 个，封签所盖的只有 {1} 个",
        "{0} flags are told, {1} lie under seals",
    ),
    "row_count": ("登记行数与说明不符", "the count of the rows differs"),
    "document": ("材料 {0} 与登记的指纹不符", "document {0} is not the one on record"),
    "rules": ("缺少规则或日历 {0}", "the rules or calendar {0} are missing"),
    "rules_hash": (
        "规则或日历 {0} 的内容与其指纹不符，已被改动",
        "the rules or calendar {0} are not what their hash says: changed",
    ),
    "rules_text": (
        "规则文件 {0} 的“{1}”与核定内容不符，已被改动",
        "the rule file {0} says something else at {1} than what its hash is of",
    ),
    "finding_entry": (
        "疑似问题 {0} 所依据的第 {1} 条记录不存在",
        "finding {0} rests on entry {1}, which is not there",
    ),
    "finding_time": (
        "疑似问题 {0} 的起算时刻与所依据的记录不符",
        "finding {0} has a moment that its entries do not allow",
    ),
    "finding_twice": ("疑似问题 {0} 重复列出", "finding {0} stands twice"),
    "review": (
        "{0} 的认定状态与记录不符",
        "the review of {0} is not what the entries say",
    ),
    "witness": (
        "第 {0} 号封签与见证人所存不同：登记数据曾被整体重写",
        "seal {0} differs from the witness's copy: the register was rewritten",
    ),
    "no_witness": (
        "见证人没有与本卷相同的封签，无从比对",
        "the witness has none of these seals: nothing to compare",
    ),
    "good_files": ("文件 {0} 个，与清单一致", "{0} files are as MANIFEST says"),
    "good_entries": (
        "记录 {0} 条，逐条衔接，未被改动",
        "{0} entries, each chained to the one before, none changed",
    ),
    "good_seals": (
        "其中 {0} 条在每日封签之下，封签 {1} 个，相互衔接",
        "{0} of them lie under daily seals; {1} seals, chained",
    ),
    "good_rows": (
        "登记行 {0} 个在每日封签之下（其中 {1} 个涉及个人信息，只列指纹），未被改动",
        "{0} rows lie under daily seals, none changed ({1} with personal data by hash alone)",
    ),
    "young": (
        "其余 {0} 条晚于最近一次封签，尚无封签可证",
        "{0} are younger than the last seal: no seal covers them yet",
    ),
    "good_witness": (
        "封签 {0} 个与见证人所存一致",
        "{0} seals are those that the witness has",
    ),
    "good_rules": (
        "规则和日历 {0} 份，内容与指纹一致",
        "{0} rules and calendars are what their hashes say",
    ),
    "unproved_rules": (
        "规则或日历 {0} 出自旧版，未能重算指纹",
        "the hash of rules or calendar {0} could not be computed again: of an older house",
    ),
    "good_findings": (
        "疑似问题 {0} 个，所依据的记录、时刻和认定状态与记录一致",
        "{0} findings rest on entries that are there, at moments that these allow",
    ),
    "digest": (
        "清单指纹 {0}（可与办公室的导出记录核对）",
        "digest of MANIFEST {0} (compare it with the office's log of the export)",
    ),
    "right": ("结论：未发现改动。", "Nothing was changed."),
    "wrong": ("结论：发现 {0} 处问题。", "{0} faults were found."),
}


class Fault(NamedTuple):
    """Something that does not agree. said: a key of WORDS; about: what fills it"""

    said: str
    about: tuple[Any, ...] = ()


class Unreadable(Exception):
    """Not an evidence file at all, or cut off."""


class Report(NamedTuple):
    """What was found, and what was proved."""

    faults: list[Fault]
    proved: list[Fault]


def main(arguments: list[str] | None = None) -> int:
    """Verify, say the result in words. returns: the exit status"""
    asked = argparse.ArgumentParser(description="Verify an evidence file.")
    asked.add_argument("file", help="the zip, or the folder it was unpacked to")
    asked.add_argument("--witness", help="seals as a witness kept them")
    asked.add_argument("--en", action="store_true", help="speak English")
    chosen = asked.parse_args(arguments)
    language = 1 if chosen.en else 0
    try:
        members = read_members(Path(chosen.file))
        witnessed = read_witness(chosen.witness) if chosen.witness else None
        report = verify(members, witnessed)
    except (Unreadable, OSError) as fault:
        _say(Fault("unreadable", (fault,)), language)
        return 2
    for one in report.faults or report.proved:
        _say(one, language)
    if report.faults:
        _say(Fault("wrong", (len(report.faults),)), language)
        return 1
    _say(Fault("right"), language)
    return 0


def read_members(path: Path) -> dict[str, bytes]:
    """Name to content of every file. raises: Unreadable"""
    if path.is_dir():
        return {
            one.relative_to(path).as_posix(): one.read_bytes()
            for one in path.rglob("*")
            if one.is_file()
        }
    try:
        with zipfile.ZipFile(str(path)) as archive:
            names = archive.namelist()
            if len(set(names)) != len(names):
                raise Unreadable("two files have the same name")
            return {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as fault:
        raise Unreadable(fault) from fault
    except (RuntimeError, ValueError, UnicodeDecodeError) as fault:
        raise Unreadable(fault) from fault


def read_witness(path: str) -> dict[tuple[str, int], str]:
    """District and sequence to hash; lines that hold no seal are passed over."""
    found = {}
    for line in Path(path).read_text(encoding="utf-8", errors="replace").splitlines():
        seal = _record(line, SEAL_FIELDS)
        if seal is not None:
            found[seal["district"], seal["sequence"]] = seal["hash"]
    return found


def verify(
    members: dict[str, bytes], witnessed: dict[tuple[str, int], str] | None = None
) -> Report:
    """Check everything; the first fault of one kind does not hide the others."""
    faults: list[Fault] = list(_manifest_faults(members))
    about = _about(members)
    if about.get("sort") == FIGURES:
        return _verify_figures(members, about, witnessed, faults)
    entries = _lines(members, "timeline.jsonl", ENTRY_FIELDS, faults)
    seals = _lines(members, "seals.jsonl", SEAL_FIELDS, faults)
    proofs = _lines(members, "proofs.jsonl", PROOF_FIELDS, faults)
    faults += _entry_faults(entries, about)
    faults += _seal_faults(seals)
    faults += _proof_faults(entries, seals, proofs)
    faults += _enclosed_faults(members, about)
    told = _data(members, "findings.json", list, faults)
    standing = _data(members, "standing.json", dict, faults)
    faults += _finding_faults(told, entries, about)
    faults += _review_faults(told, standing, entries)
    proved = [
        Fault("good_files", (len(members) - 1,)),
        Fault("good_entries", (len(entries),)),
        Fault("good_seals", (len(proofs), len(seals))),
    ]
    proved += _rows_proved(
        members, about, seals, {**standing, "findings": told}, faults
    )
    proved += _rules_proved(members, about, faults)
    if told:
        proved.append(Fault("good_findings", (len(told),)))
    if len(entries) > len(proofs):
        proved.append(Fault("young", (len(entries) - len(proofs),)))
    if witnessed is not None:
        _compare(seals, witnessed, faults, proved)
    digest = hashlib.sha256(members.get("MANIFEST", b"")).hexdigest()
    proved.append(Fault("digest", (digest,)))
    return Report(faults, proved)


def _verify_figures(
    members: dict[str, bytes],
    about: dict[str, Any],
    witnessed: dict[tuple[str, int], str] | None,
    faults: list[Fault],
) -> Report:
    """A file of figures has no timeline: each flag that was counted is a sealed row."""
    seals = _lines(members, "seals.jsonl", SEAL_FIELDS, faults)
    faults += _seal_faults(seals)
    faults += _enclosed_faults(members, about)
    proved = [Fault("good_files", (len(members) - 1,))]
    proved += _rows_proved(members, about, seals, {}, faults)
    told = _data(members, "figures.json", dict, faults).get("now")
    flags = told.get("flags") if isinstance(told, dict) else None
    sealed = _count_flags(members)
    if not isinstance(flags, int) or (flags, flags - sealed) != (
        about.get("flags"),
        about.get("unsealed"),
    ):
        faults.append(Fault("flags", (flags, sealed)))
    proved.append(Fault("good_flags", (flags, sealed)))
    proved += _rules_proved(members, about, faults)
    if witnessed is not None:
        _compare(seals, witnessed, faults, proved)
    digest = hashlib.sha256(members.get("MANIFEST", b"")).hexdigest()
    return Report(faults, [*proved, Fault("digest", (digest,))])


def _count_flags(members: dict[str, bytes]) -> int:
    rows = _lines(members, "rows.jsonl", ROW_FIELDS, [])
    return sum(row["kind"] in ("escalations", "findings") for row in rows)


def entry_hash(entry: dict[str, Any]) -> str:
    """Hex SHA-256 over the entry and the hash before it."""
    told = [entry["previous_hash"], entry["ticket"], str(entry["seq"]), entry["kind"]]
    told += [entry["at"], entry["recorded_at"], entry["actor"], entry["role"]]
    told += [entry["department"] or "", entry["payload"]]
    return hashlib.sha256("\n".join(told).encode("utf-8")).hexdigest()


def row_hash(row: dict[str, Any]) -> str:
    """Hex SHA-256 over kind, key and values of a row."""
    told = [ROW, row["kind"], row["key"], *row["values"]]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def seal_hash(seal: dict[str, Any]) -> str:
    """Hex SHA-256 over the seal and the hash before it."""
    told = [SEAL, seal["previous_hash"], seal["district"], str(seal["sequence"])]
    told += [seal["sealed_at"], str(seal["entries"]), seal["root"]]
    return hashlib.sha256("\n".join(told).encode("utf-8")).hexdigest()


def root_of(leaf: str, index: int, size: int, path: list[str]) -> str | None:
    """The root that a path leads to (RFC 6962, leaves 0x00, nodes 0x01)."""
    if not 0 <= index < size:
        return None
    here, last = index, size - 1
    found = hashlib.sha256(b"\x00" + bytes.fromhex(leaf)).digest()
    for one in path:
        if last == 0:
            return None
        beside = bytes.fromhex(one)
        if here % 2 or here == last:
            found = hashlib.sha256(b"\x01" + beside + found).digest()
            while not here % 2 and here:
                here, last = here // 2, last // 2
        else:
            found = hashlib.sha256(b"\x01" + found + beside).digest()
        here, last = here // 2, last // 2
    return found.hex() if last == 0 else None


def _manifest_faults(members: dict[str, bytes]) -> Iterator[Fault]:
    if "MANIFEST" not in members:
        raise Unreadable("no MANIFEST")
    listed = {}
    text = members["MANIFEST"].decode("utf-8", "replace")
    for at, line in enumerate(text.split("\n")[:-1], start=1):
        digest, _, rest = line.partition("  ")
        size, _, name = rest.partition("  ")
        if not _is_hash(digest) or not size.isdigit() or not name or name in listed:
            yield Fault("manifest", (at,))
            continue
        listed[name] = (digest, size)
    if not text.endswith("\n"):
        yield Fault("manifest", (text.count("\n") + 1,))
    for name, told in sorted(listed.items()):
        content = members.get(name)
        if content is None:
            yield Fault("missing", (name,))
        elif (hashlib.sha256(content).hexdigest(), str(len(content))) != told:
            yield Fault("changed", (name,))
    for name in sorted(set(members) - set(listed) - {"MANIFEST"}):
        yield Fault("added", (name,))


def _about(members: dict[str, bytes]) -> dict[str, Any]:
    try:
        about = json.loads(members["file.json"].decode("utf-8"))
    except (KeyError, ValueError) as fault:
        raise Unreadable(f"file.json: {fault}") from fault
    if not isinstance(about, dict):
        raise Unreadable("file.json")
    return about


def _lines(
    members: dict[str, bytes], name: str, fields: tuple[str, ...], faults: list[Fault]
) -> list[dict[str, Any]]:
    """The records of a file; what is none is a fault."""
    if name not in members:
        faults.append(Fault("missing", (name,)))
        return []
    text = members[name].decode("utf-8", "replace")
    found = []
    for at, line in enumerate(text.split("\n")[:-1], start=1):
        record = _record(line, fields)
        if record is None:
            faults.append(Fault("shape", (name, at)))
        else:
            found.append(record)
    return found


def _record(line: str, fields: tuple[str, ...]) -> dict[str, Any] | None:
    """One record of exactly these fields, each of its type; else None."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or set(told) != set(fields):
        return None
    return told if all(_fits(name, told[name]) for name in fields) else None


def _fits(name: str, value: Any) -> bool:
    if name in ("seq", "sequence", "entries", "seal", "index", "size"):
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "path":
        return isinstance(value, list) and all(_is_hash(one) for one in value)
    if name in ("columns", "values"):
        return value is None or isinstance(value, list)
    if name in ("hash", "previous_hash", "root"):
        return _is_hash(value)
    return isinstance(value, str) or (name == "department" and value is None)


def _is_hash(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= HEX


def _entry_faults(
    entries: list[dict[str, Any]], about: dict[str, Any]
) -> Iterator[Fault]:
    previous = ANCHOR
    for position, entry in enumerate(entries, start=1):
        if entry["seq"] != position:
            yield Fault("order", (position,))
            return
        if entry["ticket"] != about.get("number"):
            yield Fault("ticket", (position,))
        if entry["previous_hash"] != previous:
            yield Fault("follows", (position,))
        if entry_hash(entry) != entry["hash"]:
            yield Fault("entry", (position,))
        previous = entry["hash"]
    if (len(entries), previous) != (about.get("entries"), about.get("chain_head")):
        yield Fault("count")


def _seal_faults(seals: list[dict[str, Any]]) -> Iterator[Fault]:
    # Python 3.8 knows no `strict`.
    for before, seal in zip([None, *seals], seals):  # noqa: B905
        if before is None:
            follows = seal["sequence"] > 1 or seal["previous_hash"] == ANCHOR
        else:
            follows = (
                seal["sequence"] == before["sequence"] + 1
                and seal["previous_hash"] == before["hash"]
                and seal["district"] == before["district"]
            )
        if not follows:
            yield Fault("seal_order", (seal["sequence"],))
        if seal_hash(seal) != seal["hash"]:
            yield Fault("seal", (seal["sequence"],))


def _proof_faults(
    entries: list[dict[str, Any]],
    seals: list[dict[str, Any]],
    proofs: list[dict[str, Any]],
) -> Iterator[Fault]:
    by_sequence = {seal["sequence"]: seal for seal in seals}
    hashes = {entry["seq"]: entry["hash"] for entry in entries}
    proved = set()
    for proof in proofs:
        seq, seal = proof["seq"], by_sequence.get(proof["seal"])
        if seq in proved:
            yield Fault("proof_twice", (seq,))
        proved.add(seq)
        if seal is None:
            yield Fault("no_seal", (proof["seal"],))
        elif seq not in hashes:
            yield Fault("order", (seq,))
        elif not _is_under(hashes[seq], proof, seal):
            yield Fault("proof", (seq, proof["seal"]))
    for seq in range(1, max(proved, default=0)):
        if seq not in proved:
            yield Fault("no_proof", (seq,))


def _is_under(entry: str, proof: dict[str, Any], seal: dict[str, Any]) -> bool:
    root = root_of(entry, proof["index"], proof["size"], proof["path"])
    return bool(root == seal["root"] and proof["size"] == seal["entries"])


def _rows_proved(
    members: dict[str, bytes],
    about: dict[str, Any],
    seals: list[dict[str, Any]],
    standing: dict[str, Any],
    faults: list[Fault],
) -> list[Fault]:
    """Every row leads to its seal, and what is told elsewhere is what the rows say."""
    if not isinstance(about.get("format"), int) or about["format"] < WITH_ROWS:
        return []
    rows = _lines(members, "rows.jsonl", ROW_FIELDS, faults)
    faults += _row_faults(rows, seals)
    if len(rows) != about.get("rows"):
        faults.append(Fault("row_count"))
    sealed_at = [at for at in (_moment(seal["sealed_at"]) for seal in seals) if at]
    last = max(sealed_at, default=None)
    for name, key, told in BORNE:
        faults += _borne_faults(name, key, told, rows, standing, last)
    withheld = sum(row["values"] is None for row in rows)
    return [Fault("good_rows", (len(rows), withheld))]


def _row_faults(
    rows: list[dict[str, Any]], seals: list[dict[str, Any]]
) -> Iterator[Fault]:
    by_sequence = {seal["sequence"]: seal for seal in seals}
    seen = set()
    for row in rows:
        name = (row["kind"], row["key"])
        place = (row["seal"], row["index"])
        if place in seen:
            yield Fault("row_twice", name)
        seen.add(place)
        seal = by_sequence.get(row["seal"])
        if not _is_itself(row):
            yield Fault("row", name)
        if seal is None:
            yield Fault("no_seal", (row["seal"],))
        elif not _is_under(row["hash"], row, seal):
            yield Fault("row_proof", (*name, row["seal"]))


def _is_itself(row: dict[str, Any]) -> bool:
    """Are columns and values those of its kind and its hash, or both withheld?"""
    columns, values = row["columns"], row["values"]
    if columns is None or values is None:
        is_withheld = columns is None and values is None
        return is_withheld and row["kind"] in WITHHELD and row["key"] == ""
    known = COLUMNS.get(row["kind"], "").split()
    return bool(columns == known and row_hash(row) == row["hash"])


# What is told: its list, what makes one of it the same, and which of its words stand in
# which column of the row. The last: when it was written; older than the seal, it is sealed.
BORNE = (
    (
        "escalations",
        ("clock", "cycle", "step"),
        {
            "due_at": "due_at",
            "detected_at": "detected_at",
            "entry": "entry_seq",
            "rules": "rules_hash",
            "calendar": "calendar_hash",
        },
    ),
    (
        "findings",
        ("code", "start_seq", "nth"),
        {
            "since": "since",
            "detected_at": "detected_at",
            "rules": "rules_hash",
            "calendar": "calendar_hash",
        },
    ),
    (
        "supervision_notices",
        ("number",),
        {
            "colour": "colour",
            "text": "text",
            "issued_at": "issued_at",
            "reply_due_at": "reply_due_at",
            "recorded_at": "recorded_at",
        },
    ),
    (
        "papers_decided",
        ("number",),
        {
            "state": "state",
            "evidence": "evidence",
            "at": "at",
            "entry": "entry_seq",
            "recorded_at": "recorded_at",
        },
    ),
)


def _borne_faults(
    name: str,
    key: tuple[str, ...],
    told: dict[str, str],
    rows: list[dict[str, Any]],
    standing: dict[str, Any],
    last: datetime | None,
) -> Iterator[Fault]:
    """Is what is told of this kind what its sealed rows say?"""
    sealed: dict[Any, dict[str, Any]] = {}
    for row in rows:
        if row["kind"] == name and _is_itself(row):
            values = _values(row)
            sealed[tuple(str(values.get(part)) for part in key)] = values
    for one in standing.get(name.split("_decided")[0]) or []:
        if not isinstance(one, dict) or one.get(key[0]) is None:
            continue
        which = tuple(str(one.get(part)) for part in key)
        said = " ".join(which)
        if which not in sealed:
            written = _moment(one.get("recorded_at") or one.get("detected_at"))
            if last is not None and written is not None and written <= last:
                yield Fault("row_missing", (name, said))
            continue
        for word, column in told.items():
            if not _agree(one.get(word), sealed[which].get(column)):
                yield Fault("row_told", (name, said, word))


def _values(row: dict[str, Any]) -> dict[str, Any]:
    # Python 3.8 knows no `strict`.
    return dict(zip(map(str, row["columns"]), row["values"]))  # noqa: B905


def _agree(told: Any, sealed: Any) -> bool:
    """The same, or the same instant in another zone?"""
    at = _moment(told)
    return bool(told == sealed or (at is not None and at == _moment(sealed)))


def _enclosed_faults(
    members: dict[str, bytes], about: dict[str, Any]
) -> Iterator[Fault]:
    """Documents are named by their content, and what judged the case is enclosed."""
    for name, content in sorted(members.items()):
        folder, _, rest = name.partition("/")
        if folder == "documents" and hashlib.sha256(content).hexdigest() != rest[:64]:
            yield Fault("document", (name,))
    for version in about.get("rules") or []:
        if f"rules/{version}.toml" not in members:
            yield Fault("rules", (version,))
    for version in about.get("calendars") or []:
        if f"calendars/{version}.json" not in members:
            yield Fault("rules", (version,))


def _data(
    members: dict[str, bytes], name: str, shape: type, faults: list[Fault]
) -> Any:
    """What a file of data says; an empty one of its shape when it cannot be read."""
    if name not in members:
        faults.append(Fault("missing", (name,)))
        return shape()
    try:
        told = json.loads(members[name].decode("utf-8"))
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, shape):
        faults.append(Fault("shape", (name, 1)))
        return shape()
    return told


def _rules_proved(
    members: dict[str, bytes], about: dict[str, Any], faults: list[Fault]
) -> list[Fault]:
    """Every set of rules and calendar: is it what its name, a hash, says?"""
    found, unproved = 0, []
    versions = [*(about.get("rules") or []), *(about.get("calendars") or [])]
    for version in versions:
        canonical = members.get(f"canonical/{version}.json")
        if canonical is None:
            unproved.append(Fault("unproved_rules", (str(version)[:12],)))
        elif hashlib.sha256(canonical).hexdigest() != version:
            faults.append(Fault("rules_hash", (str(version)[:12],)))
        else:
            found += 1
    for version in about.get("rules") or []:
        faults += _rule_text_faults(members, str(version))
    return [Fault("good_rules", (found,)), *unproved] if found else unproved


def _rule_text_faults(members: dict[str, bytes], version: str) -> Iterator[Fault]:
    """Does the readable rule file say what the canonical text says, place by place?

    Left out before Python 3.11, which cannot read TOML: MANIFEST still covers it.
    """
    try:
        import tomllib
    except ImportError:
        return
    text = members.get(f"rules/{version}.toml")
    canonical = members.get(f"canonical/{version}.json")
    if text is None or canonical is None:
        return
    try:
        values = dict(json.loads(canonical.decode("utf-8")))
        content = tomllib.loads(text.decode("utf-8-sig"))
    except (ValueError, TypeError):
        yield Fault("rules_text", (version[:12], "*"))
        return
    for place, value in sorted(_places(content)):
        if place in values and not _is_same(values[place], value):
            yield Fault("rules_text", (version[:12], place))


def _places(content: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Every value with its place, as "returns.limit_working_days"."""
    for name, value in content.items():
        if isinstance(value, dict):
            yield from _places(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _is_same(canonical: Any, written: Any) -> bool:
    """The same value, in the two ways of writing it?"""
    if isinstance(written, list):
        try:
            return _is_same_list(canonical, written)
        except (ValueError, TypeError):
            return False
    if written == "unlimited":
        return canonical is None
    told = written.isoformat() if hasattr(written, "isoformat") else written
    return bool(canonical in (told, f"{told}:00"))


def _is_same_list(canonical: Any, written: list[Any]) -> bool:
    """raises: ValueError, TypeError for what is no list of hours, or of words"""
    if written and isinstance(written[0], list):
        return bool(canonical == [[_seconds(at) for at in one] for one in written])
    return sorted(map(str, canonical or [])) == sorted(map(str, written))


def _seconds(at: Any) -> int:
    hours, _, minutes = str(at).partition(":")
    return int(hours) * 3600 + int(minutes or 0) * 60


def _finding_faults(
    told: list[Any], entries: list[dict[str, Any]], about: dict[str, Any]
) -> Iterator[Fault]:
    """Each finding rests on entries that are there, at a moment that they allow, and is
    judged by what is enclosed."""
    by_seq = {entry["seq"]: entry for entry in entries}
    seen = set()
    enclosed = {*(about.get("rules") or []), *(about.get("calendars") or [])}
    for one in told:
        if not isinstance(one, dict):
            yield Fault("shape", ("findings.json", 1))
            return
        name, start, end = _finding_name(one), one.get("start_seq"), one.get("end_seq")
        if name in seen:
            yield Fault("finding_twice", (name,))
        seen.add(name)
        for seq in [start] if end is None else [start, end]:
            if seq not in by_seq:
                yield Fault("finding_entry", (name, seq))
        if start in by_seq and not _is_moment_of(one, by_seq[start], by_seq.get(end)):
            yield Fault("finding_time", (name,))
        for version in (one.get("rules"), one.get("calendar")):
            if version not in enclosed:
                yield Fault("rules", (version,))


def _finding_name(one: dict[str, Any]) -> str:
    return "-".join(str(one.get(part)) for part in ("code", "start_seq", "nth"))


def _is_moment_of(
    one: dict[str, Any], start: dict[str, Any], end: dict[str, Any] | None
) -> bool:
    """Not before the entry it begins with; what is late ends after its moment."""
    since = _moment(one.get("since"))
    began = _moment(start["at"])
    if since is None or began is None or since < began:
        return False
    if end is None or one.get("late_working_days") is None:
        return True
    ended = _moment(end["at"])
    return ended is not None and ended >= since and end["seq"] > start["seq"]


def _moment(text: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo is not None else None


STATUS_AFTER = {
    "statement_requested": "statement",
    "statement_given": "heard",
    "escalation_confirmed": "confirmed",
    "escalation_dismissed": "dismissed",
    "downgraded": "downgraded",
    "objected": "objected",
}


def _review_faults(
    told: list[Any], standing: dict[str, Any], entries: list[dict[str, Any]]
) -> Iterator[Fault]:
    """Is each review as far as the entries about it say?"""
    after = _reviewed(entries)
    for one in told:
        if isinstance(one, dict):
            key = (one.get("code"), one.get("start_seq"), one.get("nth"))
            if one.get("status") != after.get(key, "pending"):
                yield Fault("review", (_finding_name(one),))
    for one in standing.get("escalations") or []:
        if isinstance(one, dict) and one.get("review") is not None:
            key = (one.get("clock"), one.get("cycle"), one.get("step"))
            if one["review"] != after.get(key, "pending"):
                yield Fault("review", (" ".join(map(str, key)),))


def _reviewed(entries: list[dict[str, Any]]) -> dict[Any, str]:
    """Status by what the entries are about, a finding or an escalation."""
    found: dict[Any, str] = {}
    for entry in entries:
        try:
            words = json.loads(entry["payload"])
        except ValueError:
            continue
        if not isinstance(words, dict):
            continue
        status = STATUS_AFTER.get(entry["kind"])
        if entry["kind"] == "objection_decided":
            status = words.get("outcome")
        if status is None:
            continue
        names = ("finding", "start_seq", "nth")
        if "finding" not in words:
            names = ("clock", "cycle", "step")
        found[tuple(words.get(name) for name in names)] = status
    return found


def _compare(
    seals: list[dict[str, Any]],
    witnessed: dict[tuple[str, int], str],
    faults: list[Fault],
    proved: list[Fault],
) -> None:
    common = 0
    for seal in seals:
        known = witnessed.get((seal["district"], seal["sequence"]))
        if known is None:
            continue
        common += 1
        if known != seal["hash"]:
            faults.append(Fault("witness", (seal["sequence"],)))
    if common:
        proved.append(Fault("good_witness", (common,)))
    else:
        faults.append(Fault("no_witness"))


def _say(one: Fault, language: int) -> None:
    sys.stdout.write(WORDS[one.said][language].format(*one.about) + "\n")


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.exit(main())
