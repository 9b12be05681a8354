"""Papers on a department's figures: prepared from what was counted, decided on by a second
person, withdrawn where the figures do not bear them any more."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from app.casework import unit_papers as verbs
from app.casework.desk import Desk
from app.casework.unit_evidence import unit_evidence
from app.domain.errors import Refusal
from app.domain.periods import parse_period
from app.domain.terms import Grade, PaperKind, Role, UnitGround
from app.domain.unit_grounds import GROUNDS, PERIODS, UnitStanding, shown_by
from app.reports.evidence_zip import with_verifier
from app.reports.unit_standing import standing_of
from app.store.reads.organisation import list_departments
from app.store.reads.papers import PaperLine, get_paper, get_proposal
from app.web.access import for_roles
from app.web.desk import desk_here, write
from app.web.figures.counted import calendar_of
from app.web.figures.periods import name_of_key
from app.web.inspection.blueprint import Page, blueprint
from app.web.inspection.unit_drafts import figure_lines, unit_draft
from app.web.inspection.unit_forms import ReasonsForm, UnitCircularForm, UnitTalkForm


@blueprint.route("/papers/on-figures", methods=["GET", "POST"])
@for_roles(Role.INSPECTOR)
def paper_on_figures() -> Page:
    """Prepare a circular or a talk on what a department's figures show."""
    desk, (kind, ground) = desk_here(), _asked()
    standing = _standing(desk, *_whose(desk))
    form = UnitCircularForm() if kind is PaperKind.CIRCULAR else UnitTalkForm()
    name = _name(desk, standing.department)
    if not form.is_submitted():
        form.text.data = unit_draft(kind, ground, standing, name, desk.office.rules)
    if form.accepted():
        try:
            number = _propose(form, ground, standing)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("Proposed; a second person decides."))
            return redirect(url_for("inspection.paper_proposal", paper_id=number))
    page = render_template(
        "inspection/on_figures.html",
        form=form,
        kind=kind,
        ground=ground,
        name=name,
        period=name_of_key(standing.period),
        figures=list(figure_lines(standing, name)),
        is_shown=ground in _shown(desk, standing),
    )
    return page, form.status


@blueprint.route(
    "/papers/proposals/<int(max=9223372036854775807):paper_id>",
    methods=["GET", "POST"],
)
@for_roles(Role.INSPECTOR)
def paper_proposal(paper_id: int) -> Page:
    """Show what is proposed on figures, and decide on it."""
    desk, form = desk_here(), ReasonsForm()
    paper = get_proposal(desk.district, paper_id)
    if form.accepted():
        try:
            told = _decide(desk, paper, form.reasons.data or "")
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(told)
            return redirect(url_for("inspection.papers", kind=paper.kind))
    page = render_template(
        "inspection/proposal.html",
        form=form,
        one=paper,
        **figures_beside(desk, paper),
    )
    return page, form.status


@blueprint.route("/papers/<string:number>/withdrawal", methods=["GET", "POST"])
@for_roles(Role.INSPECTOR)
def paper_withdrawal(number: str) -> Page:
    """Withdraw a paper on figures, with reasons that stand on it from then on."""
    desk, form = desk_here(), ReasonsForm()
    paper = get_paper(desk.district, number)
    if paper.unit_ground is None:
        raise NotFound
    if form.accepted():
        try:
            write(verbs.withdraw_unit_paper, number, form.reasons.data or "")
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("%(number)s is withdrawn.", number=number))
            return redirect(url_for("inspection.issued_paper", number=number))
    page = render_template(
        "inspection/withdrawal.html",
        form=form,
        one=paper,
        **figures_beside(desk, paper),
    )
    return page, form.status


def figures_beside(desk: Desk, paper: PaperLine) -> dict[str, Any]:
    """What a paper on figures rests on, as it was proposed and as it is now.

    still: do the figures bear it now?
    """
    words = json.loads(paper.words)
    then, now = _told(words["figures"]), None
    with suppress(Refusal):  # where no case of it is counted any more
        now = _standing(desk, then.department, then.period)
    name = _name(desk, then.department)
    return {
        "words": words,
        "then": list(figure_lines(then, name)),
        "now_told": list(figure_lines(now, name)) if now else [],
        "still": now is not None and paper.unit_ground in _shown(desk, now),
        "period": name_of_key(then.period),
    }


def _propose(
    form: UnitCircularForm | UnitTalkForm, ground: UnitGround, standing: UnitStanding
) -> int:
    if isinstance(form, UnitTalkForm):
        return write(verbs.propose_talk, ground, standing, form.talk())
    return write(verbs.propose_circular, ground, standing, form.text.data or "")


def _decide(desk: Desk, paper: PaperLine, reasons: str) -> str:
    """raises: the verbs' refusals"""
    if request.form.get("act") == "refuse":
        write(verbs.refuse_unit_paper, paper.id, reasons)
        return gettext("Not issued.")
    standing = _standing(desk, paper.department or "", paper.period or "")
    members = with_verifier(unit_evidence(desk, paper, standing))
    issued = write(verbs.issue_unit_paper, paper.id, reasons, members)
    return gettext("Issued: %(number)s", number=issued.number)


def _asked() -> tuple[PaperKind, UnitGround]:
    try:
        kind = PaperKind(request.args.get("kind", ""))
        ground = UnitGround(request.args.get("ground", ""))
    except ValueError as error:
        raise NotFound from error
    if ground not in GROUNDS[kind]:
        raise NotFound
    return kind, ground


def _whose(desk: Desk) -> tuple[str, str]:
    department = request.args.get("department", "")
    period = request.args.get("period", "")
    try:
        kind = parse_period(period).kind
    except ValueError as error:
        raise NotFound from error
    if kind not in set(PERIODS.values()) or not _name(desk, department):
        raise NotFound
    return department, period


def _standing(desk: Desk, department: str, period: str) -> UnitStanding:
    return standing_of(
        desk.district,
        department,
        parse_period(period),
        desk.now,
        calendar_of(desk),
        desk.office.rules,
    )


def _shown(desk: Desk, standing: UnitStanding) -> frozenset[UnitGround]:
    kind = parse_period(standing.period).kind
    return shown_by(standing, kind, desk.office.rules.units)


def _told(figures: dict[str, Any]) -> UnitStanding:
    """The figures as they were kept with the proposal."""
    hits, total = figures["on_time"]
    return UnitStanding(
        **{**figures, "on_time": (hits, total), "grade": Grade(figures["grade"])}
    )


def _name(desk: Desk, department: str) -> str:
    """Its full name; empty for none."""
    names = {one.code: one.name for one in list_departments(desk.district)}
    return names.get(department, "")
