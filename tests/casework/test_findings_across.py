"""Findings across cases: found on working days, kept once, told once, without a name."""

import pytest

from app.casework import findings_across as verbs
from app.casework import merging
from app.casework.audit import Proof, verify_register
from app.domain.findings.across import Across, Key
from app.domain.terms import AcrossCode, CauseCode
from app.scheduler.tick import look_across
from app.store import findings_across
from app.store.reads.findings_across import list_found
from app.store.transaction import reading, transaction
from tests.casework.given_office import (
    act,
    answered,
    desk,
    dispatched,
    everything,
    filed,
    offices,
    rows,
)
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at

NEW_YEAR = at("12-31 10:00").replace(year=2027, month=1, day=8)
M3, PERSON, CLASS = AcrossCode.M3, AcrossCode.PERSON_AGAIN, AcrossCode.CLASS_AGAIN


def phone(n):
    return f"199 0000 43{n:02}"


def found(district, *codes):
    with reading():
        return list_found(district.id, codes)


def closings(late, in_time, **changes):
    """Cases of SJ, due on 26 November at 17:00, of different people."""
    hours = ["11-26 16:30"] * late + ["11-24 10:00"] * in_time
    return [
        answered(short, phone=phone(n), matter_name=f"事项{n}", **changes)
        for n, short in enumerate(hours)
    ]


@pytest.mark.parametrize(
    ("late", "in_time", "expected"), [(4, 2, [(4, 6)]), (3, 3, []), (5, 0, [])]
)
def test_last_minute_closings_of_a_quarter(district, late, in_time, expected):
    closings(late, in_time)
    assert look_across(at("12-31 10:00")) == 0

    assert look_across(NEW_YEAR) == len(expected)
    shown = found(district, M3)
    assert [(one.hits, len(one.cases)) for one in shown] == expected
    assert [one.period for one in shown] == ["2026-Q4"] * len(expected)
    told = [row["audience"] for row in rows("notices", kind=verbs.LAST_MINUTE)]
    assert told == ["inspector"] * len(expected)


@on_sqlite_only
def test_the_same_person_and_matter_again(district):
    first, second = filed("11-16 09:10"), filed("11-17 09:10")
    filed("11-17 09:20", phone=phone(7))
    assert look_across(at("11-18 10:00")) == 0
    third = filed("11-18 10:10")

    assert look_across(at("11-18 11:00")) == 1

    (one,) = found(district, PERSON)
    assert [case.number for case in one.cases] == [first, second, third]
    (told,) = rows("notices", kind=verbs.PERSON_AGAIN)
    assert told["audience"] == "dispatcher"
    with reading():
        assert list(verify_register(offices(), Proof())) == []
    kept = f"{rows('across_findings')}"
    for secret in ("陈不可见", "4321", rows("complainants")[0]["phone_index"]):
        assert secret not in kept


@on_sqlite_only
def test_a_second_look_changes_nothing_and_a_further_case_is_named(district):
    closings(4, 2)
    for day in ("16", "17", "18"):
        dispatched(f"11-{day} 09:20", cause=CauseCode.C26)
    look_across(at("11-27 10:00"))
    look_across(NEW_YEAR)
    before = everything()
    assert look_across(NEW_YEAR) == 0
    assert everything() == before

    filed("11-27 11:00")
    assert look_across(at("11-27 12:00")) == 0
    assert [len(one.cases) for one in found(district, PERSON)] == [4]
    assert len(rows("notices", kind=verbs.PERSON_AGAIN)) == 1


@on_sqlite_only
def test_one_whose_first_case_is_forgotten_is_not_found_again(district):
    """The others are in no group with it any more, but named in what was found."""
    numbers = [filed(f"11-{day} 09:10") for day in ("16", "17", "18", "19")]
    look_across(at("11-19 10:00"))
    rest = dict.fromkeys(numbers[1:], True)
    again = Across(Key(PERSON, numbers[1], ""), rest, matter="不动产变更登记")

    with transaction():
        assert verbs.keep(offices(), district.id, [again], at("11-20 10:00")) == 0
    assert len(found(district, PERSON)) == 1


@on_sqlite_only
def test_two_timers_at_once_cannot_keep_it_twice(district):
    one = Across(Key(M3, "SJ", "2026-Q4"), {}, department="SJ")

    def keep():
        with transaction():
            findings_across.add_finding(district.id, one, "0" * 64, at("11-25 10:00"))

    keep()
    with pytest.raises(Exception, match="UNIQUE"):
        keep()


@on_sqlite_only
def test_the_same_matter_and_cause_in_a_month_tells_nobody_again(district):
    for n in range(3):
        dispatched("11-23 09:20", cause=CauseCode.C26, phone=phone(n))

    assert look_across(at("11-24 10:00")) == 1

    (one,) = found(district, CLASS)
    assert (one.period, one.cause, len(one.cases)) == ("2026-11", CauseCode.C26, 3)
    assert rows("notices", kind=verbs.PERSON_AGAIN) == []


@on_sqlite_only
def test_nothing_is_looked_at_on_a_day_of_rest(district):
    for day in ("18", "19", "20"):
        filed(f"11-{day} 09:10")

    assert look_across(at("11-21 10:00")) == 0  # a Saturday
    assert look_across(at("11-23 10:00")) == 1


@on_sqlite_only
def test_what_was_merged_is_one_case(district):
    first, second, _ = (filed(f"11-{day} 09:10") for day in ("18", "19", "20"))
    into = {"into": first, "reason": "同一件"}
    act("clerk", "11-20 10:00", merging.merge_ticket, second, **into)

    assert look_across(at("11-20 11:00")) == 0


@on_sqlite_only
def test_who_reads_what(district):
    closings(4, 2)
    for day in ("16", "17", "18"):
        filed(f"11-{day} 09:10")
    look_across(at("11-27 10:00"))
    look_across(NEW_YEAR)

    def read(who):
        with reading():
            here = desk(who, "11-27 10:00")
            return len(verbs.list_last_minute(here)), len(verbs.list_again(here))

    assert read("inspector") == read("district leader") == (1, 1)
    assert read("dispatcher") == (0, 1)
    assert read("handler") == (1, 0)
    assert read("police") == read("statistician") == read("clerk") == (0, 0)
