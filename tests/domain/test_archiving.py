"""The archive: who answers for it, kept until when, archived by when."""

from datetime import date

import pytest

from app.domain import archiving
from app.domain.errors import FieldMissing, NotPossible
from app.domain.practice import Practice, retention_by_class
from app.domain.terms import TicketClass, Verdict
from tests.domain import given_facts as given
from tests.domain.calendars import at
from tests.domain.given_facts import CALENDAR, RULES, moment

NOW = moment("2026-11-30 10:00")


def test_the_entry_holds_number_verdict_and_how_long_it_is_kept():
    decision = archiving.archive(
        given.closed(), Verdict.DELAY, "超期两日", "蓬办档〔2026〕1号", 10, NOW
    )

    assert given.payload(decision) == {
        "archive_no": "蓬办档〔2026〕1号",
        "verdict": "delay",
        "retention_until": "2036-12-31",
        "text": "超期两日",
    }


@pytest.mark.parametrize(
    ("archived_on", "years", "until"),
    [
        (date(2026, 1, 1), 10, date(2036, 12, 31)),
        (date(2026, 12, 31), 10, date(2036, 12, 31)),
        (date(2027, 1, 1), 30, date(2057, 12, 31)),
    ],
)
def test_years_count_from_the_year_after(archived_on, years, until):
    assert archiving.retention_until(archived_on, years) == until


@pytest.mark.parametrize("verdict", [one for one in Verdict if one != "nobody"])
def test_whoever_is_named_is_named_with_grounds(verdict):
    with pytest.raises(FieldMissing):
        archiving.archive(given.closed(), verdict, " ", "1", 10, NOW)


def test_only_what_is_closed_is_archived():
    with pytest.raises(NotPossible):
        archiving.archive(given.revisited(), Verdict.NOBODY, "", "1", 10, NOW)


@pytest.mark.parametrize(
    ("ended_at", "due"),
    [
        ("2026-11-26 15:00", "2026-12-03 17:00"),
        ("2026-11-26 17:00", "2026-12-04 17:00"),  # after hours counts from Friday
    ],
)
def test_it_is_archived_within_five_working_days_of_the_revisit(ended_at, due):
    assert archiving.archive_due(at(ended_at), RULES, CALENDAR) == at(due)


def test_what_several_settled_or_was_obstructed_is_kept_longer():
    years = Practice().retention_years

    assert years[TicketClass.GENERAL] == 10
    assert years[TicketClass.OBSTRUCTION] == years[TicketClass.DIFFICULT] == 30
    assert set(retention_by_class(5, 20)) == set(TicketClass)
