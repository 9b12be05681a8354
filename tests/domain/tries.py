"""Tickets of every kind, and each command tried with everything that it asks for.

What is refused then is refused for the ticket's sake, not for a missing word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from app.domain import (
    archiving,
    assisting,
    direct,
    extensions,
    filing,
    handling,
    meetings,
    merging,
    objections,
    paper_grounds,
    papers,
    retaliation,
    returns,
    revisits,
    rulings,
    supervision,
    talks,
    watching,
)
from app.domain.deciding import Moment
from app.domain.decision import Decision
from app.domain.facts import TicketFacts
from app.domain.hearing import FlagInHand, Hearing
from app.domain.terms import (
    CauseCode,
    ClockName,
    Colour,
    Command,
    ExclusionCode,
    Ground,
    PaperState,
    ResultCode,
    ReviewStatus,
    State,
    Step,
    SuspensionReason,
    TicketClass,
    Verdict,
)
from tests.domain import given_facts as given
from tests.domain.given_facts import LEAD, OTHER, THIRD, moment

Try = Callable[[TicketFacts, str, Moment], Decision]

C, R, S = Command, ResultCode, ReviewStatus
KEY = (ClockName.FINISH, 1, Step.URGE)
CLUE = (ClockName.FINISH, 1, Step.CLUE)


def _confirmed(step: Step) -> paper_grounds.Ground:
    return paper_grounds.Ground((ClockName.FINISH, 1, step), S.CONFIRMED, LEAD)


PROPOSED = papers.Proposal(_confirmed(Step.CLUE), PaperState.PROPOSED, "001")
_OBJECTED = Hearing(S.OBJECTED, ruling=S.CONFIRMED)


def _against(m: Moment) -> Hearing:
    """Ruled on just now: the department may object."""
    due = m.now + timedelta(days=3)
    return Hearing(S.CONFIRMED, ruling=S.CONFIRMED, objection_due_at=due)


NOW_WATCHED = moment("2026-12-01 10:00")


def _answer(facts: TicketFacts, own: str, now: Moment) -> Decision:
    words = ("已办好", "", "电话告知")
    return handling.answer(facts, own, R.R1, CauseCode.C21, *words, now)


def _suspend(facts: TicketFacts, own: str, now: Moment) -> Decision:
    reason = SuspensionReason.JUDICIAL
    return handling.suspend(facts, own, reason, "文1号", 3, "司法程序", now)


def _reply(facts: TicketFacts, own: str, now: Moment) -> Decision:
    notice = facts.running(ClockName.NOTICE_REPLY)
    colour = notice.colour if notice and notice.colour else Colour.BLUE
    return supervision.reply_notice(facts, own, colour, "已整改", now)


def _lift(facts: TicketFacts, own: str, now: Moment) -> Decision:
    notice = facts.running(ClockName.NOTICE_REPLY)
    colour = notice.colour if notice and notice.colour else Colour.BLUE
    return supervision.lift_notice(facts, colour, "已纠正", now)


def _add_assistant(facts: TicketFacts, own: str, now: Moment) -> Decision:
    named = next(one for one in (THIRD, "KG") if one not in facts.assistants)
    return assisting.add_assistant(facts, (named,), "需要会办", now)


def _release(facts: TicketFacts, own: str, now: Moment) -> Decision:
    named = assisting.at_work(facts) or (OTHER,)
    return assisting.release_assistant(facts, named[0], "不需要", now)


# The second argument is the department of whoever tries; windows have none.
TRIES: Mapping[Command, Try] = {
    C.REFUSE: lambda f, own, m: filing.refuse(f, ExclusionCode.X1, "已起诉", "法院", m),
    C.CONCLUDE: lambda f, own, m: direct.conclude(f, CauseCode.C37, R.R9, "不实", m),
    C.SOLVE_AT_DESK: lambda f, own, m: filing.solve_at_desk(f, R.R1, "办好", m),
    C.DISPATCH: lambda f, own, m: filing.dispatch(f, LEAD, (OTHER,), "", m),
    C.HAND_UP: lambda f, own, m: filing.hand_up(f, "多次协调", m),
    C.SIGN: lambda f, own, m: handling.sign(f, own, m),
    C.CONTACT: lambda f, own, m: handling.contact(f, own, "已联系", "phone", m),
    C.PROGRESS: lambda f, own, m: handling.progress(f, own, "已调档", m),
    C.SUSPEND: _suspend,
    C.RESUME: lambda f, own, m: handling.resume(f, "结果已到", m),
    C.REQUEST_EXTENSION: lambda f, own, m: extensions.request_extension(
        f, own, 1, "现场核查", "电话告知", m
    ),
    C.GRANT_EXTENSION: lambda f, own, m: extensions.grant_extension(f, "同意", m),
    C.REFUSE_EXTENSION: lambda f, own, m: extensions.refuse_extension(f, "不足", m),
    C.RETURN: lambda f, own, m: returns.return_ticket(f, own, "不属", "三定", THIRD, m),
    C.ARBITRATE: lambda f, own, m: returns.arbitrate(f, OTHER, "职责", "", m),
    C.ANSWER: _answer,
    C.VERIFY: lambda f, own, m: revisits.verify(
        f, True, CauseCode.C21, "phone", "属实", m
    ),
    C.REVISIT: lambda f, own, m: revisits.revisit(f, True, True, 5, "", m),
    C.CLOSE: lambda f, own, m: revisits.close(f, "", m),
    C.REOPEN: lambda f, own, m: revisits.reopen(f, "没有解决", m),
    C.WITHDRAW: lambda f, own, m: filing.withdraw(f, "不办了", m),
    C.ARCHIVE: lambda f, own, m: archiving.archive(
        f, Verdict.DELAY, "超期两日", "档1号", 10, m
    ),
    C.ADD_ASSISTANT: _add_assistant,
    C.RELEASE_ASSISTANT: _release,
    C.RAISE_LEVEL: lambda f, own, m: meetings.raise_level(f, "久拖不决", m),
    C.CALL_MEETING: lambda f, own, m: meetings.call_meeting(
        f, m.now, "区中心三楼", (LEAD, OTHER), "职责划分", m
    ),
    C.HOLD_MEETING: lambda f, own, m: meetings.hold_meeting(
        f, (LEAD, OTHER), "逐项研究", "由市监局牵头", m
    ),
    C.WATCH: lambda f, own, m: watching.watch(f, "暂行办法第九条", "已解释", m),
    C.CALL_BACK: lambda f, own, m: watching.call_back(f, "新办法", True, "已电告", m),
    C.UNWATCH: lambda f, own, m: watching.unwatch(f, "已搬离本区", m),
    C.MERGE: lambda f, own, m: merging.merge(f, "PJ26-0001", "同一件事", m),
    C.LINK: lambda f, own, m: merging.link(f, "PJ26-0001", "同一事项", m),
    C.REPLY_NOTICE: _reply,
    C.ISSUE_NOTICE: lambda f, own, m: supervision.issue_notice(
        f, Colour.BLUE, "限期", m
    ),
    C.LIFT_NOTICE: _lift,
    C.REQUEST_STATEMENT: lambda f, own, m: rulings.request_statement(
        f, FlagInHand(KEY, Hearing(), LEAD), "请说明", m
    ),
    C.GIVE_STATEMENT: lambda f, own, m: rulings.give_statement(
        f, FlagInHand(KEY, Hearing(), own), "说明", m
    ),
    C.CONFIRM_ESCALATION: lambda f, own, m: rulings.confirm(
        f, FlagInHand(KEY, Hearing(), None), "成立", m
    ),
    C.DOWNGRADE: lambda f, own, m: rulings.downgrade(
        f, FlagInHand(KEY, Hearing(), None), "轻微", Ground.LIGHT, None, m
    ),
    C.DISMISS_ESCALATION: lambda f, own, m: rulings.dismiss(
        f, FlagInHand(KEY, Hearing(), LEAD), "不成立", Ground.FACTS, None, m
    ),
    C.OBJECT: lambda f, own, m: objections.object_to(
        f, FlagInHand(KEY, _against(m), own), "不服", m
    ),
    C.DECIDE_OBJECTION: lambda f, own, m: objections.decide_objection(
        f,
        FlagInHand(KEY, _OBJECTED, LEAD),
        S.REVOKED,
        "应予撤销",
        Ground.FACTS,
        None,
        m,
    ),
    C.ISSUE_CIRCULAR: lambda f, own, m: papers.issue_circular(
        f, _confirmed(Step.RED), "通报批评", "", m
    ),
    C.RECORD_TALK: lambda f, own, m: papers.record_talk(
        f,
        _confirmed(Step.RAISED),
        talks.Talk(m.now, "三楼", "局长", "超期", "周五前"),
        "",
        m,
    ),
    C.PROPOSE_CLUE: lambda f, own, m: papers.propose_clue(
        f, _confirmed(Step.CLUE), "长期不办", m
    ),
    C.TRANSFER_CLUE: lambda f, own, m: papers.transfer_clue(
        f, PROPOSED, "002", "同意", "", m
    ),
    C.REFUSE_CLUE: lambda f, own, m: papers.refuse_clue(f, PROPOSED, "002", "证据", m),
    C.REPORT_RETALIATION: lambda f, own, m: retaliation.report(
        f, LEAD, "再去办事被拒", (), m
    ),
}


def _meeting_called_in_each_state() -> dict[str, TicketFacts]:
    states = ("suspended", "returned", "answered", "verified", "revisited")
    now = moment("2026-11-26 16:00")
    return {
        f"meeting_called_{state}": TRIES[C.CALL_MEETING](
            given.IN_STATE[State(state)](), "", now
        ).facts
        for state in states
    }


def _tickets() -> dict[str, TicketFacts]:
    early, later = moment("2026-11-23 09:10"), moment("2026-11-26 10:00")
    assisted = given.dispatched(assisting=(OTHER,))
    noticed = given.answered(given.with_notice())
    waiting = given.answered(result=R.R5)
    return {
        **{state.value: facts() for state, facts in given.IN_STATE.items()},
        "handed_up": filing.hand_up(given.filed(), "协调", early).facts,
        "refused": given.refused(),
        "signed": handling.sign(given.dispatched(), LEAD, later).facts,
        "simple": given.dispatched(TicketClass.SIMPLE),
        "assisted": assisted,
        "assistant_answered": _answer(assisted, OTHER, later).facts,
        "suspended_with_assistant": given.suspended(facts=assisted),
        "asked": given.asked(),
        "asked_while_suspended": given.asked(
            when="2026-11-26 10:00", facts=given.suspended()
        ),
        "granted": extensions.grant_extension(given.asked(), "", later).facts,
        "designated": given.arbitrated(OTHER),
        "sent_back_to_returner": given.arbitrated(LEAD),
        "not_passed": given.verified(passed=False),
        "badly_rated": given.revisited(solved=False, rating=1),
        "reopened": given.reopened(),
        "overdue": given.overdue(),
        "with_notice": given.with_notice(),
        "with_notice_while_suspended": given.suspended(facts=given.with_notice()),
        "assistant_added": TRIES[C.ADD_ASSISTANT](given.dispatched(), "", later).facts,
        "assistant_released": _release(assisted, "", later).facts,
        "raised": TRIES[C.RAISE_LEVEL](given.dispatched(), "", later).facts,
        "meeting_called": TRIES[C.CALL_MEETING](given.dispatched(), "", later).facts,
        "meeting_held": given.met(),
        **_meeting_called_in_each_state(),
        "waiting_for_a_policy": waiting,
        "waiting_verified": given.verified(facts=waiting),
        "waiting_revisited": given.revisited(facts=given.verified(facts=waiting)),
        "watched": given.watched(),
        "watched_and_archived": given.watched(given.archived()),
        "called_back": TRIES[C.CALL_BACK](given.watched(), "", NOW_WATCHED).facts,
        "merged": TRIES[C.MERGE](given.dispatched(), "", later).facts,
        "with_notice_answered": noticed,
        "with_notice_verified": given.verified(facts=noticed),
        "with_notice_revisited": given.revisited(facts=given.verified(facts=noticed)),
    }


TICKETS: Mapping[str, TicketFacts] = _tickets()
