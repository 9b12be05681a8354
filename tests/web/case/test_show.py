"""The case page as people meet it: what stands on it, and for whom."""

import re

import pytest

from app.casework import extensions, filing, handling, revisits, supervision
from app.domain.terms import ClockName, Colour, Step, SuspensionReason, TicketClass
from tests.casework.given_office import (
    act,
    answered,
    dispatched,
    filed,
    revisit,
    signed,
    sweep,
    verified,
)
from tests.casework.test_audit import tamper
from tests.marks import on_sqlite_only
from tests.web.given_desks import statements

pytestmark = on_sqlite_only
COMPLEX = {"ticket_class": TicketClass.COMPLEX}


def shown(visitor, number, rest=""):
    answer = visitor.get(f"/cases/{number}{rest}")
    assert answer.status_code == 200, answer.status_code
    return visitor.words


def titles(page):
    """The titles of the timeline, top down."""
    return [
        re.sub("<[^>]+>", " ", found).split("  ")[0].strip()
        for found in re.findall(r"<h3>(.*?)(?:<span|</h3>)", page, re.DOTALL)
    ]


def test_the_head_says_what_it_is_how_it_stands_and_whose_turn_it_is(sit):
    words = shown(sit("handler"), dispatched(**COMPLEX))

    assert "复杂 · 5 个工作日" in words
    assert "不动产变更登记" in words
    assert "应于 11月30日 周一 17:00 办结" in words
    turn = words.replace(" ", "")
    assert "现在轮到区市场监管局办：签收，今天14:20前" in turn


def test_the_newest_entry_stands_on_top(sit):
    visitor = sit("clerk", "11-24 11:00")
    shown(visitor, answered())

    assert titles(visitor.page) == [
        "答复：已办成",
        "联系反映人",
        "签收",
        "派给区市场监管局",
        "登记",
    ]


def test_each_entry_says_what_it_did_to_the_clocks(sit):
    words = shown(sit("clerk", "11-24 11:00"), answered())

    assert "办结起算 3 个工作日，当日不计，11月26日 周四 17:00 止" in words
    assert "首次联系按时" in words
    assert "办结停止，按时；核查，11月25日 周三 17:00 止" in words


def test_a_suspension_says_what_is_left_and_the_new_date(sit):
    number = signed(**COMPLEX)
    words = (SuspensionReason.CORRECTION, "补正31号", 4, "要补证明")
    names = ("reason", "notice_no", "planned_days", "text")
    given = dict(zip(names, words, strict=True))
    act("handler", "11-24 10:00", handling.suspend_ticket, number, **given)
    act("clerk", "11-26 10:00", handling.resume_ticket, number, "材料交来")

    visitor = sit("handler", "11-26 11:00")
    words = shown(visitor, number)

    # Tue 24 to Fri 27 planned: five days from 23 November end on Fri 4 December.
    assert "暂停计时，余 5 个工作日；按计划恢复则到 12月7日 周一 17:00 止" in words
    assert "挂起 3 个工作日，余 5 个工作日，12月3日 周四 17:00 止" in words
    assert 'class=" stop"' in visitor.page


def test_a_granted_extension_says_how_much_longer(sit):
    number = signed(**COMPLEX)
    told = {"days": 2, "reason": "调档", "told": "电话"}
    act("handler", "11-24 10:00", extensions.request_extension, number, **told)
    act("dispatcher", "11-24 11:00", extensions.grant_extension, number)

    words = shown(sit("handler", "11-24 12:00"), number)

    assert "延长 2 个工作日，到 12月2日 周三 17:00 止" in words


def test_escalations_stand_at_their_legal_moment_with_the_detection_beside(sit):
    number = dispatched()
    sweep("12-01 10:30")

    visitor = sit("inspector", "12-01 10:31")
    words = shown(visitor, number)

    assert "11月27日 周五 09:00 红灯催办 逾期满 1 个工作日" in words
    assert "系统 12月1日 周二 10:30 发现，按法定时刻记录" in words
    assert "蓝色督办单 蓬督蓝〔2026〕1号" in words
    assert "办结期限到，未完成" in words
    assert 'class="esc esc-blue over"' in visitor.page


def test_detected_within_a_minute_nothing_is_said_of_it(sit):
    number = dispatched()
    for moment in ("11-23 14:20:30", "11-26 09:00:05", "11-27 09:01:00"):
        sweep(moment)

    words = shown(sit("inspector", "11-27 09:01"), number)

    assert "自动签收" in words
    assert "红灯催办" in words
    assert "发现，按法定时刻记录" not in words


def test_limits_only_and_people_only(sit):
    number = answered()
    visitor = sit("clerk", "11-24 11:00")

    shown(visitor, number, "?only=talk")
    people = titles(visitor.page)
    shown(visitor, number, "?only=limits")

    assert len(people) == 5
    assert "登记" not in titles(visitor.page)


def test_people_are_masked(sit):
    for who in ("clerk", "handler", "inspector"):
        visitor = sit(who)
        words = shown(visitor, dispatched(phone="19900004321"))

        assert "陈* 199****4321" in words
        assert "陈不可见" not in visitor.page
        assert "19900004321" not in visitor.page


def test_a_department_does_not_learn_of_whom_it_may_not_know(sit):
    number = dispatched(confidential=True)
    visitor = sit("handler")
    words = shown(visitor, number)

    assert "要求对部门保密" in words
    assert "陈*" not in words
    assert f"/cases/{number}/reveal" not in visitor.page


def test_for_others_there_is_no_such_case(sit):
    number = dispatched()

    for who in ("town", "police"):
        visitor = sit(who)
        assert visitor.get(f"/cases/{number}").status_code == 404
        assert "不动产" not in visitor.page
    assert sit("clerk").get("/cases/PJ26-9999").status_code == 404


def test_an_administrator_has_no_case_pages(sit):
    assert sit("anquan").get(f"/cases/{dispatched()}").status_code == 403


def test_nobody_signed_in_is_asked_to_sign_in(app, sit):
    number = dispatched()

    answer = app.test_client().get(f"/cases/{number}")

    assert answer.status_code == 302
    assert "/sign-in" in answer.headers["Location"]


def test_only_what_may_be_done_now_is_offered(sit):
    number = dispatched()
    visitor = sit("handler")
    shown(visitor, number)

    assert f'action="/cases/{number}/sign"' in visitor.page
    assert f'href="/cases/{number}/answer"' in visitor.page
    assert f'href="/cases/{number}/verify"' not in visitor.page
    assert f'href="/cases/{number}/resume"' not in visitor.page


def test_closed_acts_stand_with_their_reason(sit):
    words = shown(sit("handler", "12-03 10:00"), dispatched())

    assert "申请延期 (须在到期前申请)" in words


def test_closed_acts_with_the_same_reason_stand_together(sit):
    words = shown(sit("handler", "11-24 11:00"), answered())

    assert words.count("现在是“待核查”，不能这样办") == words.count("现在不能")


def test_a_leader_looks_and_does_nothing(sit):
    visitor = sit("lingdao")
    shown(visitor, dispatched())

    assert 'class="acts"' not in visitor.page


def test_who_held_it_how_long(sit):
    words = shown(sit("clerk", "11-25 09:20"), answered())

    # From Mon 09:20 to Tue 10:00: 6 h 40 min and 1 h of a seven-hour day.
    assert "区市场监管局 1.1" in words


def test_the_window_sees_the_same_telephone_elsewhere(sit):
    number, other = filed(), filed("11-23 09:30", who="town clerk")

    words = shown(sit("clerk"), number)

    assert "同一电话的件" in words
    assert other in words
    assert f'href="/cases/{other}"' not in sit("clerk").get(f"/cases/{number}").text


def test_a_closed_case_says_that_nobody_has_to_act(sit):
    number = filed()
    given = {"result": "R1", "text": "当场办好"}
    act("clerk", "11-23 09:30", filing.solve_at_desk, number, **given)

    assert "已办结，没有人要办" in shown(sit("clerk"), number)


def test_a_closed_case_is_reopened_by_nobodys_first_button(sit):
    number = verified()
    revisit(number, "11-25 10:00")
    act("clerk", "11-25 10:30", revisits.close_ticket, number)
    clerk = sit("clerk", "11-25 11:00")

    words = shown(clerk, number)
    assert f'href="/cases/{number}/reopen"' in clerk.page
    assert not re.search(r'btn-primary" href="/cases', clerk.page)
    assert words.count("怎么联系") == 1  # of the call; how it was closed needs no word


def test_a_bad_rating_is_the_departments_turn(sit):
    number = verified()
    revisit(number, "11-25 10:00", rating=1, solved=False)

    words = shown(sit("clerk", "11-25 11:00"), number)

    assert "回访：未解决，非常不满意" in words
    assert "现在轮到区市场监管局办： 差评后联系反映人" in words


def test_what_was_said_of_an_escalation_stands_with_it(sit):
    number = dispatched()
    sweep("11-27 09:00:05")
    urge = (ClockName.FINISH, 1, Step.URGE)
    words = (number, urge, "台风停工")
    act("inspector", "11-27 10:00", supervision.dismiss_escalation, *words)

    words = shown(sit("handler", "11-27 11:00"), number)

    assert "认定不成立 · 红灯催办" in words
    assert "督查 不成立" in words


def test_a_notice_by_hand_has_its_number(sit):
    number = dispatched()
    words = (number, Colour.ORANGE, "限期办结")
    act("inspector", "11-23 10:00", supervision.issue_notice, *words)

    words = shown(sit("handler"), number)

    assert "橙色督办单 蓬督橙〔2026〕1号，人工签发" in words
    assert "回复橙色督办单，11月24日 周二 17:00 止" in words


@pytest.mark.parametrize(
    "text", ["𠮷野家𠀀😀", "<script>alert(1)</script>", "长" * 19_000, "一\n二\n三"]
)
def test_any_text_is_shown_as_it_was_said(sit, text):
    visitor = sit("clerk")
    shown(visitor, filed(text=text))

    assert "<script>alert" not in visitor.page
    assert text.replace("<", "&lt;").replace(">", "&gt;") in visitor.page


def test_the_page_asks_few_questions_and_never_more(sit):
    number, long = dispatched(), dispatched("11-23 09:30")
    for minute in range(10, 40):
        words = (long, f"第{minute}次")
        act("handler", f"11-23 10:{minute}", handling.add_progress, *words)
    sweep("12-15 10:00")
    visitor = sit("clerk", "12-15 11:00")
    shown(visitor, number)

    with statements() as few:
        shown(visitor, number)
    with statements() as many:
        shown(visitor, long)

    assert len(many) == len(few) < 10, "\n".join(many)


def test_a_timeline_that_was_tampered_with_is_still_shown(sit):
    number = answered()
    tamper("UPDATE ticket_events SET kind = 'answered' WHERE kind = 'signed'")
    visitor = sit("clerk", "11-24 11:00")

    words = shown(visitor, number)

    assert "联系反映人" in words
    assert "派给区市场监管局" in words


def test_an_inspector_goes_from_the_case_to_the_ruling_and_rarely_raises_a_level(sit):
    number = signed()
    sweep("11-30 09:30")
    inspector = sit("inspector", "11-30 10:00")
    shown(inspector, number)

    primary = re.search(r'btn btn-primary" href="([^"]+)"', inspector.page)
    assert primary[1] == f"/cases/{number}/request-statement"
    flag = re.search(r'href="(/escalations/\d+)"', inspector.page)[1]
    assert "红灯催办" in inspector.get(flag).text

    assert (
        "/escalations/"
        not in sit("handler", "11-30 10:00").get(f"/cases/{number}").text
    )
