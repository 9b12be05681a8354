"""A rule file told in plain sentences: every limit, then the whole ladder.

Both languages; the Chinese is what the office reads. The picture of the same ladder is
reports.ladder_picture. Source of the values: docs/rules.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.rule_set import RuleSet, StepRule, SuspensionRule
from app.domain.rules.words import Words
from app.domain.terms import Role, Step, SuspensionReason, TicketClass

_WEEKDAYS = tuple(
    zip(
        "一二三四五六日",
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and its sentences, in reading order."""

    title: Words
    sentences: tuple[Words, ...]


def tell(rules: RuleSet) -> tuple[Chapter, ...]:
    """The whole rule file in sentences."""
    return (
        Chapter(Words("作息时间", "Opening hours"), tuple(_hours(rules))),
        Chapter(Words("办结时限", "Limits by class"), tuple(_classes(rules))),
        Chapter(Words("派单以后", "After dispatch"), tuple(_stages(rules))),
        Chapter(Words("升级阶梯", "The ladder"), tuple(tell_ladder(rules))),
        Chapter(Words("答复以后", "After the answer"), tuple(_after_answer(rules))),
        Chapter(Words("停表的特殊程序", "What stops the clock"), tuple(_waits(rules))),
        Chapter(Words("疑似认定", "What is found"), tuple(_findings(rules))),
        Chapter(Words("对部门整体", "Departments as a whole"), tuple(_units(rules))),
        Chapter(Words("季度考核", "The quarterly grade"), tuple(_grades(rules))),
    )


def tell_ladder(rules: RuleSet) -> Iterator[Words]:
    """The steps, in the order in which they fall."""
    yield _yellow(rules)
    for step, rule in rules.ladder.items():
        if rule.overdue_days is not None:
            yield _step(step, rule, rules)
    yield Words(
        "答复以后不再升级；停表的日子、答复在窗口核查的日子，不算逾期。",
        "No step falls after the answer; suspended days, and days on which the window "
        "verifies an answer, are no overdue days.",
    )


def _yellow(rules: RuleSet) -> Words:
    days = ", ".join(
        f"{each.en} {rule.yellow_last_days}"
        for each, rule in rules.classes.items()
        if rule.limit_working_days
    )
    groups: dict[int, list[str]] = {}
    for each, rule in rules.classes.items():
        if rule.limit_working_days:
            groups.setdefault(rule.yellow_last_days, []).append(each.zh)
    zh = "；".join(
        f"{'、'.join(names)}类最后 {count} 个工作日"
        for count, names in sorted(groups.items())
    )
    hours, told = rules.simple_yellow_hours, rules.ladder[Step.YELLOW]
    return Words(
        f"黄灯：{zh}，开门时亮；简单类到期前 {hours} 个工作小时亮；"
        f"重办最后 {rules.redo_yellow_last_days} 个工作日亮。{_told_zh(told)}",
        f"Yellow light: at the opening of the last working days ({days}); simple "
        f"tickets {hours} working hour(s) before they are due; a redo on its last "
        f"{rules.redo_yellow_last_days} working day(s). {_told_en(told)}",
    )


def _step(step: Step, rule: StepRule, rules: RuleSet) -> Words:
    zh = f"{step.zh}：逾期第 {rule.overdue_days} 个工作日开门时"
    en = f"{step.en}: at the opening of overdue day {rule.overdue_days}"
    earlier = _leads_to(step, rules)
    if earlier is not None:
        zh += f"，或者{earlier.zh}逾期未回复"
        en += f", or when the {earlier.en.lower()} was not replied to in time"
    if step is Step.RAISED:
        zh += f"，或者第 {rules.raised_at_dissatisfaction} 次不满意"
        en += f", or at dissatisfaction {rules.raised_at_dissatisfaction}"
    if step is Step.CLUE and rules.clue_causes:
        causes = sorted(rules.clue_causes)
        zh += f"，或者核查认定原因是 {'、'.join(causes)} 之一"
        en += f", or when a verification finds one of {', '.join(causes)}"
    if rule.reply_days is not None:
        zh += f"；须在 {rule.reply_days} 个工作日内回复"
        en += f"; to be replied to within {rule.reply_days} working day(s)"
    return Words(f"{zh}。{_told_zh(rule)}", f"{en}. {_told_en(rule)}")


def _leads_to(step: Step, rules: RuleSet) -> Step | None:
    before = {Step.ORANGE: Step.BLUE, Step.RED: Step.ORANGE, Step.CLUE: Step.RED}
    return before.get(step)


def _told_zh(rule: StepRule) -> str:
    return f"通知{_roles_zh(rule.recipients)}。{rule.acts.rstrip('。')}。"


def _told_en(rule: StepRule) -> str:
    told = ", ".join(role.en.lower() for role in rule.recipients)
    return f"Told: {told}. ({rule.acts.rstrip('。')})"


def _roles_zh(roles: Iterable[Role]) -> str:
    return "、".join(role.zh for role in roles)


def _hours(rules: RuleSet) -> Iterator[Words]:
    spans: dict[str, list[tuple[str, str]]] = {}
    for names, blocks in zip(_WEEKDAYS, rules.hours.week, strict=True):
        spans.setdefault(_blocks(blocks), []).append(names)
    for hours, days in spans.items():
        zh, en = "、".join(d[0] for d in days), ", ".join(d[1] for d in days)
        if hours:
            yield Words(f"星期{zh}：{hours} 上班。", f"{en}: {hours}.")
        else:
            yield Words(f"星期{zh}：休息。", f"{en}: closed.")
    make_up = _blocks(rules.hours.make_up_day)
    yield Words(f"调休上班的日子：{make_up}。", f"Make-up working days: {make_up}.")


def _blocks(blocks: Iterable[tuple[int, int]]) -> str:
    return ", ".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in blocks)


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}"


def _classes(rules: RuleSet) -> Iterator[Words]:
    for each in TicketClass:
        rule = rules.classes[each]
        if rule.limit_working_days is None:
            yield Words(
                f"{each.zh}：当天办结，到期时间与首次联系相同，不得延期。",
                f"{each.en}: the same day, due like a first contact; no extension.",
            )
            continue
        yield Words(
            f"{each.zh}：{rule.limit_working_days} 个工作日内答复（派单当天不算），"
            f"可延期 {rules.extension_times} 次，最长 {rule.max_extension} 个工作日。",
            f"{each.en}: answered within {rule.limit_working_days} working day(s) after "
            f"the day of dispatch; {rules.extension_times} extension(s) of at most "
            f"{rule.max_extension}.",
        )


def _stages(rules: RuleSet) -> Iterator[Words]:
    early = f"{rules.contact_same_day_before:%H:%M}"
    by = f"{rules.contact_next_day_by:%H:%M}"
    yield Words(
        f"签收：派单后 {rules.sign_hours} 个工作小时内，到时自动签收并记录。",
        f"Signing: within {rules.sign_hours} working hours, then by itself.",
    )
    yield Words(
        f"首次联系：{early} 以前派的单，当天下班前；以后派的，下一个工作日 {by} 前。",
        f"First contact: dispatched before {early}, the same day; else by {by} of the "
        "next working day.",
    )
    yield Words(
        f"退单：{rules.return_days} 个工作日内；每个部门最多 "
        f"{rules.returns_per_department} 次，每件最多 {rules.returns_per_ticket} 次；"
        f"{rules.arbitration_days} 个工作日内裁定。指定承办的不得再退。",
        f"Returns: within {rules.return_days} working day(s), at most "
        f"{rules.returns_per_department} per department and "
        f"{rules.returns_per_ticket} per ticket; ruled on within "
        f"{rules.arbitration_days}. A designated department may not return.",
    )
    yield Words(
        f"会办：比主办早 {rules.assist_days_before_finish} 个工作日办完。",
        f"Assistance: {rules.assist_days_before_finish} working day(s) before finish.",
    )


def _after_answer(rules: RuleSet) -> Iterator[Words]:
    yield Words(
        f"窗口 {rules.verify_days} 个工作日内核查，通过后 {rules.revisit_days} "
        f"个工作日内回访，联系不上的最多试 {rules.revisit_attempts} 次。",
        f"The window verifies within {rules.verify_days} working day(s) and revisits "
        f"within {rules.revisit_days}, with at most {rules.revisit_attempts} attempts.",
    )
    yield Words(
        f"不满意或者未解决的，{rules.redo_days} 个工作日内重办；"
        f"{rules.rating_contact_days} 个工作日内联系反映人，{rules.rectify_days} "
        "个工作日内整改完毕。",
        f"Dissatisfied or unsolved: a redo within {rules.redo_days} working days, a "
        f"contact within {rules.rating_contact_days}, rectified within "
        f"{rules.rectify_days}.",
    )
    yield Words(
        f"回访后 {rules.archive_days} 个工作日内归档；部门 {rules.statement_days} "
        f"个工作日内作出说明，督查 {rules.ruling_days} 个工作日内作出决定。",
        f"Archived within {rules.archive_days} working days; the department states its "
        f"view within {rules.statement_days}, the ruling comes within "
        f"{rules.ruling_days}.",
    )
    hearing = rules.hearing
    yield Words(
        f"督查发现疑点后 {hearing.telling} 个工作日内告知部门；认定后部门 "
        f"{hearing.objection} 个工作日内可以提出一次异议，{hearing.decision} 个工作日内"
        "由另一人复核。",
        f"The department is told within {hearing.telling} working days; it may object "
        f"once within {hearing.objection}, and another person decides within "
        f"{hearing.decision}.",
    )


def _waits(rules: RuleSet) -> Iterator[Words]:
    for reason, rule in rules.suspensions.items():
        yield _wait(reason, rule, rules)
    yield Words(
        "没有书面通知文号、超过次数的不停表，记为滥用特殊程序；超过天数的只停到上限。",
        "Without a notice number, or too often, nothing stops and abuse is found; too "
        "many days stop for the most that is allowed.",
    )


def _wait(reason: SuspensionReason, rule: SuspensionRule, rules: RuleSet) -> Words:
    times = rule.times
    if reason is SuspensionReason.CORRECTION:
        times = rules.findings.t3_corrections
    zh = "停表" if rule.stops_clock else "只作记录，照常计时"
    en = "stops the clock" if rule.stops_clock else "is recorded, nothing stops"
    zh += f"，每个部门 {times} 次" if times else "，次数不限"
    en += f", {times} time(s) per department" if times else ", any number of times"
    zh += f"，每次最长 {rule.max_days} 个工作日" if rule.max_days else "，天数不限"
    en += f", at most {rule.max_days} working days" if rule.max_days else ", any length"
    return Words(f"{reason.zh}：{zh}（{rule.basis}）。", f"{reason.en}: {en}.")


def _findings(rules: RuleSet) -> Iterator[Words]:
    f = rules.findings
    yield Words(
        f"N1 拒收：到签收时限未签收；第 {f.n1_again_days} 个工作日下班仍未签收，"
        "再记一次。",
        f"N1: not signed in time; once more at the close of working day "
        f"{f.n1_again_days}.",
    )
    yield Words(
        f"N2 零动作：过了时限的 {f.n2_limit_percent}%（进位取整，最迟第 "
        f"{f.n2_max_days} 个工作日）仍无联系、无进展。",
        f"N2: neither contact nor progress by {f.n2_limit_percent} % of the limit "
        f"(rounded up, at most {f.n2_max_days} working days).",
    )
    yield Words(
        f"N3 应办不办：核查原因以 {f.n3_cause_prefix} 开头；N6 虚假办结：重办件的原因是 "
        f"{f.n6_cause}。",
        f"N3: a verified cause that begins with {f.n3_cause_prefix}; N6: {f.n6_cause} "
        "on a reopened ticket.",
    )
    yield Words(
        f"T3 多次补正：同一部门补正超过 {f.t3_corrections} 次，或者第一次补正晚于派单后 "
        f"{f.t3_first_within_days} 个工作日。",
        f"T3: more than {f.t3_corrections} correction(s) by a department, or a first one "
        f"later than {f.t3_first_within_days} working days after dispatch.",
    )
    yield Words(
        f"Q1 差评不改：评价 {f.q1_bad_rating_max} 分及以下或者未解决，逾期不联系、不整改。",
        f"Q1: rated {f.q1_bad_rating_max} or worse, or unsolved, and not contacted or "
        "rectified in time.",
    )
    yield Words(
        f"M3 踩线办结：一个季度至少 {f.m3_min_cases} 件，其中超过 "
        f"{f.m3_more_than_percent}% 在时限最后 {f.m3_last_percent}% 内办结。",
        f"M3: of at least {f.m3_min_cases} cases a quarter, more than "
        f"{f.m3_more_than_percent} % in the last {f.m3_last_percent} % of the limit.",
    )
    yield Words(
        f"R1 反复：同一人同一事项 {f.r1_person_matter} 次，或者同一事项同一原因每月 "
        f"{f.r1_matter_cause_month} 次。",
        f"R1: the same person and matter {f.r1_person_matter} times, or the same matter "
        f"and cause {f.r1_matter_cause_month} times a month.",
    )


def _units(rules: RuleSet) -> Iterator[Words]:
    u = rules.units
    yield Words(
        f"连续 {u.worst_months_running} 个月末位，或者一个季度 {u.red_notices_quarter} "
        "张红色督办单的，约谈。",
        f"Last for {u.worst_months_running} months running, or "
        f"{u.red_notices_quarter} red notices a quarter: a talk.",
    )
    yield Words(
        f"同一事项同一原因每月 {u.repeated_month} 次或者每季度 {u.repeated_quarter} "
        f"次的，列入改进事项，{u.improvement_days} 个工作日内完成；不足 "
        f"{u.min_cases_to_rank} 件不排名。",
        f"The same matter and cause {u.repeated_month} times a month or "
        f"{u.repeated_quarter} a quarter: an improvement within "
        f"{u.improvement_days} working days; no rank below {u.min_cases_to_rank} cases.",
    )


def _grades(rules: RuleSet) -> Iterator[Words]:
    d = rules.deductions
    yield Words(
        f"起始 {d.start} 分。黄灯扣 {d.yellow} 分，红灯 {d.urge} 分，蓝色督办单 "
        f"{d.blue} 分，橙色 {d.orange} 分，红色 {d.red} 分；不当退单 "
        f"{d.improper_return} 分，差评属实 {d.bad_rating} 分，差评未整改 "
        f"{d.bad_rating_not_rectified} 分，虚假办结 {d.false_closing} 分。",
        f"{d.start} points at the start. Taken: yellow {d.yellow}, urge {d.urge}, blue "
        f"{d.blue}, orange {d.orange}, red {d.red}; improper return "
        f"{d.improper_return}, bad rating {d.bad_rating}, not rectified "
        f"{d.bad_rating_not_rectified}, false closing {d.false_closing}.",
    )
    fails = "；打击报复的直接定为不合格" if d.retaliation_fails else ""
    yield Words(
        f"{d.excellent_from} 分起为优秀，{d.good_from} 分起为良好，{d.pass_from} "
        f"分起为合格{fails}。",
        f"Excellent from {d.excellent_from}, good from {d.good_from}, pass from "
        f"{d.pass_from}{'; retaliation fails' if d.retaliation_fails else ''}.",
    )
