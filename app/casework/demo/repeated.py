"""The same matter for the same cause, three times in a fortnight: what an improvement
item is proposed for. Invented persons and words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.casework.demo.case import Act, PlayedCase
from app.casework.demo.complaints import PublishedCase
from app.casework.demo.scenes import (
    TAKEN,
    Story,
    answered,
    closed,
    revisited,
    verified,
)
from app.casework.demo.staff import Staff
from app.domain.terms import CauseCode, TicketClass

MATTER, DEPARTMENT = "居民身份证补领", "GA"
STARTED = (8, 6, 5)  # working days before today
TEXTS = (
    "父亲中风后不能下床，身份证丢了补不了，窗口说必须本人到场拍照。",
    "奶奶九十二岁住养老院，身份证过期，问了两次都说要本人来，没有人告诉能不能上门。",
    "我双腿残疾，身份证遗失，预约上门采集三次都说排不上，医保报销办不了。",
)
ANSWERS = (
    "已安排社区民警上门采集相片和指纹，证件制好后邮寄到家。",
    "已与养老院约定上门时间，当天完成采集，并办理了临时身份证。",
    "已由户政大队优先上门采集，并为其开通医保报销所需的身份证明。",
)


def repeated_acts(staff: Staff, today: date, position: int) -> Iterator[Act]:
    """All three. position: the first place in the demo that is free"""
    calendar = staff.office.calendar("C0")
    told = zip(TEXTS, ANSWERS, STARTED, strict=True)
    for turn, (text, answer, started) in enumerate(told):
        case = PublishedCase(MATTER, text, DEPARTMENT, (), enterprise=False)
        played = PlayedCase(case, _story(answer), position + turn, staff, calendar)
        yield from played.acts(calendar.add_working_days(today, -started))


def _story(answer: str) -> Story:
    """Answered, verified, settled; started is said by whoever plays it."""
    scenes = (
        *TAKEN,
        answered(2, cause=CauseCode.C43, text=answer),
        verified(2),
        revisited(3, 4),
        closed(3),
    )
    return Story("repeated", TicketClass.GENERAL, (), scenes)
