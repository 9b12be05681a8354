"""Keys are changed while the register is in use."""

from base64 import urlsafe_b64encode

import pytest

from app.domain.terms import DataRequestKind, Role
from app.factory import create_app
from app.store.api_answers import GivenAnswer, find_answer, keep_answer
from app.store.data_requests import add_request, list_requests
from app.store.database import db
from app.store.document_files import keep_file, read_file
from app.store.people import NewUser, add_user
from app.store.reads.lines import list_of_same_person
from app.store.reads.tickets import get_ticket
from app.store.tables import DocumentRow
from app.store.transaction import transaction
from tests.databases import PERSONAL_DATA_KEYS, let_go, settings_for_tests
from tests.store.given_tickets import at, filed, found_district

NEW = "k2:" + urlsafe_b64encode(b"2" * 32).decode()
NAME, PHONE = "陈某某", "199-0000-4321"
A_PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture
def running(database_url, tmp_path, now):
    """Start the application under other keys on the same register."""
    started = []

    def run(keys):
        app = create_app(
            settings_for_tests(database_url, tmp_path, PERSONAL_DATA_KEYS=keys)
        )
        started.append(app)
        return app

    yield run
    for app in started:
        let_go(app)


@pytest.fixture
def before(running):
    """Seven cases and a document under the first key. returns: number of one"""
    app = running(PERSONAL_DATA_KEYS)
    with app.app_context():
        known = found_district()
        held, *_ = [filed(known, name=NAME, phone=PHONE) for _ in range(7)]
        folder = app.extensions["settings"].documents_dir
        with transaction():
            row = DocumentRow(
                ticket_id=held.ticket_id,
                kind="evidence",
                sha256=keep_file(folder, A_PDF),
                original_name="a.pdf",
                media_type="application/pdf",
                size=len(A_PDF),
                uploaded_at=at("11-23 10:00"),
            )
            db.session.add(row)
            db.session.flush()
            name = row.sha256
    return known.id, held.number, name


def said(app, *words):
    return app.test_cli_runner().invoke(args=["personal-data", *words])


def read(app, before):
    district_id, number, name = before
    with app.app_context():
        who = get_ticket(district_id, number).complainant
        same = list_of_same_person(district_id, PHONE)
        content = read_file(app.extensions["settings"].documents_dir, name)
    return who.name, who.phone, len(same), content


AS_IT_WAS = (NAME, PHONE, 7, A_PDF)


def test_everything_is_read_and_found_before_between_and_after(running, before):
    between = running(f"{NEW},{PERSONAL_DATA_KEYS}")
    assert read(between, before) == AS_IT_WAS

    done = said(between, "rotate", "--batch", "3")

    assert "7 complainants and 1 documents" in done.output
    assert read(between, before) == AS_IT_WAS
    assert read(running(NEW), before) == AS_IT_WAS


def test_a_second_run_has_nothing_left_to_do(running, before):
    between = running(f"{NEW},{PERSONAL_DATA_KEYS}")
    said(between, "rotate")

    assert "0 complainants and 0 documents" in said(between, "rotate").output


def test_what_people_asked_about_their_data_is_sealed_again_too(running, before):
    district_id, number, _ = before
    with running(PERSONAL_DATA_KEYS).app_context(), transaction():
        ticket_id = get_ticket(district_id, number).held.ticket_id
        asked = at("11-23 11:00")
        words = (DataRequestKind.ACCESS, "本人要求查阅", asked, asked.date(), None)
        add_request(district_id, ticket_id, *words)
    between = running(f"{NEW},{PERSONAL_DATA_KEYS}")
    assert said(between, "status").output.splitlines()[1] == "k1: 8  opening only"

    said(between, "rotate")

    assert said(between, "status").output.splitlines()[1] == "k1: 0  opening only"
    with running(NEW).app_context():
        center = get_ticket(district_id, number).held.center_id
        (found,) = list_requests(district_id, center, 10)
    assert found.said == "本人要求查阅"


def test_answers_that_are_kept_for_programs_are_sealed_again_too(running, before):
    given = GivenAnswer("f" * 64, 201, {}, '{"name": "陈某某"}')
    moment = at("11-23 11:00")
    with running(PERSONAL_DATA_KEYS).app_context(), transaction():
        caller = add_user(
            NewUser(
                district_id=before[0],
                username="12345",
                display_name="平台",
                role=Role.FRONT_DESK,
                password_hash="",
            ),
            moment,
        )
        keep_answer(caller, "a", given, moment)

    said(running(f"{NEW},{PERSONAL_DATA_KEYS}"), "rotate")

    with running(NEW).app_context(), transaction():
        assert find_answer(caller, "a", moment) == given


def test_the_status_counts_by_key_and_fails_where_one_is_missing(running, before):
    between = running(f"{NEW},{PERSONAL_DATA_KEYS}")

    assert said(between, "status").output.splitlines() == [
        "k2: 0  sealing",
        "k1: 7  opening only",
    ]
    missing = said(running(NEW), "status")
    assert missing.exit_code == 1
    assert "(key unknown): 7" in missing.output


def test_without_the_old_key_nothing_is_changed_and_no_value_is_shown(running, before):
    done = said(running(NEW), "rotate")

    assert done.exit_code == 1
    assert "PERSONAL_DATA_KEYS" in done.output
    assert NAME not in done.output
    assert read(running(PERSONAL_DATA_KEYS), before) == AS_IT_WAS


def test_a_document_that_was_kept_before_contents_were_sealed_is_sealed(
    running, before
):
    app = running(PERSONAL_DATA_KEYS)
    folder, name = app.extensions["settings"].documents_dir, before[2]
    path = folder / name[:2] / name
    path.write_bytes(A_PDF)
    with app.app_context():
        assert read_file(folder, name) == A_PDF

    assert "0 complainants and 1 documents" in said(app, "rotate").output

    assert A_PDF not in path.read_bytes()
    assert read(app, before) == AS_IT_WAS
