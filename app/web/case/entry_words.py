"""What one timeline entry says: its title, and what was written in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app.casework.looking import Shown
from app.domain.hearing import PROCEDURE, key_of
from app.domain.standards import CHANGES
from app.domain.terms import (
    CauseCode,
    ClockName,
    Colour,
    EntryKind,
    ExclusionCode,
    Ground,
    PaperKind,
    ResultCode,
    ReviewStatus,
    Step,
    SuspensionReason,
    Term,
    Verdict,
)
from app.store.reads.entries import EntryLine
from app.store.reads.supervision import SupervisionLine
from app.web.case.names import Names, named, reply_title
from app.web.flag_words import flag_name
from app.web.formats import full_day, moment_text, term, working_days

K = EntryKind
T = TypeVar("T", bound=Term)


@dataclass(frozen=True)
class Said:
    """One thing that was written. label: what it is; empty for the text itself."""

    label: str
    text: str


HOW_CONTACTED: Mapping[str, LazyString] = {
    "phone": lazy_gettext("By telephone"),
    "visit": lazy_gettext("In person"),
    "message": lazy_gettext("By message"),
    "window": lazy_gettext("Through the window"),
}
HOW_VERIFIED: Mapping[str, LazyString] = {
    "phone": lazy_gettext("Asked by telephone"),
    "site": lazy_gettext("Seen on the spot"),
    "system": lazy_gettext("Seen in the department's system"),
    "documents": lazy_gettext("Seen in the documents"),
}
# As on the evaluation devices of the halls; 5 is the best.
RATINGS: Mapping[int, LazyString] = {
    5: lazy_gettext("Very satisfied"),
    4: lazy_gettext("Satisfied"),
    3: lazy_gettext("Fairly satisfied"),
    2: lazy_gettext("Dissatisfied"),
    1: lazy_gettext("Very dissatisfied"),
}


def title(
    entry: EntryLine, shown: Shown, names: Names, notice: SupervisionLine | None
) -> str:
    """The title of an entry. notice: the supervision notice that it opened, if any."""
    payload, unit = entry.payload, named(entry.department, names)
    match entry.kind:
        case K.DISPATCHED:
            return gettext("Dispatched to %(department)s", department=unit)
        case K.SUSPENDED:
            reason = _worded(SuspensionReason, payload.get("reason"))
            return gettext("Suspended: %(reason)s", reason=reason)
        case K.ARBITRATED:
            return gettext("Arbitrated: %(department)s handles it", department=unit)
        case K.ANSWERED if entry.department != _holder_at(entry, shown):
            return gettext("Assisting opinion")
        case K.ANSWERED:
            result = _worded(ResultCode, payload.get("result"))
            return gettext("Answered: %(result)s", result=result)
        case K.VERIFIED if payload.get("passed"):
            return gettext("Verified: done")
        case K.VERIFIED:
            return gettext("Verified: sent back")
        case K.REVISITED:
            return _revisit_title(payload)
        case K.CLOSED:
            return _closed_title(payload)
        case K.ESCALATED:
            step = _worded(Step, payload.get("step"))
            return f"{step} {notice.number}" if notice else step
        case K.NOTICE_ISSUED:
            colour = _colour(payload)
            number = notice.number if notice else ""
            return gettext(
                "%(colour)s notice %(number)s, by hand",
                colour=term(colour),
                number=number,
            ).strip()
        case K.NOTICE_LIFTED:
            colour = _colour(payload)
            return (
                f"{term(entry.kind)} · {term(colour)}" if colour else term(entry.kind)
            )
        case K.NOTICE_REPLIED:
            colour = _colour(payload)
            return reply_title(colour) if colour else term(entry.kind)
        case K.ASSISTANT_RELEASED:
            return gettext("Released from assisting: %(department)s", department=unit)
        case K.CALLED_BACK if not payload.get("reached"):
            return gettext("Called back: not reached")
        case K.MERGED:
            return gettext("Merged into %(number)s", number=payload.get("into"))
        case K.DUPLICATE_JOINED:
            return gettext("Duplicate %(number)s joined", number=payload.get("number"))
        case K.REPEAT_LINKED:
            return gettext("Repeats %(number)s", number=payload.get("number"))
        case K.EXTENSION_REQUESTED | K.EXTENDED:
            days = working_days(int(payload.get("working_days") or 0))
            return f"{term(entry.kind)} · {days}"
        case K.RETALIATION_REPORTED | K.RETALIATION_CONCLUDED:
            return f"{term(entry.kind)} · {unit}"
        case K.PAPER_WITHDRAWN:
            paper = term(PaperKind(payload["paper"]))
            return gettext(
                "%(paper)s withdrawn · %(flag)s", paper=paper, flag=_flag(payload)
            )
        case kind if kind in _ABOUT_A_FLAG:
            return f"{term(entry.kind)} · {_flag(payload)}"
        case _:
            return term(entry.kind)


_ABOUT_A_FLAG = PROCEDURE | {K.CIRCULAR_ISSUED, K.TALK_RECORDED}


def said(entry: EntryLine, shown: Shown, names: Names) -> Iterator[Said]:
    """What was written in it, the text first."""
    payload = entry.payload
    if entry.kind is K.FILED:
        yield from _told_at_the_desk(shown)
        return
    if entry.kind is K.RETALIATION_REPORTED:
        yield from _reported(entry, shown)
    for key in ("text", "why"):
        if payload.get(key):
            yield Said("", str(payload[key]))
    for label, key, word in _FURTHER:
        told = word(payload[key]) if payload.get(key) else ""
        if told:
            yield Said(str(label), told)
    if payload.get("proposed"):
        unit = named(str(payload["proposed"]), names)
        yield Said(gettext("Proposed department"), unit)
    for label, key in _UNITS:
        if payload.get(key):
            units = [named(code, names) for code in payload[key]]
            yield Said(str(label), gettext(", ").join(units))
    if entry.kind is K.RULES_CHANGED and payload.get("title"):
        yield Said("", str(payload["title"]))
    if entry.kind in CHANGES:
        yield from _moves(payload)
    if entry.kind is K.RETURNED:
        yield Said("", _nth_return(entry, shown))
    if entry.kind is K.ARBITRATED:
        upheld = payload.get("upheld")
        yield Said(
            "", gettext("Return upheld") if upheld else gettext("Return rejected")
        )


_UNITS: tuple[tuple[LazyString, str], ...] = (
    (lazy_gettext("Assisting"), "assisting"),
    (lazy_gettext("Invited"), "invited"),
    (lazy_gettext("Came"), "attended"),
)


def _moves(payload: Mapping[str, Any]) -> Iterator[Said]:
    """Each limit that other rules or another calendar moved: from when to when."""
    for one in payload.get("moved") or ():
        name, _, was, now = str(one).split(" ")
        yield Said(
            term(ClockName(name)),
            gettext("%(was)s → %(now)s", was=_moment(was), now=_moment(now)),
        )


def _told_at_the_desk(shown: Shown) -> Iterator[Said]:
    page = shown.page
    yield Said("", gettext("“%(text)s”", text=page.told))
    if page.wanted:
        yield Said(gettext("Wants"), page.wanted)


def _reported(entry: EntryLine, shown: Shown) -> Iterator[Said]:
    """The words stand beside the timeline, and are gone once those of the case are."""
    for one in shown.retaliation:
        if one.report_seq == entry.seq and one.told:
            yield Said("", gettext("“%(text)s”", text=one.told))


def _word(value: object) -> str:
    return str(value)


def _days(value: object) -> str:
    return working_days(int(str(value)))


def _day(value: object) -> str:
    return full_day(date.fromisoformat(str(value)))


def _moment(value: object) -> str:
    return moment_text(datetime.fromisoformat(str(value)))


_FURTHER: tuple[tuple[LazyString, str, Callable[[Any], str]], ...] = (
    (lazy_gettext("Notice number"), "notice_no", _word),
    (lazy_gettext("Planned"), "planned_working_days", _days),
    (lazy_gettext("Legal basis"), "basis", _word),
    (lazy_gettext("Cause"), "cause", lambda code: _worded(CauseCode, code)),
    (lazy_gettext("Out of scope"), "exclusion", lambda c: _worded(ExclusionCode, c)),
    (lazy_gettext("Right channel"), "redirect", _word),
    (lazy_gettext("How"), "how", lambda how: str(HOW_CONTACTED.get(how, ""))),
    (lazy_gettext("Checked how"), "method", lambda h: str(HOW_VERIFIED.get(h, h))),
    (lazy_gettext("Complainant told"), "told", _word),
    (lazy_gettext("Statement due"), "due_at", _moment),
    (lazy_gettext("Ruling due"), "ruling_due_at", _moment),
    (lazy_gettext("Kind of ground"), "ground", lambda code: _worded(Ground, code)),
    (lazy_gettext("Objection until"), "objection_due_at", _moment),
    (lazy_gettext("Decision due"), "decision_due_at", _moment),
    (lazy_gettext("Outcome"), "outcome", lambda code: _worded(ReviewStatus, code)),
    (lazy_gettext("Planned for"), "planned_at", _moment),
    (lazy_gettext("Place of the meeting"), "place", _word),
    (lazy_gettext("Held"), "held_at", _moment),
    (lazy_gettext("Present"), "present", _word),
    (lazy_gettext("Undertaken"), "pledge", _word),
    (lazy_gettext("Conclusions"), "conclusions", _word),
    (lazy_gettext("Rule in question"), "policy", _word),
    (lazy_gettext("Archive number"), "archive_no", _word),
    (lazy_gettext("Who answers for it"), "verdict", lambda c: _worded(Verdict, c)),
    (lazy_gettext("Kept until"), "retention_until", _day),
)


def _worded(table: type[T], code: object) -> str:
    """The name of a code; the code itself when the tables do not know it."""
    try:
        return term(table(str(code)))
    except ValueError:
        return str(code or "")


def _flag(payload: Mapping[str, Any]) -> str:
    """The flag that an entry is about."""
    try:
        return flag_name(key_of(payload))
    except (KeyError, ValueError):
        return ""


def _colour(payload: Mapping[str, Any]) -> Colour | None:
    code = payload.get("step")
    return Colour(code) if code in list(Colour) else None


def _revisit_title(payload: Mapping[str, Any]) -> str:
    if not payload.get("reached"):
        return gettext("Revisit: not reached")
    solved = gettext("solved") if payload.get("solved") else gettext("not solved")
    rating = payload.get("rating")
    words = str(RATINGS[rating]) if rating else gettext("not rated")
    return gettext("Revisit: %(solved)s, %(rating)s", solved=solved, rating=words)


def _closed_title(payload: Mapping[str, Any]) -> str:
    match payload.get("how"):
        case "out_of_scope":
            return gettext("Not accepted, told once")
        case "at_desk":
            result = _worded(ResultCode, payload.get("result"))
            return gettext("Solved at the desk: %(result)s", result=result)
        case "inspected":
            result = _worded(ResultCode, payload.get("result"))
            return gettext(
                "Concluded by the inspection office: %(result)s", result=result
            )
        case _:
            return term(K.CLOSED)


def _holder_at(entry: EntryLine, shown: Shown) -> str | None:
    turn = next(turn for turn in shown.turns if turn.entry is entry)
    return turn.before.holder if turn.before else entry.department


def _nth_return(entry: EntryLine, shown: Shown) -> str:
    count = sum(
        one.kind is K.RETURNED and one.seq <= entry.seq for one in shown.page.entries
    )
    return gettext("Return no. %(num)d of this case", num=count)
