"""The demo's stories: what happens to a case, day by day, told as steps.

Every state of a ticket and every step of the ladder is reached by at least one story.
`day` counts working days from filing. The last day of an open story is chosen so that
the case stands today where the story says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.domain.terms import (
    CauseCode,
    ClockName,
    Colour,
    ExclusionCode,
    ResultCode,
    Step,
    SuspensionReason,
    TicketClass,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """One act. who: desk, holder, deputy, assistant, named, dispatcher or inspector.

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


K = TicketClass


def _scene(day: int, clock: str, who: str, verb: str, **given: Any) -> Scene:
    return Scene(day, clock, who, verb, given)


DISPATCHED = _scene(0, "09:24", "desk", "dispatch", why="事项清单定的实施部门")
SIGNED = _scene(0, "10:05", "holder", "sign")
CONTACTED = _scene(
    0,
    "11:10",
    "holder",
    "contact",
    how="phone",
    text="电话联系反映人，问清前几次办理经过，约定补看材料。",
)
TAKEN = (DISPATCHED, SIGNED, CONTACTED)
PROGRESS = _scene(
    1, "16:20", "holder", "progress", text="调阅原申请卷，约相关科室会商。"
)


def _answered(day: int, clock: str = "15:30", **given: Any) -> Scene:
    told = {
        "result": ResultCode.R1,
        "cause": CauseCode.C26,
        "text": "已按办事指南重新受理并办结，结果已通知反映人。",
        "told": "当日电话告知，并发送短信。",
        **given,
    }
    return _scene(day, clock, "holder", "answer", **told)


def _verified(day: int, clock: str = "16:40", *, passed: bool = True) -> Scene:
    text = "电话核对属实。" if passed else "反映人称尚未收到证照，退回继续办理。"
    return _scene(
        day,
        clock,
        "desk",
        "verify",
        passed=passed,
        cause=None,
        method="phone",
        text=text,
    )


def _revisited(day: int, rating: int | None, *, solved: bool = True) -> Scene:
    return _scene(
        day,
        "10:30",
        "desk",
        "revisit",
        reached=True,
        solved=solved,
        rating=rating,
        text="问过办理结果和服务态度。",
    )


def _missed_call(day: int, clock: str = "10:30") -> Scene:
    return _scene(day, clock, "desk", "revisit", reached=False, text="无人接听。")


def _closed(day: int) -> Scene:
    return _scene(day, "10:40", "desk", "close")


DONE = (*TAKEN, PROGRESS, _answered(3), _verified(3), _revisited(4, 5), _closed(4))
REDONE = (
    *TAKEN,
    _answered(2),
    _verified(2),
    _revisited(3, 2, solved=False),
    _scene(3, "10:45", "desk", "reopen", reason="反映人称问题没有解决，要求重办。"),
    _scene(
        3, "15:10", "holder", "contact", how="phone", text="向反映人了解不满意之处。"
    ),
)
BLUE_REPLIED = _scene(
    7,
    "16:10",
    "holder",
    "reply_notice",
    colour=Colour.BLUE,
    text="已成立专班，三日内办结。",
)


def _suspended(day: int, reason: SuspensionReason, planned: int, notice: str) -> Scene:
    return _scene(
        day,
        "10:00",
        "holder",
        "suspend",
        reason=reason,
        notice_no=notice,
        planned_days=planned,
        text="书面告知所需时间，通知书已送达。",
    )


def _review(day: int, clock: str, verb: str, step: Step, **given: Any) -> Scene:
    key = (ClockName.FINISH, 1, step)
    who = "deputy" if verb == "give_statement" else "inspector"
    return _scene(day, clock, who, verb, key=key, **given)


def _returned(day: int, clock: str) -> Scene:
    return _scene(
        day,
        clock,
        "holder",
        "return",
        reason="该事项不属本单位权责清单。",
        basis="区级行政职权事项目录",
    )


STORIES = (
    Story("done", K.COMPLEX, (29, 27, 26, 24, 22, 21, 19, 17, 15, 13, 11, 9, 7), DONE),
    Story(
        "done_general",
        K.GENERAL,
        (28, 25, 23, 20, 18, 14, 12, 8, 6),
        (*TAKEN, _answered(2), _verified(2), _revisited(3, 4), _closed(3)),
    ),
    Story(
        "archived",
        K.GENERAL,
        (30, 26),
        (
            *TAKEN,
            _answered(1),
            _verified(1),
            _revisited(2, 5),
            _closed(2),
            _scene(6, "09:40", "chief", "archive", verdict=Verdict.NOBODY),
        ),
    ),
    Story(
        "explained",
        K.CANNOT_BE_DONE,
        (16, 10),
        (
            *TAKEN,
            _answered(
                2,
                result=ResultCode.R5,
                cause=CauseCode.C12,
                text="现行政策尚不允许，已逐条解释并登记，政策调整后回访。",
                basis="现行办事指南第五条",
            ),
            _verified(2),
            _revisited(3, 3),
            _closed(3),
        ),
    ),
    Story(
        "at_desk",
        K.SIMPLE,
        (25, 18, 12, 5, 2, 0),
        (
            _scene(
                0,
                "09:38",
                "desk",
                "solve",
                result=ResultCode.R3,
                text="当场帮办网上申报，打印受理回执。",
            ),
        ),
    ),
    Story(
        "out_of_scope",
        K.SIMPLE,
        (21, 13, 4),
        (
            _scene(
                0,
                "09:34",
                "desk",
                "refuse",
                code=ExclusionCode.X6,
                reasons="双方为合同纠纷，不属政务服务事项；一次性告知所需证据和办理途径。",
                redirect="请向所在地人民调解委员会申请调解，或向人民法院起诉。",
            ),
        ),
    ),
    Story("unrouted", K.COMPLEX, (0,), ()),
    Story("fresh", K.COMPLEX, (0, 0), (DISPATCHED,)),
    Story("unsigned", K.COMPLEX, (1, 2), (DISPATCHED,)),
    Story("in_progress", K.COMPLEX, (1, 2, 3, 3, 4), (*TAKEN, PROGRESS)),
    Story("in_progress_special", K.SPECIAL, (3, 6), (*TAKEN, PROGRESS), assisted=True),
    Story("in_progress_difficult", K.DIFFICULT, (9, 13), (*TAKEN, PROGRESS)),
    Story("due_today", K.COMPLEX, (5, 5), (*TAKEN, PROGRESS)),
    Story("urged", K.COMPLEX, (6,), TAKEN),
    Story("blue", K.COMPLEX, (7, 7), (*TAKEN, PROGRESS)),
    Story("orange", K.COMPLEX, (8,), (*TAKEN, BLUE_REPLIED)),
    Story("red", K.COMPLEX, (10,), (*TAKEN, PROGRESS)),
    Story(
        "raised",
        K.COMPLEX,
        (15,),
        (
            *TAKEN,
            _review(
                11,
                "10:20",
                "ask_statement",
                Step.RED,
                text="请说明逾期五个工作日仍未办结的原因，并附经办记录。",
            ),
            _review(
                12,
                "16:00",
                "give_statement",
                Step.RED,
                text="历史档案在市局，已两次发函调取，尚未回复。",
            ),
        ),
    ),
    Story("clue", K.COMPLEX, (20,), (DISPATCHED,)),
    Story(
        "late_confirmed",
        K.COMPLEX,
        (18,),
        (
            *TAKEN,
            BLUE_REPLIED,
            _answered(8, cause=CauseCode.C32),
            _verified(8),
            _revisited(9, 2, solved=True),
            _scene(
                9, "14:40", "holder", "contact", how="visit", text="上门致歉并说明。"
            ),
            _review(
                9, "15:30", "confirm", Step.BLUE, reasons="无正当理由逾期，事实清楚。"
            ),
            _scene(10, "10:40", "desk", "close"),
        ),
    ),
    Story(
        "late_dismissed",
        K.COMPLEX,
        (17,),
        (
            *TAKEN,
            _answered(6, "10:30"),
            _verified(6),
            _review(
                7, "11:20", "dismiss", Step.URGE, reasons="台风停工一日，属不可抗力。"
            ),
            _revisited(7, 4),
            _closed(7),
        ),
    ),
    Story(
        "suspended",
        K.COMPLEX,
        (4, 3),
        (*TAKEN, _suspended(2, SuspensionReason.CORRECTION, 8, "补正〔2026〕31号")),
    ),
    Story(
        "suspended_resumed",
        K.COMPLEX,
        (6,),
        (
            *TAKEN,
            _suspended(1, SuspensionReason.EXPERT_REVIEW, 10, "评审〔2026〕12号"),
            _scene(4, "11:00", "holder", "resume", text="专家评审意见已收到。"),
        ),
    ),
    Story("returned", K.COMPLEX, (1,), (DISPATCHED, _returned(0, "15:20"))),
    Story(
        "returned_late", K.COMPLEX, (4,), (DISPATCHED, SIGNED, _returned(3, "10:20"))
    ),
    Story(
        "designated",
        K.COMPLEX,
        (5, 3),
        (
            DISPATCHED,
            _returned(0, "15:20"),
            _scene(
                1,
                "10:15",
                "dispatcher",
                "arbitrate",
                reason="登记类更正由登记机构办理。",
                basis="不动产登记暂行条例",
            ),
            _scene(1, "11:00", "named", "sign"),
            _scene(1, "15:00", "named", "contact", how="phone", text="已联系反映人。"),
        ),
    ),
    Story(
        "extension_asked",
        K.COMPLEX,
        (4, 3),
        (
            *TAKEN,
            _scene(
                3,
                "09:10",
                "holder",
                "ask_extension",
                days=3,
                reason="需到外市调取档案。",
                told="已电话告知反映人新的预计日期。",
            ),
        ),
    ),
    Story(
        "extended",
        K.COMPLEX,
        (7,),
        (
            *TAKEN,
            _scene(
                3,
                "09:10",
                "holder",
                "ask_extension",
                days=5,
                reason="涉及两个科室联合核查。",
                told="已当面告知反映人。",
            ),
            _scene(3, "14:30", "dispatcher", "grant", reason="情况属实。"),
        ),
    ),
    Story("to_verify", K.COMPLEX, (3, 2), (*TAKEN, _answered(2, "11:20"))),
    Story(
        "sent_back", K.COMPLEX, (4,), (*TAKEN, _answered(2), _verified(3, passed=False))
    ),
    Story("to_revisit", K.COMPLEX, (3,), (*TAKEN, _answered(2), _verified(2))),
    Story(
        "calls_missed",
        K.COMPLEX,
        (5,),
        (*TAKEN, _answered(2), _verified(2), _missed_call(3), _missed_call(4)),
    ),
    Story(
        "rated_badly",
        K.COMPLEX,
        (4,),
        (*TAKEN, _answered(2), _verified(2), _revisited(3, 1, solved=False)),
    ),
    Story("redo", K.COMPLEX, (6,), REDONE),
    Story(
        "redone_badly",
        K.COMPLEX,
        (10,),
        (
            *REDONE,
            _answered(6),
            _verified(6),
            _revisited(7, 1, solved=False),
            _scene(7, "11:00", "desk", "reopen", reason="第二次重办，提级处理。"),
        ),
    ),
    Story(
        "withdrawn",
        K.COMPLEX,
        (11,),
        (
            *TAKEN,
            _scene(
                2, "10:00", "desk", "withdraw", reason="反映人表示已自行办妥，撤回。"
            ),
        ),
    ),
    Story(
        "handed_up",
        K.SPECIAL,
        (5, 2),
        (
            *TAKEN,
            _scene(
                1,
                "15:00",
                "desk",
                "hand_up",
                tried="镇街窗口两次协调未果，涉及区级两个部门。",
            ),
        ),
        assisted=True,
        from_town=True,
    ),
    Story("obstruction", K.OBSTRUCTION, (4, 1), TAKEN),
    Story(
        "hand_notice",
        K.SPECIAL,
        (8,),
        (
            *TAKEN,
            _scene(
                5,
                "11:00",
                "inspector",
                "issue_notice",
                colour=Colour.BLUE,
                text="群众多次来电催问，请加快办理并在期限内书面回复。",
            ),
        ),
    ),
)
