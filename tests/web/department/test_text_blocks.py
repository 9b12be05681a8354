"""Text blocks: kept by a department, put into texts, recorded in two clicks."""

import re

import pytest

from app.casework import text_blocks
from app.domain.text_blocks import TextUse, blanks_in
from tests.casework.given_office import (
    act,
    dispatched,
    kinds,
    last_entry,
    payload,
    signed,
)
from tests.marks import on_sqlite_only
from tests.web.given_desks import visitor

CALLED = "已电话联系，说明了流程。"
OPEN = "约定【日期】前补交【材料】。"


@pytest.fixture
def handler(app, district):
    return visitor(app, district, "sj")


def kept(text=CALLED, title="已联系", use=TextUse.CONTACT, who="handler"):
    act(who, "11-23 09:00", text_blocks.add_block, use, title, text)


def button(page, title):
    """The value of the button that carries this short name."""
    return re.search(rf'name="block" value="(\d+)"[^>]*>{title}<', page)[1]


def test_blanks_are_named_each_once():
    assert blanks_in(OPEN + OPEN) == ["【日期】", "【材料】"]
    assert blanks_in("《条例》第【】条") == ["【】"]
    assert blanks_in("没有空") == []


def test_a_block_is_kept_changed_taken_off_and_put_back(handler):
    handler.get("/text-blocks")
    handler.post("/text-blocks", use="contact", title="已联系", text=CALLED)
    handler.get("/text-blocks")
    assert CALLED in handler.words

    handler.get("/text-blocks/1")
    handler.post("/text-blocks/1", use="answer", title="已答", text="已办成。")
    handler.get("/text-blocks")
    assert "已办成。" in handler.words
    assert CALLED not in handler.words

    handler.follow(handler.post("/text-blocks/1/removal"))
    assert "已办成。" not in handler.words
    handler.follow(handler.post("/text-blocks/1/removal", undo="1"))
    assert "已办成。" in handler.words


def test_a_department_sees_and_changes_its_own_blocks_alone(app, district, handler):
    kept()
    police = visitor(app, district, "ga")

    police.get("/text-blocks")
    assert CALLED not in police.words
    assert police.get("/text-blocks/1").status_code == 404
    assert police.post("/text-blocks/1/removal").status_code == 404
    handler.get("/text-blocks")
    assert CALLED in handler.words


@on_sqlite_only
def test_an_empty_list_begins_with_the_usual_ones_once(handler):
    handler.get("/text-blocks")
    handler.follow(handler.post("/text-blocks/ready"))
    assert "已现场核查" in handler.words
    count = handler.page.count("/removal")
    handler.follow(handler.post("/text-blocks/ready"))
    assert handler.page.count("/removal") == count


@on_sqlite_only
def test_no_more_than_a_list_that_can_be_read(handler):
    for one in range(text_blocks.MOST):
        kept(title=str(one))
    handler.get("/text-blocks")
    answer = handler.post("/text-blocks", use="answer", title="再一条", text="多")

    assert answer.status_code == 422
    assert "最多存 60 条" in handler.words


def test_a_contact_is_recorded_in_two_clicks(handler):
    number = signed()
    kept()

    handler.get(f"/to-do?contact={number}")
    block = button(handler.page, "已联系")
    answer = handler.post(
        f"/to-do/contacts/{number}", block=block, how="phone", text="", seen="3"
    )

    assert answer.status_code == 302
    assert last_entry(number)["kind"] == "contacted"
    assert payload(last_entry(number))["text"] == CALLED


@on_sqlite_only
def test_a_block_with_blanks_is_shown_to_be_filled_in_first(handler):
    number = signed()
    kept(OPEN, "约补材料")

    handler.get(f"/to-do?contact={number}")
    block = button(handler.page, "约补材料")
    answer = handler.post(
        f"/to-do/contacts/{number}", block=block, how="phone", text="", seen="3"
    )

    assert answer.status_code == 422
    assert "还有空没填：【日期】【材料】" in handler.words
    assert OPEN in handler.page
    assert "contacted" not in kinds(number)


@on_sqlite_only
def test_a_block_is_put_behind_what_stands_in_the_answer_and_nothing_is_sent(handler):
    number = signed()
    kept("依法办成。", "办成", TextUse.ANSWER)

    handler.get(f"/cases/{number}/answer")
    block = button(handler.page, "办成")
    handler.post(f"/cases/{number}/answer", block=block, text="现场看过。", result="R1")

    assert "现场看过。\n依法办成。" in handler.page
    assert "answered" not in kinds(number)


@on_sqlite_only
def test_an_answer_with_a_blank_left_is_not_taken(handler):
    number = signed()
    handler.get(f"/cases/{number}/answer")
    answer = handler.post(
        f"/cases/{number}/answer", text=OPEN, result="R1", told="当日电话告知"
    )

    assert answer.status_code == 422
    assert "还有空没填" in handler.words
    assert "answered" not in kinds(number)


@on_sqlite_only
def test_a_window_has_no_blocks(app, district):
    number = dispatched()
    clerk = visitor(app, district, "chuangkou")

    assert clerk.get("/text-blocks").status_code == 403
    assert 'name="block"' not in clerk.get(f"/cases/{number}/withdraw").text
