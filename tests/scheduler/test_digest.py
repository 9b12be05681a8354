"""The daily digest: on working mornings, once, to those who have something to do."""

import json

import pytest

from app.domain.terms import ReviewStatus
from app.scheduler import tick
from tests.casework.given_office import dispatched, rows
from tests.notify.given_mail import Pile, delivered, handler
from tests.scheduler.given_ladder import swept
from tests.store.given_tickets import at, found_neighbour

pytestmark = pytest.mark.usefixtures("district")


def told(short):
    """The digest written at that moment: audience and counts."""
    known = len(rows("notices"))
    tick.tell_day(at(short))
    return {
        row["audience"]: json.loads(row["facts"])
        for row in rows("notices")[known:]
        if row["kind"] == "digest"
    }


def test_a_department_is_told_what_is_to_do_due_today_and_overdue():
    dispatched("11-23 09:20")  # signed for by Mon 15:00, contacted today
    dispatched("11-20 09:20")  # its contact was due on Friday

    assert told("11-23 11:00")["handler@SJ"] == {"to_do": 2, "today": 1, "overdue": 1}


def test_handlers_and_chief_representatives_are_told_alike():
    dispatched("11-23 09:20")

    digest = told("11-23 11:00")

    assert sorted(digest) == ["chief_representative@SJ", "handler@SJ"]
    assert digest["handler@SJ"] == digest["chief_representative@SJ"]


def test_the_inspection_office_is_told_what_is_to_be_reviewed():
    dispatched("11-02 09:20")
    swept("11-23 08:00")

    flags = [*rows("escalations"), *rows("findings")]
    pending = sum(one["review_status"] == ReviewStatus.PENDING for one in flags)
    assert pending > 6
    assert told("11-23 08:30")["inspector"] == {"to_review": pending}


def test_who_has_nothing_to_do_is_told_nothing():
    assert told("11-23 08:30") == {}


@pytest.mark.parametrize(
    ("moment", "is_morning"),
    [
        ("11-23 08:29", False),
        ("11-23 08:30", True),
        ("11-23 11:59", True),  # the timer came late
        ("11-23 12:00", False),
        ("11-22 09:00", False),  # a Sunday
        ("10-01 09:00", False),  # National Day
        ("10-10 09:00", True),  # a Saturday on which offices work
    ],
)
def test_it_comes_on_working_mornings(moment, is_morning):
    dispatched("09-25 09:20")

    assert bool(told(moment)) is is_morning


def test_it_comes_once_a_day_and_again_the_next():
    dispatched("11-23 08:10")

    assert told("11-23 08:30")
    assert told("11-23 08:35") == {}
    assert told("11-23 11:30") == {}
    assert told("11-24 08:30")


def test_each_district_has_its_own():
    found_neighbour()
    dispatched("11-23 08:10")

    tick.tell_day(at("11-23 08:30"))

    assert len({row["district_id"] for row in rows("notices", kind="digest")}) == 1


def test_it_leaves_as_a_mail_that_counts():
    handler("huang")
    dispatched("11-23 08:10")
    delivered(Pile(), "11-23 08:11")
    tick.tell_day(at("11-23 08:30"))
    pile = Pile()

    delivered(pile, "11-23 08:31")

    (mail,) = pile.mails
    assert mail["Subject"] == "【办成】今日待办"
    assert mail.get_content().startswith(
        "今日待办\n请查看待办清单。\n待办：1 件\n今天到期：1 件\n已逾期：0 件\nhttp://127.0.0.1\n"
    )
