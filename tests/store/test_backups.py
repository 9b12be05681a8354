"""A backup of the register at work, restored into an empty one, and compared."""

import hashlib
import re
import tarfile
import threading
from contextvars import Context
from io import BytesIO

import pytest
from sqlalchemy import inspect, text

from app import clock
from app.casework import documents
from app.casework.audit import Proof, verify_register
from app.casework.document_content import Upload
from app.config import ROOT, variables_in
from app.factory import create_app
from app.store.base import Base
from app.store.database import db
from app.store.document_files import read_file
from app.store.transaction import reading, transaction
from tests.casework.conftest import district
from tests.casework.given_office import act, complaint, dispatched, offices, rows
from tests.casework.given_office import filing as verbs
from tests.databases import SECRETS, let_go, settings_for_tests
from tests.marks import on_sqlite_only
from tests.notify.given_mail import handler
from tests.scheduler.given_ladder import swept
from tests.store.given_tickets import at

__all__ = ["district"]

A_PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture
def here(app, district, settings, monkeypatch):
    """A register with cases, a ladder that fell, a document, people."""
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    handler()
    number = dispatched("11-02 10:00")
    swept("11-10 10:00")
    dispatched("11-23 09:20")
    upload = Upload("证明.pdf", A_PDF)
    storage = documents.Storage(settings.documents_dir, 1024**2, 1024**2, False)
    act(
        "handler",
        "11-23 09:40",
        documents.add_documents,
        number,
        [upload],
        storage,
    )
    return app


@pytest.fixture
def elsewhere(empty_database_url, tmp_path):
    """Another machine: an application on a database without tables."""
    app = create_app(settings_for_tests(empty_database_url, tmp_path / "elsewhere"))
    yield app
    let_go(app)


def run(app, *words):
    """One command, outside whatever the test has open; its status and what it said."""
    return Context().run(_run, app, ["backup", *map(str, words)])


def _run(app, args):
    with clock.at(at("11-23 10:00")):
        result = app.test_cli_runner().invoke(args=args)
    return result.exit_code, result.output


def taken(app, folder, *options):
    status, said = run(app, "create", folder, *options)
    assert status == 0, said
    return folder / re.search(r"bancheng-\S+?\.tar\.gz", said)[0]


def everything():
    return {
        name: [tuple(row.values()) for row in rows(name)]
        for name in sorted(Base.metadata.tables)
    }


# --- there and back -----------------------------------------------------------------


def test_what_is_restored_is_what_was_there(here, elsewhere, tmp_path):
    archive = taken(here, tmp_path / "kept")
    before = everything()

    assert run(elsewhere, "check", archive)[0] == 0
    status, said = run(elsewhere, "restore", archive)

    assert status == 0, said
    assert "2 tickets" in said
    assert " 0 faults" in said
    with elsewhere.app_context():
        assert everything() == before
        name = hashlib.sha256(A_PDF).hexdigest()
        assert read_file(tmp_path / "elsewhere" / "documents", name) == A_PDF


def test_in_the_restored_register_work_goes_on(here, elsewhere, tmp_path):
    archive = taken(here, tmp_path / "kept")
    run(elsewhere, "restore", archive)

    with elsewhere.app_context():
        assert dispatched("11-23 09:20") == "PJ26-0003"
        assert swept("11-24 10:00") > 0
        with reading():
            assert list(verify_register(offices(), Proof())) == []
        with pytest.raises(Exception, match="append-only"), transaction():
            db.session.execute(text("DELETE FROM ticket_events"))


def test_while_cases_are_filed_it_is_of_one_moment(here, elsewhere, tmp_path):
    stop = threading.Event()
    filed: list[str] = []

    def file_on():
        with here.app_context():
            while not stop.is_set():
                said = complaint(filing_key=f"form-{len(filed)}")
                filed.append(
                    act("clerk", "11-23 09:10", verbs.file_ticket, said).number
                )

    clerk = threading.Thread(target=file_on)
    clerk.start()
    try:
        while len(filed) < 3:
            clerk.join(0.01)
        acknowledged = list(filed)
        archive = taken(here, tmp_path / "kept")
    finally:
        stop.set()
        clerk.join()

    status, said = run(elsewhere, "restore", archive)

    assert status == 0, said
    with elsewhere.app_context():
        restored = [row["number"] for row in rows("tickets")]
        assert len(rows("complaints")) == len(restored)
    assert set(acknowledged) <= set(restored)


# --- what is refused ----------------------------------------------------------------


def test_nothing_is_overwritten(here, tmp_path):
    archive = taken(here, tmp_path / "kept")
    before = everything()

    status, said = run(here, "restore", archive)

    assert status == 1
    assert "nothing is overwritten" in said
    assert everything() == before


def test_documents_that_are_there_are_not_mixed_with_others(here, elsewhere, tmp_path):
    archive = taken(here, tmp_path / "kept")
    folder = tmp_path / "elsewhere" / "documents"
    folder.mkdir(parents=True)
    (folder / "other").write_bytes(b"x")

    status, said = run(elsewhere, "restore", archive)

    assert status == 1
    assert "is not empty" in said
    with elsewhere.app_context():
        assert not inspect(db.engine).get_table_names()


def test_other_secrets_are_told_before_anything_is_restored(
    here, elsewhere, tmp_path, monkeypatch
):
    archive = taken(here, tmp_path / "kept")
    monkeypatch.setenv("SECRET_KEY", "another-" + "y" * 32)

    status, said = run(elsewhere, "restore", archive)
    assert status == 1
    assert "another SECRET_KEY" in said

    assert run(elsewhere, "restore", archive, "--other-secrets")[0] == 0


def test_a_key_that_came_since_beside_the_old_one_is_no_other(
    here, elsewhere, tmp_path, monkeypatch
):
    archive = taken(here, tmp_path / "kept")
    known = SECRETS["PERSONAL_DATA_KEYS"]
    monkeypatch.setenv("PERSONAL_DATA_KEYS", f"k2:{'B' * 43}=,{known}")

    assert run(elsewhere, "restore", archive)[0] == 0


@on_sqlite_only
def test_a_backup_of_the_other_database_is_told(here, elsewhere, tmp_path):
    archive = taken(here, tmp_path / "kept")
    changed = repacked(archive, b'"database": "sqlite"', b'"database": "postgresql"')

    assert "taken from postgresql" in run(elsewhere, "restore", changed)[1]


@on_sqlite_only
@pytest.mark.parametrize("part", ["rows/", "documents/", "office/esc"])
def test_a_part_that_was_changed_is_named(here, elsewhere, tmp_path, part):
    archive = taken(here, tmp_path / "kept")
    changed = repacked(archive, b"", b"", spoilt=part)

    for command in ("check", "restore"):
        status, said = run(elsewhere, command, changed)
        assert status == 1
        assert part in said
        assert "was changed" in said


@on_sqlite_only
def test_a_part_that_leads_out_of_the_backup_is_refused(here, elsewhere, tmp_path):
    archive = taken(here, tmp_path / "kept")
    changed = repacked(archive, b"documents/", b"../outside", renamed="documents/")

    status, said = run(elsewhere, "restore", changed)

    assert status == 1
    assert "leads out" in said
    assert not list(tmp_path.rglob("outside*"))


@on_sqlite_only
@pytest.mark.parametrize("left", [0, 100, 0.5, 0.999])
def test_half_a_backup_is_none(here, elsewhere, tmp_path, left):
    archive = taken(here, tmp_path / "kept")
    whole = archive.read_bytes()
    size = left if isinstance(left, int) else int(left * len(whole))
    archive.write_bytes(whole[:size])

    assert run(elsewhere, "check", archive)[0] == 1
    assert run(elsewhere, "restore", archive)[0] == 1


def repacked(archive, old, new, spoilt=None, renamed=None):
    """The archive with its manifest, one part or one name changed."""
    target = archive.with_name("changed.tar.gz")
    with tarfile.open(archive) as source, tarfile.open(target, "w:gz") as changed:
        for entry in source:
            data = source.extractfile(entry).read()
            if entry.name == "manifest.json" and not renamed:
                data = data.replace(old, new)
            if spoilt and entry.name.startswith(spoilt):
                data = bytes([data[0] ^ 1]) + data[1:]
            if renamed and entry.name.startswith(renamed):
                entry.name = new.decode()
            entry.size = len(data)
            changed.addfile(entry, BytesIO(data))
    return target


# --- what is kept -------------------------------------------------------------------


@on_sqlite_only
def test_the_secrets_lie_beside_it_and_not_in_it(here, tmp_path):
    archive = taken(here, tmp_path / "kept")
    beside = archive.with_name(archive.name + ".secrets")

    assert variables_in(beside) == SECRETS
    for path in (archive, beside):
        assert path.stat().st_mode & 0o077 == 0
    with tarfile.open(archive) as tar:
        for entry in tar:
            content = tar.extractfile(entry).read()
            assert not [s for s in SECRETS.values() if s.encode() in content]


@on_sqlite_only
def test_the_oldest_go_and_other_files_stay(here, tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir()
    old = [folder / f"bancheng-2026110{n}T010000Z.tar.gz" for n in range(1, 5)]
    for path in old:
        path.write_bytes(b"")
        path.with_name(path.name + ".secrets").write_bytes(b"")
    (folder / "bancheng-notes.tar.gz").write_bytes(b"")

    newest = taken(here, folder, "--keep", "2")

    left = sorted(path.name for path in folder.iterdir())
    kept = sorted([old[3].name, newest.name])
    assert left == sorted(
        ["bancheng-notes.tar.gz", *kept, *(f"{name}.secrets" for name in kept)]
    )


@on_sqlite_only
def test_where_there_is_no_room_nothing_is_left_behind(here, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.store.backups.archive.Writer.close_with", full)

    status, said = run(here, "create", tmp_path / "kept")

    assert status == 1
    assert "No space left" in said
    assert list((tmp_path / "kept").iterdir()) == []


@on_sqlite_only
def test_the_rule_file_and_the_district_are_in_it(here, tmp_path):
    archive = taken(here, tmp_path / "kept")

    with tarfile.open(archive) as tar:
        rules = tar.extractfile("office/escalation_rules.toml").read()
        names = set(tar.getnames())

    assert rules == (ROOT / "escalation_rules.toml").read_bytes()
    assert "office/district/organisation.json" in names
    assert "office/district/cases.jsonl" not in names
