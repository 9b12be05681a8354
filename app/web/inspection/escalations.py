"""What is heard and ruled on: the queue, the evidence of one flag, and each decision.

A flag is an escalation of the ladder or a finding; both stand in one queue and on one
page, and what is decided may take the ticket's others along.
"""

from __future__ import annotations

from collections.abc import Collection

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.exceptions import BadRequest

from app.casework import objections, supervision
from app.casework.desk import Desk
from app.casework.looking import why_closed
from app.domain.discretion import sees_flag
from app.domain.errors import NotFound, NotPermitted, Refusal
from app.domain.lifecycle import is_possible
from app.domain.permissions import may
from app.domain.terms import (
    Colour,
    Command,
    Relation,
    ReviewStatus,
    Role,
)
from app.store.reads.flags import QueuedFlag, get_flag_line
from app.web.access import for_roles
from app.web.case.forms_flags import key_text
from app.web.desk import desk_here, write
from app.web.flag_sheet import flag_sheet
from app.web.flag_words import flag_name
from app.web.formats import moment_text, term
from app.web.inspection.blueprint import Page, blueprint
from app.web.inspection.flag_case import Case, case_of
from app.web.inspection.flag_papers import papers_on, preparing_on
from app.web.inspection.forms import DecisionForm
from app.web.inspection.queue import (
    Queue,
    address_of,
    flags_here,
    queue_here,
)
from app.web.list_files import every_line, is_file_asked, sent_list
from app.web.places import parameters
from app.web.refusals import sentence_of

C, S = Command, ReviewStatus

_ACTS = {
    "ask": C.REQUEST_STATEMENT,
    "confirm": C.CONFIRM_ESCALATION,
    "downgrade": C.DOWNGRADE,
    "dismiss": C.DISMISS_ESCALATION,
    "decide": C.DECIDE_OBJECTION,
    "notice": C.ISSUE_NOTICE,
}


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
            told = _decide(desk, known, form)
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


def _decide(desk: Desk, known: QueuedFlag, form: DecisionForm) -> str:
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
    if ruled > 1:
        told = ngettext(
            "%(told)s and %(num)d more",
            "%(told)s and %(num)d more",
            ruled - 1,
            told=told,
        )
    return told + _what_follows(desk, known)


def _what_follows(desk: Desk, known: QueuedFlag) -> str:
    """What the department may do now, and until when; empty when nothing is open."""
    heard = get_flag_line(desk.district, known.id, is_finding=known.is_finding).hearing
    if heard.status is S.STATEMENT and heard.statement_due_at:
        by = moment_text(heard.statement_due_at)
        return gettext(
            ". The department has until %(moment)s to say how it was", moment=by
        )
    if heard.status in (S.CONFIRMED, S.DOWNGRADED) and heard.objection_due_at:
        by = moment_text(heard.objection_due_at)
        return gettext(". The department may object until %(moment)s", moment=by)
    return ""


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
    case = case_of(desk, known)
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
