"""There is no room left: it is said in words, nothing is half saved, it goes on later."""

import contextlib
import errno
import resource
from io import BytesIO

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from app.casework.audit import Proof, verify_register
from app.store.database import db
from app.store.document_files import keep_file, read_file
from app.store.outages import Outage, outage
from app.store.transaction import reading, transaction
from tests.casework.given_office import offices, rows
from tests.faults.given_forms import TEXT, files, form
from tests.marks import on_sqlite_only

MOST_FORMS = 200


@contextlib.contextmanager
def no_room_for_the_register():
    """SQLite may take no further page: what it does on a full disk."""
    pages = _pragma("page_count")

    def limit(connection, _):
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(db.engine, "connect", limit)
    db.engine.dispose()
    try:
        yield
    finally:
        event.remove(db.engine, "connect", limit)
        db.engine.dispose()


def _pragma(name):
    with reading():
        return db.session.execute(text(f"PRAGMA {name}")).scalar_one()


@contextlib.contextmanager
def no_file_longer_than(size):
    """The system refuses to let any file of this process grow beyond that."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@on_sqlite_only
def test_a_full_disk_is_told_nothing_is_half_saved_and_it_goes_on(clerk):
    acknowledged, refused = [], None
    clerk.get("/new-case")
    with no_room_for_the_register():
        for n in range(MOST_FORMS):
            answer = clerk.post("/new-case", **form(f"form-{n}"))
            if answer.status_code != 302:
                refused = answer
                break
            acknowledged.append(answer.headers["Location"].split("/")[2])
        assert clerk.get("/my-cases").status_code == 200  # reading goes on
    numbers = [row["number"] for row in rows("tickets")]

    assert refused is not None, "the disk never got full"
    assert refused.status_code == 503
    assert "服务器存储空间已满" in refused.text
    assert TEXT in refused.text
    assert numbers == acknowledged
    assert len(rows("ticket_events")) == 2 * len(acknowledged)
    assert len(rows("complainants")) == len(acknowledged)
    assert files(clerk, "later").status_code == 302
    with reading():
        assert list(verify_register(offices(), Proof())) == []
        assert _pragma("integrity_check") == "ok"


@on_sqlite_only
@pytest.mark.usefixtures("district")
def test_a_full_folder_of_documents_keeps_no_part_of_a_file(tmp_path):
    folder = tmp_path / "documents"

    with no_file_longer_than(1000), pytest.raises(OSError, match="too large") as full:
        keep_file(folder, b"%PDF-" + b"x" * 5000)

    assert outage(full.value) is Outage.FULL
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    name = keep_file(folder, b"%PDF-" + b"x" * 5000)
    assert read_file(folder, name) == b"%PDF-" + b"x" * 5000


@on_sqlite_only
def test_a_document_for_which_there_is_no_room_is_not_put_on_record(
    sit, clerk, monkeypatch
):
    number = files(clerk, "form-1").headers["Location"].split("/")[2]
    handler = sit("handler")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.casework.documents.keep_file", full)
    before = len(rows("ticket_events"))

    handler.get(f"/cases/{number}/documents")
    chosen = (BytesIO(b"%PDF-1.7\n%%EOF"), "证明.pdf")
    answer = handler.post(f"/cases/{number}/documents", documents=chosen)

    assert answer.status_code == 503
    assert rows("documents") == []
    assert len(rows("ticket_events")) == before


@pytest.mark.usefixtures("district")
@pytest.mark.parametrize("statement", ["SELECT 1 FROM nowhere", "SELECT nonsense("])
def test_a_fault_of_ours_is_no_outage(statement):
    with pytest.raises(DBAPIError) as fault, transaction():
        db.session.execute(text(statement))

    assert outage(fault.value) is None
