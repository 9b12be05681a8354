"""What a circular, a talk or a clue package says, prepared from the record.

Always in Chinese, as papers of the office are; a person reads it, changes it, signs it.
No complainant is named. What is not on record is not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask_babel import force_locale, gettext, pgettext

from app.domain.discretion import is_reported
from app.domain.facts import Clock
from app.domain.finding import FindingKey
from app.domain.hearing import RULED, FlagKey
from app.domain.replay import overdue_working_days
from app.domain.terms import EntryKind, ReviewStatus, Step
from app.reports.finding_words import what
from app.store.reads.escalations import EscalationLine
from app.store.reads.supervision import SupervisionLine
from app.web.case.forms import About
from app.web.case.names import named
from app.web.flag_sayings import sayings
from app.web.formats import short_day, term, working_days
from app.web.paper_dates import written

LANGUAGE = "zh_Hans"


def circular(about: About, key: FlagKey) -> str:
    """The text of a circular. key: of the flag that it rests on"""
    with force_locale(LANGUAGE):
        return "\n".join([*_grounds(about, key), _criticism(about, key)])


def talk(about: About, key: FlagKey) -> str:
    """What is pointed out at a talk."""
    with force_locale(LANGUAGE):
        return "\n".join(_grounds(about, key))


def clue(about: About, key: FlagKey) -> str:
    """Why a clue package should go to the discipline body."""
    with force_locale(LANGUAGE):
        if isinstance(key, FindingKey):
            return "\n".join(_finding(about, key, *_told_clue(about, key)))
        return "\n".join([*_record(about, discreet=False), *_silences(about)])


def _grounds(about: About, key: FlagKey) -> Iterator[str]:
    """What a department reads: of a finding what was found, of a step the whole record."""
    if isinstance(key, FindingKey):
        return _finding(about, key)
    return _record(about)


def _finding(about: About, key: FindingKey, *told: str) -> Iterator[str]:
    """What was found, and why it stands. Of reported retaliation neither the case nor its
    matter is named: they would tell who complained.

    told: said between the case and the finding
    """
    if not is_reported(key):
        yield _promise(about)
    yield from told
    (line,) = (one for one in about.shown.page.findings if one.key == key)
    name = _named_in_full(about, line.department)
    suspected = what(line.code, name, written(line.since))
    yield gettext(
        "The inspection office heard the department and confirmed “%(code)s %(finding)s”: "
        "%(suspected)s",
        code=line.code,
        finding=term(line.code),
        suspected=suspected,
    )
    reasons = _reasons(about, key)
    if reasons:
        yield gettext("Reasons: %(reasons)s", reasons=reasons)


def _reasons(about: About, key: FlagKey) -> str:
    """Those of the last ruling on it."""
    found = ""
    for said in sayings(key, about.shown.page.entries):
        if said.entry.kind in RULED or said.outcome is not None:
            found = str(said.entry.payload.get("text") or "")
    return found


def _told_clue(about: About, key: FindingKey) -> Iterator[str]:
    """The discipline body has to know which case it is, whatever departments may."""
    if is_reported(key):
        yield _promise(about)


def _record(about: About, *, discreet: bool = True) -> Iterator[str]:
    """What was promised and missed, which steps fell, which notices were left.

    discreet: departments read it, who are not to know that a clue is weighed
    """
    yield _promise(about)
    left_out = {Step.YELLOW, Step.CLUE} if discreet else {Step.YELLOW}
    steps = [one for one in about.shown.page.escalations if one.step not in left_out]
    if steps:
        told = _listed(_step(one) for one in steps)
        yield gettext("Steps of the ladder: %(steps)s.", steps=told)
    notices = about.shown.page.supervision_notices
    if notices:
        told = gettext("; ").join(_notice(one) for one in notices)
        yield gettext("Supervision notices: %(notices)s.", notices=told)
    confirmed = [one for one in steps if one.review_status is ReviewStatus.CONFIRMED]
    if confirmed:
        told = _listed(term(one.step) for one in confirmed)
        yield _confirmed(about, told)


def _listed(words: Iterable[str]) -> str:
    return pgettext("between things of a list", ", ").join(words)


def _confirmed(about: About, steps: str) -> str:
    kinds = {one.kind for one in about.shown.page.entries}
    if EntryKind.STATEMENT_GIVEN in kinds:
        return gettext(
            "The inspection office heard the department and confirmed: %(steps)s.",
            steps=steps,
        )
    return gettext(
        "The inspection office examined the record and confirmed: %(steps)s.",
        steps=steps,
    )


def _promise(about: About) -> str:
    shown = about.shown
    facts, clock = shown.facts, shown.facts.promise
    told = gettext(
        "The case “%(matter)s” (number %(number)s), handled by %(department)s, was "
        "dispatched on %(dispatched)s",
        matter=shown.page.line.matter_name,
        number=shown.number,
        department=_department(about),
        dispatched=written(facts.dispatched_at or facts.filed_at),
    )
    if clock is None or clock.due_at is None:
        return gettext("%(told)s.", told=told)
    due = gettext("was to be finished by %(due)s", due=written(clock.due_at))
    return gettext(
        "%(told)s, %(due)s, %(late)s.", told=told, due=due, late=_late(about, clock)
    )


def _late(about: About, clock: Clock) -> str:
    shown = about.shown
    until = clock.stopped_at or shown.moment.now
    days = overdue_working_days(shown.facts, clock, until, shown.moment.calendar)
    words = {"moment": written(until), "days": working_days(days)}
    if not days:
        return gettext("and was not overdue by %(moment)s", **words)
    if clock.stopped_at is None:
        return gettext("and by %(moment)s is %(days)s overdue", **words)
    return gettext("and was answered on %(moment)s, %(days)s overdue", **words)


def _step(one: EscalationLine) -> str:
    return f"{term(one.step)}（{short_day(one.due_at)}）"


def _notice(one: SupervisionLine) -> str:
    if one.lifted_at is not None:
        how = gettext("lifted")
    elif one.replied_at is None:
        how = gettext("not answered")
    elif one.replied_at > one.reply_due_at:
        how = gettext("answered late")
    else:
        how = gettext("answered in time")
    return f"{one.number}{how}"


def _criticism(about: About, key: FlagKey) -> str:
    if isinstance(key, FindingKey):
        return gettext(
            "%(department)s is hereby criticised in this circular. It shall put the matter "
            "right at once and report to the inspection office in writing; the other "
            "departments are to draw their conclusions.",
            department=_named_in_full(about, _named_by(about, key)),
        )
    return gettext(
        "%(department)s is hereby criticised in this circular. It shall finish the case at "
        "once and report to the inspection office in writing; the other departments are "
        "to draw their conclusions and finish what is promised in time.",
        department=_department(about),
    )


def _silences(about: About) -> Iterator[str]:
    """What a reader of the package asks next: was it ever taken up, ever suspended?"""
    facts = about.shown.facts
    kinds = [one.kind for one in about.shown.page.entries]
    if EntryKind.CONTACTED not in kinds:
        yield gettext("The complainant was never contacted.")
    if not facts.lawful_days():
        yield gettext("No lawful suspension stopped the limit.")
    if EntryKind.EXTENSION_REQUESTED not in kinds:
        yield gettext("No extension was asked for.")


def _named_by(about: About, key: FlagKey) -> str | None:
    """The department that a finding names."""
    found = (one for one in about.shown.page.findings if one.key == key)
    return next((one.department for one in found), None)


def _department(about: About) -> str:
    return _named_in_full(about, about.shown.facts.holder)


def _named_in_full(about: About, code: str | None) -> str:
    """The full name of a department, as papers write it."""
    full = {one.code: one.name for one in about.departments}
    return full.get(code or "") or named(code, about.names) or gettext("the arbiter")
