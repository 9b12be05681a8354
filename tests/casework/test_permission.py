"""Who may do what to a ticket that SJ holds and GA assists with: every verb, everybody.

Whoever may not even look is told that there is no such ticket.
"""

from collections.abc import Callable
from typing import Any

import pytest

from app.casework import (
    archiving,
    assisting,
    direct,
    extensions,
    filing,
    handling,
    meetings,
    merging,
    objections,
    retaliation,
    returns,
    revisits,
    supervision,
    watching,
)
from app.domain.errors import NotFound, NotPermitted, NotPossible, RuleBroken
from app.domain.terms import (
    CauseCode,
    ClockName,
    Colour,
    ExclusionCode,
    Ground,
    ResultCode,
    ReviewStatus,
    Step,
    SuspensionReason,
    Verdict,
)
from app.store import organisation
from app.store.district_files import read_district_files
from app.store.transaction import transaction
from tests.casework.given_office import (
    NEIGHBOUR,
    PEOPLE,
    act,
    complaint,
    desk,
    dispatched,
    everything,
    filed,
    kinds,
    sweep,
)
from tests.district import DISTRICT as FILES
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")

URGE = (ClockName.FINISH, 1, Step.URGE)

WINDOW = {"clerk", "leader"}
HANDLING = {"handler", "chief"}
REPLYING = HANDLING | {"deputy"}
ASSISTING = {"police", "police chief"}
INSPECTING = {"inspector", "colleague"}
ONLOOKERS = {"dispatcher", "district leader"} | INSPECTING
LOOK = WINDOW | REPLYING | ASSISTING | ONLOOKERS

# Each verb with what it is told, and who may use it.
VERBS: dict[str, tuple[Callable, dict[str, Any], set[str]]] = {
    "refuse": (
        filing.refuse_ticket,
        {"code": ExclusionCode.X1, "reasons": "已起诉", "redirect": "法院"},
        WINDOW,
    ),
    "solve": (
        filing.solve_at_desk,
        {"result": ResultCode.R1, "text": "已办"},
        WINDOW,
    ),
    "conclude": (
        direct.conclude_complaint,
        {"result": ResultCode.R9, "text": "查无此事"},
        INSPECTING,
    ),
    "report retaliation": (
        retaliation.report_retaliation,
        {"department": "GA", "told": "再去办证被无故拒绝"},
        WINDOW,
    ),
    "dispatch": (filing.dispatch_ticket, {"department": "GA"}, WINDOW | {"dispatcher"}),
    "withdraw": (filing.withdraw_ticket, {"reason": "撤回"}, WINDOW),
    "sign": (handling.sign_ticket, {}, HANDLING),
    "contact": (
        handling.record_contact,
        {"text": "已致电", "how": "phone"},
        HANDLING | ASSISTING,
    ),
    "progress": (handling.add_progress, {"text": "已调档"}, HANDLING | ASSISTING),
    "answer": (
        handling.answer_ticket,
        {"result": ResultCode.R1, "cause": None, "text": "已办", "told": "电话"},
        HANDLING | ASSISTING,
    ),
    "suspend": (
        handling.suspend_ticket,
        {
            "reason": SuspensionReason.HEARING,
            "notice_no": "1号",
            "planned_days": 3,
            "text": "听证",
        },
        HANDLING,
    ),
    "resume": (handling.resume_ticket, {"text": "已补齐"}, HANDLING | WINDOW),
    "ask extension": (
        extensions.request_extension,
        {"days": 2, "reason": "勘验", "told": "已致电"},
        HANDLING,
    ),
    "grant extension": (extensions.grant_extension, {}, {"dispatcher"}),
    "refuse extension": (
        extensions.refuse_extension,
        {"reason": "不充分"},
        {"dispatcher"},
    ),
    "return": (
        returns.return_ticket,
        {"reason": "不属", "basis": "三定", "proposed": "MZ"},
        HANDLING,
    ),
    "arbitrate": (
        returns.arbitrate_ticket,
        {"department": "GA", "reason": "清单"},
        {"dispatcher"},
    ),
    "verify": (
        revisits.verify_ticket,
        {"passed": True, "cause": CauseCode.C21, "method": "phone", "text": "属实"},
        WINDOW,
    ),
    "revisit": (revisits.record_revisit, {"reached": False}, WINDOW),
    "close": (revisits.close_ticket, {}, WINDOW),
    "reopen": (revisits.reopen_ticket, {"reason": "不满意"}, WINDOW),
    "archive": (archiving.archive_ticket, {"verdict": Verdict.NOBODY}, {"leader"}),
    "add assistant": (
        assisting.add_assistant,
        {"assisting": ("MZ",), "reason": "需会办"},
        {"dispatcher"},
    ),
    "release assistant": (
        assisting.release_assistant,
        {"department": "GA", "reason": "不需要"},
        {"dispatcher"},
    ),
    "raise": (
        meetings.raise_level,
        {"reason": "久拖不决"},
        INSPECTING | {"dispatcher"},
    ),
    "call meeting": (
        meetings.call_meeting,
        {"planned_at": at("11-30 09:30"), "place": "三楼", "invited": ("SJ", "GA")}
        | {"agenda": "职责划分"},
        {"dispatcher"},
    ),
    "hold meeting": (
        meetings.hold_meeting,
        {"attended": ("SJ",), "minutes": "研究", "conclusions": "明确"},
        {"dispatcher"},
    ),
    "watch": (
        watching.watch_ticket,
        {"policy": "第九条", "reason": "已解释"},
        WINDOW | {"dispatcher"},
    ),
    "call back": (
        watching.call_back,
        {"policy": "新办法", "reached": True, "text": "已告知"},
        WINDOW,
    ),
    "unwatch": (
        watching.unwatch_ticket,
        {"reason": "已搬离"},
        WINDOW | {"dispatcher"},
    ),
    "merge": (
        merging.merge_ticket,
        {"into": "PJ26-0002", "reason": "同一件事"},
        WINDOW | {"dispatcher"},
    ),
    "link": (
        merging.link_ticket,
        {"into": "PJ26-0002", "reason": "同一事项"},
        WINDOW | {"dispatcher"},
    ),
    "issue notice": (
        supervision.issue_notice,
        {"colour": Colour.BLUE, "text": "限期"},
        INSPECTING,
    ),
    "reply to notice": (
        supervision.reply_notice,
        {"colour": Colour.BLUE, "text": "已办"},
        REPLYING,
    ),
    "ask statement": (
        supervision.request_statement,
        {"key": URGE, "text": "请说明"},
        INSPECTING,
    ),
    "give statement": (
        supervision.give_statement,
        {"key": URGE, "text": "说明"},
        REPLYING,
    ),
    "confirm": (
        supervision.confirm_escalation,
        {"key": URGE, "reasons": "属实"},
        INSPECTING,
    ),
    "dismiss": (
        supervision.dismiss_escalation,
        {"key": URGE, "reasons": "不成立"},
        INSPECTING,
    ),
    "downgrade": (
        supervision.downgrade,
        {"key": URGE, "reasons": "轻微", "ground": Ground.LIGHT},
        INSPECTING,
    ),
    "object": (
        objections.object_to,
        {"key": URGE, "text": "不服"},
        REPLYING - {"handler"},
    ),
    "decide objection": (
        objections.decide_objection,
        {"key": URGE, "outcome": ReviewStatus.REVOKED, "reasons": "撤销"},
        INSPECTING,
    ),
}


@pytest.fixture
def number():
    """Dispatched on Mon 23 Nov, urged since Fri 27 Nov; PJ26-0002 was filed after it."""
    made = dispatched(assisting=("GA",))
    filed("11-23 10:00")
    sweep("11-27 10:00")
    return made


@pytest.mark.parametrize("name", sorted(VERBS))
def test_everybody_else_is_refused_and_nothing_is_written(name, number):
    verb, words, permitted = VERBS[name]
    before = everything()
    for who in sorted(set(PEOPLE) - permitted):
        with pytest.raises((NotFound, NotPermitted)) as refused:
            act(who, "11-27 11:00", verb, number, **words)
        if who in LOOK:
            assert isinstance(refused.value, NotPermitted), who
        elif PEOPLE[who].department is not None:
            assert refused.value.code == "ticket.unknown", who
    assert everything() == before


class UndoneError(Exception):
    """Everybody tries on the same ticket."""


@pytest.mark.parametrize("name", sorted(VERBS))
def test_who_may_is_not_refused_for_who_they_are(name, number):
    verb, words, permitted = VERBS[name]
    for who in sorted(permitted):
        # That the state forbids it is another test's business.
        with pytest.raises((UndoneError, NotPossible, RuleBroken)):
            try_and_undo(who, verb, number, words)


def try_and_undo(who, verb, number, words):
    with transaction():
        verb(desk(who, "11-27 11:00"), number, **words)
        raise UndoneError


def test_another_center_does_not_know_of_it(number):
    for who in ("town clerk", "town leader", "other town clerk"):
        with pytest.raises(NotFound, match=r"ticket\.unknown"):
            act(who, "11-27 11:00", filing.withdraw_ticket, number, "撤回")


def test_a_department_knows_only_what_it_holds_assists_or_returned(number):
    with pytest.raises(NotFound, match=r"ticket\.unknown"):
        act("civil affairs", "11-27 11:00", handling.add_progress, number, "已看")


def test_a_department_that_returned_it_may_look_and_not_act():
    number = dispatched()
    words = {"reason": "不属", "basis": "三定", "proposed": "GA"}
    act("handler", "11-23 10:00", returns.return_ticket, number, **words)
    ruling = {"department": "GA", "reason": "清单"}
    act("dispatcher", "11-23 11:00", returns.arbitrate_ticket, number, **ruling)
    with pytest.raises(NotPermitted):
        act("handler", "11-23 12:00", handling.add_progress, number, "已看")
    act("police", "11-23 12:00", handling.add_progress, number, "已看")
    assert kinds(number)[-1] == "progressed"


def test_what_does_not_exist_is_answered_like_what_is_not_theirs(number):
    with pytest.raises(NotFound) as strange:
        act("civil affairs", "11-27 11:00", handling.sign_ticket, number)
    with pytest.raises(NotFound) as missing:
        act("civil affairs", "11-27 11:00", handling.sign_ticket, "PJ26-9999")
    assert strange.value.code == missing.value.code == "ticket.unknown"


# --- a second district beside the first -----------------------------------------------


@pytest.fixture
def neighbour(district):
    """The same organisation under another name, numbers and all."""
    files = read_district_files(FILES)
    changed = {"code": NEIGHBOUR, "name": "邻区", "number_prefix": "PJ"}
    own = {**files.district, **changed}
    with transaction():
        organisation.load_district(
            type(files)(own, files.centers, files.departments, files.matters)
        )


def test_another_district_sees_nothing_of_it(neighbour, number):
    before = everything()
    for verb, words, permitted in VERBS.values():
        for who in sorted(permitted):
            with pytest.raises(NotFound), transaction():
                verb(desk(who, "11-27 11:00", NEIGHBOUR), number, **words)
    assert everything() == before


def test_two_districts_number_their_cases_apart(neighbour, number):
    with transaction():
        mine = filing.file_ticket(desk("clerk", "11-27 11:00", NEIGHBOUR), complaint())
    assert mine.number == number == "PJ26-0001"
    assert mine.district == NEIGHBOUR
