"""The public query: number and code, where the case stands, and nothing more."""

from dataclasses import asdict
from datetime import timedelta

import pytest

from app.casework import extensions, filing, handling, public, query_codes, returns
from app.casework.query_codes import ALPHABET, is_code, query_code
from app.domain.errors import NotPossible
from app.domain.ledger import LedgerKind
from app.domain.terms import ExclusionCode, ResultCode, State, SuspensionReason
from app.store import directory
from app.store.base import Base
from app.store.database import db
from app.store.transaction import transaction
from tests.casework.given_office import (
    DISTRICT,
    act,
    answered,
    complaint,
    desk,
    dispatched,
    everything,
    filed,
    offices,
    revisit,
    rows,
    signed,
    sweep,
    verified,
)
from tests.casework.given_people import log, secret
from tests.store.given_tickets import at, found_neighbour

NOW = "11-23 11:00"


def code_of(number, district=DISTRICT):
    return query_code(secret(), district, number)


def looks_up(number, code, short=NOW):
    """As the door does: a wrong try is counted after the look."""
    case = public.find_case(secret(), number, code, at(short))
    if case is None:
        with transaction():
            public.note_wrong_try(number, at(short), "10.0.0.7")
    return case


def seen(number, short=NOW):
    case = looks_up(number, code_of(number), short)
    return public.status(case, offices().of(case.district_id), at(short))


# --- the code ----------------------------------------------------------------------


def test_a_code_is_eight_signs_that_cannot_be_misread():
    codes = [query_code("s" * 40, DISTRICT, f"PJ26-{n:04}") for n in range(500)]

    assert {len(code) for code in codes} == {8}
    assert set("".join(codes)) == set(ALPHABET)
    assert not set("0O1IL") & set(ALPHABET)
    assert len(set(codes)) == 500


def test_a_code_depends_on_key_district_and_number():
    codes = {
        query_code("a" * 40, "440703", "PJ26-0001"),
        query_code("b" * 40, "440703", "PJ26-0001"),
        query_code("a" * 40, "440704", "PJ26-0001"),
        query_code("a" * 40, "440703", "PJ26-0002"),
    }

    assert len(codes) == 4


@pytest.mark.parametrize("change", [str.lower, query_codes.printed, " {} ".format])
def test_a_code_is_read_as_it_was_meant(change):
    code = query_code("a" * 40, "440703", "PJ26-0001")

    assert is_code(change(code), "a" * 40, "440703", "PJ26-0001")


@pytest.mark.parametrize("typed", ["", "AAAAAAAA", "😀" * 8, "中文", "A" * 100_000])
def test_what_is_no_code_is_none(typed):
    assert not is_code(typed, "a" * 40, "440703", "PJ26-0001")


# --- finding -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "change", [str.lower, "{}  ".format, "ＰＪ26－0001".format, "pj26 0001".format]
)
def test_a_number_is_read_as_it_was_meant(district, change):
    number = filed()

    assert looks_up(change(number), code_of(number)).number == number


def test_a_wrong_code_and_an_unknown_number_look_the_same(district):
    number = filed()

    assert looks_up(number, "AAAAAAAA") is None
    assert looks_up("PJ26-9999", code_of(number)) is None
    assert [entry.split()[0] for entry in log(district.id)] == 2 * ["query_failed"]


def test_the_code_of_one_case_does_not_open_another(district):
    first, second = filed(), filed("11-23 09:30")

    assert looks_up(second, code_of(first)) is None


def test_after_five_wrong_codes_the_right_one_must_wait_as_well(district):
    number = filed()
    for minute in range(5):
        looks_up(number, "AAAAAAAA", f"11-23 11:0{minute}")

    with pytest.raises(NotPossible) as refused:
        looks_up(number, code_of(number), "11-23 11:14:59")

    assert refused.value.code == "query.too_many"
    assert looks_up(number, code_of(number), "11-23 11:15:01") is not None


def test_an_unknown_number_is_closed_the_same_way(district):
    for _ in range(5):
        looks_up("PJ26-9999", "AAAAAAAA")

    with pytest.raises(NotPossible, match=r"query\.too_many"):
        looks_up("PJ26-9999", "AAAAAAAA")


def test_wrong_codes_for_one_number_do_not_close_another(district):
    number = filed()
    for _ in range(5):
        looks_up("PJ26-9999", "AAAAAAAA")

    assert looks_up(number, code_of(number)) is not None


@pytest.mark.parametrize("typed", ["", "x" * 100_000, "'; drop table", "😀", "PJ26"])
def test_what_cannot_be_a_number_writes_nothing(district, typed):
    before = everything()

    assert looks_up(typed, "AAAAAAAA") is None
    assert everything() == before


def test_the_same_number_in_two_districts_is_told_apart_by_the_code(district):
    found_neighbour()
    mine = filed()
    with transaction():
        districts = Base.metadata.tables["districts"]
        db.session.execute(
            districts.update()
            .where(districts.c.code == "440704")
            .values(number_prefix="PJ")
        )
    directory.forget()
    with transaction():
        clerk = desk("clerk", "11-23 09:40", "440704")
        theirs = filing.file_ticket(clerk, complaint()).number

    assert theirs == mine
    neighbour = directory.district_by_code("440704")
    assert looks_up(mine, code_of(mine)).district_id == district.id
    assert looks_up(mine, code_of(mine, "440704")).district_id == neighbour.id


# --- what is shown -----------------------------------------------------------------


def test_nothing_of_the_person_the_complaint_or_the_officers_is_shown(district):
    number = dispatched(agent_name="代办某", original_no="原-77")
    act(
        "handler", "11-23 10:00", handling.record_contact, number, "致电甲乙丙", "phone"
    )
    sweep("12-02 10:00")

    told = repr(asdict(seen(number, "12-02 10:00")))

    for secret_word in (
        *("陈不可见", "4321", "跑了三趟", "希望明确", "不动产变更登记"),
        *("代办某", "原-77", "致电", "handler", "clerk"),
    ):
        assert secret_word not in told, secret_word


def test_the_official_matter_is_named_and_own_words_are_not(district):
    (matter, *_) = rows("matters")
    listed = filed(matter_code=matter["code"])

    assert seen(listed).matter == matter["name"]
    assert seen(filed("11-23 09:30")).matter == ""


def test_a_new_case_has_no_date_yet(district):
    status = seen(filed())

    assert (status.state, status.due_at) == (State.FILED, None)
    assert status.center.name == "江门市蓬江区行政服务中心"
    assert status.department is None
    assert status.days == ()


def test_a_case_in_hand_shows_who_by_when_and_each_day(district):
    status = seen(dispatched())

    assert status.department.name == "区市场监管局"
    assert status.due_at == at("11-26 17:00")
    assert status.contact_due_at == at("11-23 17:00")
    assert (status.is_late, status.is_soon, status.days_late) == (False, False, 0)
    assert status.days[0].kind is LedgerKind.START
    assert status.days[-1].kind is LedgerKind.DUE


@pytest.mark.parametrize(
    ("short", "is_late", "days"),
    [
        ("11-26 17:00", False, 0),
        ("11-26 17:00:01", True, 0),
        ("11-27 08:59:59", True, 0),
        ("11-27 09:00", True, 1),
        ("12-01 10:00", True, 3),
    ],
)
def test_lateness_is_computed_whether_or_not_the_timer_runs(
    district, short, is_late, days
):
    status = seen(dispatched(), short)

    assert (status.is_late, status.days_late) == (is_late, days)


@pytest.mark.parametrize("swept", [False, True])
def test_the_yellow_light_comes_whether_or_not_the_timer_runs(district, swept):
    number = dispatched()
    assert not seen(number, "11-24 10:00").is_soon
    if swept:
        sweep("11-26 09:30")

    assert seen(number, "11-26 10:00").is_soon


def test_a_supervision_notice_shows_its_reply_date(district):
    number = dispatched()
    sweep("11-30 10:00")

    status = seen(number, "11-30 10:00")

    assert status.notice_due_at == at("12-02 17:00")
    assert not status.is_notice_late
    assert seen(number, "12-02 17:01").is_notice_late


def test_a_lawful_wait_shows_its_days(district):
    number = signed()
    act(
        "handler",
        "11-24 10:00",
        handling.suspend_ticket,
        number,
        reason=SuspensionReason.CORRECTION,
        notice_no="补-1",
        planned_days=3,
        text="补正",
    )

    status = seen(number, "11-24 11:00")

    (wait,) = status.waits
    assert (wait.reason, wait.is_over) == (SuspensionReason.CORRECTION, False)
    assert wait.first_and_last[0] == at("11-24 00:00").date()
    assert LedgerKind.SUSPENDED in {day.kind for day in status.days}


def test_a_returned_case_is_with_nobody_and_keeps_its_date(district):
    number = dispatched()
    act(
        "handler",
        "11-23 10:00",
        returns.return_ticket,
        number,
        reason="不属",
        basis="三定",
        proposed="GA",
    )

    status = seen(number)

    assert (status.state, status.department) == (State.RETURNED, None)
    assert status.due_at == at("11-26 17:00")
    assert status.next_by == at("11-24 17:00")


def test_an_extension_moves_the_date_that_is_shown(district):
    number = signed()
    ask = {"days": 2, "reason": "勘验", "told": "已致电"}
    act("handler", "11-24 10:00", extensions.request_extension, number, **ask)
    assert seen(number, "11-24 10:30").extended_days == 0
    act("dispatcher", "11-24 11:00", extensions.grant_extension, number)

    after = seen(number, "11-24 11:30")
    assert (after.due_at, after.extended_days) == (at("11-30 17:00"), 2)


def test_an_answer_is_checked_by_the_window(district):
    status = seen(answered(), "11-24 11:00")

    assert status.state is State.ANSWERED
    assert status.answered_at == at("11-24 10:00")
    assert status.next_by == at("11-25 17:00")
    assert (status.verified_at, status.revisited_at) == (None, None)


def test_a_call_in_vain_is_no_revisit(district):
    number = verified()
    revisit(number, "11-25 10:00", reached=False)

    status = seen(number, "11-25 11:00")

    assert (status.attempts, status.revisited_at) == (1, None)


def test_what_was_answered_late_stays_late(district):
    number = answered("12-01 10:00")

    status = seen(number, "12-10 10:00")

    assert (status.is_late, status.days_late) == (True, 3)
    assert status.done_at == at("12-01 10:00")


def test_out_of_scope_is_said(district):
    number = filed()
    words = {"code": ExclusionCode.X6, "reasons": "民事", "redirect": "法院"}
    act("clerk", "11-23 09:30", filing.refuse_ticket, number, **words)

    assert seen(number).exclusion is ExclusionCode.X6


def test_solved_at_the_desk_needs_no_date(district):
    number = filed()
    act("clerk", "11-23 09:30", filing.solve_at_desk, number, ResultCode.R1, "已办")

    status = seen(number)
    assert (status.state, status.due_at) == (State.CLOSED, None)
    assert status.closed_at == at("11-23 09:30")


def test_handed_up_it_is_the_district_windows(district):
    number = filed(who="town clerk")
    act("town clerk", "11-23 09:30", filing.hand_up, number, "已协调两次")

    status = seen(number)
    assert status.center.name == "白沙街道公共服务中心"
    assert status.window.name == "江门市蓬江区行政服务中心"


def test_a_year_without_notice_makes_the_date_provisional(district):
    number = filed("12-30 09:10")
    act("clerk", "12-30 09:20", filing.dispatch_ticket, number, "SJ")

    assert seen(number, "12-30 10:00").is_provisional


def test_a_case_proved_before_is_found_again_in_its_district_only(district):
    number, neighbour = filed(), found_neighbour()

    assert public.find_shown_case(district.id, number) is not None
    assert public.find_shown_case(neighbour.id, number) is None


def test_tries_count_for_a_quarter_of_an_hour():
    assert timedelta(minutes=15) == public.TRIES_COUNT_FOR
