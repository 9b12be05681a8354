"""New case: one page in the order of the conversation.

Every button sends the whole form and every answer shows it whole, so that nothing
typed is lost whichever way the conversation turns, with or without scripts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import redirect, render_template, request, url_for

from app.casework import intake
from app.casework.desk import Desk
from app.casework.self_filings import became, is_known, show_to_check
from app.domain.errors import Refusal
from app.domain.terms import ExclusionCode, ResultCode
from app.store import register
from app.store.reads.organisation import Matter
from app.store.register import Held
from app.web.access import for_roles
from app.web.desk import desk_here, write
from app.web.frontdesk import conversation
from app.web.frontdesk.answer_card import make_card, next_steps
from app.web.frontdesk.beside import (
    open_numbers,
    same_matter,
    same_person,
    unseen_again,
)
from app.web.frontdesk.blueprint import WINDOW, Page, blueprint
from app.web.frontdesk.exclusions import READY, without_content
from app.web.frontdesk.matters import SHOWN, Hit, as_hit, find_hits
from app.web.frontdesk.new_case_form import NewCaseForm, Way
from app.web.frontdesk.proposal import WHY_PROPOSED
from app.web.suggestions import Suggestion, suggest


@blueprint.route("/new-case", methods=["GET", "POST"])
@for_roles(*WINDOW)
def new_case() -> Page:
    """Take down a case and send it on its way."""
    desk, act = desk_here(), request.form.get("act", "")
    departments = desk.office.departments
    form = NewCaseForm(departments, desk.office.rules)
    if request.method == "GET":
        take_over(form, desk)
    ends = conversation.turn(form, act)
    matter = conversation.settle_matter(form, desk, act)
    names = {one.code: one.short_name for one in departments}
    suggested = [] if matter else suggest(desk, form.text.data or "", names)
    conversation.settle_department(form, matter, suggested, act)
    same = same_person(form.phone.data or "", desk)
    unseen = unseen_again(same, matter, form.seen_same.data or "")
    form.seen_same.data = open_numbers(same)
    if unseen and _is_sent_again(form, desk):
        unseen = []
    if ends and form.accepted() and not _is_shown_first(form, unseen):
        try:
            held = write(send_on, form, suggested)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            filed = form.filing_key.data
            return redirect(url_for(".slip", number=held.number, filed=filed))
    conversation.fill_in_ready_words(form, act)
    card = make_card(form, desk, matter, names)
    page = render_template(
        "frontdesk/new_case.html",
        form=form,
        act=act,
        Way=Way,
        way=form.chosen_way,
        card=card,
        hits=_hits(form, desk, matter, names),
        suggested=suggested,
        names=names,
        same=same,
        about_matter=same_matter(matter, desk),
        steps=next_steps(form, card),
        ready={code.value: words.where for code, words in READY.items()},
    )
    return page, form.status


def _is_shown_first(form: NewCaseForm, unseen: Sequence[str]) -> bool:
    """What nobody has seen yet is shown, with the form as it stands: a department, and
    cases of the same person about the same matter."""
    if form.is_unseen:
        form.show_first()
    if unseen and form.chosen_way is Way.DISPATCH:
        form.show_same_first(unseen)
    return bool(form.errors)


def _is_sent_again(form: NewCaseForm, desk: Desk) -> bool:
    """Was this very form filed already, by the first of two clicks?"""
    return register.find_by_filing_key(desk.district, form.filing_key.data) is not None


def send_on(desk: Desk, form: NewCaseForm, suggested: Sequence[Suggestion]) -> Held:
    """File what the form holds, and do with it what its way says.

    suggested: what the text proposes; empty where a matter does
    """
    held = _sent_on(desk, form, suggested)
    left = form.left_by_citizen
    if left is not None and not is_known(desk, left, held):
        became(desk, left, held)
    return held


def take_over(form: NewCaseForm, desk: Desk) -> None:
    """Begin with what a citizen wrote, where the address names it."""
    asked = request.args.get("self_filing", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return
    found = show_to_check(desk, int(asked))
    form.self_filing.data = str(found.id)
    form.text.data, form.matter.data = found.told, found.matter
    form.name.data, form.phone.data = found.name, found.phone


def _sent_on(desk: Desk, form: NewCaseForm, suggested: Sequence[Suggestion]) -> Held:
    complaint = form.complaint()
    intake.require_new_transfer(desk, complaint)
    match form.chosen_way:
        case Way.DISPATCH:
            return intake.file_and_dispatch(
                desk,
                complaint,
                form.department.data,
                tuple(form.assisting.data or ()),
                form.why.data or _why(form, suggested),
                form.proposed_department.data if suggested else "",
            )
        case Way.SOLVE:
            return intake.file_and_solve(
                desk, complaint, ResultCode.R1, form.solved.data
            )
        case Way.REFUSE:
            code = ExclusionCode(form.exclusion.data)
            return intake.file_and_refuse(
                desk,
                without_content(complaint, code),
                code=code,
                reasons=form.reasons.data,
                redirect=form.redirect.data,
            )


def _why(form: NewCaseForm, suggested: Sequence[Suggestion]) -> str:
    """Why the department was proposed, for the timeline; empty for one chosen alone."""
    for one in suggested:
        if one.code == form.department.data:
            return one.recorded
    return WHY_PROPOSED if form.matter_code.data else ""


def _hits(
    form: NewCaseForm, desk: Desk, matter: Matter | None, names: Mapping[str, str]
) -> list[Hit]:
    """The matters that fit the words, the chosen one always among them."""
    words = form.matter.data or ""
    found = find_hits(desk.district, words, names) if words else []
    if matter is not None and matter.code not in [hit.code for hit in found]:
        found = [as_hit(matter, names), *found[: SHOWN - 1]]
    return found
