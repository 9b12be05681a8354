"""Every act on a shown case: its command, its form, and what is said beforehand.

tests/house/test_every_command.py holds this table to the commands.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.domain.practice import Practice
from app.domain.rule_set import RuleSet
from app.domain.terms import Command, TicketClass
from app.web.case import forms_coordination as coordination
from app.web.case import forms_department as department
from app.web.case import forms_district as district
from app.web.case import forms_flags as flags
from app.web.case import forms_later as later
from app.web.case import forms_papers as papers
from app.web.case import forms_retaliation as retaliation
from app.web.case import forms_window as window
from app.web.case.forms import ActForm
from app.web.formats import working_days

C = Command

FORMS: Mapping[Command, type[ActForm]] = {
    C.REFUSE: window.RefuseForm,
    C.SOLVE_AT_DESK: window.SolveForm,
    C.CONCLUDE: district.ConcludeForm,
    C.DISPATCH: window.DispatchForm,
    C.HAND_UP: window.HandUpForm,
    C.SIGN: department.SignForm,
    C.CONTACT: department.ContactForm,
    C.PROGRESS: department.ProgressForm,
    C.SUSPEND: department.SuspendForm,
    C.RESUME: department.ResumeForm,
    C.REQUEST_EXTENSION: department.RequestExtensionForm,
    C.GRANT_EXTENSION: district.GrantExtensionForm,
    C.REFUSE_EXTENSION: district.RefuseExtensionForm,
    C.RETURN: department.ReturnForm,
    C.ARBITRATE: district.ArbitrateForm,
    C.ANSWER: department.AnswerForm,
    C.VERIFY: window.VerifyForm,
    C.REVISIT: window.RevisitForm,
    C.CLOSE: window.CloseForm,
    C.REOPEN: window.ReopenForm,
    C.WITHDRAW: window.WithdrawForm,
    C.ARCHIVE: later.ArchiveForm,
    C.ADD_ASSISTANT: coordination.AddAssistantForm,
    C.RELEASE_ASSISTANT: coordination.ReleaseAssistantForm,
    C.RAISE_LEVEL: coordination.RaiseLevelForm,
    C.CALL_MEETING: coordination.CallMeetingForm,
    C.HOLD_MEETING: coordination.HoldMeetingForm,
    C.WATCH: later.WatchForm,
    C.CALL_BACK: later.CallBackForm,
    C.UNWATCH: later.UnwatchForm,
    C.MERGE: later.MergeForm,
    C.LINK: later.LinkForm,
    C.REPLY_NOTICE: district.ReplyNoticeForm,
    C.ISSUE_NOTICE: district.IssueNoticeForm,
    C.LIFT_NOTICE: district.LiftNoticeForm,
    C.REQUEST_STATEMENT: flags.RequestStatementForm,
    C.GIVE_STATEMENT: flags.GiveStatementForm,
    C.CONFIRM_ESCALATION: flags.ConfirmForm,
    C.DOWNGRADE: flags.DowngradeForm,
    C.DISMISS_ESCALATION: flags.DismissForm,
    C.OBJECT: flags.ObjectForm,
    C.DECIDE_OBJECTION: flags.DecideObjectionForm,
    C.ISSUE_CIRCULAR: papers.IssueCircularForm,
    C.RECORD_TALK: papers.RecordTalkForm,
    C.PROPOSE_CLUE: papers.ProposeClueForm,
    C.TRANSFER_CLUE: papers.TransferClueForm,
    C.REFUSE_CLUE: papers.RefuseClueForm,
    C.REPORT_RETALIATION: retaliation.ReportForm,
}

# What the act means beside the clocks; said before it is done.
MEANING: Mapping[Command, LazyString] = {
    C.REFUSE: lazy_gettext(
        "The case ends here. The complainant is told all reasons once, and where to go."
    ),
    C.SOLVE_AT_DESK: lazy_gettext("The case ends here, without a department."),
    C.CONCLUDE: lazy_gettext(
        "The case ends here. No department was told of it; the complainant sees that it "
        "is closed."
    ),
    C.DISPATCH: lazy_gettext(
        "The promise to the complainant starts now, not when the department signs."
    ),
    C.HAND_UP: lazy_gettext(
        "The district window answers for the case from now on. The clocks run on."
    ),
    C.SIGN: lazy_gettext(
        "The department says that it has the case. Nothing else moves."
    ),
    C.CONTACT: lazy_gettext("Stands in the file as proof of the contact."),
    C.PROGRESS: lazy_gettext("Stands in the file; the promise does not move."),
    C.SUSPEND: lazy_gettext(
        "Only lawful reasons stop the clock. It resumes by itself at the planned end; "
        "an end that has passed does not move back."
    ),
    C.RESUME: lazy_gettext(
        "Ends the suspension before its planned end. Days not used are not kept."
    ),
    C.REQUEST_EXTENSION: lazy_gettext(
        "Dispatch rules on it. Until then the promise stays as it is. Granted once only."
    ),
    C.GRANT_EXTENSION: lazy_gettext("The due moment moves, once. The window is told."),
    C.REFUSE_EXTENSION: lazy_gettext("The due moment stays. The department is told."),
    C.RETURN: lazy_gettext(
        "The arbiter rules within %(arbitration)s. The promise to the complainant does "
        "not move meanwhile. What is designated may not be returned again."
    ),
    C.ARBITRATE: lazy_gettext(
        "The named department may not return it again. The promise does not move."
    ),
    C.ANSWER: lazy_gettext(
        "The window verifies what is answered here. What is not so comes back, and the "
        "same clock runs on."
    ),
    C.VERIFY: lazy_gettext(
        "Passed: the complainant is called next. Sent back: the same clock runs on."
    ),
    C.REVISIT: lazy_gettext(
        "%(attempts)s calls without an answer end the revisit. A bad rating is followed by a "
        "contact of the department and, if need be, by a redo."
    ),
    C.CLOSE: lazy_gettext("Ends the case. Lateness so far stays on record."),
    C.REOPEN: lazy_gettext(
        "The department does it again, in %(redo)s. Earlier lateness stays; a second "
        "dissatisfaction goes up a level."
    ),
    C.WITHDRAW: lazy_gettext(
        "Ends the case and cannot be undone. Lateness so far stays on record."
    ),
    C.ARCHIVE: lazy_gettext(
        "The case gets an archive number and is kept for %(retention)s years. Only "
        "review and the watch-list go on."
    ),
    C.ADD_ASSISTANT: lazy_gettext(
        "The department works on its part beside the lead, and is due before it. The "
        "lead cannot answer until it has."
    ),
    C.RELEASE_ASSISTANT: lazy_gettext(
        "Its part ends here; the lead need not wait for it. What it wrote stays on "
        "record."
    ),
    C.RAISE_LEVEL: lazy_gettext(
        "The step “raised a level” is taken now. The leaders are told; a joint meeting "
        "is due within %(meeting)s. The promise does not move."
    ),
    C.CALL_MEETING: lazy_gettext(
        "Everybody invited is told. The clocks run on; after a raise of the level the "
        "meeting is due within %(meeting)s."
    ),
    C.HOLD_MEETING: lazy_gettext(
        "Stands in the file for everybody who works on the case. What was settled "
        "is then done step by step: assistants, extension, answer."
    ),
    C.WATCH: lazy_gettext(
        "It stays on the list after it is closed, until the complainant is called back "
        "about a new rule or it is taken off with a reason."
    ),
    C.CALL_BACK: lazy_gettext(
        "Reached: it comes off the list. Not reached: it stays, with this attempt on "
        "record."
    ),
    C.UNWATCH: lazy_gettext("It comes off the list; nobody is called."),
    C.MERGE: lazy_gettext(
        "This case ends here and goes on in the main one, whose outcome its complainant "
        "is told as well. Lateness so far stays on record. It cannot be undone."
    ),
    C.LINK: lazy_gettext(
        "Both cases show each other; each goes its own way. No clock moves."
    ),
    C.REPLY_NOTICE: lazy_gettext(
        "Stops the reply clock of this notice. The case itself runs on."
    ),
    C.ISSUE_NOTICE: lazy_gettext(
        "The notice gets the next number and cannot be taken back."
    ),
    C.LIFT_NOTICE: lazy_gettext(
        "No reply is awaited any more. The notice keeps its number and stays readable as "
        "lifted; lateness so far stays on record."
    ),
    C.REQUEST_STATEMENT: lazy_gettext(
        "The department gets %(statement)s to speak; then you rule."
    ),
    C.GIVE_STATEMENT: lazy_gettext(
        "Given once. The inspection office rules within %(ruling)s, with this before it."
    ),
    C.CONFIRM_ESCALATION: lazy_gettext(
        "It stands and counts. The department is told and may object within "
        "%(objection)s."
    ),
    C.DOWNGRADE: lazy_gettext(
        "It happened and stays on record as a reminder; it takes no points. The "
        "department may object within %(objection)s."
    ),
    C.DISMISS_ESCALATION: lazy_gettext(
        "It does not stand. It stays readable as dismissed."
    ),
    C.OBJECT: lazy_gettext(
        "Once only. Another person of the inspection office decides within %(decision)s."
    ),
    C.DECIDE_OBJECTION: lazy_gettext(
        "Final. What is revoked takes no points and stays readable as revoked; papers that "
        "rest on it are withdrawn."
    ),
    C.ISSUE_CIRCULAR: lazy_gettext(
        "The circular gets the next number and every department can read it. The evidence "
        "file of this moment is kept with it. It is withdrawn only when what it rests on is "
        "revoked."
    ),
    C.RECORD_TALK: lazy_gettext(
        "The record gets the next number and is told to the department. The evidence file "
        "of this moment is kept with it."
    ),
    C.PROPOSE_CLUE: lazy_gettext(
        "A second person of the inspection office decides. Nobody outside the inspection "
        "office is told or can see it."
    ),
    C.TRANSFER_CLUE: lazy_gettext(
        "The letter gets the next number. The full evidence file with name, telephone and "
        "documents is kept with it, and the reveal is logged. Only the inspection office "
        "can see it."
    ),
    C.REFUSE_CLUE: lazy_gettext(
        "Nothing is handed over. Proposal and reasons stay in the file of the inspection "
        "office."
    ),
    C.REPORT_RETALIATION: lazy_gettext(
        "It goes to the inspection office alone. No department reads these words, nor "
        "does the case page of the window show them afterwards. The department is heard "
        "before anything counts, without being told who said what."
    ),
}


def meaning_of(
    command: Command, rules: RuleSet, practice: Practice, ticket_class: TicketClass
) -> str:
    """What the act means, with the numbers of the rules that judge the case."""
    return str(MEANING[command]) % {
        "arbitration": working_days(rules.arbitration_days),
        "attempts": rules.revisit_attempts,
        "statement": working_days(rules.statement_days),
        "ruling": working_days(rules.ruling_days),
        "objection": working_days(rules.hearing.objection),
        "decision": working_days(rules.hearing.decision),
        "redo": working_days(rules.redo_days),
        "meeting": working_days(practice.meeting_days),
        "retention": practice.retention_years[ticket_class],
    }
