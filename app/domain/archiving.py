"""Filing a closed ticket away: archive number, who answers for it, kept until when.

Source: docs/rules.md, sections 2.3 (filing), 8 (retention), 13.3 (archive limit);
Archives Law 37.
"""

from __future__ import annotations

from datetime import date, datetime

from app.domain.acts import Act
from app.domain.deciding import Moment, decide
from app.domain.decision import Decision, Json
from app.domain.facts import TicketFacts
from app.domain.lifecycle import require_possible
from app.domain.limits import days_due
from app.domain.rule_set import RuleSet
from app.domain.statements import required
from app.domain.terms import Command, EntryKind, Verdict
from app.domain.working_calendar import WorkingCalendar


def archive(
    facts: TicketFacts,
    verdict: Verdict,
    text: str,
    archive_no: str,
    years: int,
    moment: Moment,
) -> Decision:
    """File it away; nothing more can happen to it but review and the watch-list.

    verdict: who answers for the trouble; anything but "nobody" is explained
    years:   whole calendar years after this one for which it is kept
    raises:  FieldMissing
    """
    require_possible(facts.state, Command.ARCHIVE)
    if verdict is not Verdict.NOBODY:
        required(text, "text")
    at = moment.not_before(facts)
    kept_until = retention_until(moment.calendar.civil_date(at), years)
    words: dict[str, Json] = {
        "archive_no": archive_no,
        "verdict": verdict,
        "retention_until": kept_until.isoformat(),
        **({"text": text} if text else {}),
    }
    return decide(facts, Act(EntryKind.ARCHIVED, at), moment, words)


def retention_until(archived_on: date, years: int) -> date:
    """The last day on which it is kept: years count from the year after."""
    return date(archived_on.year + years, 12, 31)


def archive_due(
    ended_at: datetime, rules: RuleSet, calendar: WorkingCalendar
) -> datetime:
    """Until when the window must have archived it.

    ended_at: the revisit that ended the case, or its closing where none was made
    """
    return days_due(calendar, ended_at, rules.archive_days)[1]
