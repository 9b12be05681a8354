"""The system administrator's desk: what is in force and what runs, and no case."""

import pytest

from app.store import leases
from app.store.transaction import transaction
from tests.casework.given_office import dispatched
from tests.store.given_tickets import at


def test_it_shows_rules_calendar_timer_and_mail(sit):
    dispatched()
    with transaction():
        leases.take_lease(leases.TIMER, "host:1", at("11-23 10:00"), 60)
        leases.beat(leases.SWEEP, at("11-23 09:59:50"), 7)
    system = sit("xitong")

    system.get("/system")

    assert "“办不成事”反映窗口升级规则" in system.words
    assert "2024 · 2025 · 2026" in system.words
    assert "上次巡查 11月23日 周一 09:59 状态 按时" in system.words
    assert "那次处理 7 件" in system.words
    assert "工作进程 host:1" in system.words
    assert "待发" in system.words
    assert "现行" in system.words


def test_a_late_sweep_is_said(sit):
    with transaction():
        leases.beat(leases.SWEEP, at("11-23 09:30"), 0)
    system = sit("xitong")

    system.get("/system")

    assert "晚了，超过两个周期" in system.words


def test_a_timer_that_never_ran_is_said(sit):
    system = sit("xitong")
    system.get("/system")

    assert "定时器还没有运行过。" in system.words


def test_no_case_is_to_be_seen(sit):
    number = dispatched()
    system = sit("xitong")

    system.get("/system")

    assert number not in system.page


@pytest.mark.parametrize("username", ["huang", "anquan", "shenji"])
def test_nobody_else_opens_it(sit, username):
    assert sit(username).get("/system").status_code == 403


@pytest.mark.parametrize(
    ("username", "home"),
    [("anquan", "/people"), ("shenji", "/access-log"), ("xitong", "/system")],
)
def test_each_administrator_begins_at_the_own_desk(sit, username, home):
    assert sit(username).get("/").headers["Location"] == home
