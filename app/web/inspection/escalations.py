"""What is heard and ruled on: the queue, the evidence of one flag, and each decision.

A flag is an escalation of the ladder or a finding; both stand in one queue and on one
page, and what is decided may take the ticket's others along.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.exceptions import BadRequest

from app.casework import objections, supervision
from app.casework.desk import Desk
from app.casework.looking import why_closed
from app.domain.custody import Hand, custody, working_days_in
from app.domain.discretion import is_discreet, is_reported, sees_flag
from app.domain.errors import NotFound, NotPermitted, Refusal
from app.domain.evidence import evidence
from app.domain.finding import FindingKey
from app.domain.hearing import turn
from app.domain.ladder import next_step
from app.domain.lifecycle import is_possible
from app.domain.permissions import may
from app.domain.rule_set import RuleSet
from app.domain.terms import (
    Colour,
    Command,
    EntryKind,
    Relation,
    ReviewStatus,
    Role,
)
from app.reports.finding_words import what
from app.store.reads.entries import list_entries
from app.store.reads.findings import list_findings_of
from app.store.reads.flags import QueuedFlag, get_flag_line, list_flags_of
from app.store.reads.retaliation import RetaliationLine, list_retaliation_of
from app.store.reads.standing import Standing, get_standing
from app.store.reads.supervision import SupervisionLine, list_notices_of
from app.web.access import for_roles
from app.web.case.forms_flags import key_text
from app.web.case.names import Names, named, names_of
from app.web.desk import desk_here, write
from app.web.finding_lines import ToldFinding, told_findings
from app.web.flag_sayings import Saying, sayings
from app.web.flag_sheet import flag_sheet
from app.web.flag_words import flag_name
from app.web.formats import day_text, moment_text, term
from app.web.inspection.blueprint import Page, blueprint
from app.web.inspection.evidence_words import Line, Terms, evidence_lines
from app.web.inspection.flag_papers import papers_on, preparing_on
from app.web.inspection.forms import DecisionForm
from app.web.inspection.queue import (
    OURS,
    Queue,
    address_of,
    flags_here,
    lateness,
    queue_here,
    told_by,
    turn_light,
)
from app.web.lights import Light
from app.web.list_files import every_line, is_file_asked, sent_list
from app.web.places import parameters
from app.web.refusals import sentence_of

C, K = Command, EntryKind

_ACTS = {
    "ask": C.REQUEST_STATEMENT,
    "confirm": C.CONFIRM_ESCALATION,
    "downgrade": C.DOWNGRADE,
    "dismiss": C.DISMISS_ESCALATION,
    "decide": C.DECIDE_OBJECTION,
    "notice": C.ISSUE_NOTICE,
}


@dataclass(frozen=True)
class Other:
    """Another flag of the same ticket and department. value: as the form names it"""

    value: str
    name: str
    at: datetime
    status: ReviewStatus
    address: str


@dataclass(frozen=True)
class Case:
    """One flag with its evidence, as the inspector reads it.

    turn:     whose turn it is in the procedure, as light and word, and until when
    lines:    what was due | what happened
    holders:  who held it, working days, kind of hand
    sayings:  what was asked and said about it, oldest first
    findings: what the whole record suggests, of whichever department
    reported: the reports of retaliation that it rests on, in their own words
    others:   what else is open of this ticket and department
    coming:   the next step of the ladder, in words; empty for none
    """

    flag: QueuedFlag
    standing: Standing
    title: str
    light: Light
    word: str
    turn: tuple[Light, str, datetime | None]
    lines: Sequence[Line]
    holders: Sequence[tuple[str, float, str]]
    sayings: Sequence[Saying]
    notices: Sequence[SupervisionLine]
    findings: Sequence[ToldFinding]
    reported: Sequence[RetaliationLine]
    others: Sequence[Other]
    coming: str
    rules: RuleSet
    names: Names

    @property
    def name(self) -> str:
        """What the flag is called."""
        return flag_name(self.flag.key)


@blueprint.get("/escalations")
@blueprint.route(
    "/escalations/<int(max=9223372036854775807):escalation_id>", methods=["GET", "POST"]
)
@blueprint.route(
    "/findings/<int(max=9223372036854775807):finding_id>", methods=["GET", "POST"]
)
@for_roles(Role.INSPECTOR, Role.DISTRICT_LEADER)
def escalations(escalation_id: int = 0, finding_id: int = 0) -> Page:
    """Show the queue and one flag, and decide on it; the first without an id."""
    desk = desk_here()
    if is_file_asked():
        return _file(desk)
    queue = queue_here(desk)
    if not escalation_id and not finding_id:
        return _without_one(queue)
    known = get_flag_line(
        desk.district, escalation_id or finding_id, is_finding=bool(finding_id)
    )
    if not sees_flag(desk.actor, known):
        raise NotFound("finding.unknown" if finding_id else "escalation.unknown")
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


def _file(desk: Desk) -> Page:
    """Hand the whole queue out that the address asks for."""
    lines = every_line(
        lambda place, limit: flags_here(desk, place, limit), lambda one: one.place
    )
    return sent_list(flag_sheet("to-rule-on"), lines)


def _without_one(queue: Queue) -> Page:
    """Show the first of the queue; the bare queue, where a phone asks for it."""
    if queue.flags and "queue" not in request.args:
        return redirect(address_of(queue.flags[0]))
    return render_template("inspection/queue.html", queue=queue)


def _decide(known: QueuedFlag, form: DecisionForm) -> str:
    """Do what the button says, to the other flags that were ticked as well.

    raises: the verbs' refusals, BadRequest
    """
    act = request.form.get("act", "")
    if act == "notice":
        colour, text = Colour(form.colour.data), form.text.data or ""
        seen = form.seen.data
        write(supervision.issue_notice, known.number, colour, text, seen=seen)
        return gettext("Notice issued on %(number)s", number=known.number)
    if act not in _ACTS:
        raise BadRequest
    ruled = write(_rule_on_all, known, act, form)
    told = gettext(
        "%(act)s: %(number)s, %(name)s",
        act=term(_ACTS[act]),
        number=known.number,
        name=flag_name(known.key),
    )
    if ruled == 1:
        return told
    return ngettext(
        "%(told)s and %(num)d more", "%(told)s and %(num)d more", ruled - 1, told=told
    )


def _rule_on_all(desk: Desk, known: QueuedFlag, act: str, form: DecisionForm) -> int:
    """Decide on the flag and on those that were ticked, all or none, each with an entry
    of its own. returns: on how many"""
    text, seen = form.text.data or "", form.seen.data
    for key in (known.key, *form.others()):
        number, ground = known.number, form.the_ground()
        match act:
            case "ask":
                supervision.request_statement(desk, number, key, text, seen)
            case "confirm":
                supervision.confirm_escalation(desk, number, key, text, seen)
            case "downgrade":
                supervision.downgrade(desk, number, key, text, ground, seen)
            case "dismiss":
                supervision.dismiss_escalation(desk, number, key, text, ground, seen)
            case "decide":
                outcome = form.the_outcome()
                objections.decide_objection(
                    desk, number, key, outcome, text, ground, seen
                )
        seen = None  # the first one asked whether the page was fresh
    return 1 + len(form.others())


def _onward(queue: Queue, known: QueuedFlag) -> str:
    """Lead to the next of the queue; after a notice, back to the same flag."""
    if request.form.get("act") == "notice":
        return address_of(known)
    following = _following(queue, known, set(request.form.getlist("also")))
    if following:
        return following
    return url_for("inspection.escalations", **parameters(after=None))


def _following(
    queue: Queue, known: QueuedFlag, done: Collection[str] = frozenset()
) -> str:
    """The next of the queue that was not done together with this one."""
    places = [_place(one) for one in queue.flags]
    if _place(known) not in places:
        return ""
    for one in queue.flags[places.index(_place(known)) + 1 :]:
        if one.number != known.number or key_text(one.key) not in done:
            return address_of(one)
    return ""


def _place(flag: QueuedFlag) -> tuple[bool, int]:
    return flag.is_finding, flag.id


def _shown(desk: Desk, queue: Queue, known: QueuedFlag, form: DecisionForm) -> Page:
    case = _case(desk, known)
    if not form.is_submitted():
        form.seen.data = case.standing.held.entry_count
    open_acts, closed = _acts(desk, case)
    held = case.standing.held
    papers = papers_on(desk, known, held.ticket_id)
    places = [_place(one) for one in queue.flags]
    here = _place(known)
    page = render_template(
        "inspection/escalation.html",
        case_=case,
        form=form,
        queue=queue,
        here=address_of(known),
        position=places.index(here) + 1 if here in places else 0,
        following=_following(queue, known),
        acts=open_acts,
        takes_along=bool(open_acts - {"notice", "decide"}),
        asks_ground=bool(open_acts & {"downgrade", "dismiss", "decide"}),
        closed=closed,
        also=request.form.getlist("also"),
        papers=papers,
        preparing=[*preparing_on(desk, known, held.facts.state, papers)],
    )
    return page, form.status


def _acts(desk: Desk, case: Case) -> tuple[set[str], list[tuple[str, str]]]:
    """Return which decisions are open now, and the others with the reason."""
    open_acts, closed = set(), []
    for act, command in _ACTS.items():
        if not may(desk.actor, (Relation.DISTRICT,), command):
            continue
        why = _closed(desk, case, command)
        if not why:
            open_acts.add(act)
        elif command is not C.DECIDE_OBJECTION or case.flag.hearing.objected_at:
            closed.append((term(command), why))
    return open_acts, closed


def _closed(desk: Desk, case: Case, command: Command) -> str:
    state = case.standing.held.facts.state
    if not is_possible(state, command):
        return gettext("not possible in the state “%(state)s”") % {"state": term(state)}
    if command is C.ISSUE_NOTICE:
        return ""
    why = why_closed(command, case.flag, desk.now)
    own = desk.actor.user_id
    if (
        why is None
        and command is C.DECIDE_OBJECTION
        and case.flag.reviewed_by_id == own
    ):
        why = NotPermitted("objection.own_ruling")
    return sentence_of(why) if why is not None else ""


# --- putting the evidence together ----------------------------------------------------


def _case(desk: Desk, known: QueuedFlag) -> Case:
    standing = get_standing(desk.district, known.number)
    held, office = standing.held, desk.office
    calendar = office.calendar_of(held.calendar_hash)
    rules, names = office.rules_of(held.rules_hash), names_of(desk)
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
        _title(known, standing, names),
        light,
        word,
        (*turn_light(known, desk), _turn_due(known, desk)),
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
        sayings(known.key, entries, with_replies=True),
        notices,
        told_findings(
            office,
            held,
            [
                one
                for one in list_findings_of(held.ticket_id)
                if sees_flag(desk.actor, one)
            ],
            entries,
            names,
            desk.now,
        ),
        _reported(known, held.ticket_id),
        _others(held.ticket_id, known),
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


def _title(known: QueuedFlag, standing: Standing, names: Names) -> str:
    """Say who owed what by when, and how it ended; of a finding, what is suspected."""
    if isinstance(known.key, FindingKey):
        name = named(known.department, names) or gettext("the window or the arbiter")
        return what(known.key.code, name, moment_text(known.at)).rstrip(".。")
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


def _turn_due(known: QueuedFlag, desk: Desk) -> datetime | None:
    found = turn(known.hearing, told_by(known, desk), desk.now)
    return found.due_at if found else None


def _reported(known: QueuedFlag, ticket_id: int) -> list[RetaliationLine]:
    if not is_reported(known.key):
        return []
    reports = list_retaliation_of(ticket_id)
    return [one for one in reports if one.report_seq == known.key.start_seq]


def _others(ticket_id: int, known: QueuedFlag) -> list[Other]:
    """Return what else is open, of the same ticket and department."""
    return [
        Other(
            key_text(one.key),
            flag_name(one.key),
            one.at,
            one.hearing.status,
            address_of(one),
        )
        for one in list_flags_of(ticket_id, OURS)
        if one.key != known.key
        and one.department == known.department
        and not is_discreet(one.key)
        and not is_discreet(known.key)  # others read what is said on theirs
    ]
