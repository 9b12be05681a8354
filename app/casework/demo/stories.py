"""The demo's stories: what happens to a case, day by day, told as steps.

Every state of a ticket and every step of the ladder is reached by at least one story.
`day` counts working days from filing. The last day of an open story is chosen so that
the case stands today where the story says.
"""

from __future__ import annotations

from app.casework.demo.scenes import (
    BLUE_REPLIED,
    DISPATCHED,
    DONE,
    EXPLAINED,
    PROGRESS,
    REDONE,
    SIGNED,
    TAKEN,
    Story,
    answered,
    closed,
    missed_call,
    returned,
    review,
    revisited,
    scene,
    suspended,
    verified,
)
from app.domain.terms import (
    CauseCode,
    Colour,
    ExclusionCode,
    ResultCode,
    Step,
    SuspensionReason,
    TicketClass,
    Verdict,
)

K = TicketClass
FILED_AWAY = (*DONE, scene(8, "09:50", "chief", "archive", verdict=Verdict.NOBODY))

STORIES = (
    Story("done", K.COMPLEX, (29, 26, 22, 19, 15, 11, 7), FILED_AWAY),
    Story(
        "done_general",
        K.GENERAL,
        (28, 23, 18, 12, 6),
        (*TAKEN, answered(2), verified(2), revisited(3, 4), closed(3)),
    ),
    Story(
        "archived",
        K.GENERAL,
        (30, 26),
        (
            *TAKEN,
            answered(1),
            verified(1),
            revisited(2, 5),
            closed(2),
            scene(6, "09:40", "chief", "archive", verdict=Verdict.NOBODY),
        ),
    ),
    Story(
        "explained",
        K.CANNOT_BE_DONE,
        (16, 10),
        EXPLAINED,
    ),
    Story(
        "at_desk",
        K.SIMPLE,
        (25, 12, 5, 0),
        (
            scene(
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
            scene(
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
            review(
                11,
                "10:20",
                "ask_statement",
                Step.RED,
                text="请说明逾期五个工作日仍未办结的原因，并附经办记录。",
            ),
            review(
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
            answered(8, cause=CauseCode.C32),
            verified(8),
            revisited(9, 2, solved=True),
            scene(
                9, "14:40", "holder", "contact", how="visit", text="上门致歉并说明。"
            ),
            review(
                9,
                "14:50",
                "give_statement",
                Step.BLUE,
                text="经办人休假未交接，已整改并向反映人致歉。",
            ),
            review(
                9, "15:30", "confirm", Step.BLUE, reasons="无正当理由逾期，事实清楚。"
            ),
            scene(10, "10:40", "desk", "close"),
        ),
    ),
    Story(
        "late_dismissed",
        K.COMPLEX,
        (17,),
        (
            *TAKEN,
            answered(6, "10:30"),
            verified(6),
            review(
                7, "11:20", "dismiss", Step.URGE, reasons="台风停工一日，属不可抗力。"
            ),
            revisited(7, 4),
            closed(7),
        ),
    ),
    Story(
        "suspended",
        K.COMPLEX,
        (4, 3),
        (*TAKEN, suspended(2, SuspensionReason.CORRECTION, 8, "补正〔2026〕31号")),
    ),
    Story(
        "suspended_resumed",
        K.COMPLEX,
        (6,),
        (
            *TAKEN,
            suspended(1, SuspensionReason.EXPERT_REVIEW, 10, "评审〔2026〕12号"),
            scene(4, "11:00", "holder", "resume", text="专家评审意见已收到。"),
        ),
    ),
    Story("returned", K.COMPLEX, (1,), (DISPATCHED, returned(0, "15:20"))),
    Story("returned_late", K.COMPLEX, (4,), (DISPATCHED, SIGNED, returned(3, "10:20"))),
    Story(
        "designated",
        K.COMPLEX,
        (5, 3),
        (
            DISPATCHED,
            returned(0, "15:20"),
            scene(
                1,
                "10:15",
                "dispatcher",
                "arbitrate",
                reason="登记类更正由登记机构办理。",
                basis="不动产登记暂行条例",
            ),
            scene(1, "11:00", "named", "sign"),
            scene(1, "15:00", "named", "contact", how="phone", text="已联系反映人。"),
        ),
    ),
    Story(
        "extension_asked",
        K.COMPLEX,
        (4, 3),
        (
            *TAKEN,
            scene(
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
            scene(
                3,
                "09:10",
                "holder",
                "ask_extension",
                days=5,
                reason="涉及两个科室联合核查。",
                told="已当面告知反映人。",
            ),
            scene(3, "14:30", "dispatcher", "grant", reason="情况属实。"),
        ),
    ),
    Story("to_verify", K.COMPLEX, (3, 2), (*TAKEN, answered(2, "11:20"))),
    Story(
        "sent_back", K.COMPLEX, (4,), (*TAKEN, answered(2), verified(3, passed=False))
    ),
    Story("to_revisit", K.COMPLEX, (3,), (*TAKEN, answered(2), verified(2))),
    Story(
        "calls_missed",
        K.COMPLEX,
        (5,),
        (*TAKEN, answered(2), verified(2), missed_call(3), missed_call(4)),
    ),
    Story(
        "rated_badly",
        K.COMPLEX,
        (4,),
        (*TAKEN, answered(2), verified(2), revisited(3, 1, solved=False)),
    ),
    Story("redo", K.COMPLEX, (6,), REDONE),
    Story(
        "redone_badly",
        K.COMPLEX,
        (10,),
        (
            *REDONE,
            answered(6),
            verified(6),
            revisited(7, 1, solved=False),
            scene(7, "11:00", "desk", "reopen", reason="第二次重办，提级处理。"),
        ),
    ),
    Story(
        "withdrawn",
        K.COMPLEX,
        (11,),
        (
            *TAKEN,
            scene(
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
            scene(
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
            scene(
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
