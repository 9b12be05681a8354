"""The rules page: what holds, a draft with its faults, its trial, a second person."""

from __future__ import annotations

import re

import pytest

from app.casework import rule_trials, rulebook
from app.scheduler.rule_trials import go_on_trying
from tests.casework.given_office import (
    clock,
    dispatched,
    office,
    offices,
    signed,
    sweep,
)
from tests.casework.test_rulebook import LONGER
from tests.domain.test_rule_check import TEXT, changed
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at
from tests.web.given_desks import table_rows, visitor

pytestmark = on_sqlite_only

DRAFT = "/rules/drafts/1"


@pytest.fixture
def inspector(app, district):
    return visitor(app, district, "ducha", "12-01 10:00")


@pytest.fixture
def dispatcher(app, district):
    return visitor(app, district, "diaodu", "12-01 10:30")


def keep(somebody, text=LONGER):
    somebody.get("/rules/drafts/new")
    return somebody.post("/rules/drafts/new", text=text)


def test_the_page_tells_the_rules_and_draws_the_ladder(inspector):
    inspector.get("/rules")

    assert "最初的版本" in inspector.page
    assert "复杂：5 个工作日内答复" in inspector.page
    assert re.search(r'<svg [^>]*role="img"', inspector.page)
    assert "没有启用过草稿" in inspector.page


@pytest.mark.parametrize("username", ["sj", "chuangkou", "anquan", "tongji"])
def test_others_do_not_see_it(app, district, username):
    somebody = visitor(app, district, username)

    assert somebody.get("/rules").status_code in (403, 404)


def test_the_leader_reads_and_does_not_write(app, district):
    leader = visitor(app, district, "lingdao")
    leader.get("/rules")

    assert "改草稿" not in leader.page
    assert leader.get("/rules/drafts/new").status_code == 403


def test_a_draft_begins_with_what_holds(inspector):
    inspector.get("/rules/drafts/new")

    assert "limit_working_hours = 4" in inspector.page


def test_every_fault_stands_beside_the_draft_and_the_text_is_kept(inspector):
    wrong = changed(
        ("limit_working_hours = 4", "limit_working_hours = 0"),
        ("reply_working_days   = 5", "reply_working_days   = 10000"),
    )

    answer = keep(inspector, wrong)

    assert answer.status_code == 422
    assert "共 2 处错误" in inspector.page
    assert "sign.limit_working_hours" in inspector.page
    assert "limit_working_hours = 0" in inspector.page


def test_what_holds_already_is_refused_beside_the_form(inspector):
    answer = keep(inspector, TEXT)

    assert answer.status_code == 422
    assert "内容与现行规则相同" in inspector.page


def test_a_draft_shows_what_it_would_have_changed(inspector, district):
    number = signed()
    sweep("12-01 09:30")
    inspector.follow(keep(inspector))

    rows = table_rows(inspector.page)
    assert any(row.startswith("蓝色督办单 1 0 -1") for row in rows)
    assert any(row.startswith(f"{number} 时间变动 红灯催办") for row in rows)
    assert "市场监管" in inspector.page
    assert "全部 1 件" in inspector.page


def test_the_drafter_is_told_who_puts_it_in_force(inspector):
    inspector.follow(keep(inspector))

    assert "须由督查室或者区政数局的另一人启用" in inspector.page
    assert 'name="running"' not in inspector.page


def test_the_drafters_own_hand_is_refused(inspector):
    inspector.follow(keep(inspector))

    answer = inspector.post(f"{DRAFT}/activate", running="keep")

    assert answer.status_code == 403
    assert office().rules.title in TEXT


def test_a_second_person_puts_it_in_force_for_what_starts(inspector, dispatcher):
    number = signed()
    keep(inspector)
    dispatcher.get(DRAFT)
    dispatcher.follow(dispatcher.post(f"{DRAFT}/activate", running="keep"))

    assert "草稿已启用" in dispatcher.page
    assert "ducha 某 起草，diaodu 某 于" in dispatcher.page
    assert "仍按原规则" in dispatcher.page
    assert clock(number, "finish")["due_at"].day == 26


def test_a_second_person_may_take_running_cases_over(inspector, dispatcher):
    number = dispatched("12-01 09:00")
    keep(inspector)
    dispatcher.get(DRAFT)
    dispatcher.follow(dispatcher.post(f"{DRAFT}/activate", running="take"))

    assert "1 件在办件改按新规则，其中 1 件时限变动" in dispatcher.page
    assert clock(number, "finish")["due_at"].day == 8


def test_a_draft_is_given_up(inspector):
    inspector.follow(keep(inspector))
    inspector.follow(inspector.post(f"{DRAFT}/give-up"))

    assert "草稿已作废" in inspector.page
    undo = inspector.found(r'action="(/rules/drafts/\d+/give-up)"')
    inspector.get("/rules")
    assert DRAFT not in inspector.page

    inspector.follow(inspector.post(undo, undo="1"))
    inspector.get("/rules")
    assert DRAFT in inspector.page


def test_a_draft_is_tried_on_all_cases_with_progress_and_may_be_stopped(
    app, inspector, monkeypatch
):
    monkeypatch.setattr(rulebook.try_rules, "__defaults__", (1,))
    monkeypatch.setattr(rule_trials, "PART", 1)
    dispatched(), dispatched()
    keep(inspector)
    inspector.get(DRAFT)
    assert "全部 2 件中最近的 1 件" in inspector.words

    inspector.follow(inspector.post(f"{DRAFT}/trials"))
    assert "等待开始" in inspector.words
    assert '<meta http-equiv="refresh"' in inspector.page
    go_on_trying(offices(), at("12-01 10:01"), lambda: True)
    inspector.get(DRAFT)
    assert 'max="2" value="1"' in inspector.page

    inspector.follow(inspector.post(f"{DRAFT}/trials", stop="1"))
    assert "停止，1 / 2" in inspector.words
    inspector.follow(inspector.post(f"{DRAFT}/trials"))
    go_on_trying(offices(), at("12-01 10:01"))
    assert "全部 2 件" in inspector.get(DRAFT).text
    assert "data-how-far" not in inspector.page


def test_another_file_on_disk_is_offered_and_not_used(app, inspector, tmp_path):
    signed()  # the register has judged by the first file
    offices = app.extensions["offices"]
    from app.domain.rules.file import load_rules

    offices.rules_text, offices.rules = LONGER, load_rules(LONGER)
    offices._open.clear()

    inspector.get("/rules")

    assert "服务器上的规则文件与现行规则不同" in inspector.page
    assert "一般：3 个工作日内答复" in inspector.page
    inspector.get("/rules/drafts/new?from=disk")
    assert "limit_working_days       = 5\nyellow" in inspector.page
