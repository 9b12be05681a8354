"""Documents: what is taken by its content, under which name, by whom, and served how."""

import hashlib
import zipfile
from io import BytesIO

import pytest
from PIL import Image

from app.casework import documents
from app.casework.document_content import (
    DOCX,
    JPEG,
    PDF,
    PNG,
    XLSX,
    Upload,
    check_upload,
    clean_name,
)
from app.casework.storage import Storage
from app.domain.errors import NotFound, NotPermitted, RuleBroken
from app.domain.terms import DocumentKind, ScanState
from app.store.inspected_documents import set_verdict
from app.store.transaction import reading, transaction
from tests.casework.given_office import (
    PEOPLE,
    act,
    desk,
    dispatched,
    everything,
    of_ticket,
)

MB = 1024 * 1024
A_PDF = b"%PDF-1.7\n%%EOF"


def drawn(how, size=(40, 30), **words):
    held = BytesIO()
    Image.new("RGB", size, "teal").save(held, how, **words)
    return held.getvalue()


A_JPEG, A_PNG = drawn("JPEG"), drawn("PNG")


def zipped(*names, text=b"<x/>"):
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parts:
        for name in names:
            parts.writestr(name, text)
    return held.getvalue()


A_DOCX = zipped("[Content_Types].xml", "word/document.xml")
AN_XLSX = zipped("[Content_Types].xml", "xl/workbook.xml")

TAKEN = {
    "pdf": (A_PDF, PDF),
    "jpeg": (A_JPEG, JPEG),
    "png": (A_PNG, PNG),
    "docx": (A_DOCX, DOCX),
    "xlsx": (AN_XLSX, XLSX),
}
HOSTILE = {
    "a program": b"MZ\x90\0" + b"\0" * 60,
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a picture with scripts": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "a shell script": b"#!/bin/sh\nrm -rf /\n",
    "a text": "材料".encode(),
    "a pdf behind something else": b"x" * 20 + A_PDF,
    "any archive": zipped("a.txt"),
    "a java archive": zipped("META-INF/MANIFEST.MF"),
    "a document with macros": zipped(
        "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"
    ),
    "a broken archive": A_DOCX[: len(A_DOCX) // 2],
    "a gif": b"GIF89a" + b"\0" * 20,
    "a jpeg in name only": b"\xff\xd8\xff\xe0" + b"\0" * 20,
    "a png cut short": A_PNG[:30],
    "a picture that is an archive": A_PNG + zipped("a.class"),
    "a picture that is a pdf": A_JPEG[:20] + A_PDF + A_JPEG[20:],
    "a pdf that is an archive": A_PDF + zipped("a.class"),
    "a picture of too many pixels": drawn("PNG", (9000, 9000)),
    "a document that is a bomb": zipped(
        "[Content_Types].xml", "word/document.xml", text=b"0" * 4_000_000
    ),
    "a document that climbs out": zipped(
        "[Content_Types].xml", "word/document.xml", "../../etc/cron.d/x"
    ),
}


@pytest.mark.parametrize("name", TAKEN)
def test_five_kinds_are_taken(name):
    content, kind = TAKEN[name]

    assert check_upload(Upload("x", content), MB) == kind


@pytest.mark.parametrize("name", HOSTILE)
def test_everything_else_is_refused_whatever_it_is_called(name):
    with pytest.raises(RuleBroken) as refused:
        check_upload(Upload("合同.pdf", HOSTILE[name]), MB)

    assert (refused.value.code, refused.value.field) == ("document.kind", "documents")


@pytest.mark.parametrize(("size", "is_taken"), [(MB, True), (MB + 1, False)])
def test_the_largest_size_is_still_taken(size, is_taken):
    upload = Upload("a.pdf", A_PDF.ljust(size, b"\0"))
    if is_taken:
        assert check_upload(upload, MB) == PDF
        return
    with pytest.raises(RuleBroken) as refused:
        check_upload(upload, MB)
    assert refused.value.code == "document.too_large"
    assert refused.value.facts == {"name": "a.pdf", "most": 1}


def test_an_empty_file_is_refused():
    with pytest.raises(RuleBroken) as refused:
        check_upload(Upload("a.pdf", b""), MB)

    assert refused.value.code == "document.empty"


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("产权证.PDF", "产权证.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\图.pdf", "图.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("evil\u202efdp.exe", "evilfdp.pdf"),
        ("a\0b.pdf", "ab.pdf"),
        (".htaccess", "htaccess.pdf"),
        ('<img src="x">.pdf', "_img src=_x__.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        ("  空 格  .pdf", "空 格 .pdf"),
        ("𠮷野家.pdf", "𠮷野家.pdf"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_names_are_cleaned(name, clean):
    assert clean_name(name, ".pdf") == clean


# --- on record ------------------------------------------------------------------------

MAY_ADD = {
    *("clerk", "leader", "handler", "chief", "deputy", "police", "police chief"),
}
ONLOOKERS = {"dispatcher", "inspector", "colleague", "district leader"}


@pytest.fixture
def number(district):
    return dispatched(assisting=("GA",))


def stored(folder, most=10 * MB, *, is_scanned=False):
    return Storage(folder, MB, most, is_scanned)


def add(who, number, folder, *uploads):
    words = (number, uploads, stored(folder))
    return act(who, "11-23 11:00", documents.add_documents, *words)


def opened(who, number, document_id, folder):
    with reading():
        return documents.open_document(
            desk(who, "11-23 12:00"), number, document_id, stored(folder)
        )


@pytest.mark.parametrize("who", sorted(MAY_ADD))
def test_who_works_on_it_adds_and_it_is_served_as_it_was(number, who, tmp_path):
    add(who, number, tmp_path, Upload("a/产权证.pdf", A_PDF))

    (row,) = of_ticket("documents", number)
    found = opened("inspector", number, row["id"], tmp_path)

    assert row["sha256"] == hashlib.sha256(A_PDF).hexdigest()
    assert row["size"] == len(A_PDF)
    assert (found.name, found.media_type) == ("产权证.pdf", "application/pdf")
    assert found.content == A_PDF


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - MAY_ADD))
def test_nobody_else_adds(number, who, tmp_path):
    before = everything()

    with pytest.raises((NotFound, NotPermitted)):
        add(who, number, tmp_path, Upload("a.pdf", A_PDF))

    assert everything() == before
    assert list(tmp_path.iterdir()) == []


def test_one_bad_file_among_good_ones_and_none_is_kept(number, tmp_path):
    bad = Upload("b.pdf", HOSTILE["a program"])
    with pytest.raises(RuleBroken):
        add("handler", number, tmp_path, Upload("a.pdf", A_PDF), bad)

    assert of_ticket("documents", number) == []
    assert list(tmp_path.iterdir()) == []


def test_the_same_file_twice_is_kept_once(number, tmp_path):
    add("handler", number, tmp_path, Upload("a.pdf", A_PDF))
    add("clerk", number, tmp_path, Upload("b.pdf", A_PDF))

    assert len(of_ticket("documents", number)) == 2
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_too_many_at_once_are_refused(number, tmp_path):
    files = [Upload(f"{n}.pdf", A_PDF) for n in range(documents.MOST_AT_ONCE + 1)]

    with pytest.raises(RuleBroken) as refused:
        add("handler", number, tmp_path, *files)

    assert refused.value.code == "document.too_many"


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - MAY_ADD - ONLOOKERS))
def test_who_may_not_look_is_served_nothing(number, who, tmp_path):
    add("handler", number, tmp_path, Upload("a.pdf", A_PDF))
    (row,) = of_ticket("documents", number)
    with pytest.raises(NotFound):
        opened(who, number, row["id"], tmp_path)


def test_a_document_of_another_case_is_not_served(number, tmp_path):
    add("handler", number, tmp_path, Upload("a.pdf", A_PDF))
    (row,) = of_ticket("documents", number)
    other = dispatched("11-23 10:20")

    with pytest.raises(NotFound):
        opened("handler", other, row["id"], tmp_path)


def test_what_was_changed_on_disk_is_not_served(number, tmp_path):
    add("handler", number, tmp_path, Upload("a.pdf", A_PDF))
    (row,) = of_ticket("documents", number)
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    file.write_bytes(A_PDF + b"!")

    with pytest.raises(NotFound) as refused:
        opened("handler", number, row["id"], tmp_path)
    assert refused.value.code == "document.unknown"


def test_all_documents_of_a_case_have_one_limit(number, tmp_path):
    size = len(A_PDF)
    verb, upload = documents.add_documents, Upload("a.pdf", A_PDF)
    act("handler", "11-23 11:00", verb, number, [upload], stored(tmp_path, 2 * size))
    act("handler", "11-23 11:00", verb, number, [upload], stored(tmp_path, 2 * size))

    with pytest.raises(RuleBroken) as refused:
        act(
            "handler", "11-23 11:00", verb, number, [upload], stored(tmp_path, 2 * size)
        )
    assert refused.value.code == "document.ticket_full"


# --- who may not open what ------------------------------------------------------------


def identity_of(number, folder):
    words = (number, [Upload("陈不可见.pdf", A_PDF)], stored(folder))
    verb = documents.add_documents
    act("clerk", "11-23 11:00", verb, *words, kind=DocumentKind.IDENTITY)
    (row,) = of_ticket("documents", number)
    return row["id"]


def test_of_a_confidential_case_departments_do_not_open_what_names_the_person(
    district, tmp_path
):
    number = dispatched(confidential=True)
    document_id = identity_of(number, tmp_path)

    with pytest.raises(NotFound):
        opened("handler", number, document_id, tmp_path)
    assert opened("clerk", number, document_id, tmp_path).content == A_PDF
    assert opened("inspector", number, document_id, tmp_path).content == A_PDF


def test_of_another_case_they_do(number, tmp_path):
    document_id = identity_of(number, tmp_path)

    assert opened("handler", number, document_id, tmp_path).content == A_PDF


SERVED = {
    # what the scanner said: with a scanner set, without one
    ScanState.UNSCANNED: ("document.not_scanned", None),
    ScanState.FAILED: ("document.not_scanned", None),
    ScanState.CLEAN: (None, None),
    ScanState.INFECTED: ("document.infected", "document.infected"),
}


@pytest.mark.parametrize("state", SERVED)
@pytest.mark.parametrize("is_scanned", [True, False])
def test_what_is_served_hangs_on_the_verdict(number, state, is_scanned, tmp_path):
    add("handler", number, tmp_path, Upload("a.pdf", A_PDF))
    (row,) = of_ticket("documents", number)
    with transaction():
        set_verdict(row["sha256"], state, "", None)
    refusal = SERVED[state][0 if is_scanned else 1]

    def served():
        storage = stored(tmp_path, is_scanned=is_scanned)
        with reading():
            return documents.open_document(
                desk("clerk", "11-23 12:00"), number, row["id"], storage
            )

    if refusal is None:
        assert served().content == A_PDF
        return
    with pytest.raises(NotPermitted) as refused:
        served()
    assert refused.value.code == refusal
