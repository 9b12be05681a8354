"""Documents, the full name, ledgers and the file: as people meet them."""

from io import BytesIO

import pytest
from PIL import Image

from app.casework import handling
from app.domain.terms import Command, SuspensionReason, TicketClass
from app.scheduler.documents import inspect_documents
from tests.casework.given_office import (
    act,
    dispatched,
    entries,
    kinds,
    of_ticket,
    rows,
    signed,
    sweep,
)
from tests.casework.test_documents import A_DOCX, A_PDF, HOSTILE, drawn
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at
from tests.web.case.given_acts import address
from tests.web.given_desks import hidden

pytestmark = on_sqlite_only


@pytest.fixture
def settings(database_url, tmp_path):
    """Settings that take small files only."""
    from tests.databases import settings_for_tests

    small = {"UPLOAD_MAX_BYTES": str(64 * 1024)}
    return settings_for_tests(database_url, tmp_path, **small)


def pages_of_a_pdf(count):
    """A PDF with that many empty pages."""
    held = BytesIO()
    blank = Image.new("RGB", (60, 80), "white")
    blank.save(held, "PDF", save_all=True, append_images=[blank] * (count - 1))
    return held.getvalue()


def file(name, content):
    return (BytesIO(content), name)


def test_a_document_is_added_and_handed_out_as_an_attachment(sit):
    number = dispatched()
    visitor = sit("handler")
    visitor.get(f"/cases/{number}/documents")

    answer = visitor.post(
        f"/cases/{number}/documents",
        kind="evidence",
        documents=[file("产权证.pdf", A_PDF), file("说明.docx", A_DOCX)],
    )

    visitor.follow(answer)
    assert "产权证.pdf" in visitor.words
    first, second = of_ticket("documents", number)
    served = sit("inspector").get(f"/cases/{number}/documents/{first['id']}")
    assert served.data == A_PDF
    assert served.headers["Content-Disposition"].startswith("attachment;")
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert served.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert served.headers["Cache-Control"] == "no-store"
    assert second["media_type"].endswith("wordprocessingml.document")


def test_a_picture_is_shown_small_and_only_what_we_drew(sit, settings):
    number = dispatched()
    visitor = sit("handler")
    path = f"/cases/{number}/documents"
    visitor.get(path)
    photo = drawn("PNG", (600, 400))
    visitor.follow(visitor.post(path, kind="photo", documents=file("现场.png", photo)))
    assert "现场照片" in visitor.words
    assert "/thumbnail" not in visitor.page
    inspect_documents(settings, at("11-23 11:00"))

    visitor.get(f"/cases/{number}")

    (row,) = of_ticket("documents", number)
    assert f"{path}/{row['id']}/thumbnail" in visitor.page
    served = visitor.client.get(f"{path}/{row['id']}/thumbnail")
    assert served.mimetype == "image/jpeg"
    assert served.data != photo
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert served.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_each_page_of_a_document_is_shown_as_a_picture_that_we_drew(sit, settings):
    number = dispatched()
    visitor = sit("handler")
    path = f"/cases/{number}/documents"
    visitor.get(path)
    visitor.post(path, kind="reply", documents=file("答复.pdf", pages_of_a_pdf(2)))
    inspect_documents(settings, at("11-23 11:00"))
    (row,) = of_ticket("documents", number)
    shown = f"{path}/{row['id']}"

    visitor.get(f"/cases/{number}")
    assert f'href="{shown}/preview"' in visitor.page
    visitor.get(f"{shown}/preview?page=2")
    assert "第 2 页，共 2 页" in visitor.words
    served = visitor.get(f"{shown}/pages/2")
    assert served.mimetype == "image/jpeg"
    assert served.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert visitor.get(f"{shown}/pages/3").status_code == 404
    assert sit("police").get(f"{shown}/preview").status_code == 404
    assert sit("police").get(f"{shown}/pages/1").status_code == 404


def test_a_department_sees_of_a_confidential_case_no_name_in_a_documents_name(sit):
    number = dispatched(confidential=True)
    clerk, handler = sit("clerk"), sit("handler")
    path = f"/cases/{number}/documents"
    clerk.get(path)
    clerk.post(path, kind="identity", documents=file("陈不可见.pdf", A_PDF))
    (row,) = of_ticket("documents", number)

    for page in (f"/cases/{number}", f"/cases/{number}/file", path):
        assert "不可见" not in handler.get(page).text
    assert handler.get(f"{path}/{row['id']}").status_code == 404
    assert "陈不可见.pdf" in clerk.get(f"/cases/{number}").text


@pytest.mark.parametrize("name", ["a program", "a page", "a document with macros"])
def test_a_hostile_file_is_refused_beside_the_field(sit, name):
    number = dispatched()
    visitor = sit("handler")
    visitor.get(f"/cases/{number}/documents")

    answer = visitor.post(
        f"/cases/{number}/documents",
        kind="evidence",
        documents=file("合同.pdf", HOSTILE[name]),
    )

    assert answer.status_code == 422
    assert 'href="#documents"' in visitor.page
    assert "“合同.pdf”不是 PDF" in visitor.words
    assert of_ticket("documents", number) == []


def test_a_file_that_is_too_large_is_refused_and_what_was_typed_is_kept(sit):
    number = dispatched()
    visitor = sit("handler")
    path = address(number, Command.PROGRESS)
    visitor.get(path)
    large = A_PDF.ljust(64 * 1024 + 1, b"\0")

    answer = visitor.post(
        path, seen="2", text="写了很久", documents=file("大.pdf", large)
    )

    assert answer.status_code == 422
    assert 'href="#documents"' in visitor.page
    assert "写了很久" in visitor.page
    assert kinds(number)[-1] == "dispatched"


def test_a_sending_beyond_all_measure_is_refused(sit):
    number = dispatched()
    visitor = sit("handler")
    path = f"/cases/{number}/documents"
    visitor.get(path)

    answer = visitor.post(path, documents=file("大.pdf", A_PDF.ljust(300_000, b"\0")))

    assert answer.status_code == 413
    assert of_ticket("documents", number) == []


def test_documents_go_with_an_act_and_name_its_entry(sit):
    number = dispatched()
    visitor = sit("handler", "11-23 15:00")
    path = address(number, Command.PROGRESS)
    visitor.get(path)

    visitor.post(path, seen="2", text="见附件", documents=file("图.pdf", A_PDF))

    (row,) = of_ticket("documents", number)
    (entry,) = [one for one in entries(number) if one["seq"] == row["event_seq"]]
    assert entry["kind"] == "progressed"


def test_a_refused_act_keeps_no_file(sit, tmp_path):
    number = signed()
    visitor = sit("handler", "11-24 10:00")
    path = address(number, Command.ANSWER)
    visitor.get(path)
    typed = {"result": "R4", "text": "不行", "told": "电话"}

    visitor.post(path, seen="3", documents=file("a.pdf", A_PDF), **typed)

    assert of_ticket("documents", number) == []
    assert not (tmp_path / "documents").exists()


def test_nothing_chosen_is_said(sit):
    number = dispatched()
    visitor = sit("handler")
    visitor.get(f"/cases/{number}/documents")

    answer = visitor.post(f"/cases/{number}/documents", kind="evidence")

    assert answer.status_code == 422
    assert "至少选一个文件" in visitor.words


def test_others_add_nothing_and_get_nothing(sit):
    number = dispatched()
    visitor = sit("handler")
    visitor.get(f"/cases/{number}/documents")
    visitor.post(
        f"/cases/{number}/documents", kind="evidence", documents=file("a.pdf", A_PDF)
    )
    (row,) = of_ticket("documents", number)

    assert sit("town").get(f"/cases/{number}/documents/{row['id']}").status_code == 404
    assert sit("town").get(f"/cases/{number}/documents").status_code == 404
    assert sit("inspector").get(f"/cases/{number}/documents").status_code == 403


# --- the full name ------------------------------------------------------------------------


def test_the_full_name_is_shown_for_a_reason_and_logged(sit):
    number = dispatched()
    visitor = sit("handler")
    visitor.get(f"/cases/{number}/reveal")
    assert "陈不可见" not in visitor.page

    answer = visitor.post(f"/cases/{number}/reveal", reason="电话核对材料")

    assert answer.headers["Cache-Control"] == "no-store"
    assert "陈不可见" in visitor.words
    assert "199 0000 4321" in visitor.words
    assert f'href="/cases/{number}/contact?back=' in visitor.page
    (entry,) = [row for row in rows("access_log") if row["action"] == "reveal"]
    assert entry["reason"] == "电话核对材料"


def test_without_a_reason_nothing_is_shown(sit):
    number = dispatched()
    visitor = sit("handler")
    visitor.get(f"/cases/{number}/reveal")

    answer = visitor.post(f"/cases/{number}/reveal", reason="  ")

    assert answer.status_code == 422
    assert "陈不可见" not in visitor.page
    assert not [row for row in rows("access_log") if row["action"] == "reveal"]


def test_a_confidential_name_is_kept_from_the_department(sit):
    number = dispatched(confidential=True)
    visitor = sit("handler")
    visitor.get(f"/cases/{number}/reveal")

    answer = visitor.post(f"/cases/{number}/reveal", reason="核对")

    assert answer.status_code == 403
    assert "陈不可见" not in visitor.page


# --- ledgers --------------------------------------------------------------------------------


def test_the_ledger_counts_each_day(sit):
    number = signed(ticket_class=TicketClass.COMPLEX)
    words = {"notice_no": "听1号", "planned_days": 1, "text": "听证"}
    reason = SuspensionReason.HEARING
    act(
        "handler",
        "11-24 10:00",
        handling.suspend_ticket,
        number,
        reason=reason,
        **words,
    )
    visitor = sit("handler", "12-04 10:00")

    visitor.get(f"/cases/{number}/clocks/finish/1")

    # 23 November is day zero; 24 and 25 are suspended; 26, 27, 30, 1, 2 are counted.
    assert "12月2日 周三 17:00 止" in visitor.words
    assert "11月24日 周二 挂起 5 听1号" in visitor.words
    assert "第 5 日" in visitor.words
    assert "逾期 2" in visitor.words


def test_the_ledger_of_hours_adds_them_up(sit):
    visitor = sit("handler")

    visitor.get(f"/cases/{dispatched()}/clocks/sign/1")

    assert "11月23日 周一 09:20 11月23日 周一 12:00 计入 160 160" in visitor.words
    assert "13:00 办公时间以外 160 办公时间" in visitor.words
    assert "11月23日 周一 13:00 11月23日 周一 14:20 计入 80 240" in visitor.words


@pytest.mark.parametrize("name", ["contact", "return", "notice_reply", "assist"])
def test_every_clock_has_its_ledger(sit, name):
    number = dispatched(assisting=("GA",))
    sweep("12-01 10:00")

    assert sit("clerk").get(f"/cases/{number}/clocks/{name}/1").status_code == 200


@pytest.mark.parametrize("path", ["hold/1", "finish/2", "nothing/1"])
def test_there_is_no_ledger_of_what_does_not_run(sit, path):
    number = dispatched()

    assert sit("clerk").get(f"/cases/{number}/clocks/{path}").status_code == 404


# --- the file ----------------------------------------------------------------------------------


def test_the_file_holds_everything_but_no_name(sit):
    number = dispatched()
    sweep("12-01 10:00")
    visitor = sit("inspector", "12-01 10:30")

    answer = visitor.get(f"/cases/{number}/file")

    assert answer.status_code == 200
    for heading in ("反映的事", "经过", "时限", "期限台账", "督办单", "校验"):
        assert heading in visitor.words
    assert entries(number)[-1]["hash"] in visitor.words
    assert "陈不可见" not in visitor.page


def test_the_hidden_count_of_entries_is_what_the_page_showed(sit):
    number = dispatched()
    visitor = sit("handler")
    visitor.get(f"/cases/{number}")

    assert hidden(visitor.page, "seen") == "2"
