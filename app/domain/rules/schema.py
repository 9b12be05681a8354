"""The table of the rule file: every block and key, what it is called, what it may be.

One entry of this table is one line of escalation_rules.toml. A key that is not here
is a fault, and so is one that is here and not in the file; only the blocks
`hours` and `hearing` may be left out. Source of the values: docs/rules.md, which names the place of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.rule_set import NOTICE_COLOURS, WEEKDAYS
from app.domain.rules.codes import Cause, CausePrefix, Causes, Roles
from app.domain.rules.kinds import Count, CountOrUnlimited, Day, Flag, Kind, Text
from app.domain.rules.times import Hours, TimeOfDay, Zone
from app.domain.rules.words import Words
from app.domain.terms import Step, SuspensionReason, Term, TicketClass

_ENTRY = Words("项目", "entry")


@dataclass(frozen=True, slots=True)
class Block:
    """One [block] of the file: its keys, and the blocks inside it.

    child:  what stands in this block, in a clerk's words, when one is unknown
    may_lack: may the whole block be left out? What holds then is said by rule_set
    """

    zh: str
    en: str
    keys: Mapping[str, Kind] = field(default_factory=dict)
    blocks: Mapping[str, Block] = field(default_factory=dict)
    child: Words = _ENTRY
    may_lack: bool = False


def _class_block(ticket_class: TicketClass) -> Block:
    keys: Mapping[str, Kind] = {
        "limit_working_days": Count(
            "办结时限（工作日）", "finish limit (working days)"
        ),
        "yellow_last_working_days": Count(
            "亮黄灯的最后几个工作日", "last working days with a yellow light"
        ),
    }
    if ticket_class is TicketClass.SIMPLE:
        keys = {
            "yellow_last_working_hours": Count(
                "到期前几个工作小时亮黄灯", "working hours with a yellow light", most=24
            )
        }
    return _named("类别", "class", ticket_class, keys)


def _suspension_block(reason: SuspensionReason) -> Block:
    keys = {
        "stops_clock": Flag("是否停表", "whether the clock stops"),
        "max_times": CountOrUnlimited("次数上限", "most times", most=100),
        "max_working_days": CountOrUnlimited(
            "天数上限（工作日）", "most working days", most=1000
        ),
        "basis": Text("依据", "basis in law"),
    }
    return _named("挂起事由", "suspension reason", reason, keys)


def _step_block(step: Step) -> Block:
    keys: dict[str, Kind] = {}
    if step is not Step.YELLOW:
        keys["overdue_working_days"] = Count(
            "逾期第几个工作日", "overdue day on which it falls"
        )
    if step in NOTICE_COLOURS:
        keys["reply_working_days"] = Count(
            "督办单回复时限（工作日）", "limit for the reply (working days)"
        )
    if step is Step.RAISED:
        keys["at_dissatisfaction_times"] = Count(
            "第几次不满意时提级", "dissatisfaction at which it falls", least=2, most=10
        )
    if step is Step.CLUE:
        keys["causes"] = Causes("移送线索的原因编码", "cause codes that bring a clue")
    keys["recipients"] = Roles("接收人", "recipients")
    keys["acts"] = Text("做什么", "what is done")
    return _named("升级步骤", "step", step, keys)


def _named(zh: str, en: str, term: Term, keys: Mapping[str, Kind]) -> Block:
    return Block(f"{zh}“{term.zh}”", f'{en} "{term.en}"', keys)


_META = Block(
    "文件说明",
    "about this file",
    {
        "title": Text("标题", "title"),
        "effective_on": Day("施行日期", "date it takes effect"),
        "owner": Text("主管单位", "owner"),
    },
)

_HOURS = Block(
    "作息时间",
    "opening hours",
    {
        "timezone": Zone("时区", "time zone"),
        "make_up_day": Hours("调休上班日", "make-up day", may_rest=False),
    },
    {
        "week": Block(
            "每周作息",
            "hours of the week",
            {
                day: Hours(f"星期{zh}", en)
                for day, zh, en in zip(
                    WEEKDAYS,
                    "一二三四五六日",
                    ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
                    strict=True,
                )
            },
            child=Words("星期", "weekday"),
        )
    },
)

_STAGES = {
    "sign": Block(
        "签收",
        "signing",
        {
            "limit_working_hours": Count(
                "签收时限（工作小时）", "limit (working hours)", most=100
            )
        },
    ),
    "contact": Block(
        "首次联系",
        "first contact",
        {
            "same_day_before": TimeOfDay(
                "几点前派单的当天联系", "dispatched before this, the same day"
            ),
            "next_day_by": TimeOfDay(
                "次日联系的截止钟点", "else by this on the next working day"
            ),
        },
    ),
    "returns": Block(
        "退单",
        "returns",
        {
            "limit_working_days": Count("退单时限（工作日）", "limit (working days)"),
            "max_times_per_department": Count(
                "每个部门最多退几次", "most per department", most=20
            ),
            "max_times_per_ticket": Count(
                "每件工单最多退几次", "most per ticket", most=20
            ),
        },
    ),
    "arbitration": Block(
        "仲裁",
        "arbitration",
        {"limit_working_days": Count("仲裁时限（工作日）", "limit (working days)")},
    ),
    "assist": Block(
        "会办",
        "assistance",
        {
            "working_days_before_finish": Count(
                "比主办提前几个工作日", "working days before finish"
            )
        },
    ),
    "extension": Block(
        "延期",
        "extension",
        {
            "max_working_days": Count("最长延期（工作日）", "longest (working days)"),
            "max_times": Count("最多几次", "most times", most=10),
        },
    ),
    "after_answer": Block(
        "答复以后",
        "after the answer",
        {
            "verify_working_days": Count("核查（工作日）", "verification"),
            "revisit_working_days": Count("回访（工作日）", "revisit"),
            "revisit_max_attempts": Count(
                "回访最多试几次", "most revisit attempts", most=20
            ),
            "redo_working_days": Count("重办（工作日）", "redo"),
            "redo_yellow_last_working_days": Count(
                "重办的黄灯（最后几个工作日）", "yellow light of a redo"
            ),
            "rating_contact_working_days": Count(
                "差评后联系（工作日）", "contact after a bad rating"
            ),
            "rectify_working_days": Count("差评整改（工作日）", "rectification"),
            "archive_working_days": Count("归档（工作日）", "archiving"),
            "statement_working_days": Count("部门说明（工作日）", "statement"),
            "ruling_working_days": Count("作出决定（工作日）", "ruling"),
        },
    ),
}

_PERCENT = 100

_FINDINGS: Mapping[str, Mapping[str, Kind]] = {
    "N1": {
        "again_after_working_days": Count(
            "第几个工作日仍未签收再记一次", "still unsigned after (working days)"
        )
    },
    "N2": {
        "limit_percent": Count(
            "时限的百分之几", "percentage of the limit", most=_PERCENT
        ),
        "at_most_working_days": Count(
            "最迟第几个工作日", "at the latest on this working day"
        ),
    },
    "N3": {"cause_prefix": CausePrefix("原因编码的开头", "beginning of cause codes")},
    "N6": {"cause": Cause("原因编码", "cause code")},
    "M3": {
        "last_percent_of_limit": Count(
            "时限最后百分之几", "last percentage of the limit", most=_PERCENT
        ),
        "more_than_percent_of_cases": Count(
            "超过工单的百分之几", "more than this percentage of cases", most=_PERCENT
        ),
        "min_cases_per_quarter": Count("一季度至少几件", "fewest cases a quarter"),
    },
    "T3": {
        "corrections_max_times_per_department": Count(
            "每个部门最多补正几次", "most corrections per department", most=20
        ),
        "first_correction_working_days": Count(
            "第一次补正的时限（工作日）", "limit of the first correction (working days)"
        ),
    },
    "R1": {
        "same_person_and_matter_times": Count(
            "同一人同一事项几次", "same person and matter, times", least=2
        ),
        "same_matter_and_cause_times_per_month": Count(
            "同一事项同一原因每月几次", "same matter and cause a month, times", least=2
        ),
    },
    "Q1": {
        "bad_rating_at_most": Count("几分及以下算差评", "worst ratings, up to", most=4)
    },
}

_HEARING = {
    "telling_working_days": Count(
        "督查核实并告知部门（工作日）", "inspection tells the department"
    ),
    "objection_working_days": Count("部门提出异议（工作日）", "objection"),
    "decision_working_days": Count("督查复核异议（工作日）", "decision on it"),
}

_UNITS = {
    "worst_months_running": Count("连续几个月末位", "months running", most=24),
    "red_notices_per_quarter": Count("一季度红色督办单张数", "red notices a quarter"),
    "repeated_times_per_month": Count("每月重复几次", "repeated a month", least=2),
    "repeated_times_per_quarter": Count(
        "每季度重复几次", "repeated a quarter", least=2
    ),
    "improvement_working_days": Count("改进时限（工作日）", "limit of an improvement"),
    "min_cases_to_rank": Count("至少几件才排名", "fewest cases to rank"),
}

_POINTS = {
    "start_points": Words("起始分", "points at the start"),
    "yellow_points": Words("黄灯扣分", "yellow light"),
    "urge_points": Words("红灯扣分", "red light"),
    "blue_points": Words("蓝色督办单扣分", "blue notice"),
    "orange_points": Words("橙色督办单扣分", "orange notice"),
    "red_points": Words("红色督办单扣分", "red notice"),
    "improper_return_points": Words("不当退单扣分", "improper return"),
    "bad_rating_points": Words("差评属实扣分", "bad rating confirmed"),
    "bad_rating_not_rectified_points": Words(
        "差评未整改扣分", "bad rating not rectified"
    ),
    "false_closing_points": Words("虚假办结扣分", "false closing"),
    "excellent_from_points": Words("优秀的最低分", "excellent from"),
    "good_from_points": Words("良好的最低分", "good from"),
    "pass_from_points": Words("合格的最低分", "pass from"),
}

_DEDUCTIONS: Mapping[str, Kind] = {
    **{
        key: Count(name.zh, name.en, least=0, most=1000)
        for key, name in _POINTS.items()
    },
    "retaliation_fails": Flag("打击报复是否直接不合格", "whether retaliation fails"),
}

FILE = Block(
    "规则文件",
    "the rule file",
    blocks={
        "meta": _META,
        "hours": _HOURS,
        "classes": Block(
            "各类时限",
            "limits by class",
            blocks={each.value: _class_block(each) for each in TicketClass},
            child=Words("工单类别", "ticket class"),
        ),
        **_STAGES,
        "suspensions": Block(
            "挂起",
            "suspension",
            blocks={each.value: _suspension_block(each) for each in SuspensionReason},
            child=Words("挂起事由", "suspension reason"),
        ),
        "ladder": Block(
            "升级阶梯",
            "the ladder",
            blocks={each.value: _step_block(each) for each in Step},
            child=Words("升级步骤", "step of the ladder"),
        ),
        "findings": Block(
            "认定线",
            "findings",
            blocks={
                code: Block(f"认定 {code}", f"finding {code}", keys)
                for code, keys in _FINDINGS.items()
            },
            child=Words("带数值的认定编码", "finding code with values"),
        ),
        "hearing": Block("认定程序", "the procedure", _HEARING, may_lack=True),
        "units": Block("部门整体", "departments as a whole", _UNITS),
        "deductions": Block("考核扣分", "deductions", _DEDUCTIONS),
    },
    child=Words("段落", "block"),
)

_OFFICE_DAY = [["09:00", "12:00"], ["13:00", "17:00"]]

# What holds when the file has no [hours].
DEFAULT_HOURS: Mapping[str, object] = {
    "timezone": "Asia/Shanghai",
    "make_up_day": _OFFICE_DAY,
    "week": {day: _OFFICE_DAY if day not in ("sat", "sun") else [] for day in WEEKDAYS},
}
