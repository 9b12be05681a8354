"""One flag as the department reads it that is told of it, apart from the case: it may
name a department that never had the case, and is to learn no more than this."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.exceptions import BadRequest
from wtforms import TextAreaField

from app.casework import objections, supervision
from app.casework.desk import Desk
from app.casework.looking import why_closed
from app.domain.discretion import is_discreet, is_reported, sees_flag
from app.domain.errors import NotFound, Refusal
from app.domain.permissions import may
from app.domain.terms import Command, Relation
from app.reports.finding_words import what
from app.store.reads.entries import list_entries
from app.store.reads.flags import QueuedFlag, get_flag_line
from app.store.reads.standing import get_standing
from app.web.access import for_roles
from app.web.case_links import case_address
from app.web.department.blueprint import PEOPLE, Page, blueprint
from app.web.desk import desk_here, write
from app.web.flag_sayings import sayings
from app.web.flag_words import flag_name
from app.web.formats import moment_text, term
from app.web.forms import LONGEST_TEXT, AtMost, Form, Required

VERBS = {
    Command.GIVE_STATEMENT: supervision.give_statement,
    Command.OBJECT: objections.object_to,
}


class SayingForm(Form):
    """What the department says: its statement, or its objection."""

    text = TextAreaField(
        lazy_gettext("What the department says"), [Required(), AtMost(LONGEST_TEXT)]
    )


@blueprint.route(
    "/our-record/<int(max=9223372036854775807):finding_id>", methods=["GET", "POST"]
)
@for_roles(*PEOPLE)
def flag(finding_id: int) -> Page:
    """Show what we were told and what was said, and take down what we say."""
    desk = desk_here()
    known = _known(desk, finding_id)
    if not is_reported(known.key):  # others are read in the case itself
        raise NotFound("finding.unknown")
    form = SayingForm()
    if form.accepted():
        try:
            told = _say(known, form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(told)
            return redirect(url_for("department.record"))
    page = render_template(
        "department/flag.html",
        flag=known,
        name=flag_name(known.key),
        suspected=what(known.key.code, known.department_name, moment_text(known.at)),
        sayings=sayings(
            known.key,
            list_entries(get_standing(desk.district, known.number).held.ticket_id),
        ),
        acts=open_acts(desk, known),
        form=form,
    )
    return page, form.status


def open_acts(desk: Desk, flag: QueuedFlag) -> list[Command]:
    """What this officer may say on a flag of the own department now."""
    return [
        command
        for command in VERBS
        if may(desk.actor, (Relation.NAMED,), command)
        and why_closed(command, flag, desk.now) is None
    ]


def flag_address(flag: QueuedFlag) -> str:
    """Where the department reads of a flag: in the case, or apart from it."""
    if is_discreet(flag.key):
        return url_for("department.flag", finding_id=flag.id)
    return case_address(flag.number)


def _known(desk: Desk, finding_id: int) -> QueuedFlag:
    """raises: NotFound finding.unknown, also where it is another department's or was
    not told"""
    known = get_flag_line(desk.district, finding_id, is_finding=True)
    if not sees_flag(desk.actor, known):
        raise NotFound("finding.unknown")
    return known


def _say(known: QueuedFlag, form: SayingForm) -> str:
    """raises: BadRequest, and what the verbs refuse"""
    asked = request.form.get("act", "")
    if asked not in VERBS:
        raise BadRequest
    command = Command(asked)
    write(VERBS[command], known.number, known.key, form.text.data or "")
    return gettext(
        "%(number)s: %(act)s is recorded.", number=known.number, act=term(command)
    )
