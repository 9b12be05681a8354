"""Escalations: the queue, the evidence of one, and the decision on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import BadRequest

from app.casework import supervision
from app.casework.desk import Desk
from app.domain.custody import Hand, custody, working_days_in
from app.domain.decision import EscalationKey
from app.domain.errors import Refusal
from app.domain.evidence import evidence
from app.domain.ladder import next_step
from app.domain.lifecycle import is_possible
from app.domain.masks import masked_name
from app.domain.permissions import may
from app.domain.rule_set import RuleSet
from app.domain.supervision import OPEN
from app.domain.terms import (
    Colour,
    Command,
    EntryKind,
    Relation,
    ReviewStatus,
    Role,
)
from app.store.reads.escalations import QueuedEscalation, get_queued
from app.store.reads.standing import Standing, get_standing
from app.store.reads.tickets import (
    EntryLine,
    SupervisionLine,
    list_entries,
    list_notices_of,
)
from app.web.access import for_roles
from app.web.case.names import Names, named, names_of
from app.web.desk import desk_here, write
from app.web.finding_lines import ToldFinding, told_findings
from app.web.formats import day_text, moment_text, term
from app.web.inspection.blueprint import Page, blueprint
from app.web.inspection.evidence_words import Line, Terms, evidence_lines
from app.web.inspection.forms import DecisionForm
from app.web.inspection.queue import (
    Queue,
    address_of,
    flag,
    lateness,
    queue_here,
    step_here,
)
from app.web.lights import Light
from app.web.places import parameters

C, K = Command, EntryKind

_ACTS = {
    "confirm": C.CONFIRM_ESCALATION,
    "dismiss": C.DISMISS_ESCALATION,
    "ask": C.REQUEST_STATEMENT,
    "notice": C.ISSUE_NOTICE,
}
_RULED = {
    K.ESCALATION_CONFIRMED: ReviewStatus.CONFIRMED,
    K.ESCALATION_DISMISSED: ReviewStatus.DISMISSED,
}


@dataclass(frozen=True)
class Saying:
    """One word in the matter of this escalation: asked, stated, ruled, replied."""

    entry: EntryLine
    by: str


@dataclass(frozen=True)
class Case:
    """One escalation with its evidence, as the inspector reads it.

    lines:    what was due | what happened
    holders:  who held it, working days, kind of hand
    sayings:  what was asked and said about it, oldest first
    findings: what the whole record suggests, of whichever department
    coming:   the next step of the ladder, in words; empty for none
    """

    escalation: QueuedEscalation
    standing: Standing
    flag: str
    title: str
    light: Light
    word: str
    lines: Sequence[Line]
    holders: Sequence[tuple[str, float, str]]
    sayings: Sequence[Saying]
    notices: Sequence[SupervisionLine]
    findings: Sequence[ToldFinding]
    coming: str
    rules: RuleSet
    names: Names

    @property
    def key(self) -> EscalationKey:
        return self.escalation.clock, self.escalation.cycle, self.escalation.step


@blueprint.get("/escalations")
@blueprint.route(
    "/escalations/<int(max=9223372036854775807):escalation_id>", methods=["GET", "POST"]
)
@for_roles(Role.INSPECTOR, Role.DISTRICT_LEADER)
def escalations(escalation_id: int = 0) -> Page:
    """Show the queue and one escalation, and decide on it; the first without an id."""
    desk = desk_here()
    queue = queue_here(desk)
    if not escalation_id:
        return _without_one(queue)
    known = get_queued(desk.district, escalation_id)
    form = DecisionForm()
    if form.accepted():
        try:
            told = _decide(known, form)
        except Refusal as refusal:
            if refusal.field == "reasons":
                refusal.field = form.text.name
            form.refuse(refusal)
        else:
            flash(told)
            return redirect(_onward(queue, known))
    return _shown(desk, queue, known, form)


def _without_one(queue: Queue) -> Page:
    """Show the first of the queue; the bare queue, where a phone asks for it."""
    if queue.ids and "queue" not in request.args:
        return redirect(address_of(queue.ids[0]))
    return render_template("inspection/queue.html", queue=queue)


def _decide(known: QueuedEscalation, form: DecisionForm) -> str:
    """Do what the button says. raises: the verb's refusals, BadRequest"""
    key = known.clock, known.cycle, known.step
    text, seen = form.text.data or "", form.seen.data
    match request.form.get("act"):
        case "confirm":
            write(supervision.confirm_escalation, known.number, key, text, seen=seen)
            return gettext("Confirmed: %(number)s", number=known.number)
        case "dismiss":
            write(supervision.dismiss_escalation, known.number, key, text, seen=seen)
            return gettext("Dismissed: %(number)s", number=known.number)
        case "ask":
            write(supervision.request_statement, known.number, key, text, seen=seen)
            return gettext("Statement asked for: %(number)s", number=known.number)
        case "notice":
            colour = Colour(form.colour.data)
            write(supervision.issue_notice, known.number, colour, text, seen=seen)
            return gettext("Notice issued on %(number)s", number=known.number)
    raise BadRequest


def _onward(queue: Queue, known: QueuedEscalation) -> str:
    """Lead to the next of the queue; after a notice, back to the same escalation."""
    if request.form.get("act") == "notice":
        return address_of(known.id)
    following = _following(queue, known)
    if following:
        return following
    return url_for("inspection.escalations", **parameters(after=None))


def _following(queue: Queue, known: QueuedEscalation) -> str:
    ids = list(queue.ids)
    if known.id in ids[:-1]:
        return address_of(ids[ids.index(known.id) + 1])
    return ""


def _shown(
    desk: Desk, queue: Queue, known: QueuedEscalation, form: DecisionForm
) -> Page:
    case = _case(desk, known)
    if not form.is_submitted():
        form.seen.data = case.standing.held.entry_count
    open_acts, closed = _acts(desk, case)
    ids = list(queue.ids)
    page = render_template(
        "inspection/escalation.html",
        case_=case,
        form=form,
        queue=queue,
        here=address_of(known.id),
        position=ids.index(known.id) + 1 if known.id in ids else 0,
        following=_following(queue, known),
        acts=open_acts,
        closed=closed,
        step_here=step_here(),
    )
    return page, form.status


def _acts(desk: Desk, case: Case) -> tuple[set[str], list[tuple[str, str]]]:
    """Return which decisions are open now, and the others with the reason."""
    status = case.escalation.review_status
    open_acts, closed = set(), []
    for act, command in _ACTS.items():
        if not may(desk.actor, (Relation.DISTRICT,), command):
            continue
        why = _closed(case, command, status)
        if why:
            closed.append((term(command), why))
        else:
            open_acts.add(act)
    return open_acts, closed


def _closed(case: Case, command: Command, status: ReviewStatus) -> str:
    state = case.standing.held.facts.state
    if not is_possible(state, command):
        return gettext("not possible in the state “%(state)s”") % {"state": term(state)}
    if command is C.ISSUE_NOTICE:
        return ""
    if status not in OPEN:
        return gettext("it is decided already")
    if command is C.REQUEST_STATEMENT and status is not ReviewStatus.PENDING:
        return gettext("it was asked for already")
    return ""


# --- putting the evidence together ----------------------------------------------------


def _case(desk: Desk, known: QueuedEscalation) -> Case:
    standing = get_standing(desk.district, known.number)
    held, office = standing.held, desk.office
    calendar = office.calendar_of(held.calendar_hash)
    rules, names = office.rules_of(held.rules_hash), names_of(desk.district)
    entries = list_entries(held.ticket_id)
    notices = list_notices_of(held.ticket_id)
    rows = evidence(held.facts, entries, desk.now, calendar, rules)
    terms = Terms(
        rules,
        held.facts.ticket_class,
        names,
        held.facts.holder,
        {one.reply_cycle: one for one in notices},
    )
    light, word = lateness(known, desk)
    coming = next_step(held.facts, calendar, rules)
    spans = custody(held.facts, entries)
    return Case(
        known,
        standing,
        flag(known.step, known.clock),
        _title(known, standing, names),
        light,
        word,
        evidence_lines(rows, terms),
        [
            (
                _hand(span.hand, named(span.department, names)),
                working_days_in(span, desk.now, calendar),
                _KINDS[span.hand]
                if span.department == known.department
                else _OTHERS[span.hand],
            )
            for span in spans
        ],
        _sayings(known, entries),
        notices,
        told_findings(office, held, entries, names, desk.now),
        gettext(
            "next step %(day)s: %(step)s",
            day=day_text(coming.at),
            step=term(coming.step),
        )
        if coming
        else "",
        rules,
        names,
    )


_KINDS = {
    Hand.DEPARTMENT: "lead",
    Hand.ARBITER: "arbiter",
    Hand.PROCEDURE: "held",
    Hand.WINDOW: "arbiter",
}
_OTHERS: Mapping[Hand, str] = {**_KINDS, Hand.DEPARTMENT: "other"}


def _hand(hand: Hand, department: str) -> str:
    match hand:
        case Hand.DEPARTMENT:
            return department
        case Hand.ARBITER:
            return gettext("Arbiter")
        case Hand.PROCEDURE:
            return gettext("Special procedure")
        case Hand.WINDOW:
            return gettext("Window")


def _title(known: QueuedEscalation, standing: Standing, names: Names) -> str:
    """Say who owed what by when, and how it ended."""
    due = known.promised_at
    name = named(known.department, names) or gettext("Arbiter")
    if due is None:
        return standing.line.matter_name
    told = {"name": name, "moment": moment_text(due)}
    if known.finished_at is None and standing.held.facts.promise:
        return gettext("%(name)s was to finish by %(moment)s and has not", **told)
    if known.finished_at is None:
        return standing.line.matter_name
    return gettext(
        "%(name)s was to finish by %(moment)s and did on %(done)s",
        done=moment_text(known.finished_at),
        **told,
    )


def _sayings(known: QueuedEscalation, entries: Sequence[EntryLine]) -> list[Saying]:
    """Return what was asked, stated and ruled on this escalation, and the replies."""
    key = [str(known.clock), known.cycle, str(known.step)]
    about = {K.STATEMENT_REQUESTED, K.STATEMENT_GIVEN, *_RULED}
    return [
        Saying(entry, masked_name(entry.actor_name or entry.actor))
        for entry in entries
        if entry.kind is K.NOTICE_REPLIED
        or (
            entry.kind in about
            and [entry.payload.get(name) for name in ("clock", "cycle", "step")] == key
        )
    ]
