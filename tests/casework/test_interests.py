"""Conflict of interest: declared, remembered, asked at every ruling, handed over."""

from __future__ import annotations

from datetime import date

import pytest

from app.casework import extensions, interests, looking, people, returns, supervision
from app.domain.errors import FieldMissing, NotFound, NotPermitted, RuleBroken
from app.domain.interests import RULINGS, InterestKind
from app.domain.terms import ClockName, Colour, Command, Role, Step
from tests.casework.given_office import act, dispatched, rows, signed, sweep
from tests.casework.given_people import (
    an_account,
    by,
    desk_of,
    log,
    the_account,
    the_security_administrator,
)
from tests.store.given_tickets import found_neighbour

URGE = (ClockName.FINISH, 1, Step.URGE)
LATER = "12-01 10:00"
SINCE = date(2024, 5, 1)


@pytest.fixture
def inspector(district):
    return an_account(district, "ducha", Role.INSPECTOR, "")


def declares(account, department="SJ", kind=InterestKind.RELATIVE, until=None):
    by(
        account,
        interests.declare,
        department,
        kind,
        since=SINCE,
        until=until,
        reason="妹妹在该局任职",
    )


def late():
    number = signed()
    sweep(LATER)
    act("chief", LATER, supervision.give_statement, number, URGE, "系统切换")
    return number


def rules(account, number):
    return by(
        account, supervision.confirm_escalation, number, URGE, "成立", short=LATER
    )


def test_who_declared_an_interest_does_not_rule_and_another_does(district, inspector):
    number = late()
    declares(inspector)

    with pytest.raises(NotPermitted, match=r"interest\.department") as refused:
        rules(inspector, number)
    rules(an_account(district, "ducha2", Role.INSPECTOR, ""), number)

    assert "市场监管" in str(refused.value.facts["department"])


def test_an_interest_elsewhere_is_no_hindrance(district, inspector):
    number = late()
    declares(inspector, "GA")

    rules(inspector, number)


def test_a_second_account_of_the_same_person_does_not_rule_either(district, inspector):
    second = an_account(district, "ducha.b", Role.INSPECTOR, "", person_number="ducha")
    number = late()
    declares(inspector)

    with pytest.raises(NotPermitted):
        rules(second, number)


def test_who_moves_out_of_a_department_never_rules_on_it(district):
    security = the_security_administrator(district)
    huang = an_account(district, "huang", Role.HANDLER, "SJ")
    number = late()

    by(security, people.set_role, huang.id, Role.INSPECTOR)

    (row,) = rows("interests")
    assert (row["kind"], row["declared_by"]) == ("member", "anquan")
    with pytest.raises(NotPermitted, match=r"interest\.department"):
        rules(the_account("huang"), number)


def test_the_page_shows_the_rulings_closed_with_the_reason(district, inspector):
    number = late()
    declares(inspector)

    shown = looking.look(desk_of(inspector, LATER), number)

    closed = {one.command for one in shown.offers if one.closed is not None}
    rulings = {one.command for one in shown.offers if one.command in RULINGS}
    assert Command.CONFIRM_ESCALATION in rulings
    assert rulings <= closed
    assert Command.REQUEST_STATEMENT not in closed


def test_an_arbiter_stands_too_near_like_an_inspector(district):
    arbiter = an_account(district, "diaodu", Role.DISPATCHER, "")
    number = dispatched()
    declares(arbiter)
    words = {"reason": "不属本局职责", "basis": "三定方案", "proposed": "GA"}
    act("handler", "11-23 14:00", returns.return_ticket, number, **words)

    with pytest.raises(NotPermitted, match=r"interest\.department"):
        by(
            arbiter,
            returns.arbitrate_ticket,
            number,
            department="SJ",
            reason="归口",
            short="11-23 15:00",
        )


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        (extensions.grant_extension, ("同意",)),
        (extensions.refuse_extension, ("不同意",)),
    ],
)
def test_extensions_are_rulings_too(district, verb, words):
    arbiter = an_account(district, "diaodu", Role.DISPATCHER, "")
    number = signed()
    declares(arbiter)

    with pytest.raises(NotPermitted, match=r"interest\.department"):
        by(arbiter, verb, number, *words, short="11-24 10:00")


def test_a_case_is_handed_over_by_the_inspector(district, inspector):
    number = late()

    by(inspector, interests.withdraw_from, number, "", "反映人是本人亲属", short=LATER)

    with pytest.raises(NotPermitted, match=r"interest\.case"):
        by(
            inspector,
            supervision.issue_notice,
            number,
            Colour.BLUE,
            "请说明",
            short=LATER,
        )
    rules(an_account(district, "ducha2", Role.INSPECTOR, ""), number)
    assert log()[-1] == "interest ducha ducha: 反映人是本人亲属"
    rules(inspector, _another(number))


def _another(number):
    made = late()
    assert made != number
    return made


def test_who_is_complained_about_is_named_by_the_window(district, inspector):
    clerk = an_account(district, "chuangkou", Role.FRONT_DESK, "C0")
    number = late()

    by(clerk, interests.withdraw_from, number, "ducha", "反映对象本人", short=LATER)

    with pytest.raises(NotPermitted, match=r"interest\.case"):
        rules(inspector, number)
    held = looking.look(desk_of(clerk, LATER), number).held
    (row,) = interests.withdrawn_from(held)
    assert (row.who, row.declared_by) == ("ducha", "chuangkou")


@pytest.mark.parametrize(
    ("role", "unit", "refusal"),
    [
        (Role.HANDLER, "SJ", NotPermitted),
        (Role.HANDLER, "MZ", NotFound),
        (Role.FRONT_DESK, "C2", NotFound),
        (Role.SECURITY_ADMINISTRATOR, "", NotFound),
        (Role.DISTRICT_LEADER, "", NotPermitted),
    ],
)
def test_nobody_else_takes_a_case_from_an_inspector(
    district, inspector, role, unit, refusal
):
    number, somebody = late(), an_account(district, "x", role, unit)

    with pytest.raises(refusal):
        by(somebody, interests.withdraw_from, number, "ducha", "无", short=LATER)
    assert rows("interests") == []


def test_only_who_rules_can_be_named(district, inspector):
    an_account(district, "huang")
    number = late()

    with pytest.raises(RuleBroken, match=r"interest\.no_judge"):
        by(inspector, interests.withdraw_from, number, "huang", "无", short=LATER)
    with pytest.raises(NotFound):
        by(inspector, interests.withdraw_from, number, "mallory", "无", short=LATER)
    with pytest.raises(FieldMissing):
        by(inspector, interests.withdraw_from, number, "", " ", short=LATER)


def test_an_officer_of_another_district_is_not_named(district, inspector):
    an_account(found_neighbour(), "fremd", Role.INSPECTOR, "")
    number = late()

    with pytest.raises(NotFound):
        by(inspector, interests.withdraw_from, number, "fremd", "无", short=LATER)


def test_a_declaration_is_ended_by_its_person_and_once(district, inspector):
    declares(inspector)
    (row,) = rows("interests")
    lin = an_account(district, "lin")

    with pytest.raises(NotFound):
        by(lin, interests.end, row["id"], date(2026, 11, 23))
    by(inspector, interests.end, row["id"], date(2026, 11, 23))
    with pytest.raises(NotFound):
        by(inspector, interests.end, row["id"], date(2026, 11, 24))

    assert rows("interests")[0]["until_on"] == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("department", "until", "code"),
    [("XX", None, "department.unknown"), ("SJ", date(2024, 4, 30), "interest.period")],
)
def test_a_declaration_must_make_sense(district, inspector, department, until, code):
    with pytest.raises((NotFound, RuleBroken)) as refused:
        declares(inspector, department, until=until)

    assert refused.value.code == code
