"""New tickets: their numbers, and where what was said is kept."""

import pytest
from sqlalchemy import select, text

from app.domain.errors import NotFound, Refusal
from app.domain.proof.integrity import ANCHOR
from app.store import register
from app.store.base import Base
from app.store.database import db
from app.store.reads.tickets import get_ticket
from app.store.tables import TicketRow
from app.store.transaction import transaction
from tests.store.given_tickets import (
    CALENDAR,
    RULES,
    SECRET_NAME,
    SECRET_PHONE,
    at,
    file_now,
    filed,
    found_neighbour,
)


def test_numbers_count_up_within_the_year(district):
    assert [filed(district).number for _ in range(3)] == [
        "PJ26-0001",
        "PJ26-0002",
        "PJ26-0003",
    ]


@pytest.mark.parametrize(
    ("short", "number"),
    [
        ("2026-12-31 23:59:59", "PJ26-0001"),
        ("2027-01-01 00:00:00", "PJ27-0001"),
    ],
)
def test_the_year_is_that_of_the_district_not_of_utc(district, short, number):
    assert filed(district, short).number == number


def test_each_year_begins_with_one(district):
    filed(district, "2026-12-31 09:00")

    assert filed(district, "2027-01-04 09:00").number == "PJ27-0001"


def test_numbers_above_9999_are_written_out(district):
    with transaction():
        db.session.execute(
            text("INSERT INTO counters VALUES (:id, 'ticket', 2026, 9998)"),
            {"id": district.id},
        )

    assert [filed(district).number for _ in range(2)] == ["PJ26-9999", "PJ26-10000"]


def test_each_district_counts_for_itself(district):
    neighbour = found_neighbour()
    filed(district)

    assert filed(neighbour).number == "JH26-0001"


def test_a_number_that_was_not_used_is_given_out_again(district):
    def file_and_refuse():
        with transaction():
            file_now(district, "11-23 09:00")
            raise Refusal("some.rule")

    with pytest.raises(Refusal):
        file_and_refuse()

    assert filed(district).number == "PJ26-0001"
    assert db.session.query(TicketRow).count() == 1


def test_what_is_stated_is_kept(district):
    held = filed(
        district, window="3号窗", wanted="办成", trips=3, special_care=("老人", "轮椅")
    )

    page = get_ticket(district.id, held.number)
    assert page.counter_label == "3号窗"
    assert (page.told, page.wanted, page.trips) == ("跑了三趟还办不成。", "办成", 3)
    assert page.complainant.special_care == "老人 轮椅"
    assert page.line.special_care
    assert page.line.filed_at == at("11-23 09:00")
    assert (page.held.rules_hash, page.held.calendar_hash) == (
        RULES.version,
        CALENDAR.version,
    )


def test_the_ticket_in_hand_is_the_one_that_is_kept(district):
    held = filed(district)

    with transaction():
        assert register.hold_ticket(district.id, held.number) == held
    assert (held.version, held.entry_count) == (1, 1)
    assert held.chain_head != ANCHOR


def test_who_complains_can_be_read_in_no_table(district):
    held = filed(district)

    tables = Base.metadata.sorted_tables
    told = str([db.session.execute(select(*table.columns)).all() for table in tables])
    assert held.number in told
    assert SECRET_NAME not in told
    assert SECRET_PHONE not in told
    found = get_ticket(district.id, held.number)
    assert (found.line.person, found.line.phone) == (SECRET_NAME, SECRET_PHONE)
    assert found.complainant.name == SECRET_NAME


def test_the_same_form_finds_its_ticket(district):
    held = filed(district, filing_key="form-1")

    with transaction():
        again = register.find_by_filing_key(district.id, "form-1")
        other = register.find_by_filing_key(district.id, "form-2")
        none = register.find_by_filing_key(district.id, None)

    assert again == held
    assert (other, none) == (None, None)


def test_two_tickets_may_be_filed_without_a_form(district):
    assert filed(district).number != filed(district).number


def test_the_same_form_is_another_one_in_another_district(district):
    neighbour = found_neighbour()
    filed(district, filing_key="form-1")

    with transaction():
        assert register.find_by_filing_key(neighbour.id, "form-1") is None
    assert filed(neighbour, filing_key="form-1").number == "JH26-0001"


def test_a_center_of_another_name_is_refused(district):
    with pytest.raises(NotFound, match=r"center\.unknown"):
        filed(district, center="C9")


@pytest.mark.parametrize(
    "words", ["𠮷田的证", "长" * 100_000, "'); DROP TABLE tickets; --", "\\u0000 \\ %s"]
)
def test_any_text_comes_back_as_it_was_said(district, words):
    held = filed(district, complaint=words)

    assert get_ticket(district.id, held.number).told == words
