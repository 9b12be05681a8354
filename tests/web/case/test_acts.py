"""Every act on its page: done, refused beside the field, stale, sent twice."""

import re

import pytest

from app.casework import handling
from app.domain.terms import Command, SuspensionReason, TicketClass
from tests.casework.given_office import (
    act,
    answered,
    dispatched,
    entries,
    everything,
    filed,
    kinds,
    last_entry,
    payload,
    signed,
)
from tests.marks import on_sqlite_only
from tests.web.case.given_acts import ACTS, address
from tests.web.given_desks import hidden

pytestmark = on_sqlite_only
WITH_A_FIELD = [command for command, acting in ACTS.items() if acting.required]


def send(visitor, path, **typed):
    """Open the form and send it as it stands, with this typed into it."""
    assert visitor.get(path).status_code == 200
    seen = hidden(visitor.page, "seen")
    return visitor.post(path, seen=seen, back=hidden(visitor.page, "back"), **typed)


@pytest.mark.parametrize("command", ACTS)
def test_the_act_is_done_and_leads_back_with_what_comes_next(sit, command):
    acting = ACTS[command]
    number = acting.given()
    visitor = sit(acting.who, acting.now)

    visitor.follow(send(visitor, address(number, command), **acting.typed))

    assert acting.kind in kinds(number)
    assert f"{number}：" in visitor.words
    assert "已记录。" in visitor.words


@pytest.mark.parametrize("command", WITH_A_FIELD)
def test_what_is_missing_is_said_beside_the_field_and_the_rest_is_kept(sit, command):
    acting = ACTS[command]
    number = acting.given()
    visitor, before = sit(acting.who, acting.now), everything()
    typed = {**acting.typed, acting.required: ""}

    answer = send(visitor, address(number, command), **typed)

    assert answer.status_code == 422
    assert f'href="#{acting.required}"' in visitor.page
    assert everything() == before
    for name, value in typed.items():
        if name != acting.required and name not in ("flag", "colour"):
            for one in [value] if isinstance(value, str) else value:
                assert one in visitor.page, name


@pytest.mark.parametrize("command", ACTS)
def test_sent_twice_it_is_done_once_and_nobody_is_blamed(sit, command):
    acting = ACTS[command]
    number = acting.given()
    visitor = sit(acting.who, acting.now)
    path = address(number, command)
    assert visitor.get(path).status_code == 200
    page = visitor.page
    form = {"seen": hidden(page, "seen"), "back": f"/cases/{number}"}
    first = visitor.post(path, **form, **acting.typed)
    count, visitor.page = len(entries(number)), page

    second = visitor.post(path, **form, **acting.typed)

    assert (first.status_code, second.status_code) == (302, 302)
    assert len(entries(number)) == count


@pytest.mark.parametrize("command", ACTS)
def test_each_form_says_beforehand_what_it_does(sit, command):
    acting = ACTS[command]
    visitor = sit(acting.who, acting.now)
    visitor.get(address(acting.given(), command))

    assert "这样办会怎样" in visitor.words
    assert "现在不能办" not in visitor.words


def test_a_cause_that_nobody_named_is_asked_of_the_window(sit):
    visitor = sit("clerk", "11-24 15:00")

    visitor.get(address(answered(), "verify"))

    assert "请选原因" in visitor.words
    assert "已办成的必选：部门答复时没有填原因" in visitor.words


# --- two officers at once ---------------------------------------------------------------


def test_the_second_officer_is_shown_what_changed_and_loses_no_word(sit):
    number = dispatched()
    slow = sit("handler", "11-23 10:30")
    path = address(number, Command.PROGRESS)
    slow.get(path)
    seen = hidden(slow.page, "seen")
    act("chief", "11-23 10:20", handling.record_contact, number, "先打了电话", "phone")

    answer = slow.post(path, seen=seen, text="我写了很久的进展")

    assert answer.status_code == 409
    assert "您打开之后发生的事" in slow.words
    assert "先打了电话" in slow.words
    assert "我写了很久的进展" in slow.page
    assert kinds(number)[-1] == "contacted"

    again = slow.post(path, seen=hidden(slow.page, "seen"), text="我写了很久的进展")
    assert again.status_code == 302
    assert payload(last_entry(number))["text"] == "我写了很久的进展"


def test_what_time_did_meanwhile_makes_no_page_stale(sit):
    number = dispatched()
    visitor = sit("handler", "11-23 14:15")
    path = address(number, Command.PROGRESS)
    visitor.get(path)
    seen = hidden(visitor.page, "seen")
    visitor.now = "11-23 14:30"

    assert visitor.post(path, seen=seen, text="调档").status_code == 302
    assert kinds(number)[-2:] == ["auto_signed", "progressed"]


def test_the_same_words_of_somebody_else_are_no_double_click(sit):
    number = dispatched()
    visitor = sit("handler", "11-23 10:30")
    path = address(number, Command.PROGRESS)
    visitor.get(path)
    seen = hidden(visitor.page, "seen")
    act("chief", "11-23 10:20", handling.add_progress, number, "调档")

    assert visitor.post(path, seen=seen, text="调档").status_code == 409


# --- who may ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "command", "status"),
    [
        ("police", Command.ANSWER, 404),
        ("town", Command.WITHDRAW, 404),
        ("deputy", Command.ANSWER, 403),
        ("clerk", Command.SIGN, 403),
        ("lingdao", Command.ISSUE_NOTICE, 403),
        ("anquan", Command.SIGN, 403),
    ],
)
def test_whom_it_is_not_for(sit, who, command, status):
    number = dispatched()
    visitor = sit(who)

    assert visitor.get(address(number, command)).status_code == status
    before = everything()
    answer = visitor.post(address(number, command), **ACTS[command].typed)
    assert answer.status_code == status
    assert everything() == before


def test_without_a_token_nothing_is_done(app, sit):
    number = dispatched()
    visitor = sit("handler")
    visitor.page = ""

    answer = visitor.post(address(number, Command.SIGN), seen="2")

    assert answer.status_code in (302, 400)
    assert "signed" not in kinds(number)


def test_what_is_not_possible_now_says_why(sit):
    number = signed()
    visitor = sit("handler", "11-30 10:00")

    answer = visitor.get(address(number, Command.REQUEST_EXTENSION))

    assert answer.status_code == 200
    assert "现在不能办： 须在到期前申请" in visitor.words


# --- what people type -----------------------------------------------------------------------


@pytest.mark.parametrize("text", ["𠮷野家𠀀😀", "第一行\r\n第二行", "<b>&amp;"])
def test_any_words_are_kept(sit, text):
    number = dispatched()
    visitor = sit("handler", "11-23 10:00")

    send(visitor, address(number, Command.PROGRESS), text=text)

    assert payload(last_entry(number))["text"] == text.replace("\r\n", "\n")


def test_a_text_of_100_kilobytes_is_refused_beside_the_field_and_kept(sit):
    number, text = dispatched(), "长" * 34_000
    visitor = sit("handler", "11-23 10:00")

    answer = send(visitor, address(number, Command.PROGRESS), text=text)

    assert answer.status_code == 422
    assert "20000" in visitor.words
    assert text in visitor.page
    assert kinds(number)[-1] == "dispatched"


def test_a_choice_that_nobody_offered_is_refused(sit):
    number = dispatched()
    visitor = sit("handler", "11-23 10:00")
    typed = {"reason": "不属", "basis": "三定", "proposed": "XX"}

    answer = send(visitor, address(number, Command.RETURN), **typed)

    assert answer.status_code == 422
    assert kinds(number)[-1] == "dispatched"


def test_a_no_needs_its_legal_basis(sit):
    number = signed()
    visitor = sit("handler", "11-24 10:00")
    typed = {"result": "R4", "text": "不符合条件", "told": "电话"}

    answer = send(visitor, address(number, Command.ANSWER), **typed)

    assert answer.status_code == 422
    assert 'href="#basis"' in visitor.page
    assert "不符合条件" in visitor.page


def test_a_suspension_that_is_too_long_is_refused_beside_the_days(sit):
    number = signed()
    visitor = sit("handler", "11-24 10:00")
    typed = {**ACTS[Command.SUSPEND].typed, "planned_days": "11"}

    answer = send(visitor, address(number, Command.SUSPEND), **typed)

    assert answer.status_code == 422
    assert 'href="#planned_days"' in visitor.page


# --- what is said beforehand -----------------------------------------------------------------


def test_a_suspension_shows_the_new_date_for_the_planned_days(sit):
    number = signed(ticket_class=TicketClass.COMPLEX)
    visitor = sit("handler", "11-24 10:00")
    path = address(number, Command.SUSPEND)
    visitor.get(path)
    before = everything()

    answer = visitor.post(path, look="1", reason="hearing", planned_days="3")

    assert answer.status_code == 200
    # Tue 24 to Fri 27 November are touched; five days then end on Fri 4 December.
    assert "听证，3 个工作日" in visitor.words
    assert "到 12月4日 周五 17:00 止" in visitor.words
    assert everything() == before


def test_an_extension_shows_the_date_for_each_number_of_days(sit):
    number = signed(ticket_class=TicketClass.COMPLEX)
    visitor = sit("handler", "11-24 10:00")
    visitor.get(address(number, Command.REQUEST_EXTENSION))

    assert "延长 1 个工作日，到 12月1日 周二 17:00 止" in visitor.words
    assert "延长 5 个工作日，到 12月7日 周一 17:00 止" in visitor.words


def test_who_asked_for_an_extension_is_told_who_rules_on_it(sit):
    number = signed()
    visitor = sit("handler", "11-25 10:00")
    typed = {"days": "2", "reason": "要调档", "told": "电话"}

    visitor.follow(send(visitor, address(number, Command.REQUEST_EXTENSION), **typed))

    assert "下一步：区政数局审批延期，11月26日 周四 17:00 前" in visitor.words
    assert "同时，区政数局要办： 审批延期" in visitor.words


def test_every_lawful_reason_can_be_chosen_the_most_frequent_first(sit):
    visitor = sit("handler")
    visitor.get(address(signed(), Command.SUSPEND))

    offered = re.findall(r'name="reason"[^>]*value="(\w+)"', visitor.page)
    assert sorted(offered) == sorted(SuspensionReason)
    assert offered[0] == SuspensionReason.CORRECTION


def test_a_return_says_that_the_promise_does_not_move(sit):
    visitor = sit("handler", "11-23 10:00")
    visitor.get(address(dispatched(), Command.RETURN))

    assert "照计，不因转办重新起算" in visitor.words
    assert "退单时限已过" not in visitor.words


def test_a_late_return_says_what_it_means(sit):
    visitor = sit("handler", "11-24 17:00:01")
    visitor.get(address(dispatched(ticket_class=TicketClass.COMPLEX), Command.RETURN))

    assert "退单时限已过。仍可退，但记为超时退单" in visitor.words


def test_a_late_answer_says_that_lateness_stays(sit):
    visitor = sit("handler", "11-30 10:00")
    visitor.get(address(dispatched(), Command.ANSWER))

    assert "办结停止，逾期 2 个工作日，留在记录里" in visitor.words


def test_ready_words_are_filled_in_without_scripts_and_typed_ones_are_kept(sit):
    number = filed()
    visitor = sit("clerk")
    path = address(number, Command.REFUSE)
    visitor.get(path)

    visitor.post(path, look="1", code="X6", reasons="", redirect="我写的去处")

    assert "12348" not in visitor.words
    assert "我写的去处" in visitor.page
    assert "民事" in visitor.page
    assert kinds(number) == ["filed"]


def test_an_assistant_gives_an_opinion_and_tells_nobody(sit):
    number = dispatched(assisting=("GA",))
    visitor = sit("police", "11-23 11:00")

    send(visitor, address(number, Command.ANSWER), result="R1", text="可出证明")

    assert kinds(number)[-1] == "answered"
    assert last_entry(number)["department"] == "GA"


# --- the way back -----------------------------------------------------------------------------


def test_it_leads_back_to_the_list_it_came_from(sit):
    number = dispatched()
    visitor = sit("handler", "11-23 10:00")
    path = f"{address(number, Command.PROGRESS)}?back=/to-do"
    visitor.get(path)
    assert hidden(visitor.page, "back") == "/to-do"

    answer = visitor.post(path, seen="2", back="/to-do", text="调档")

    assert answer.headers["Location"] == "/to-do"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "\\evil"])
def test_it_never_leads_to_another_site(sit, back):
    number = dispatched()
    visitor = sit("handler", "11-23 10:00")
    visitor.get(address(number, Command.PROGRESS))

    answer = visitor.post(
        address(number, Command.PROGRESS), seen="2", back=back, text="调档"
    )

    assert answer.headers["Location"] == f"/cases/{number}"


def test_who_was_invited_is_ticked_when_the_meeting_is_recorded(sit):
    number = ACTS[Command.HOLD_MEETING].given()
    (called,) = [e for e in entries(number) if e["kind"] == "meeting_called"]
    visitor = sit("dispatcher", "11-25 16:00")

    visitor.get(address(number, Command.HOLD_MEETING))

    boxes = re.findall(r"<input\b[^>]*\bchecked\b[^>]*>", visitor.page)
    ticked = [re.search(r'value="([A-Z]+)"', box)[1] for box in boxes]
    assert len(ticked) > 1
    assert sorted(ticked) == sorted(payload(called)["invited"])
