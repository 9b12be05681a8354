"""The demo's side stories: what the district, the window and the archive add to a case.

Assistants named later, a level raised by hand, joint meetings, duplicates, the watch-list
and its calls, the archive, who is to stay unknown, what other channels hand over.
"""

from __future__ import annotations

from app.casework.demo.scenes import (
    DISPATCHED,
    EXPLAINED,
    PROGRESS,
    SIGNED,
    TAKEN,
    Scene,
    Story,
    answered,
    closed,
    contacted,
    revisited,
    scene,
    verified,
)
from app.domain.terms import (
    CauseCode,
    Channel,
    DataRequestKind,
    DataRequestOutcome,
    TicketClass,
    Verdict,
)

K = TicketClass

_ASSISTANT = scene(
    1,
    "09:40",
    "dispatcher",
    "add_assistant",
    reason="需调阅该单位保存的历史档案，一并核实。",
)
_RAISED = scene(
    2,
    "09:50",
    "dispatcher",
    "raise_level",
    reason="两个部门意见不一，群众第四次到窗口。",
)
_CALLED = scene(
    2,
    "10:40",
    "dispatcher",
    "call_meeting",
    days=2,
    place="区政务服务中心三楼 302 会议室",
    agenda="一、核对历次办理经过；二、明确牵头单位和各自要出的意见；三、定办结日期。",
)
_HELD = scene(
    4,
    "16:30",
    "dispatcher",
    "hold_meeting",
    minutes="三方核对了原始档案，争议只在一份证明由谁出具。",
    conclusions="由承办单位依职权调取证明，不再让群众提供；三个工作日内办结。",
)
_FINISHED = (*TAKEN, answered(1), verified(1), revisited(2, 4), closed(2))


def _archived(verdict: Verdict) -> Scene:
    return scene(6, "09:40", "chief", "archive", verdict=verdict, text="")


def _asked(day: int, kind: DataRequestKind, said: str) -> Scene:
    return scene(day, "11:00", "chief", "ask_about_data", kind=kind, said=said)


_COORDINATION = (
    Story("assistant_named", K.COMPLEX, (3, 1), (*TAKEN, _ASSISTANT)),
    Story(
        "assistant_answered",
        K.COMPLEX,
        (3,),
        (
            *TAKEN,
            _ASSISTANT,
            scene(1, "15:10", "named", "progress", text="已找到原始档案，正在比对。"),
            answered(2, who="named", cause=None, text="档案复印件已移交承办单位。"),
        ),
    ),
    Story(
        "assistant_released",
        K.COMPLEX,
        (4,),
        (
            *TAKEN,
            _ASSISTANT,
            scene(
                2,
                "10:30",
                "dispatcher",
                "release_assistant",
                reason="承办单位已自行找到档案，不再需要协办。",
            ),
        ),
    ),
    Story("raised_by_hand", K.COMPLEX, (3,), (*TAKEN, PROGRESS, _RAISED)),
    Story("meeting_called", K.COMPLEX, (3,), (*TAKEN, PROGRESS, _RAISED, _CALLED)),
    Story(
        "meeting_held",
        K.DIFFICULT,
        (6,),
        (*TAKEN, PROGRESS, _RAISED, _CALLED, _HELD),
    ),
    Story(
        "duplicate",
        K.COMPLEX,
        (2,),
        (
            *TAKEN,
            scene(1, "10:10", "desk", "file_again"),
            scene(
                1,
                "10:30",
                "desk",
                "merge",
                reason="同一反映人就同一事项再次登记，前件仍在办理。",
            ),
        ),
    ),
)

_KEEPING = (
    Story(
        "called_back",
        K.CANNOT_BE_DONE,
        (14,),
        (
            *EXPLAINED,
            scene(
                9,
                "10:20",
                "desk",
                "call_back",
                policy="新版办事指南（2026年11月起施行）",
                reached=True,
                text="告知政策已放宽，可带身份证明到窗口重新申请；反映人表示本周来办。",
            ),
        ),
    ),
    Story(
        "called_in_vain",
        K.CANNOT_BE_DONE,
        (12,),
        (
            *EXPLAINED,
            scene(
                8,
                "15:20",
                "desk",
                "call_back",
                policy="新版办事指南（2026年11月起施行）",
                reached=False,
                text="上午、下午各拨打一次，无人接听。",
            ),
        ),
    ),
    Story(
        "archived_delay",
        K.COMPLEX,
        (20,),
        (
            *TAKEN,
            answered(6, cause=CauseCode.C32),
            verified(6),
            revisited(7, 3),
            closed(7),
            scene(
                10,
                "09:50",
                "chief",
                "archive",
                verdict=Verdict.DELAY,
                text="超过承诺期限一个工作日，未提前告知，责任在承办科室。",
            ),
            _asked(
                12,
                DataRequestKind.CORRECT,
                "登记时电话写错一位，请更正。",
            ),
        ),
    ),
    Story(
        "archived_asked",
        K.GENERAL,
        (16,),
        (
            *_FINISHED,
            _archived(Verdict.NOBODY),
            _asked(8, DataRequestKind.ACCESS, "想要一份本人反映件的全部记录。"),
            scene(
                10,
                "10:10",
                "chief",
                "answer_about_data",
                outcome=DataRequestOutcome.GRANTED,
                answer="已核对身份，打印卷宗一份当面交付。",
            ),
        ),
    ),
)

_UNKNOWN = (
    DISPATCHED,
    SIGNED,
    contacted("window", "经窗口转问反映人，补充了办理经过。"),
)
_CHANNELS = (
    Story("confidential", K.COMPLEX, (3,), (*_UNKNOWN, PROGRESS), confidential=True),
    Story("hotline", K.GENERAL, (1,), (*TAKEN,), channel=Channel.HOTLINE),
    Story("handed_over", K.COMPLEX, (2,), (*TAKEN,), channel=Channel.LEADER),
)

SIDE_STORIES = (*_COORDINATION, *_KEEPING, *_CHANNELS)
