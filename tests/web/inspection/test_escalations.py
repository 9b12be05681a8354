"""The queue of escalations, the evidence, and the decision."""

import pytest

from app.casework import handling, supervision
from app.domain.terms import Colour, Ground, ReviewStatus
from tests.casework.given_office import (
    act,
    answer,
    dispatched,
    kinds,
    last_entry,
    payload,
    rows,
    signed,
    sweep,
    tick,
)
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at
from tests.web.given_desks import (
    count_of,
    hidden,
    statements,
    table_rows,
    visitor,
)

NOW = "12-01 10:00"


@pytest.fixture
def late(district):
    """Due Thu 26 Nov, nobody ever acted: urge, blue and orange by Tue 1 Dec."""
    number = dispatched()
    sweep("12-01 09:30")
    return number


@pytest.fixture
def inspector(app, district):
    return visitor(app, district, "ducha", NOW)


def escalation(number, step):
    (row,) = [one for one in rows("escalations") if one["step"] == step]
    return row


def speaks(number, when="12-01 09:40"):
    """The department states its view on the urge, so that it may be ruled on."""
    words = (number, ("finish", 1, "urge"), "系统切换期间误派")
    act("handler", when, supervision.give_statement, *words)


def page_of(step="urge", number=""):
    return f"/escalations/{escalation(number, step)['id']}"


def send(inspector, path, **fields):
    inspector.get(path)
    seen = hidden(inspector.page, "seen")
    return inspector.post(path, **{"seen": seen, "colour": "blue", **fields})


# --- the queue ----------------------------------------------------------------------


def test_the_earliest_legal_moment_comes_first(inspector, late):
    inspector.follow(inspector.get("/escalations"))

    flags = inspector.page.split('class="q1">')[1:4]
    assert [flag.split("<")[0] for flag in flags] == [
        "红灯催办",
        "蓝色督办单",
        "橙色督办单",
    ]
    assert count_of(inspector.page, "待核") == "3"


def test_the_yellow_light_accuses_nobody(inspector, late):
    inspector.follow(inspector.get("/escalations"))

    assert "黄灯提醒" not in inspector.page


@on_sqlite_only
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("step=blue", 1),
        ("step=red", 0),
        ("status=confirmed", 0),
        ("step=x", 3),
    ],
)
def test_filters_narrow_the_queue(inspector, late, query, count):
    answer = inspector.get(f"/escalations?queue=1&{query}")

    assert answer.status_code == 200
    assert inspector.page.count('class="q1"') == count


def test_an_empty_queue_says_so(inspector):
    answer = inspector.get("/escalations")

    assert answer.status_code == 200
    assert "没有这样的待核件" in inspector.page


# --- the evidence -------------------------------------------------------------------


def test_what_was_due_stands_beside_what_happened(inspector, late):
    inspector.get(page_of())

    told = table_rows(inspector.page)
    assert told[0].startswith("签收 11月23日 周一 14:20 前")
    assert "没有签收" in told[0]
    assert told[1].startswith("首次联系 11月23日 周一 17:00 前")
    assert "没有联系" in told[1]
    assert told[2].startswith("办结 11月26日 周四 17:00 前")
    assert "未办结，逾期 3 个工作日" in told[2]
    assert told[3].startswith("延期 要延期，须 11月26日 周四 17:00 前提")
    assert "没有提" in told[3]
    assert "蓬督蓝〔2026〕1号" in told[4]


def test_what_was_kept_is_told_as_well(app, district):
    number = signed()
    words = ("已致电说明进度", "phone")
    act("handler", "11-23 11:00", handling.record_contact, number, *words)
    sweep("12-01 09:30")
    inspector = visitor(app, district, "ducha", NOW)

    inspector.get(page_of())

    told = table_rows(inspector.page)
    assert "11月23日 周一 09:40 合规" in told[0]
    assert "11月23日 周一 11:00 合规" in told[1]
    assert "已致电说明进度" in told[1]
    assert "11月23日起 6 个工作日没有动作" in told[2]


def test_legal_moment_detection_and_what_judged_it_are_shown(inspector, late):
    inspector.get(page_of("blue"))

    assert "法定时刻 2026-11-30 09:00:00，发现 2026-12-01 09:30:00" in inspector.page
    assert "“办不成事”反映窗口升级规则" in inspector.page
    assert "区市场监管局" in inspector.page


def test_nobody_reads_the_complainants_name(inspector, late):
    inspector.get(page_of())

    assert "陈不可见" not in inspector.page


# --- the decision -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("button", "kind", "status"),
    [
        ("dismiss", "escalation_dismissed", ReviewStatus.DISMISSED),
        ("ask", "statement_requested", ReviewStatus.STATEMENT),
    ],
)
def test_a_decision_is_recorded_and_leads_to_the_next(
    inspector, late, button, kind, status
):
    words = {"text": "事实清楚", "ground": "facts"}
    answer = send(inspector, page_of(), act=button, **words)

    assert answer.location == page_of("blue")
    assert kinds(late)[-1] == kind
    assert payload(last_entry(late))["text"] == "事实清楚"
    assert escalation(late, "urge")["review_status"] is status


@pytest.mark.parametrize(
    ("button", "kind", "status"),
    [
        ("confirm", "escalation_confirmed", ReviewStatus.CONFIRMED),
        ("downgrade", "downgraded", ReviewStatus.DOWNGRADED),
    ],
)
def test_against_a_department_it_is_ruled_once_it_has_spoken(
    inspector, late, button, kind, status
):
    words = {"act": button, "text": "事实清楚", "ground": "light"}
    inspector.get(page_of())
    assert f'value="{button}"' not in inspector.page
    assert "应先听取部门说明" in inspector.words

    speaks(late)
    answer = send(inspector, page_of(), **words)

    assert answer.status_code == 302
    assert kinds(late)[-1] == kind
    assert escalation(late, "urge")["review_status"] is status


def test_what_was_ticked_is_decided_along_each_with_its_entry(inspector, late):
    tick("12-01 09:31")
    words = {"text": "台风停工", "ground": "force_majeure"}

    answer = send(
        inspector, page_of(), act="dismiss", also=["finish-1-blue", "M1-2-1"], **words
    )

    assert kinds(late)[-3:] == ["escalation_dismissed"] * 3
    assert escalation(late, "blue")["review_status"] is ReviewStatus.DISMISSED
    (found,) = [row for row in rows("findings") if row["code"] == "M1"]
    assert found["review_status"] is ReviewStatus.DISMISSED
    inspector.follow(answer)
    assert "连同另外 2 项" in inspector.words


def test_of_several_all_are_decided_or_none(inspector, late):
    before = kinds(late)
    words = {"text": "台风停工", "ground": "force_majeure", "also": ["finish-1-red"]}

    answer = send(inspector, page_of(), act="dismiss", **words)

    assert answer.status_code == 404
    assert kinds(late) == before


def test_a_finding_stands_in_the_same_queue_and_on_the_same_page(inspector, late):
    tick("12-01 09:31")
    inspector.get("/escalations?queue=1&step=M1")
    assert inspector.page.count('class="q1"') == 1
    (found,) = [row for row in rows("findings") if row["code"] == "M1"]

    answer = send(inspector, f"/findings/{found['id']}", act="ask", text="请说明")

    assert answer.status_code == 302
    (told,) = [row for row in rows("findings") if row["code"] == "M1"]
    assert told["review_status"] is ReviewStatus.STATEMENT
    assert told["statement_due_at"] == at("12-04 17:00")


@on_sqlite_only
@pytest.mark.parametrize("button", ["confirm", "dismiss", "ask", "notice"])
def test_a_decision_without_words_is_refused_beside_the_field(inspector, late, button):
    before = kinds(late)

    if button == "confirm":
        speaks(late)
        before = kinds(late)

    answer = send(inspector, page_of(), act=button, text="  ", ground="facts")

    assert answer.status_code == 422
    assert 'id="text-fault"' in inspector.page
    assert kinds(late) == before


@on_sqlite_only
def test_a_button_that_nobody_drew_decides_nothing(inspector, late):
    before = kinds(late)

    answer = send(inspector, page_of(), act="hang", text="事实清楚")

    assert answer.status_code == 400
    assert kinds(late) == before


def test_a_notice_by_hand_has_its_colour_and_number(inspector, late):
    answer = send(inspector, page_of(), act="notice", text="限期办结", colour="orange")

    assert answer.location == page_of()
    issued = rows("supervision_notices")[-1]
    assert (issued["colour"], issued["number"]) == (Colour.ORANGE, "蓬督橙〔2026〕2号")


@on_sqlite_only
def test_what_is_decided_is_closed_with_the_reason(inspector, late):
    speaks(late)
    send(inspector, page_of(), act="confirm", text="事实清楚")

    inspector.get(page_of())

    assert 'value="confirm"' not in inspector.page
    assert "认定成立、从轻认定、认定不成立 (已经认定过)" in inspector.words
    assert 'value="notice"' in inspector.page


def test_the_statement_of_the_department_stands_beside_it(app, district, late):
    key = ("finish", 1, "urge")
    ask = (late, key, "请说明为何未办")
    act("inspector", "12-01 09:40", supervision.request_statement, *ask)
    give = (late, key, "系统切换𡨴误派")
    act("handler", "12-01 09:50", supervision.give_statement, *give)
    inspector = visitor(app, district, "ducha", NOW)

    inspector.get(page_of())

    assert "系统切换𡨴误派" in inspector.page
    assert "请说明为何未办" in inspector.page
    assert "12月4日 周五 17:00" in inspector.words


def test_a_colleague_who_was_faster_is_told(inspector, late):
    inspector.get(page_of())
    seen = hidden(inspector.page, "seen")
    key = ("finish", 1, "urge")
    words = (late, key, "已先裁定", Ground.FACTS)
    act("inspector", "12-01 09:50", supervision.dismiss_escalation, *words)

    answer = inspector.post(
        page_of(), act="confirm", text="事实清楚", seen=seen, colour="blue"
    )

    assert answer.status_code == 409
    assert "事实清楚" in inspector.page
    assert escalation(late, "urge")["review_status"] is ReviewStatus.DISMISSED


def test_a_department_that_answered_late_is_told_so(app, district, late):
    answer(late, "12-01 09:40")
    inspector = visitor(app, district, "ducha", NOW)

    inspector.get(page_of())

    assert "12月1日 周二 09:40办结" in inspector.page
    assert "逾期办结" in inspector.page


# --- who may, and what it costs -------------------------------------------------------


def test_the_leader_looks_and_decides_nothing(app, district, late):
    leader = visitor(app, district, "lingdao", NOW)

    leader.get(page_of())

    assert "办结" in leader.page
    assert 'name="act"' not in leader.page
    leader.post(page_of(), act="confirm", text="事实清楚", colour="blue")
    assert "escalation_confirmed" not in kinds(late)


@on_sqlite_only
@pytest.mark.parametrize("who", ["sj", "diaodu", "chuangkou", "anquan"])
def test_it_is_the_inspectors_desk(app, district, who):
    assert visitor(app, district, who).get("/escalations").status_code == 403


@on_sqlite_only
def test_what_does_not_exist_is_not_there(inspector):
    for number in (4711, 10**30):
        assert inspector.get(f"/escalations/{number}").status_code == 404


def test_a_page_asks_the_same_few_questions(app, district, late):
    inspector = visitor(app, district, "ducha", NOW)
    path = page_of()
    inspector.get(path)
    with statements() as of_one:
        inspector.get(path)
    for _ in range(4):
        dispatched()
    sweep("12-01 09:31")
    with statements() as of_five:
        inspector.get(path)

    assert len(of_one) == len(of_five) <= 16


def test_what_the_record_suggests_stands_with_the_evidence(app, district, late):
    tick("12-01 10:00")
    inspector = visitor(app, district, "ducha", NOW)
    inspector.get(page_of())
    words = inspector.words
    assert "N1 拒收" in words
    assert "仍未签收" in words
    assert "依据：记录第 2 条" in words
    assert "至今超时" in words


def test_what_the_record_suggests_is_for_those_who_judge(app, district, late):
    tick("12-01 10:00")
    heard = {}
    for name in ("ducha", "sj"):
        judge = visitor(app, district, name, NOW)
        judge.get(f"/cases/{late}")
        heard[name] = "记录反映的疑似问题" in judge.words
    assert heard == {"ducha": True, "sj": False}
