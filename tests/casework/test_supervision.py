"""Inspection: notices by hand, replies, statements, the review of escalations."""

import pytest
from sqlalchemy import update

from app.casework import filing, returns, supervision
from app.domain.errors import (
    FieldMissing,
    NotFound,
    NotPermitted,
    NotPossible,
    RuleBroken,
)
from app.domain.terms import ClockName, Colour, ReviewStatus, Step
from app.store.database import db
from app.store.tables import DepartmentRow
from app.store.transaction import late_transaction
from tests.casework.given_office import (
    Told,
    act,
    clock,
    dispatched,
    everything,
    last_entry,
    of_ticket,
    payload,
    signed,
    sweep,
    ticket,
)
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")

URGE = (ClockName.FINISH, 1, Step.URGE)
YELLOW = (ClockName.FINISH, 1, Step.YELLOW)


def late(until="12-01 10:00"):
    """Signed and left lying: due Thu 26 Nov 17:00."""
    number = signed()
    sweep(until)
    return number


def steps(number):
    found = of_ticket("escalations", number)
    return [(row["step"].value, row["due_at"]) for row in found]


def escalation(number, step="urge"):
    (row,) = (row for row in of_ticket("escalations", number) if row["step"] == step)
    return row


def notices(number):
    return of_ticket("supervision_notices", number)


def heard(number, when="11-27 10:30"):
    """The department has spoken, so that it may be ruled on."""
    act("chief", when, supervision.give_statement, number, URGE, "人手不足")
    return number


# --- the ladder as time writes it -------------------------------------------------


def test_every_missed_step_falls_in_order_at_its_legal_moment():
    number = late("12-01 10:00")
    assert steps(number) == [
        ("yellow", at("11-26 09:00")),
        ("urge", at("11-27 09:00")),
        ("blue", at("11-30 09:00")),
        ("orange", at("12-01 09:00")),
    ]
    assert {row["detected_at"] for row in of_ticket("escalations", number)} == {
        at("12-01 10:00")
    }
    assert ticket(number)["next_at"] == at("12-03 09:00")  # red


def test_each_step_tells_those_that_the_rule_file_names():
    number = signed()
    since = Told(number)
    sweep("11-30 09:00:01")
    assert since.now() == [
        "step_blue chief_representative@SJ",
        "step_blue deputy_leader@SJ",
        "step_blue handler@SJ",
        "step_blue inspector",
        "step_urge deputy_leader@SJ",
        "step_urge dispatcher",
        "step_urge handler@SJ",
        "step_yellow chief_representative@SJ",
        "step_yellow handler@SJ",
    ]


def test_a_step_falls_after_its_moment_and_falls_once():
    number = signed()
    assert sweep("11-26 09:00") == 0
    assert sweep("11-26 09:00:01") == 1
    assert sweep("11-26 09:00:02") == 0
    assert steps(number) == [("yellow", at("11-26 09:00"))]


def test_a_yellow_light_is_not_reviewed_and_the_others_are():
    number = late("11-27 10:00")
    assert escalation(number, "yellow")["review_status"] is None
    assert escalation(number)["review_status"] == ReviewStatus.PENDING


def test_coloured_notices_are_numbered_by_colour_and_year():
    first, second = signed(), signed()
    sweep("12-01 10:00")
    numbers = {row["number"] for row in (*notices(first), *notices(second))}
    assert numbers == {
        "蓬督蓝〔2026〕1号",
        "蓬督蓝〔2026〕2号",
        "蓬督橙〔2026〕1号",
        "蓬督橙〔2026〕2号",
    }


def test_a_step_names_its_entry_rules_and_calendar():
    number = late("11-27 10:00")
    row = escalation(number)
    assert row["rules_hash"] == ticket(number)["rules_hash"]
    assert row["calendar_hash"] == ticket(number)["calendar_hash"]
    entry = last_entry(number)
    assert (row["entry_seq"], entry["kind"]) == (entry["seq"], "escalated")
    assert payload(entry) == {"clock": "finish", "cycle": 1, "step": "urge"}


# --- notices by hand, and replies ---------------------------------------------------


def test_a_notice_by_hand_is_numbered_and_awaits_a_reply():
    number = signed()
    since = Told(number)
    words = (number, Colour.ORANGE, "限期说明进展")
    act("inspector", "11-24 10:00", supervision.issue_notice, *words)
    (notice,) = notices(number)
    assert (notice["number"], notice["text"]) == ("蓬督橙〔2026〕1号", "限期说明进展")
    assert notice["reply_due_at"] == at("11-25 17:00")
    assert (notice["step"], notice["replied_at"]) == (None, None)
    assert steps(number) == []
    assert since.now() == [
        "notice_issued chief_representative@SJ",
        "notice_issued deputy_leader@SJ",
        "notice_issued handler@SJ",
    ]


def test_a_reply_ends_the_notice_of_that_colour():
    number = late("12-01 10:00")
    since = Told(number)
    words = (number, Colour.BLUE, "已排期,本周办结")
    act("deputy", "12-01 11:00", supervision.reply_notice, *words)
    blue, orange = notices(number)
    assert (blue["replied_at"], blue["reply_text"]) == (at("12-01 11:00"), words[2])
    assert orange["replied_at"] is None
    assert clock(number, "notice_reply", 1)["stopped_at"] == at("12-01 11:00")
    assert clock(number, "notice_reply", 2)["stopped_at"] is None
    assert since.now() == ["notice_replied inspector"]


def test_what_awaits_no_reply_is_not_replied_to():
    number = late("12-01 10:00")
    before = everything()
    with pytest.raises(NotPossible, match=r"notice\.none_open"):
        act(
            "handler", "12-01 11:00", supervision.reply_notice, number, Colour.RED, "是"
        )
    with pytest.raises(FieldMissing):
        act("handler", "12-01 11:00", supervision.reply_notice, number, Colour.BLUE, "")
    assert everything() == before


# --- review ---------------------------------------------------------------------------


def test_an_escalation_is_confirmed_with_reasons():
    number = heard(late("11-27 10:00"))
    since = Told(number)
    words = (number, URGE, "逾期属实")
    act("inspector", "11-27 11:00", supervision.confirm_escalation, *words)
    row = escalation(number)
    assert row["review_status"] == ReviewStatus.CONFIRMED
    assert row["reviewed_at"] == at("11-27 11:00")
    assert payload(last_entry(number))["text"] == "逾期属实"
    assert since.now() == [
        "escalation_confirmed chief_representative@SJ",
        "escalation_confirmed deputy_leader@SJ",
    ]


def test_what_is_dismissed_stays_readable():
    number = late("11-27 10:00")
    words = (number, URGE, "系统故障期间")
    act("inspector", "11-27 11:00", supervision.dismiss_escalation, *words)
    assert escalation(number)["review_status"] == ReviewStatus.DISMISSED
    assert steps(number)[-1] == ("urge", at("11-27 09:00"))
    assert ticket(number)["due_at"] == at("11-26 17:00")  # lateness is not wiped


def test_the_department_speaks_before_it_is_judged():
    number = late("11-27 10:00")
    since = Told(number)
    asked = (number, URGE, "请说明逾期原因")
    act("inspector", "11-27 11:00", supervision.request_statement, *asked)
    row = escalation(number)
    assert row["review_status"] == ReviewStatus.STATEMENT
    assert row["statement_due_at"] == at("12-02 17:00")  # three working days
    assert row["reviewed_at"] is None
    given = (number, URGE, "等待上级批复")
    act("chief", "11-30 10:00", supervision.give_statement, *given)
    assert escalation(number)["review_status"] == ReviewStatus.HEARD
    since_then = [line for line in since.now() if line.startswith("statement")]
    assert since_then == [
        "statement_given inspector",
        "statement_requested chief_representative@SJ",
        "statement_requested deputy_leader@SJ",
        "statement_requested handler@SJ",
    ]
    ruled = (number, URGE, "理由不成立")
    act("inspector", "11-30 15:00", supervision.confirm_escalation, *ruled)
    assert escalation(number)["review_status"] == ReviewStatus.CONFIRMED


def test_it_is_ruled_on_once():
    number = heard(late("11-27 10:00"))
    words = (number, URGE, "逾期属实")
    act("inspector", "11-27 11:00", supervision.confirm_escalation, *words)
    before = everything()
    for verb, who in (
        (supervision.dismiss_escalation, "inspector"),
        (supervision.confirm_escalation, "inspector"),
        (supervision.request_statement, "inspector"),
        (supervision.give_statement, "chief"),
    ):
        with pytest.raises(NotPossible, match=r"review\."):
            act(who, "11-27 12:00", verb, *words)
    assert everything() == before


@pytest.mark.parametrize("key", [YELLOW, (ClockName.FINISH, 1, Step.RED)])
def test_what_accuses_nobody_or_never_fell_is_not_reviewed(key):
    number = late("11-27 10:00")
    before = everything()
    with pytest.raises(NotFound, match=r"escalation\.unknown"):
        act(
            "inspector",
            "11-27 11:00",
            supervision.confirm_escalation,
            number,
            key,
            "是",
        )
    assert everything() == before


def test_a_ruling_has_reasons():
    number = heard(late("11-27 10:00"))
    with pytest.raises(RuleBroken, match=r"field\.missing"):
        act(
            "inspector", "11-27 11:00", supervision.confirm_escalation, number, URGE, ""
        )


def test_review_goes_on_after_the_case_was_withdrawn():

    number = late("11-27 10:00")
    heard(number)
    act("clerk", "11-27 10:40", filing.withdraw_ticket, number, "本人撤回")
    words = (number, URGE, "逾期属实")
    act("inspector", "11-27 11:00", supervision.confirm_escalation, *words)
    assert escalation(number)["review_status"] == ReviewStatus.CONFIRMED


def test_nobody_is_accused_while_the_arbiter_has_it():

    number = dispatched()
    act(
        "handler",
        "11-23 10:00",
        returns.return_ticket,
        number,
        reason="不属本局",
        basis="三定方案",
        proposed="GA",
    )
    since = Told(number)
    sweep("11-27 09:00:01")
    assert escalation(number)["department_id"] is None
    assert "step_urge dispatcher" in since.now()
    assert not any("@SJ" in line for line in since.now())


def test_a_department_states_nothing_about_an_escalation_that_names_another():
    number = dispatched()
    wrong = {"reason": "不属本局", "basis": "三定方案第四条", "proposed": "GA"}
    act("handler", "11-23 10:00", returns.return_ticket, number, **wrong)
    ruled = {"department": "GA", "reason": "按权责清单"}
    act("dispatcher", "11-23 11:00", returns.arbitrate_ticket, number, **ruled)
    sweep("11-27 10:00")
    before, given = everything(), (number, URGE, "与我单位无关")

    with pytest.raises(NotPermitted, match=r"statement\.not_named"):
        act("handler", "11-27 11:00", supervision.give_statement, *given)
    assert everything() == before


# --- lifting -----------------------------------------------------------------------------


def test_a_lifted_notice_awaits_nothing_and_brings_no_further_step():
    number = late("11-30 10:00")
    since = Told(number)
    words = (number, Colour.BLUE, "办结期限计算有误")
    act("inspector", "11-30 11:00", supervision.lift_notice, *words)
    (blue,) = notices(number)
    assert (blue["lifted_at"], blue["lift_reasons"]) == (at("11-30 11:00"), words[2])
    assert (blue["replied_at"], blue["number"]) == (None, "蓬督蓝〔2026〕1号")
    assert clock(number, "notice_reply", 1)["stopped_at"] == at("11-30 11:00")
    assert since.now() == [
        "notice_lifted chief_representative@SJ",
        "notice_lifted deputy_leader@SJ",
        "notice_lifted handler@SJ",
    ]
    with pytest.raises(NotPossible, match=r"notice\.none_open"):
        act("inspector", "11-30 12:00", supervision.lift_notice, *words)


def test_lifting_says_why_and_is_the_inspection_offices():
    number = late("11-30 10:00")
    before = everything()
    for who, reasons, refusal in (
        ("inspector", " ", FieldMissing),
        ("dispatcher", "无需", NotPermitted),
        ("chief", "无需", NotPermitted),
    ):
        with pytest.raises(refusal):
            act(
                who,
                "11-30 11:00",
                supervision.lift_notice,
                number,
                Colour.BLUE,
                reasons,
            )
    assert everything() == before


def test_a_notice_that_was_late_before_it_was_lifted_stays_on_record():
    number = dispatched()
    words = (number, Colour.BLUE, "限期说明")
    act("inspector", "11-23 10:00", supervision.issue_notice, *words)
    lifted = (number, Colour.BLUE, "已口头说明")
    act("inspector", "11-26 10:00", supervision.lift_notice, *lifted)
    codes = [row["code"] for row in of_ticket("findings", number)]
    assert "N4" in codes


# --- a department that was merged ---------------------------------------------------------


def test_no_notice_goes_to_a_department_that_was_merged():
    number = signed()
    with late_transaction():
        merge = update(DepartmentRow).where(DepartmentRow.code == "SJ")
        db.session.execute(merge.values(merged_into="GA"))
    before = everything()
    with pytest.raises(RuleBroken, match=r"department\.merged") as refused:
        act(
            "inspector",
            "11-24 10:00",
            supervision.issue_notice,
            number,
            Colour.BLUE,
            "限期",
        )
    assert refused.value.facts == {
        "department": "区市场监管局",
        "into": "公安蓬江分局",
    }
    assert everything() == before
