"""What the timer does with documents: scanned, drawn, tried again, removed."""

import socket
import struct
import sys
import threading
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.casework import documents
from app.casework.document_content import JPEG, PDF, PNG, Upload
from app.casework.inspecting_documents import remove_orphan
from app.casework.thumbnails import EDGE, thumbnail_of
from app.casework.virus_scanners import Verdict, scanner_for
from app.domain.terms import ScanState
from app.scheduler.documents import inspect_documents
from app.store.document_files import read_file, read_thumbnail
from app.store.inspected_documents import list_orphans
from app.store.transaction import reading, transaction
from tests.casework.given_office import act, dispatched, rows
from tests.casework.test_documents import A_PDF, drawn, stored
from tests.databases import settings_for_tests
from tests.store.given_tickets import at

EICAR = b"X5O!P%@AP"  # the beginning of the harmless test virus; enough for our clamd
A_PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)


# --- the scanner ----------------------------------------------------------------------


class Clamd(threading.Thread):
    """Speaks clamd's INSTREAM on a port of its own, for as many files as it is told."""

    def __init__(self, files):
        super().__init__()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.files = files

    def run(self):
        for _ in range(self.files):
            link, _ = self.listening.accept()
            with link, link.makefile("rb") as sent:
                assert sent.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack("!I", sent.read(4))[0]:
                    content += sent.read(size)
                found = b"Eicar-Test FOUND" if EICAR in content else b"OK"
                link.sendall(b"stream: " + found + b"\0")
        self.listening.close()


def scanner(setting):
    found = scanner_for(setting)
    assert found is not None
    return found


def test_clamd_is_asked_over_its_socket():
    clamd = Clamd(files=2)
    clamd.start()
    scan = scanner(f"clamd:127.0.0.1:{clamd.port}")

    assert scan(b"x" * 200_000) == Verdict(ScanState.CLEAN)
    assert scan(b"x" + EICAR) == Verdict(ScanState.INFECTED, "Eicar-Test")
    clamd.join()


def test_a_clamd_that_is_gone_is_a_failed_scan(tmp_path):
    assert scanner(f"clamd:{tmp_path}/none")(A_PDF).state is ScanState.FAILED


def command(text):
    return f"command:{sys.executable} -c '{text}'"


READS = "import sys; sys.stdin.buffer.read(); "


@pytest.mark.parametrize(
    ("ends", "state"),
    [
        ("sys.exit(0)", ScanState.CLEAN),
        ("sys.exit(1)", ScanState.INFECTED),
        ("sys.exit(2)", ScanState.FAILED),
    ],
)
def test_a_command_says_it_by_its_status(ends, state):
    assert scanner(command(READS + ends))(A_PDF).state is state


def test_a_command_that_does_not_exist_is_a_failed_scan():
    assert scanner("command:/no/such/program")(A_PDF).state is ScanState.FAILED


def test_without_a_setting_there_is_no_scanner():
    assert scanner_for(None) is None


# --- thumbnails -----------------------------------------------------------------------


def drawn_small(kind, content):
    made = thumbnail_of(kind.media_type, content)
    assert made is not None
    return made


def test_a_picture_is_drawn_small_turned_and_without_what_it_told():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "a camera that tells where it was"
    photo = drawn("JPEG", (900, 600), exif=exif)

    made = drawn_small(JPEG, photo)

    with Image.open(BytesIO(made)) as picture:
        assert picture.format == "JPEG"
        assert picture.height == EDGE > picture.width
        assert len(picture.getexif()) == 0
    assert b"camera" not in made


def test_the_first_page_of_a_pdf_is_drawn():
    with Image.open(BytesIO(drawn_small(PDF, A_PAGE))) as picture:
        assert picture.height == EDGE


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (PDF, A_PDF),
        (JPEG, b"\xff\xd8\xff\xe0nothing"),
        (PNG, drawn("PNG", (9000, 9000))),
    ],
)
def test_what_cannot_be_drawn_has_no_thumbnail(kind, content):
    assert thumbnail_of(kind.media_type, content) is None


# --- the timer's round ----------------------------------------------------------------


@pytest.fixture
def number(district):
    return dispatched()


@pytest.fixture
def with_scanner(database_url, tmp_path):
    def settings(scanner=""):
        return settings_for_tests(database_url, tmp_path, VIRUS_SCANNER=scanner)

    return settings


def hand_in(number, settings, content):
    storage = stored(settings.documents_dir)
    upload = Upload("a.png", content)
    act("handler", "11-23 11:00", documents.add_documents, number, [upload], storage)


def the_file():
    (row,) = rows("document_files")
    return row


def test_a_clean_picture_is_scanned_and_drawn_once(number, with_scanner):
    settings = with_scanner(command(READS + "sys.exit(0)"))
    hand_in(number, settings, drawn("PNG"))

    assert inspect_documents(settings, at("11-23 11:01")) == 2
    assert inspect_documents(settings, at("11-23 11:02")) == 0

    row = the_file()
    assert (row["scan_state"], bool(row["has_thumbnail"])) == ("clean", True)
    assert read_thumbnail(settings.documents_dir, row["sha256"]) is not None


def test_an_infected_one_is_not_drawn_and_not_asked_again(number, with_scanner):
    settings = with_scanner(command(READS + 'print("Eicar"); sys.exit(1)'))
    hand_in(number, settings, drawn("PNG"))

    assert inspect_documents(settings, at("11-23 11:01")) == 1
    assert inspect_documents(settings, at("11-24 11:01")) == 0

    row = the_file()
    assert (row["scan_state"], row["scan_finding"]) == ("infected", "Eicar")
    assert row["has_thumbnail"] is None


def test_a_scan_that_failed_is_tried_again_later_and_later(number, with_scanner):
    settings = with_scanner("command:/no/such/program")
    hand_in(number, settings, drawn("PNG"))
    tried = []
    for minute in range(8):
        if inspect_documents(settings, at(f"11-23 11:0{minute}")):
            tried.append(minute)

    assert tried == [0, 1, 3, 7]
    assert (the_file()["scan_state"], the_file()["scans"]) == ("failed", 4)


def test_without_a_scanner_pictures_are_drawn_all_the_same(number, with_scanner):
    settings = with_scanner()
    hand_in(number, settings, drawn("PNG"))

    assert inspect_documents(settings, at("11-23 11:01")) == 1
    assert the_file()["scan_state"] == "unscanned"
    assert the_file()["has_thumbnail"]


# --- orphans --------------------------------------------------------------------------


def test_a_content_that_a_case_has_is_no_orphan(number, with_scanner):
    folder: Path = with_scanner().documents_dir
    hand_in(number, with_scanner(), drawn("PNG"))
    name = the_file()["sha256"]

    with reading():
        assert list_orphans(10) == []
    with transaction():
        assert not remove_orphan(name, folder)
    assert read_file(folder, name) is not None
