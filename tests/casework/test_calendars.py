"""A year's notice comes: what moves, what stays, and that all of it can be proved."""

from datetime import UTC, datetime

import pytest

from app.casework import handling, revisits
from app.casework.calendars import (
    day_change,
    make_change,
    preview_change,
    week_change,
    year_change,
)
from app.casework.sweeping import sweep_batch
from app.domain.calendar.years import read_year
from app.domain.errors import NotPermitted, RuleBroken
from app.domain.terms import ClockName, EntryKind, Step, SuspensionReason, TicketClass
from app.store import directory
from app.store.calendar_changes import list_changes
from app.store.transaction import reading, transaction
from tests.casework.given_office import (
    DISTRICT,
    act,
    clock,
    desk,
    dispatched,
    everything,
    held,
    kinds,
    last_entry,
    of_ticket,
    offices,
    payload,
    revisit,
    sweep,
    ticket,
    verified,
)
from tests.casework.test_audit import faults
from tests.domain.calendars import WEEKDAYS, on
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")

# Invented: as a notice for 2027 could read.
NOTICE_2027 = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：2026年12月31日（周四）至2027年1月2日（周六）放假调休，共3天。1月3日（周日）上班。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假。
六、中秋节：9月15日（周三）放假。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）上班。
"""
YEAR = year_change(read_year(NOTICE_2027))


def make(short="12-01 09:00", change=YEAR, who="inspector"):
    with transaction():
        return make_change(desk(who, short), offices(), change)


def preview(short="12-01 09:00", change=YEAR, who="inspector"):
    with reading():
        return preview_change(desk(who, short), offices(), change)


def due(number, name=ClockName.FINISH):
    return clock(number, name)["due_at"]


@pytest.fixture
def difficult():
    """15 working days from Thursday 10 December: due on Thursday 31 December."""
    number = dispatched("12-10 09:20", ticket_class=TicketClass.DIFFICULT)
    assert due(number) == at("12-31 17:00")
    return number


def test_a_date_moves_with_an_entry_that_names_both_calendars(difficult):
    before = ticket(difficult)["calendar_hash"]

    found = make("12-15 09:00")

    entry = last_entry(difficult)
    assert due(difficult) == datetime(2027, 1, 3, 9, tzinfo=UTC)
    assert ticket(difficult)["due_at"] == due(difficult)
    assert ticket(difficult)["calendar_hash"] == found.version != before
    assert entry["kind"] == EntryKind.CALENDAR_CHANGED
    assert payload(entry) == {
        "calendar": found.version,
        "previous_calendar": before,
        "subject": "year",
        "key": "2027",
        "notice_no": "国办发明电〔2026〕9号",
        "moved": ["finish 1 2026-12-31T09:00:00+00:00 2027-01-03T09:00:00+00:00"],
    }
    assert (found.cases, found.moved, found.promises, found.limits) == (1, 1, 1, 1)
    assert faults() == []


def test_a_preview_says_the_same_and_writes_nothing(difficult):
    before = everything()

    found = preview("12-15 09:00")

    assert everything() == before
    assert found == make("12-15 09:00")


def test_an_ended_case_stays_as_it_is():
    number = closed()
    before = of_ticket("clocks", number), ticket(number)

    assert make().cases == 0

    assert (of_ticket("clocks", number), ticket(number)) == before
    assert faults() == []


def test_a_case_of_which_nothing_moves_comes_under_the_calendar_all_the_same():
    number = dispatched()

    found = make("11-23 10:00")

    assert (found.cases, found.moved) == (1, 0)
    assert payload(last_entry(number))["moved"] == []
    assert ticket(number)["calendar_hash"] == found.version
    assert faults() == []


def test_what_comes_later_is_judged_by_the_new_calendar_and_can_be_proved(difficult):
    act("handler", "12-10 10:00", handling.sign_ticket, difficult)
    make("12-15 09:00")
    sweep("12-31 23:00")
    assert "escalated" in kinds(difficult)  # the yellow light, three days before

    with transaction():
        sweep_batch(offices(), datetime(2027, 2, 24, 12, tzinfo=UTC))

    steps = {row["step"]: row["due_at"] for row in of_ticket("escalations", difficult)}
    # Due on the make-up Sunday; urge on Monday 4, orange on Wednesday 6 January.
    assert steps[Step.URGE] == datetime(2027, 1, 4, 1, tzinfo=UTC)
    assert steps[Step.ORANGE] == datetime(2027, 1, 6, 1, tzinfo=UTC)
    assert faults() == []


def test_a_limit_that_has_passed_stays_where_it_was():
    number = dispatched("12-10 09:20")  # general: 3 working days, to the 15th

    make("12-16 09:00", day_change(on("2026-12-14"), [], "停电"))

    assert due(number) == at("12-15 17:00")
    assert faults() == []


def test_a_day_off_moves_what_lies_ahead_and_can_be_taken_back():
    number = dispatched("12-10 09:20")
    day = on("2026-12-14")

    make("12-11 09:00", day_change(day, [], "台风停工"))
    moved = due(number)
    make("12-11 10:00", day_change(day, None, "照常上班"))

    assert moved == at("12-16 17:00")
    assert due(number) == at("12-15 17:00")
    assert [one.change.content for one in changes()] == [
        {"hours": [], "reason": "台风停工"},
        None,
    ]
    assert faults() == []


def test_hours_of_one_center_do_not_touch_another():
    ours = dispatched("12-10 09:20")
    theirs = dispatched("12-10 09:20", who="town clerk")
    week = {day: [["08:30", "16:30"]] for day in WEEKDAYS}

    make("12-11 09:00", week_change({"week": week}, "夏令时间", "C1"))

    assert due(ours) == at("12-15 17:00")
    assert due(theirs) == at("12-15 16:30")
    assert faults() == []


def test_a_suspension_under_way_ends_when_its_planned_days_are_over():
    number = dispatched("12-10 09:20", ticket_class=TicketClass.DIFFICULT)
    act("handler", "12-10 10:00", handling.sign_ticket, number)
    act(
        "handler",
        "12-15 10:00",
        handling.suspend_ticket,
        number,
        reason=SuspensionReason.HEARING,
        notice_no="听1号",
        planned_days=12,
        text="听证",
    )
    assert held(number).facts.suspension.last_day == on("2026-12-31")

    make("12-16 09:00")

    assert held(number).facts.suspension.last_day == on("2027-01-03")
    assert faults() == []


def test_a_case_reopened_later_comes_under_the_calendar_in_force():
    number = closed()
    make("12-15 09:00")

    act("clerk", "12-30 10:00", revisits.reopen_ticket, number, "没有办成")

    assert kinds(number)[-2:] == ["calendar_changed", "reopened"]
    # 5 working days: 3, 4, 5, 6, 7 January; the 31st is off now.
    assert due(number, ClockName.REDO) == datetime(2027, 1, 7, 9, tzinfo=UTC)
    assert faults() == []


def test_two_years_of_changes_are_proved_entry_by_entry(difficult):
    make("12-15 09:00")
    make("12-16 09:00", day_change(on("2026-12-28"), [], "停电"))
    act("handler", "12-17 10:00", handling.add_progress, difficult, "在办")
    make("12-18 09:00", day_change(on("2026-12-28"), None, "来电了"))

    assert kinds(difficult).count("calendar_changed") == 3
    assert faults() == []


def test_the_same_change_again_changes_nothing(difficult):
    make("12-15 09:00")

    assert make("12-15 10:00").cases == 0


@pytest.mark.parametrize(
    "who", ["clerk", "handler", "dispatcher", "system administrator"]
)
def test_only_the_inspection_office_keeps_the_calendar(who):
    with pytest.raises(NotPermitted, match=r"calendar\.not_yours"):
        make(who=who)


def test_a_calendar_without_any_working_time_is_refused_whole(difficult):
    before = everything()
    nothing = week_change({"week": {"mon": []}}, "关门")

    with pytest.raises(RuleBroken, match=r"calendar\.fault"):
        make("12-15 09:00", nothing)

    assert everything() == before


def changes():
    with reading():
        return list_changes(directory.district_by_code(DISTRICT).id)


def closed():
    number = verified()
    revisit(number, "11-25 10:00")
    act("clerk", "11-25 11:00", revisits.close_ticket, number)
    return number
