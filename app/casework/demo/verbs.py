"""The verbs of the demo's scenes that need a number and the scene's own words alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.casework import (
    archiving,
    extensions,
    filing,
    handling,
    meetings,
    objections,
    revisits,
    supervision,
    watching,
)

# Any, because each verb is told something of its own.
VERBS: Mapping[str, Callable[..., Any]] = {
    "solve": filing.solve_at_desk,
    "refuse": filing.refuse_ticket,
    "hand_up": filing.hand_up,
    "withdraw": filing.withdraw_ticket,
    "sign": handling.sign_ticket,
    "contact": handling.record_contact,
    "progress": handling.add_progress,
    "answer": handling.answer_ticket,
    "suspend": handling.suspend_ticket,
    "resume": handling.resume_ticket,
    "ask_extension": extensions.request_extension,
    "grant": extensions.grant_extension,
    "verify": revisits.verify_ticket,
    "revisit": revisits.record_revisit,
    "close": revisits.close_ticket,
    "reopen": revisits.reopen_ticket,
    "raise_level": meetings.raise_level,
    "watch": watching.watch_ticket,
    "call_back": watching.call_back,
    "archive": archiving.archive_ticket,
    "issue_notice": supervision.issue_notice,
    "reply_notice": supervision.reply_notice,
    "ask_statement": supervision.request_statement,
    "give_statement": supervision.give_statement,
    "confirm": supervision.confirm_escalation,
    "dismiss": supervision.dismiss_escalation,
    "object_to": objections.object_to,
    "decide_objection": objections.decide_objection,
}
