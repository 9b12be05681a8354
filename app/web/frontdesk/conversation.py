"""How the buttons of the new-case page turn the conversation.

A button sends the whole form; here the form is set right before it is shown again or
sent on: which way it goes, which matter it is about, what follows from that.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext

from app.casework.desk import Desk
from app.store.reads.organisation import Matter, find_matter
from app.web.forms import LONGEST_LINE
from app.web.frontdesk.exclusions import READY, ready_words
from app.web.frontdesk.new_case_form import NewCaseForm, Way
from app.web.frontdesk.proposal import Proposal, propose
from app.web.suggestions import Suggestion

# Values of the buttons beside those of Way; PICK is followed by the matter's code, ROUTE
# by that of one of the departments proposed from the text.
SEARCH, RECOUNT, READY_WORDS, FREE, BACK = "search", "recount", "ready", "free", "back"
PICK, ROUTE = "pick:", "route:"


def turn(form: NewCaseForm, act: str) -> bool:
    """Follow the button; say whether it ends the conversation.

    The first click on another way only opens its part of the page.
    """
    if act == BACK:
        form.way.data = Way.DISPATCH.value
    if act not in list(Way):
        return False
    ends = act == form.chosen_way
    form.way.data = act
    return ends or act == Way.DISPATCH


def settle_matter(form: NewCaseForm, desk: Desk, act: str) -> Matter | None:
    """Keep, take or drop the chosen matter.

    New words drop it: what is filed is what the page shows.
    """
    if act.startswith(PICK):
        form.matter_code.data = act.removeprefix(PICK)
    elif act == FREE or (form.matter.data or "") != (form.matter_words.data or ""):
        form.is_dropped = bool(form.matter_code.data)
        form.matter_code.data = ""
    code = form.matter_code.data
    matter = find_matter(desk.district, code) if code else None
    form.matter_words.data = form.matter.data if code else ""
    return matter


def settle_department(
    form: NewCaseForm, matter: Matter | None, suggested: Sequence[Suggestion], act: str
) -> None:
    """Let what nobody changed by hand go with the proposal.

    What is proposed from the text at the moment of filing was seen by nobody: it is
    shown first. What the page showed already stays.
    """
    shown = form.proposed_department.data or ""
    proposal = propose(matter)
    department = proposal.department
    if matter is None and suggested:
        is_known = shown in [one.code for one in suggested] and not form.is_dropped
        is_shown = act in list(Way) and is_known
        department = shown if is_shown else suggested[0].code
        untouched = form.department.data in (None, "", shown)
        form.is_unseen = act == Way.DISPATCH and untouched and not is_shown
    _follow(form, Proposal(department, proposal.ticket_class))
    if act.startswith(ROUTE):
        _take(form, suggested, act.removeprefix(ROUTE))


def _take(form: NewCaseForm, suggested: Sequence[Suggestion], code: str) -> None:
    """Take another of the proposed departments, with what speaks for it."""
    for one in suggested:
        if one.code == code:
            form.department.data = code
            if one is not suggested[0] and not form.why.data:
                form.why.data = one.recorded[:LONGEST_LINE]


def fill_in_ready_words(form: NewCaseForm, act: str) -> None:
    """Offer the ready words of the chosen reason where nothing is written yet, or where
    those of another reason still stand untouched."""
    words = ready_words(form.exclusion.data or "")
    if words is None or act not in (READY_WORDS, Way.REFUSE):
        return
    for field, ready in ((form.reasons, "reasons"), (form.redirect, "redirect")):
        untouched = {"", *(str(getattr(one, ready)) for one in READY.values())}
        if (field.data or "") in untouched:
            field.data = str(getattr(words, ready))
            if field.errors:
                field.errors = [gettext("Ready words are filled in: read them first")]


def _follow(form: NewCaseForm, proposal: Proposal) -> None:
    if form.department.data in (None, "", form.proposed_department.data):
        form.department.data = proposal.department
    if form.proposed_class.data in (None, "", form.ticket_class.data):
        form.ticket_class.data = proposal.ticket_class.value
    form.proposed_department.data = proposal.department
    form.proposed_class.data = proposal.ticket_class.value
