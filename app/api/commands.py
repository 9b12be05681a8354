"""Every command as an endpoint: one line each.

    POST /api/v1/tickets/{number}/<the noun>

A line names the noun, the verb, and the fields that the verb takes by the same names.
tests/house/test_every_command.py holds this table to the commands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError, fields, post_load, validates_schema

from app.api.fields import (
    Body,
    code,
    instant,
    line,
    one_of,
    several,
    some_code,
    some_text,
    some_whole,
    some_yes_no,
    text,
    whole,
    yes_no,
)
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
    papers,
    retaliation,
    returns,
    revisits,
    supervision,
    watching,
)
from app.domain.finding import FindingKey
from app.domain.handling import LONGEST_PLAN
from app.domain.hearing import FlagKey
from app.domain.terms import (
    CauseCode,
    ClockName,
    Colour,
    Command,
    ExclusionCode,
    FindingCode,
    Ground,
    ResultCode,
    ReviewStatus,
    Step,
    SuspensionReason,
    Verdict,
)

C = Command
MOST_ASSISTING = 20
MOST_INVITED = 60
LONGEST_EXTENSION = 400


class WhichFlag(Body):
    """A flag: an escalation is known by its clock, that clock's cycle and its step; a
    finding by its code, the entry it rests on, and which of its code there."""

    clock = some_code(ClockName, "The clock on whose ladder it fell.")
    cycle = some_whole("Which of the clocks of that name.", 1, 1_000_000)
    step = some_code(Step, "The step of the ladder.")
    finding = some_code(FindingCode, "The code of the finding.")
    entry = some_whole("Number of the entry that it rests on.", 1, 1_000_000)
    nth = some_whole("Which of its code on that entry.", 1, 1_000_000)

    @validates_schema
    def is_one(self, given: Mapping[str, Any], **_: Any) -> None:
        """Either the three of an escalation, or the three of a finding."""
        named = {name for name, value in given.items() if value is not None}
        if named not in _KEYS:
            raise ValidationError(
                "name clock, cycle and step, or finding, entry and nth"
            )

    @post_load
    def key(self, given: Mapping[str, Any], **_: Any) -> FlagKey:
        """What the verbs know it by."""
        if given.get("finding") is not None:
            return FindingKey(given["finding"], given["entry"], given["nth"])
        return given["clock"], given["cycle"], given["step"]


_KEYS = ({"clock", "cycle", "step"}, {"finding", "entry", "nth"})


@dataclass(frozen=True, slots=True)
class Act:
    """noun: the last part of its address; fields: by the verb's parameter names."""

    noun: str
    verb: Callable[..., Any]
    fields: Mapping[str, fields.Field[Any]]


def _act(noun: str, verb: Callable[..., Any], **given: fields.Field[Any]) -> Act:
    return Act(noun, verb, given)


def _key() -> fields.Field[Any]:
    about = {"description": "Which escalation or finding."}
    return fields.Nested(WhichFlag, required=True, data_key="flag", metadata=about)


_DEPARTMENT = "Code of a department."

ACTS: Mapping[Command, Act] = {
    C.REFUSE: _act(
        "refusals",
        filing.refuse_ticket,
        code=code(ExclusionCode, "Why it is out of scope."),
        reasons=text("All reasons, told once."),
        redirect=text("Where to go instead."),
    ),
    C.SOLVE_AT_DESK: _act(
        "desk-solutions",
        filing.solve_at_desk,
        result=code(ResultCode, "How it ended."),
        text=text("What was done."),
    ),
    C.CONCLUDE: _act(
        "conclusions",
        direct.conclude_complaint,
        result=code(ResultCode, "How it ended."),
        text=text("What was found and done."),
    ),
    C.DISPATCH: _act(
        "dispatches",
        filing.dispatch_ticket,
        department=line(_DEPARTMENT),
        assisting=several(line(_DEPARTMENT), "Who assists.", MOST_ASSISTING),
        why=some_text("Why this department."),
    ),
    C.HAND_UP: _act("hand-ups", filing.hand_up, tried=text("What was tried.")),
    C.SIGN: _act("signatures", handling.sign_ticket),
    C.CONTACT: _act(
        "contacts",
        handling.record_contact,
        how=one_of("How it was done.", "phone", "visit", "message", "window"),
        text=text("What was said."),
    ),
    C.PROGRESS: _act(
        "progress-notes",
        handling.add_progress,
        text=text("What was done, what comes next."),
    ),
    C.SUSPEND: _act(
        "suspensions",
        handling.suspend_ticket,
        reason=code(SuspensionReason, "The lawful reason."),
        notice_no=line("Number of the written notice to the complainant."),
        planned_days=whole("Planned working days.", 1, LONGEST_PLAN),
        text=text("What is waited for."),
    ),
    C.RESUME: _act(
        "resumptions", handling.resume_ticket, text=text("Why it goes on now.")
    ),
    C.REQUEST_EXTENSION: _act(
        "extensions",
        extensions.request_extension,
        days=whole("Working days asked for.", 1, LONGEST_EXTENSION),
        reason=text("Why."),
        told=text("How the complainant was told."),
    ),
    C.GRANT_EXTENSION: _act(
        "extension-grants", extensions.grant_extension, reason=some_text("Why.")
    ),
    C.REFUSE_EXTENSION: _act(
        "extension-refusals", extensions.refuse_extension, reason=text("Why.")
    ),
    C.RETURN: _act(
        "returns",
        returns.return_ticket,
        reason=text("Why it is not for this department."),
        basis=text("The legal basis."),
        proposed=line("Code of the right department."),
    ),
    C.ARBITRATE: _act(
        "arbitrations",
        returns.arbitrate_ticket,
        department=line("Code of the department that must handle it."),
        reason=text("Why."),
        basis=some_text("The legal basis."),
    ),
    C.ANSWER: _act(
        "answers",
        handling.answer_ticket,
        result=code(ResultCode, "The result."),
        cause=some_code(CauseCode, "Why it could not be done."),
        text=text("The answer."),
        basis=some_text("Legal basis; needed where the result is a no."),
        told=some_text("How the complainant was told; needed from the holder."),
    ),
    C.VERIFY: _act(
        "verifications",
        revisits.verify_ticket,
        passed=yes_no("Is it done as the department says?"),
        cause=some_code(CauseCode, "The final cause; needed when it passes."),
        method=one_of("How it was checked.", "phone", "site", "system", "documents"),
        text=text("What was found."),
    ),
    C.REVISIT: _act(
        "revisits",
        revisits.record_revisit,
        reached=yes_no("Was the complainant reached?"),
        solved=some_yes_no("Is it solved, in the complainant's view?"),
        rating=some_whole("1 very dissatisfied to 5 very satisfied.", 1, 5),
        text=some_text("What was said."),
    ),
    C.CLOSE: _act("closings", revisits.close_ticket, text=some_text("A last word.")),
    C.REOPEN: _act("reopenings", revisits.reopen_ticket, reason=text("Why.")),
    C.WITHDRAW: _act("withdrawals", filing.withdraw_ticket, reason=text("Why.")),
    C.ARCHIVE: _act(
        "archivings",
        archiving.archive_ticket,
        verdict=code(Verdict, "Who answers for what went wrong."),
        text=some_text("Grounds; needed unless nobody answers for it."),
    ),
    C.ADD_ASSISTANT: _act(
        "assistants",
        assisting.add_assistant,
        assisting=several(line(_DEPARTMENT), "Who assists.", MOST_ASSISTING),
        reason=text("What it is needed for."),
    ),
    C.RELEASE_ASSISTANT: _act(
        "assistant-releases",
        assisting.release_assistant,
        department=line(_DEPARTMENT),
        reason=text("Why it is not needed."),
    ),
    C.RAISE_LEVEL: _act("raises", meetings.raise_level, reason=text("Why.")),
    C.CALL_MEETING: _act(
        "joint-meetings",
        meetings.call_meeting,
        planned_at=instant("When it is to take place, with its offset."),
        place=line("Where."),
        invited=several(line(_DEPARTMENT), "Who is invited.", MOST_INVITED),
        agenda=text("What is to be settled."),
    ),
    C.HOLD_MEETING: _act(
        "meeting-minutes",
        meetings.hold_meeting,
        attended=several(line(_DEPARTMENT), "Who came.", MOST_INVITED),
        minutes=text("What each side said."),
        conclusions=text("Who does what, until when."),
    ),
    C.WATCH: _act(
        "watches",
        watching.watch_ticket,
        policy=text("Which rule stands in the way."),
        reason=text("What was explained to the complainant."),
    ),
    C.CALL_BACK: _act(
        "call-backs",
        watching.call_back,
        policy=text("The new rule."),
        reached=yes_no("Was the complainant reached?"),
        text=text("What was said."),
    ),
    C.UNWATCH: _act("watch-ends", watching.unwatch_ticket, reason=text("Why.")),
    C.MERGE: _act(
        "mergers",
        merging.merge_ticket,
        into=line("Number of the main ticket."),
        reason=text("Why it is the same."),
    ),
    C.LINK: _act(
        "links",
        merging.link_ticket,
        into=line("Number of the earlier ticket."),
        reason=some_text("What they have in common."),
    ),
    C.REPLY_NOTICE: _act(
        "notice-replies",
        supervision.reply_notice,
        colour=code(Colour, "Colour of the notice that is answered."),
        text=text("The reply."),
    ),
    C.ISSUE_NOTICE: _act(
        "supervision-notices",
        supervision.issue_notice,
        colour=code(Colour, "Colour of the notice."),
        text=text("What is demanded."),
    ),
    C.LIFT_NOTICE: _act(
        "notice-liftings",
        supervision.lift_notice,
        colour=code(Colour, "Colour of the notice that is lifted."),
        reasons=text("Why."),
    ),
    C.REQUEST_STATEMENT: _act(
        "statement-requests",
        supervision.request_statement,
        key=_key(),
        text=text("What is to be stated."),
    ),
    C.GIVE_STATEMENT: _act(
        "statements",
        supervision.give_statement,
        key=_key(),
        text=text("The statement."),
    ),
    C.CONFIRM_ESCALATION: _act(
        "escalation-confirmations",
        supervision.confirm_escalation,
        key=_key(),
        reasons=text("Why it stands."),
    ),
    C.DOWNGRADE: _act(
        "escalation-downgradings",
        supervision.downgrade,
        key=_key(),
        ground=code(Ground, "The ground."),
        reasons=text("Why it weighs little."),
    ),
    C.DISMISS_ESCALATION: _act(
        "escalation-dismissals",
        supervision.dismiss_escalation,
        key=_key(),
        ground=some_code(Ground, "The ground.", Ground.FACTS),
        reasons=text("Why it does not stand."),
    ),
    C.OBJECT: _act(
        "objections",
        objections.object_to,
        key=_key(),
        text=text("What speaks against the ruling."),
    ),
    C.DECIDE_OBJECTION: _act(
        "objection-decisions",
        objections.decide_objection,
        key=_key(),
        outcome=code(ReviewStatus, "confirmed, downgraded or revoked."),
        ground=some_code(Ground, "The ground; needed unless the ruling stays."),
        reasons=text("Why."),
    ),
    C.ISSUE_CIRCULAR: _act(
        "circulars",
        papers.issue_circular,
        key=_key(),
        text=text("What the circular says."),
    ),
    C.RECORD_TALK: _act(
        "talk-records",
        papers.record_talk,
        key=_key(),
        held_at=instant("When the talk was, with its offset."),
        place=line("Where."),
        attended=line("Posts of those who were there."),
        text=text("What was pointed out."),
        pledge=text("What the department undertook, and until when."),
    ),
    C.PROPOSE_CLUE: _act(
        "clue-proposals",
        papers.propose_clue,
        key=_key(),
        reasons=text("Why it should be handed over."),
    ),
    C.TRANSFER_CLUE: _act(
        "clue-transfers",
        papers.transfer_clue,
        key=_key(),
        reasons=text("Why it is handed over."),
    ),
    C.REFUSE_CLUE: _act(
        "clue-refusals",
        papers.refuse_clue,
        key=_key(),
        reasons=text("Why nothing is handed over."),
    ),
    C.REPORT_RETALIATION: _act(
        "retaliation-reports",
        retaliation.report_retaliation,
        department=line(_DEPARTMENT),
        told=text("What it does to whoever complained."),
    ),
}
