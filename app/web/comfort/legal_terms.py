"""What the terms of law on these pages mean, in plain words, each with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.domain.terms import Command
from app.web.access import signed_in
from app.web.comfort.blueprint import Page, blueprint

C = Command


@dataclass(frozen=True)
class LegalTerm:
    """One term. law: where it stands; empty for a term of the office's own rules"""

    name: LazyString
    meaning: LazyString
    law: LazyString | None = None


_OWN = lazy_gettext("The rules of this window; the numbers stand in the rule file.")

TERMS: Mapping[str, LegalTerm] = {
    "counting": LegalTerm(
        lazy_gettext("Counting of days"),
        lazy_gettext(
            "The day of the event is not counted. Limits in working days leave rest days "
            "and holidays out. The last day ends when the office closes."
        ),
        lazy_gettext("Civil Code, articles 201 and 203; Licensing Law, article 82"),
    ),
    "told_once": LegalTerm(
        lazy_gettext("Told once, told whole"),
        lazy_gettext(
            "Whoever hands in incomplete materials is told everything that is missing at "
            "once: on the spot, or within five days. Not told in time counts as accepted."
        ),
        lazy_gettext("Licensing Law, article 32"),
    ),
    "special": LegalTerm(
        lazy_gettext("Special procedure"),
        lazy_gettext(
            "Hearing, tender, auction, inspection, testing, quarantine, appraisal, expert "
            "review: their time is not counted, and the time needed is told in writing."
        ),
        lazy_gettext("Licensing Law, article 45"),
    ),
    "extension": LegalTerm(
        lazy_gettext("Extension"),
        lazy_gettext(
            "Asked for before the case is due, with reasons, once. Until it is granted "
            "the old date stands."
        ),
        _OWN,
    ),
    "first_contact": LegalTerm(
        lazy_gettext("First contact"),
        lazy_gettext(
            "The department itself speaks to the person: who handles it, and what comes "
            "next. Where the name is confidential, the window passes it on."
        ),
        _OWN,
    ),
    "return": LegalTerm(
        lazy_gettext("Return"),
        lazy_gettext(
            "The matter is not this department's: with reason, legal basis and the right "
            "department, within a working day. The promise to the person runs on."
        ),
        _OWN,
    ),
    "inaction": LegalTerm(
        lazy_gettext("Inaction, delay, passing on"),
        lazy_gettext(
            "Not doing what the law gives to the department; doing it without need after "
            "its time; handing it round. What is flagged is a suspicion: the department "
            "is heard, a person rules."
        ),
        lazy_gettext("Licensing Law, articles 72 and 74; the tests are the window's"),
    ),
    "statement": LegalTerm(
        lazy_gettext("Statement"),
        lazy_gettext(
            "The department says how it was, with documents. It stands beside the evidence "
            "when the inspection office rules."
        ),
        _OWN,
    ),
    "interest": LegalTerm(
        lazy_gettext("Conflict of interest"),
        lazy_gettext(
            "Whoever stands near to the department or the person does not rule; it is "
            "said in the record, and another rules."
        ),
        lazy_gettext("Civil Servants Law, article 76"),
    ),
    "personal_data": LegalTerm(
        lazy_gettext("Personal data"),
        lazy_gettext(
            "Only what the matter needs is asked and shown. Names and telephones are "
            "masked; to see one takes a reason, and the look is on record."
        ),
        lazy_gettext("Personal Information Protection Law, article 6"),
    ),
}

# Which terms stand beside an act.
BESIDE: Mapping[Command, Sequence[str]] = {
    C.CONTACT: ("first_contact",),
    C.SUSPEND: ("special", "told_once"),
    C.REQUEST_EXTENSION: ("extension", "counting"),
    C.GRANT_EXTENSION: ("extension", "counting"),
    C.RETURN: ("return",),
    C.ARBITRATE: ("return", "interest"),
    C.GIVE_STATEMENT: ("statement", "inaction"),
    C.REQUEST_STATEMENT: ("statement", "inaction"),
    C.CONFIRM_ESCALATION: ("inaction", "interest"),
    C.DISMISS_ESCALATION: ("inaction", "interest"),
    C.DISPATCH: ("counting",),
}


def terms_beside(command: Command) -> list[LegalTerm]:
    """The terms of law that whoever does this act may want explained."""
    return [TERMS[code] for code in BESIDE.get(command, ())]


@blueprint.get("/account/legal-terms")
@signed_in
def legal_terms() -> Page:
    """Explain every term of law that these pages use."""
    return render_template("comfort/legal_terms.html", terms=TERMS)
