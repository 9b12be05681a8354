"""What was kept long enough goes; what proves the record stays."""

import pytest

from app import clock
from app.casework import archiving, documents, filing
from app.casework.audit import Proof, verify_register
from app.casework.document_content import Upload
from app.casework.retention import closed_before
from app.domain.terms import ResultCode, Verdict
from app.scheduler.retention import keep_retention
from app.store.document_files import read_file
from app.store.reads.lines import list_of_same_person
from app.store.transaction import reading, reading_one_moment
from tests.casework.given_office import (
    act,
    desk,
    entries,
    filed,
    of_ticket,
    offices,
    rows,
    ticket,
)
from tests.casework.test_documents import A_PDF, drawn, stored
from tests.store.given_tickets import at

NAME, PHONE = "陈不可见", "199-0000-4321"


@pytest.mark.parametrize(
    ("now", "months", "before"),
    [
        ("2026-11-23 10:00", 36, "2023-11-23 10:00"),
        ("2026-11-23 10:00", 6, "2026-05-23 10:00"),
        ("2026-03-15 00:00", 6, "2025-09-15 00:00"),
        ("2026-08-31 10:00", 6, "2026-02-28 10:00"),
        ("2026-01-31 10:00", 12, "2025-01-28 10:00"),
    ],
)
def test_months_are_counted_back_and_nothing_goes_early(now, months, before):
    assert closed_before(at(now), months) == at(before)


@pytest.fixture
def folder(settings):
    return settings.documents_dir


def closed(folder, content=A_PDF):
    """A case that was solved at the desk, with a document."""
    number = filed(name=NAME, phone=PHONE)
    files = [Upload("陈不可见.pdf", content)]
    act("clerk", "11-23 09:40", documents.add_documents, number, files, stored(folder))
    act("clerk", "11-23 10:00", filing.solve_at_desk, number, ResultCode.R1, "办好了")
    return number


def archived(folder, content=A_PDF):
    number = closed(folder, content)
    act("leader", "11-24 09:00", archiving.archive_ticket, number, Verdict.NOBODY)
    return number


def later(settings, short):
    return keep_retention(settings, at(short))


IN_TIME, TOO_EARLY = "2029-11-23 10:01", "2029-11-23 09:59"


@pytest.fixture
def number(district, folder):
    return archived(folder)


def test_name_telephone_words_and_documents_go(number, settings, folder):
    (document,) = of_ticket("documents", number)

    forgotten, removed = later(settings, IN_TIME)

    assert (forgotten.cases, forgotten.documents, removed) == (1, 1, 1)
    (who,), (said,) = of_ticket("complainants", number), of_ticket("complaints", number)
    texts = ("name", "phone", "agent_name", "contact_time", "name_index", "phone_index")
    assert [who[name] for name in texts] == [""] * len(texts)
    assert (said["told"], said["wanted"]) == ("", "")
    assert of_ticket("documents", number) == rows("document_files") == []
    assert read_file(folder, document["sha256"]) is None
    with reading():
        assert list_of_same_person(desk("clerk", IN_TIME).district, PHONE) == []


def test_ticket_chain_and_proof_stay(number, settings):
    before = ticket(number), entries(number)

    later(settings, IN_TIME)

    assert (ticket(number), entries(number)) == before
    with reading_one_moment():
        assert list(verify_register(offices(), Proof())) == []


def test_it_is_logged_with_the_number_and_no_name(number, settings):
    later(settings, IN_TIME)

    (row,) = rows("access_log", action="forgotten")
    assert (row["username"], row["reason"]) == ("system", number)


def test_nothing_goes_a_minute_too_early_and_nothing_twice(number, settings):
    assert later(settings, TOO_EARLY)[0].cases == 0
    assert later(settings, IN_TIME)[0].cases == 1
    assert later(settings, IN_TIME)[0].cases == 0


def test_a_case_that_is_not_archived_keeps_everything(district, settings, folder):
    number = closed(folder)

    assert later(settings, IN_TIME)[0].cases == 0
    assert of_ticket("complaints", number)[0]["told"]


def test_a_content_that_another_case_has_stays(district, settings, folder):
    gone, kept = archived(folder, drawn("PNG")), closed(folder, drawn("PNG"))

    forgotten, removed = later(settings, IN_TIME)

    assert (forgotten.documents, removed) == (1, 0)
    (document,) = of_ticket("documents", kept)
    assert of_ticket("documents", gone) == []
    assert read_file(folder, document["sha256"]) == drawn("PNG")


def test_the_dry_run_says_it_and_does_nothing(number, settings, app):
    with clock.at(at(IN_TIME)):
        said = app.test_cli_runner().invoke(
            args=["personal-data", "retain", "--dry-run"]
        )
        assert "1 archived cases closed before 2026-11-23" in said.output
        assert of_ticket("complaints", number)[0]["told"]
        done = app.test_cli_runner().invoke(args=["personal-data", "retain"])
    assert "1 cases lost their personal data, 1 documents" in done.output
