"""Evidence in words: what was due by which rule, and what happened instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from app.domain.entries import Told
from app.domain.evidence import Duty, Evidence, Verdict
from app.domain.masks import masked_name
from app.domain.rule_set import RuleSet
from app.domain.terms import Colour, EntryKind, TicketClass
from app.store.reads.entries import EntryLine
from app.store.reads.supervision import SupervisionLine
from app.web.case.names import Names, named
from app.web.formats import clock_time, moment_text, short_day, term, working_days

D, K = Duty, EntryKind

QUOTED = 80
# The window's own duties and the arbiter's are told where they were broken.
_OF_OTHERS = frozenset({D.ARBITRATION, D.VERIFY, D.REVISIT})


@dataclass(frozen=True)
class Line:
    """One pair as it is drawn: what was due, and what happened.

    what:    the duty, with the department where several owed it
    due:     the moment; rule: the small print under it
    got:     the moment or short fact; told: the fact in full
    has_ledger: is there a ledger behind the date?
    """

    what: str
    due: str
    rule: str
    verdict: Verdict
    got: str
    told: str
    ledger: tuple[str, int] | None


@dataclass(frozen=True)
class Terms:
    """What the words need beside the evidence itself.

    names:   short names of departments; holder: whose names need not be told
    notices: of the ticket, by the cycle of their reply clock
    """

    rules: RuleSet
    ticket_class: TicketClass
    names: Names
    holder: str | None
    notices: Mapping[int, SupervisionLine]


def evidence_lines(rows: Iterable[Evidence], terms: Terms) -> list[Line]:
    """Return the pairs of the page, in the order given."""
    return [
        Line(
            _what(row, terms),
            _due(row),
            _rule(row, terms),
            row.verdict,
            _got(row),
            _told(row, terms),
            (row.clock.name, row.clock.cycle)
            if row.clock is not None and row.clock.limit_days
            else None,
        )
        for row in rows
        if row.duty not in _OF_OTHERS or row.verdict is Verdict.BROKEN
    ]


def _what(row: Evidence, terms: Terms) -> str:
    what = _DUTIES[row.duty]()
    if row.department in (None, terms.holder):
        return what
    return f"{what} · {named(row.department, terms.names)}"


_DUTIES = {
    D.SIGN: lambda: gettext("Signing"),
    D.CONTACT: lambda: gettext("First contact"),
    D.RETURN: lambda: gettext("Return"),
    D.ARBITRATION: lambda: gettext("Arbitration"),
    D.SUSPENSION: lambda: gettext("Suspension"),
    D.ASSIST: lambda: gettext("Assisting"),
    D.FINISH: lambda: gettext("Finish"),
    D.EXTENSION: lambda: gettext("Extension"),
    D.VERIFY: lambda: gettext("Verification"),
    D.REVISIT: lambda: gettext("Revisit"),
    D.RATING_CONTACT: lambda: gettext("Call after rating"),
    D.REDO: lambda: gettext("Redo"),
    D.NOTICE_REPLY: lambda: gettext("Notice reply"),
}


# --- what was due ------------------------------------------------------------------------


def _due(row: Evidence) -> str:
    if row.duty is D.SUSPENSION and row.suspension is not None:
        return gettext(
            "%(reason)s, until %(day)s at the latest",
            reason=term(row.suspension.reason),
            day=short_day(row.suspension.ends_at),
        )
    if row.due_at is None:
        return ""
    moment = moment_text(row.due_at)
    if row.duty is D.EXTENSION:
        return gettext("To be asked for by %(moment)s", moment=moment)
    return gettext("By %(moment)s", moment=moment)


def _rule(row: Evidence, terms: Terms) -> str:
    rules = terms.rules
    match row.duty:
        case D.SIGN:
            return gettext(
                "%(hours)d working hours after dispatch, else signed automatically",
                hours=rules.sign_hours,
            )
        case D.CONTACT:
            return gettext(
                "dispatched before %(before)s: the same day; else by %(by)s of the "
                "next working day",
                before=f"{rules.contact_same_day_before:%H:%M}",
                by=f"{rules.contact_next_day_by:%H:%M}",
            )
        case D.RETURN:
            return gettext(
                "within %(days)s, %(times)d time a department, with reason, basis and "
                "proposed department",
                days=working_days(rules.return_days),
                times=rules.returns_per_department,
            )
        case D.SUSPENSION:
            return _suspension_rule(row, rules)
        case D.FINISH | D.REDO:
            return _promise_rule(row)
        case D.EXTENSION:
            return gettext(
                "before the case is due, once, at most %(days)s, the citizen told",
                days=working_days(rules.classes[terms.ticket_class].max_extension),
            )
        case D.NOTICE_REPLY:
            return _notice_rule(row, terms)
        case _:
            return _other_rule(row.duty, rules)


def _other_rule(duty: Duty, rules: RuleSet) -> str:
    days = {
        D.ARBITRATION: rules.arbitration_days,
        D.VERIFY: rules.verify_days,
        D.REVISIT: rules.revisit_days,
        D.RATING_CONTACT: rules.rating_contact_days,
    }
    if duty is D.ASSIST:
        return gettext(
            "%(days)s before the case is due",
            days=working_days(rules.assist_days_before_finish),
        )
    return gettext("within %(days)s", days=working_days(days[duty]))


def _suspension_rule(row: Evidence, rules: RuleSet) -> str:
    if row.suspension is None:
        return ""
    rule = rules.suspensions[row.suspension.reason]
    told = [rule.basis]
    if rule.times is not None:
        told.append(
            ngettext("at most %(num)d time", "at most %(num)d times", rule.times)
        )
    if rule.max_days is not None:
        told.append(gettext("at most %(days)s", days=working_days(rule.max_days)))
    return gettext(", ").join(told)


def _promise_rule(row: Evidence) -> str:
    clock = row.clock
    if clock is None or clock.day_zero is None:
        return gettext("a simple case: like the first contact")
    told = gettext(
        "%(days)s from %(day)s",
        days=working_days(clock.limit_days),
        day=short_day(clock.day_zero),
    )
    if clock.touched:
        told += gettext(", suspended days left out")
    return told


def _notice_rule(row: Evidence, terms: Terms) -> str:
    if row.clock is None or row.clock.colour is None:
        return ""
    notice = terms.notices.get(row.clock.cycle)
    number = notice.number if notice else ""
    days = _reply_days(terms.rules, row.clock.colour)
    return gettext(
        "%(colour)s notice %(number)s, reply in %(days)s",
        colour=term(row.clock.colour),
        number=number,
        days=working_days(days),
    )


def _reply_days(rules: RuleSet, colour: Colour) -> int:
    for rule in rules.ladder.values():
        if rule.colour is colour and rule.reply_days is not None:
            return rule.reply_days
    return 0


# --- what happened -----------------------------------------------------------------------


def _got(row: Evidence) -> str:
    if row.duty is D.SUSPENSION and row.suspension is not None:
        return _suspended(row)
    if row.done_at is not None:
        done = moment_text(row.done_at)
        if row.overdue_days:
            late = ngettext(
                "%(num)d working day late",
                "%(num)d working days late",
                row.overdue_days,
            )
            return f"{done}{gettext(', ')}{late}"
        return done
    if row.verdict is Verdict.OPEN:
        return gettext("Not yet, and not yet due")
    return _not_done(row)


def _not_done(row: Evidence) -> str:
    match row.duty:
        case D.FINISH | D.REDO:
            return gettext(
                "Not finished, %(days)s late", days=working_days(row.overdue_days)
            )
        case D.CONTACT | D.RATING_CONTACT:
            return gettext("Nobody has called")
        case D.SIGN:
            return gettext("Nobody has signed")
        case D.EXTENSION:
            return gettext("Not asked for")
        case _:
            return gettext(
                "No reply, %(days)s late", days=working_days(row.overdue_days)
            )


def _suspended(row: Evidence) -> str:
    one = row.suspension
    if one is None:
        return ""
    if one.ended_at is None:
        return gettext("Suspended since %(day)s", day=short_day(one.first_day))
    return gettext(
        "%(first)s to %(last)s",
        first=short_day(one.first_day),
        last=short_day(one.last_day),
    )


def _told(row: Evidence, terms: Terms) -> str:
    match row.duty:
        case D.RETURN:
            return _ruling(row, terms)
        case D.SUSPENSION:
            return _lawfulness(row)
        case D.EXTENSION:
            return _extension(row)
        case D.FINISH | D.REDO if row.silence is not None and row.silence.days > 1:
            return _silence(row)
        case D.SIGN if row.entry is None and row.verdict is Verdict.BROKEN:
            return gettext("signed automatically when the limit passed")
    return said(row.entry)


def said(entry: Told | None) -> str:
    """Return who did it, what, and the beginning of what was said."""
    if not isinstance(entry, EntryLine):
        return ""
    who = masked_name(entry.actor_name or entry.actor)
    told = f"{who} {term(entry.kind)}"
    text = str(entry.payload.get("text") or "")
    if not text:
        return told
    quoted = text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"
    return gettext("%(who)s: “%(text)s”", who=told, text=quoted)


def _ruling(row: Evidence, terms: Terms) -> str:
    if row.followed_by is None:
        return gettext("no ruling yet")
    return gettext(
        "ruling on %(moment)s: %(name)s handles it",
        moment=moment_text(row.followed_by.at),
        name=named(row.followed_by.department, terms.names),
    )


def _lawfulness(row: Evidence) -> str:
    one = row.suspension
    if one is None:
        return ""
    if row.verdict is Verdict.BROKEN:
        return gettext("without notice number, or too often: the clock did not stop")
    if one.lawful:
        return gettext("the clock stood still")
    return gettext("on record, the clock ran on")


def _extension(row: Evidence) -> str:
    if row.entry is None:
        return ""
    days = working_days(int(row.entry.payload.get("working_days") or 0))
    if row.followed_by is None:
        return gettext("%(days)s asked for, not ruled on", days=days)
    if row.followed_by.kind is K.EXTENDED:
        return gettext("%(days)s asked for and granted", days=days)
    return gettext("%(days)s asked for and refused", days=days)


def _silence(row: Evidence) -> str:
    silence = row.silence
    if silence is None:
        return ""
    told = gettext(
        "no act for %(days)s from %(day)s on",
        days=working_days(silence.days),
        day=short_day(silence.start),
    )
    if silence.ended_by is None:
        return told
    return gettext(
        "%(told)s; then on %(day)s %(time)s “%(kind)s”",
        told=told,
        day=short_day(silence.ended_by.at),
        time=clock_time(silence.ended_by.at),
        kind=term(silence.ended_by.kind),
    )
