"""The month that ended last, as two departments worked in it: enough closed cases for a
rank, and one ruling that was published and then revoked. Invented persons and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle

from app.casework.demo.case import Act, PlayedCase
from app.casework.demo.complaints import PublishedCase
from app.casework.demo.scenes import (
    BLUE_REPLIED,
    TAKEN,
    Story,
    answered,
    closed,
    review,
    revisited,
    scene,
    verified,
)
from app.casework.demo.staff import Staff
from app.domain.terms import CauseCode, Ground, ReviewStatus, Step, TicketClass, Verdict

MATTERS = {
    "RS": (
        "创业担保贷款申请",
        "就业困难人员认定",
        "高校毕业生档案转递",
        "灵活就业参保登记",
        "职业技能提升补贴",
        "社保关系转入",
        "退休人员丧葬补助",
        "劳动能力鉴定申请",
        "工伤认定申请",
        "一次性扩岗补助",
        "城乡居民养老参保",
    ),
    "YB": (
        "新生儿医保参保",
        "生育津贴申领",
        "医保关系转移接续",
        "医保个人账户清退",
        "门诊特定病种变更",
        "双通道药品备案",
        "长期护理保险评估",
        "医疗救助申请",
        "职工医保缴费年限核定",
        "医保电子凭证亲情绑定",
    ),
}
TROUBLES = (
    "办{matter}跑了两趟，第一趟说少一张表，补来了又说表是旧版的。",
    "{matter}在网上交了材料，半个月没有消息，打电话没人接，到窗口说系统里查不到。",
    "问{matter}要带什么，前后两个窗口说的不一样，请给一个准话。",
    "替老人办{matter}，窗口说要本人来，没说委托书怎么写，只好又回去一趟。",
    "办{matter}时说原单位盖的章不清楚，可是原单位已经注销，不知道找谁。",
)
RATINGS = {"RS": (5, 4, 5, 5), "YB": (4, 5, 3, 4)}
# Working days before the month's last on which they were filed; all close within it.
FIRST_FILED, LAST_FILED, DISPUTED_FILED = 13, 5, 10

# Where sign-ins are shown, the month is filed away: their lists are about today.
SHOWN_WINDOWS = frozenset({"C0", "C1"})
SHORT = "of_the_month"

_ARCHIVED = scene(4, "09:50", "chief", "archive", verdict=Verdict.NOBODY)
_LATE = (
    *TAKEN,
    answered(6, "10:30", cause=CauseCode.C32),
    verified(6),
    revisited(7, 3),
    closed(7),
)
_KEY = review(0, "00:00", "", Step.BLUE).given["key"]
# Confirmed on the month's last working day; the objection is decided when it is out.
_DISPUTED = (
    *TAKEN,
    BLUE_REPLIED,
    answered(8, cause=CauseCode.C32),
    verified(8),
    revisited(9, 4),
    closed(9),
    review(
        9,
        "14:50",
        "give_statement",
        Step.BLUE,
        text="等待省级平台恢复数据接口，已每日记录并告知反映人。",
    ),
    review(10, "15:30", "confirm", Step.BLUE, reasons="逾期三个工作日，未附平台证明。"),
    scene(
        12,
        "10:00",
        "deputy",
        "object_to",
        key=_KEY,
        text="补交省级平台停机公告和恢复通知，停机期间无法办理。",
    ),
    scene(
        13,
        "11:00",
        "reviewer",
        "decide_objection",
        key=_KEY,
        outcome=ReviewStatus.REVOKED,
        reasons="公告属实，逾期系上级平台停机所致，撤销原认定。",
        ground=Ground.UPPER_LEVEL,
    ),
)


def month_acts(staff: Staff, last: date, position: int) -> Iterator[Act]:
    """All of them. last: the month's last working day; position: the first free place"""
    calendar = staff.office.calendar("C0")
    for turn, (case, story) in enumerate(_told()):
        started = _filed(story, turn)
        played = PlayedCase(case, story, position + turn, staff, calendar)
        if played.center in SHOWN_WINDOWS and story.name == SHORT:
            played.story = replace(story, scenes=(*story.scenes, _ARCHIVED))
        yield from played.acts(calendar.add_working_days(last, -started))


def _told() -> Iterator[tuple[PublishedCase, Story]]:
    troubles = cycle(TROUBLES)
    for department, matters in MATTERS.items():
        for turn, matter in enumerate(matters):
            text = next(troubles).format(matter=matter)
            told = PublishedCase(matter, text, department, (), enterprise=False)
            yield told, _story(department, turn)


def _story(department: str, turn: int) -> Story:
    """The first of each department is late: of one it is disputed, of the other not."""
    if turn == 0:
        disputed = department == "RS"
        name, scenes = ("disputed", _DISPUTED) if disputed else ("late", _LATE)
        return Story(name, TicketClass.COMPLEX, (), scenes)
    ratings = RATINGS[department]
    scenes = (
        *TAKEN,
        answered(1),
        verified(1),
        revisited(2, ratings[turn % len(ratings)]),
        closed(2),
    )
    return Story(SHORT, TicketClass.GENERAL, (), scenes)


def _filed(story: Story, turn: int) -> int:
    if story.name == "disputed":
        return DISPUTED_FILED
    if story.name == "late":
        return FIRST_FILED
    return LAST_FILED + turn % (FIRST_FILED - LAST_FILED + 1)
