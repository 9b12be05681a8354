"""What the demo's stories are made of: acts at their days, and those most stories share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.domain.terms import (
    CauseCode,
    Channel,
    ClockName,
    Colour,
    ResultCode,
    Step,
    SuspensionReason,
    TicketClass,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """One act. who: desk, chief, holder, deputy, named, dispatcher, inspector or reviewer.

    given: what the verb is told; Any, because each verb has its own
    """

    day: int
    clock: str
    who: str
    verb: str
    given: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Story:
    """started: working days before today, one for each case that is told so."""

    name: str
    ticket_class: TicketClass
    started: tuple[int, ...]
    scenes: tuple[Scene, ...]
    assisted: bool = False
    from_town: bool = False
    confidential: bool = False
    channel: Channel = Channel.WINDOW


def scene(day: int, clock: str, who: str, verb: str, **given: Any) -> Scene:
    return Scene(day, clock, who, verb, given)


# Stands for what a department writes; each case of the demo says it in words of its own.
USUAL_ANSWER = ""
ANSWERS = (
    "经核查原申请卷，系窗口漏收承诺书所致，已当场补收，{matter}于今日办结。",
    "与数据来源单位核对后更正登记信息，{matter}恢复办理，证照可到窗口领取。",
    "反映属实。已向经办科室讲明办事指南口径，{matter}重新受理并办结，致歉并短信告知。",
    "召集相关科室会商，确认可以容缺受理；{matter}已出件，邮政寄出。",
    "历史档案缺页，改由我单位内部调档核实，不再要求群众自己跑，{matter}已经办好。",
    "系统校验规则有误，已报上级平台修正，{matter}人工补录成功，结果已电话告知。",
    "首问人员未一次性告知，已批评教育；所缺材料上门收取，{matter}办结。",
)


DISPATCHED = scene(0, "09:24", "desk", "dispatch", why="事项清单定的实施部门")
SIGNED = scene(0, "10:05", "holder", "sign")


def contacted(how: str, text: str) -> Scene:
    return scene(0, "11:10", "holder", "contact", how=how, text=text)


CONTACTED = contacted("phone", "电话联系反映人，问清前几次办理经过，约定补看材料。")
TAKEN = (DISPATCHED, SIGNED, CONTACTED)
PROGRESS = scene(
    1, "16:20", "holder", "progress", text="调阅原申请卷，约相关科室会商。"
)


def answered(
    day: int, clock: str = "15:30", who: str = "holder", **given: Any
) -> Scene:
    told = {
        "result": ResultCode.R1,
        "cause": CauseCode.C26,
        "text": USUAL_ANSWER,
        "told": "当日电话告知，并发送短信。",
        **given,
    }
    return scene(day, clock, who, "answer", **told)


def verified(day: int, clock: str = "16:40", *, passed: bool = True) -> Scene:
    text = "电话核对属实。" if passed else "反映人称尚未收到证照，退回继续办理。"
    return scene(
        day,
        clock,
        "desk",
        "verify",
        passed=passed,
        cause=None,
        method="phone",
        text=text,
    )


def revisited(day: int, rating: int | None, *, solved: bool = True) -> Scene:
    return scene(
        day,
        "10:30",
        "desk",
        "revisit",
        reached=True,
        solved=solved,
        rating=rating,
        text="问过办理结果和服务态度。",
    )


def missed_call(day: int) -> Scene:
    return scene(day, "10:30", "desk", "revisit", reached=False, text="无人接听。")


def closed(day: int) -> Scene:
    return scene(day, "10:40", "desk", "close")


DONE = (*TAKEN, PROGRESS, answered(3), verified(3), revisited(4, 5), closed(4))
# What law or policy forbids today: explained, and kept on the watch-list.
EXPLAINED = (
    *TAKEN,
    answered(
        2,
        result=ResultCode.R5,
        cause=CauseCode.C12,
        text="现行政策尚不允许，已逐条解释并登记，政策调整后回访。",
        basis="现行办事指南第五条",
    ),
    verified(2),
    revisited(3, 3),
    closed(3),
)
REDONE = (
    *TAKEN,
    answered(2),
    verified(2),
    revisited(3, 2, solved=False),
    scene(3, "10:45", "desk", "reopen", reason="反映人称问题没有解决，要求重办。"),
    scene(
        3, "15:10", "holder", "contact", how="phone", text="向反映人了解不满意之处。"
    ),
)
BLUE_REPLIED = scene(
    7,
    "16:10",
    "holder",
    "reply_notice",
    colour=Colour.BLUE,
    text="已成立专班，三日内办结。",
)


def suspended(day: int, reason: SuspensionReason, planned: int, notice: str) -> Scene:
    return scene(
        day,
        "10:00",
        "holder",
        "suspend",
        reason=reason,
        notice_no=notice,
        planned_days=planned,
        text="书面告知所需时间，通知书已送达。",
    )


def review(day: int, clock: str, verb: str, step: Step, **given: Any) -> Scene:
    key = (ClockName.FINISH, 1, step)
    who = "deputy" if verb == "give_statement" else "inspector"
    return scene(day, clock, who, verb, key=key, **given)


def returned(day: int, clock: str) -> Scene:
    return scene(
        day,
        clock,
        "holder",
        "return",
        reason="该事项不属本单位权责清单。",
        basis="区级行政职权事项目录",
    )
