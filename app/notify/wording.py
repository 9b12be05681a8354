"""What a notice says: its headline, what is to be done, and the mail made of both.

Only the number, the matter, the due moment and a link: never who complained. Mails
are in Chinese; pages show the same headlines in the reader's language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import force_locale, gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from app.domain.notices import TOLD_DISCREETLY
from app.domain.terms import EntryKind, Step
from app.store.outbox import Mail

LANGUAGE = "zh_Hans"
CASE_PATH, RECORD_PATH = "/cases/", "/our-record"
LONGEST_MATTER = 60
MOST_LINES = 100
ASSIST = "assist"
OBSTRUCTION = "obstruction"
DIRECT = "direct"
DIGEST = "digest"
CALENDAR_MISSING = "calendar_missing"
SEAL = "seal"
IMPROVEMENT_PROPOSED = "improvement_proposed"
IMPROVEMENT_TAKEN_UP = "improvement_taken_up"
MOSTLY_LAST_MINUTE = "mostly_last_minute"
PERSON_AGAIN = "person_again"
PAPER_PROPOSED = "paper_proposed"


@dataclass(frozen=True, slots=True)
class Saying:
    """headline: what happened; to_do: what is expected of the reader."""

    headline: LazyString
    to_do: LazyString


def _saying(headline: LazyString, to_do: LazyString) -> Saying:
    return Saying(headline, to_do)


_K = EntryKind
_ = lazy_gettext

SAYINGS: Mapping[str, Saying] = {
    _K.DISPATCHED: _saying(
        _("A case has come to your department"),
        _("Please sign for it and call the complainant in time."),
    ),
    ASSIST: _saying(
        _("Your department is to assist with a case"),
        _("Please give your answer before the lead department has to."),
    ),
    DIRECT: _saying(
        _("A complaint for the inspection office alone was filed"),
        _("No department knows of it; please look into it and conclude it."),
    ),
    OBSTRUCTION: _saying(
        _("A case alleges obstruction"),
        _("It was sent to the department; please keep an eye on it."),
    ),
    DIGEST: _saying(_("What lies before you this morning"), _("Please see your list.")),
    CALENDAR_MISSING: _saying(
        _("The holiday notice of the next year is not loaded"),
        _("Dates in that year are provisional; please load the notice when it is out."),
    ),
    SEAL: _saying(
        _("Daily seal of the register"),
        _("Please keep the line below; by it a later change of the register is found."),
    ),
    IMPROVEMENT_PROPOSED: _saying(
        _("The same matter fails for the same cause again and again"),
        _("Please take the improvement item up, or say why not."),
    ),
    IMPROVEMENT_TAKEN_UP: _saying(
        _("Your department is to mend the cause of repeated cases"),
        _("Please see the improvement item, and note there what is done."),
    ),
    MOSTLY_LAST_MINUTE: _saying(
        _("A department closed most of a quarter's cases at the last minute"),
        _("For management only; see the patterns for the cases behind it."),
    ),
    PERSON_AGAIN: _saying(
        _("The same person came back with the same matter again and again"),
        _("Please see the list below the improvement items, and look at the cases."),
    ),
    _K.CALENDAR_CHANGED: _saying(
        _("A date moved with the calendar"),
        _("Please look at the new date; the entry names the notice behind it."),
    ),
    _K.SUSPENDED: _saying(
        _("A case was suspended"),
        _("Its limit stands still until it is resumed; please tell the complainant."),
    ),
    _K.RESUMED: _saying(_("A case was resumed"), _("Its limit is running again.")),
    _K.AUTO_RESUMED: _saying(
        _("A suspension has ended"),
        _("The planned days are over; the limit is running again."),
    ),
    _K.EXTENSION_REQUESTED: _saying(
        _("An extension is asked for"), _("Please decide before the case is due.")
    ),
    _K.EXTENDED: _saying(
        _("An extension was granted"), _("Please tell the complainant the new date.")
    ),
    _K.EXTENSION_REFUSED: _saying(
        _("An extension was refused"), _("The limit stays as it was.")
    ),
    _K.RETURNED: _saying(
        _("A case was returned"), _("Please rule on it within one working day.")
    ),
    _K.ARBITRATED: _saying(
        _("A returned case was ruled on"),
        _("Please see which department it was given to."),
    ),
    _K.ANSWERED: _saying(
        _("A department has answered"),
        _("Please check that what it says is done."),
    ),
    _K.VERIFIED: _saying(
        _("Your answer was checked"), _("Please see what the window found.")
    ),
    _K.CLOSED: _saying(_("A case was closed"), _("Nothing more is to be done.")),
    _K.REOPENED: _saying(
        _("A case was sent back"), _("Please handle it anew within the redo limit.")
    ),
    _K.WITHDRAWN: _saying(
        _("A case was withdrawn"), _("The complainant took it back; please stop.")
    ),
    _K.HANDED_UP: _saying(
        _("A case was handed up to the district window"),
        _("Please take it over; its limit runs on."),
    ),
    _K.AUTO_SIGNED: _saying(
        _("A case was signed for automatically"),
        _("Nobody had signed in time; this is on record. Please act on it now."),
    ),
    _K.NOTICE_ISSUED: _saying(
        _("A supervision notice was issued by hand"),
        _("Please answer it in writing within its limit."),
    ),
    _K.CIRCULAR_ISSUED: _saying(
        _("A circular was issued"),
        _("It can be read under “Circulars”; please draw the conclusions."),
    ),
    _K.TALK_RECORDED: _saying(
        _("A talk was put on record"),
        _("Please do by its date what was undertaken."),
    ),
    _K.CLUE_PROPOSED: _saying(
        _("A clue package awaits a second person"),
        _("Please look at the evidence and decide, if you did not propose it."),
    ),
    _K.CLUE_TRANSFERRED: _saying(
        _("A clue package was handed over"),
        _("Letter and evidence file stand in the case."),
    ),
    _K.CLUE_REFUSED: _saying(
        _("A clue package was not handed over"), _("The reasons stand in the case.")
    ),
    PAPER_PROPOSED: _saying(
        _("A paper on a department’s figures awaits a second person"),
        _("Please compare it with the figures and decide, if you did not propose it."),
    ),
    _K.PAPER_WITHDRAWN: _saying(
        _("A paper was withdrawn"),
        _(
            "What it rested on was revoked or weighs less after an objection. It stays "
            "readable as withdrawn."
        ),
    ),
    _K.RETALIATION_REPORTED: _saying(
        _("Retaliation against a complainant was reported"),
        _("Please look into it. No department knows of it until you ask it."),
    ),
    _K.RETALIATION_CONCLUDED: _saying(
        _("A report of retaliation was concluded on"),
        _("The reasons stand in the case."),
    ),
    _K.NOTICE_LIFTED: _saying(
        _("A supervision notice was lifted"),
        _("No reply is awaited any more; the reasons stand in the case."),
    ),
    _K.NOTICE_REPLIED: _saying(
        _("A supervision notice was answered"), _("Please read the answer.")
    ),
    _K.ASSISTANT_ADDED: _saying(
        _("A further department assists with your case"),
        _("Please agree with it who does what; you answer after it has."),
    ),
    _K.ASSISTANT_RELEASED: _saying(
        _("Your department need not assist any more"), _("Nothing more is to be done.")
    ),
    _K.MEETING_CALLED: _saying(
        _("A joint meeting is called"),
        _("Please see when and where, and come prepared."),
    ),
    _K.MEETING_HELD: _saying(
        _("A joint meeting has settled a case"),
        _("Please do what its conclusions ask of you."),
    ),
    _K.MERGED: _saying(
        _("A case was merged into another one"),
        _("Please stop here; the main case goes on."),
    ),
    _K.DUPLICATE_JOINED: _saying(
        _("A duplicate has joined a case"),
        _("Its complainant is to be told the outcome as well."),
    ),
    _K.STATEMENT_REQUESTED: _saying(
        _("A statement is asked for"),
        _("Please state your department's view before the limit."),
    ),
    _K.STATEMENT_GIVEN: _saying(
        _("A department has stated its view"), _("Please decide on the escalation.")
    ),
    _K.ESCALATION_CONFIRMED: _saying(
        _("An escalation was confirmed"), _("The reasons stand in the case.")
    ),
    _K.ESCALATION_DISMISSED: _saying(
        _("An escalation was dismissed"), _("It stays visible as dismissed.")
    ),
    _K.DOWNGRADED: _saying(
        _("A suspicion was downgraded to a reminder"),
        _("It takes no points; you may object within the limit."),
    ),
    _K.OBJECTED: _saying(
        _("A department objects to a ruling"),
        _("Somebody who did not rule on it decides."),
    ),
    _K.OBJECTION_DECIDED: _saying(
        _("An objection was decided"), _("The decision is final.")
    ),
    TOLD_DISCREETLY: _saying(
        _("Something new stands in the record of the department"),
        _("Please read it under “Our record”, and speak within the limit shown there."),
    ),
    f"step_{Step.YELLOW}": _saying(
        _("Yellow light: a case is nearly due"),
        _("Please answer before the limit ends."),
    ),
    f"step_{Step.URGE}": _saying(
        _("Red light: a case is overdue, you are urged"),
        _("Please answer at once."),
    ),
    f"step_{Step.BLUE}": _saying(
        _("Blue supervision notice on an overdue case"),
        _("The department must answer the notice in writing within its limit."),
    ),
    f"step_{Step.ORANGE}": _saying(
        _("Orange supervision notice on an overdue case"),
        _("The department must answer in writing; the inspection office steps in."),
    ),
    f"step_{Step.RED}": _saying(
        _("Red supervision notice on an overdue case"),
        _("It is circulated in the district; the department must answer in writing."),
    ),
    f"step_{Step.RAISED}": _saying(
        _("A case was raised a level"),
        _("A joint meeting and a talk with the department follow."),
    ),
    f"step_{Step.CLUE}": _saying(
        _("The facts of a case are put together as a clue"),
        _("A person decides whether it is handed to the discipline body."),
    ),
}


# Until when a message asks for something, what is nearest to it first.
DUES: Mapping[str, LazyString] = {
    "reply_due_at": _("Reply due: %(moment)s"),
    "statement_due_at": _("Statement due: %(moment)s"),
    "ruling_due_at": _("Ruling due: %(moment)s"),
    "objection_due_at": _("Objection possible until: %(moment)s"),
    "decision_due_at": _("Decision due: %(moment)s"),
    "due_at": _("Case due: %(moment)s"),
}


def due_of(facts: Mapping[str, Any]) -> tuple[LazyString, datetime] | None:
    """Until when a message with these facts asks for something, and the words for it."""
    for name, words in DUES.items():
        if facts.get(name):
            return words, datetime.fromisoformat(facts[name])
    return None


# What a digest counts, in the order in which it is told.
COUNTED: Mapping[str, LazyString] = {
    "to_do": _("To do"),
    "today": _("Due today"),
    "overdue": _("Overdue"),
    "to_review": _("Escalations to be reviewed"),
    "items": _("Improvement items"),
}


def headline(kind: str) -> LazyString:
    """What a notice of this kind says in one line. Raises KeyError."""
    return SAYINGS[kind].headline


@dataclass(frozen=True, slots=True)
class Wording:
    """A mail in words."""

    subject: str
    text: str


def worded(
    mails: Sequence[Mail], public_url: str, zone: ZoneInfo, language: str = LANGUAGE
) -> Wording:
    """One mail that tells of all these notices, which go to the same people.

    mails: at least one
    """
    with force_locale(language):
        shown = [_told(mail, public_url, zone) for mail in mails[:MOST_LINES]]
        closing = gettext("This mail was written by the system; please do not reply.")
        left_out = _left_out(mails[MOST_LINES:])
        text = "\n\n".join([*shown, *left_out, f"-- \n{closing}"])
        return Wording(_subject(mails), f"{text}\n")


def _subject(mails: Sequence[Mail]) -> str:
    if len(mails) == 1:
        what = f"{headline(mails[0].kind)} {mails[0].number}".rstrip()
    else:
        what = ngettext("%(num)d notice", "%(num)d notices", len(mails))
    return gettext("Bancheng: %(what)s", what=what)


def _told(mail: Mail, public_url: str, zone: ZoneInfo) -> str:
    saying = SAYINGS[mail.kind]
    lines = [str(saying.headline), str(saying.to_do)]
    if mail.number:
        lines.append(gettext("Number: %(number)s", number=mail.number))
    if mail.matter_name:
        lines.append(gettext("Matter: %(matter)s", matter=_one_line(mail.matter_name)))
    lines += [
        gettext("%(what)s: %(count)s", what=what, count=mail.facts[name])
        for name, what in COUNTED.items()
        if name in mail.facts
    ]
    if mail.kind == SEAL:
        lines.append(json.dumps(dict(mail.facts), sort_keys=True))
    asked = due_of(mail.facts)
    if asked is not None:
        words, due_at = asked
        moment = f"{due_at.astimezone(zone):%Y-%m-%d %H:%M}"
        lines.append(str(words) % {"moment": moment})
    lines.append(f"{public_url}{_path(mail)}")
    return "\n".join(lines)


def _path(mail: Mail) -> str:
    if mail.kind == TOLD_DISCREETLY:
        return RECORD_PATH
    return f"{CASE_PATH}{mail.number}" if mail.number else ""


def _left_out(mails: Sequence[Mail]) -> list[str]:
    """How many more, and their cases: what counts as sent is named at least."""
    if not mails:
        return []
    more = ngettext("and %(num)d more", "and %(num)d more", len(mails))
    numbers = dict.fromkeys(mail.number for mail in mails if mail.number)
    return ["\n".join(filter(None, (more, ", ".join(numbers))))]


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_MATTER else f"{line[:LONGEST_MATTER]}…"
