"""Every act on a case, as its page is used: on which case, by whom, with what typed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.casework import (
    extensions,
    handling,
    meetings,
    objections,
    papers,
    returns,
    revisits,
    supervision,
    watching,
)
from app.domain.terms import (
    CauseCode,
    ClockName,
    Colour,
    Command,
    Step,
    SuspensionReason,
    TicketClass,
)
from tests.casework.given_office import (
    act,
    answered,
    dispatched,
    filed,
    revisit,
    signed,
    sweep,
    verified,
    verify,
)
from tests.store.given_tickets import at

C = Command


@dataclass(frozen=True)
class Acting:
    """given: brings a case where the act is possible and returns its number.

    typed: what the form is sent with; kind: of the entry that it writes
    required: the field that must be filled in, if there is one
    """

    given: Callable[[], str]
    who: str
    now: str
    kind: str
    typed: dict[str, object] = field(default_factory=dict)
    required: str = ""


def complex_case():
    return signed(ticket_class=TicketClass.COMPLEX)


def stated():
    """The department has spoken on its late case, unasked."""
    number = urged()
    words = (number, FINISH_URGE, "系统切换期间")
    act("deputy", "11-27 09:40", supervision.give_statement, *words)
    return number


def confirmed_urge():
    number = stated()
    words = (number, FINISH_URGE, "逾期属实")
    act("inspector", "11-27 09:45", supervision.confirm_escalation, *words)
    return number


def objected():
    number = confirmed_urge()
    act("chief", "11-27 09:50", objections.object_to, number, FINISH_URGE, "不服")
    return number


def suspended():
    number = complex_case()
    given = {
        "reason": SuspensionReason.HEARING,
        "notice_no": "听1号",
        "planned_days": 5,
        "text": "听证",
    }
    act("handler", "11-24 09:30", handling.suspend_ticket, number, **given)
    return number


def returned():
    number = dispatched()
    given = {"reason": "不属本局", "basis": "三定方案", "proposed": "GA"}
    act("handler", "11-23 10:00", returns.return_ticket, number, **given)
    return number


def asked():
    number = complex_case()
    told = {"days": 2, "reason": "调档", "told": "电话"}
    act("handler", "11-24 09:30", extensions.request_extension, number, **told)
    return number


def rated(rating=5, solved=True):
    number = verified()
    revisit(number, "11-25 09:30", rating, solved)
    return number


def closed():
    number = rated()
    act("clerk", "11-25 09:40", revisits.close_ticket, number)
    return number


def noticed():
    number = dispatched()
    words = (number, Colour.BLUE, "限期")
    act("inspector", "11-23 10:00", supervision.issue_notice, *words)
    return number


def urged():
    number = dispatched()
    sweep("11-27 09:00:05")
    return number


def town_case():
    return filed(who="town clerk")


def assisted():
    return dispatched(assisting=("GA",))


def meeting_called():
    number = dispatched()
    told = {"place": "三楼", "invited": ("SJ", "GA"), "agenda": "职责划分"}
    planned = {"planned_at": at("11-24 09:30"), **told}
    act("dispatcher", "11-23 10:00", meetings.call_meeting, number, **planned)
    return number


def watched():
    number = closed()
    told = {"policy": "第九条", "reason": "已解释"}
    act("clerk", "11-25 10:00", watching.watch_ticket, number, **told)
    return number


def repeated():
    """PJ26-0001 was filed before it by the same person."""
    filed("11-20 09:10")
    return dispatched()


def confirmed(number, step, short):
    """The inspection office finds that this step of the promise's ladder stands."""
    key = (ClockName.FINISH, 1, step)
    act("deputy", short, supervision.give_statement, number, key, "已在整改")
    words = (number, key, "属实")
    act("inspector", short, supervision.confirm_escalation, *words)
    return number


def confirmed_red():
    number = dispatched()
    sweep("12-03 09:00:05")
    return confirmed(number, Step.RED, "12-03 10:00")


def confirmed_raised():
    number = dispatched()
    act("dispatcher", "11-23 10:00", meetings.raise_level, number, "久拖不决")
    return confirmed(number, Step.RAISED, "11-23 11:00")


def confirmed_clue():
    """The window finds that it was closed falsely, which brings the step at once."""
    number = answered()
    verify(number, "11-24 10:00", passed=False, cause=CauseCode.C38)
    words = (number, (ClockName.FINISH, 1, Step.CLUE), "属实")
    act("inspector", "11-24 11:00", supervision.confirm_escalation, *words)
    return number


def proposed_clue():
    """A colleague of the inspector who decides proposed it."""
    number = confirmed_clue()
    words = (number, (ClockName.FINISH, 1, Step.CLUE), "核查认定虚假办结")
    act("colleague", "11-24 15:00", papers.propose_clue, *words)
    return number


URGE = "finish-1-urge"
FINISH_URGE = (ClockName.FINISH, 1, Step.URGE)
ACTS: dict[Command, Acting] = {
    C.REFUSE: Acting(
        filed,
        "clerk",
        "11-23 09:30",
        "closed",
        {"code": "X6", "reasons": "民事纠纷", "redirect": "人民调解委员会"},
        "reasons",
    ),
    C.CONCLUDE: Acting(
        lambda: filed(cause=CauseCode.C37),
        "inspector",
        "11-23 10:00",
        "closed",
        {"result": "R9", "text": "经核查，反映不实"},
        "text",
    ),
    C.SOLVE_AT_DESK: Acting(
        filed,
        "clerk",
        "11-23 09:30",
        "closed",
        {"result": "R3", "text": "帮办"},
        "text",
    ),
    C.DISPATCH: Acting(
        filed,
        "clerk",
        "11-23 09:30",
        "dispatched",
        {"department": "SJ", "assisting": ["GA", "MZ"], "why": "事项清单"},
        "department",
    ),
    C.HAND_UP: Acting(
        town_case, "town", "11-23 09:30", "handed_up", {"tried": "协调未果"}, "tried"
    ),
    C.SIGN: Acting(dispatched, "handler", "11-23 10:00", "signed"),
    C.CONTACT: Acting(
        dispatched,
        "handler",
        "11-23 10:00",
        "contacted",
        {"how": "phone", "text": "已致电"},
        "text",
    ),
    C.PROGRESS: Acting(
        dispatched, "handler", "11-23 10:00", "progressed", {"text": "调档"}, "text"
    ),
    C.SUSPEND: Acting(
        complex_case,
        "handler",
        "11-24 10:00",
        "suspended",
        {
            "reason": "correction",
            "notice_no": "补1号",
            "planned_days": "3",
            "text": "补证明",
        },
        "notice_no",
    ),
    C.RESUME: Acting(
        suspended, "clerk", "11-25 10:00", "resumed", {"text": "材料交来"}, "text"
    ),
    C.REQUEST_EXTENSION: Acting(
        complex_case,
        "handler",
        "11-24 10:00",
        "extension_requested",
        {"days": "2", "reason": "调档", "told": "电话"},
        "reason",
    ),
    C.GRANT_EXTENSION: Acting(
        asked, "dispatcher", "11-24 10:00", "extended", {"reason": "属实"}
    ),
    C.REFUSE_EXTENSION: Acting(
        asked,
        "dispatcher",
        "11-24 10:00",
        "extension_refused",
        {"reason": "不足"},
        "reason",
    ),
    C.RETURN: Acting(
        dispatched,
        "handler",
        "11-23 10:00",
        "returned",
        {"reason": "不属本局", "basis": "三定方案", "proposed": "GA"},
        "basis",
    ),
    C.ARBITRATE: Acting(
        returned,
        "dispatcher",
        "11-23 11:00",
        "arbitrated",
        {"department": "GA", "reason": "户籍事项"},
        "reason",
    ),
    C.ANSWER: Acting(
        complex_case,
        "handler",
        "11-24 10:00",
        "answered",
        {"result": "R1", "text": "已办好", "told": "电话", "cause": "C21", "basis": ""},
        "told",
    ),
    C.VERIFY: Acting(
        answered,
        "clerk",
        "11-24 11:00",
        "verified",
        {"passed": "yes", "method": "phone", "cause": "C21", "text": "属实"},
        "text",
    ),
    C.REVISIT: Acting(
        verified,
        "clerk",
        "11-25 10:00",
        "revisited",
        {"reached": "yes", "solved": "yes", "rating": "4", "text": "满意"},
        "reached",
    ),
    C.CLOSE: Acting(rated, "clerk", "11-25 10:00", "closed", {"text": "办结"}),
    C.REOPEN: Acting(
        lambda: rated(1, solved=False),
        "clerk",
        "11-25 10:00",
        "reopened",
        {"reason": "没有解决"},
        "reason",
    ),
    C.WITHDRAW: Acting(
        dispatched, "clerk", "11-23 10:00", "withdrawn", {"reason": "不办了"}, "reason"
    ),
    C.ARCHIVE: Acting(
        closed,
        "leader",
        "11-26 10:00",
        "archived",
        {"verdict": "delay", "text": "超期两日"},
        "text",
    ),
    C.ADD_ASSISTANT: Acting(
        dispatched,
        "dispatcher",
        "11-23 10:00",
        "assistant_added",
        {"assisting": ["GA", "MZ"], "reason": "需核户籍"},
        "reason",
    ),
    C.RELEASE_ASSISTANT: Acting(
        assisted,
        "dispatcher",
        "11-23 10:00",
        "assistant_released",
        {"department": "GA", "reason": "不需要了"},
        "reason",
    ),
    C.RAISE_LEVEL: Acting(
        dispatched,
        "dispatcher",
        "11-23 10:00",
        "level_raised",
        {"reason": "涉及多部门"},
        "reason",
    ),
    C.CALL_MEETING: Acting(
        dispatched,
        "dispatcher",
        "11-23 10:00",
        "meeting_called",
        {
            "planned_at": "2026-11-24T09:30",
            "place": "三楼会议室",
            "invited": ["SJ", "GA"],
            "agenda": "明确由谁办",
        },
        "agenda",
    ),
    C.HOLD_MEETING: Acting(
        meeting_called,
        "dispatcher",
        "11-24 11:00",
        "meeting_held",
        {"attended": ["SJ", "GA"], "minutes": "各方陈述", "conclusions": "市监局办"},
        "conclusions",
    ),
    C.WATCH: Acting(
        closed,
        "clerk",
        "11-25 10:00",
        "watched",
        {"policy": "暂行办法第九条", "reason": "已当面解释"},
        "policy",
    ),
    C.CALL_BACK: Acting(
        watched,
        "clerk",
        "11-26 10:00",
        "called_back",
        {"policy": "新办法施行", "reached": "yes", "text": "已电话告知"},
        "policy",
    ),
    C.UNWATCH: Acting(
        watched, "clerk", "11-26 10:00", "unwatched", {"reason": "已迁出"}, "reason"
    ),
    C.MERGE: Acting(
        repeated,
        "clerk",
        "11-23 10:00",
        "merged",
        {"into": "PJ26-0001", "reason": "同一件事"},
        "into",
    ),
    C.LINK: Acting(
        repeated,
        "clerk",
        "11-23 10:00",
        "repeat_linked",
        {"into": "PJ26-0001", "reason": "同一事项"},
        "into",
    ),
    C.REPLY_NOTICE: Acting(
        noticed,
        "deputy",
        "11-23 11:00",
        "notice_replied",
        {"colour": "blue", "text": "已成立专班"},
        "text",
    ),
    C.ISSUE_NOTICE: Acting(
        dispatched,
        "inspector",
        "11-23 10:00",
        "notice_issued",
        {"colour": "orange", "text": "限期办结"},
        "text",
    ),
    C.LIFT_NOTICE: Acting(
        noticed,
        "inspector",
        "11-23 11:00",
        "notice_lifted",
        {"colour": "blue", "reasons": "办结情况已核实"},
        "reasons",
    ),
    C.REQUEST_STATEMENT: Acting(
        urged,
        "inspector",
        "11-27 10:00",
        "statement_requested",
        {"flag": URGE, "text": "请说明"},
        "text",
    ),
    C.GIVE_STATEMENT: Acting(
        urged,
        "deputy",
        "11-27 10:00",
        "statement_given",
        {"flag": URGE, "text": "台风停工"},
        "text",
    ),
    C.CONFIRM_ESCALATION: Acting(
        stated,
        "inspector",
        "11-27 10:00",
        "escalation_confirmed",
        {"flag": URGE, "reasons": "事实清楚"},
        "reasons",
    ),
    C.DISMISS_ESCALATION: Acting(
        urged,
        "inspector",
        "11-27 10:00",
        "escalation_dismissed",
        {"flag": URGE, "ground": "force_majeure", "reasons": "不可抗力"},
        "reasons",
    ),
    C.DOWNGRADE: Acting(
        stated,
        "inspector",
        "11-27 10:00",
        "downgraded",
        {"flag": URGE, "ground": "light", "reasons": "当日已补办"},
        "reasons",
    ),
    C.OBJECT: Acting(
        confirmed_urge,
        "deputy",
        "11-27 10:00",
        "objected",
        {"flag": URGE, "text": "当日已办结，系统未及时登记"},
        "text",
    ),
    C.DECIDE_OBJECTION: Acting(
        objected,
        "inspector",
        "11-27 10:00",
        "objection_decided",
        {
            "flag": URGE,
            "outcome": "revoked",
            "ground": "facts",
            "reasons": "系统切换期间记录缺失",
        },
        "reasons",
    ),
    C.ISSUE_CIRCULAR: Acting(
        confirmed_red,
        "inspector",
        "12-03 11:00",
        "circular_issued",
        {"flag": "finish-1-red", "text": "现予通报批评"},
        "text",
    ),
    C.RECORD_TALK: Acting(
        confirmed_raised,
        "inspector",
        "11-23 15:00",
        "talk_recorded",
        {
            "flag": "finish-1-raised",
            "held_at": "2026-11-23T14:00",
            "place": "区政府三楼",
            "attended": "主要负责人",
            "text": "指出超期问题",
            "pledge": "本周五前办结",
        },
        "pledge",
    ),
    C.PROPOSE_CLUE: Acting(
        confirmed_clue,
        "inspector",
        "11-24 15:00",
        "clue_proposed",
        {"flag": "finish-1-clue", "reasons": "核查认定虚假办结"},
        "reasons",
    ),
    C.TRANSFER_CLUE: Acting(
        proposed_clue,
        "inspector",
        "11-24 16:00",
        "clue_transferred",
        {"flag": "finish-1-clue", "reasons": "同意移送"},
        "reasons",
    ),
    C.REFUSE_CLUE: Acting(
        proposed_clue,
        "inspector",
        "11-24 16:00",
        "clue_refused",
        {"flag": "finish-1-clue", "reasons": "证据不足"},
        "reasons",
    ),
    C.REPORT_RETALIATION: Acting(
        dispatched,
        "clerk",
        "11-24 10:00",
        "retaliation_reported",
        {"department": "SJ", "told": "再去办证被无故拒绝"},
        "told",
    ),
}


def address(number, command):
    return f"/cases/{number}/{command.replace('_', '-')}"
