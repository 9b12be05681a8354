"""Ready words for what is out of scope: told once, with where to go instead.

The officer may change them; what is sent stands on the slip and in the register.
Source: docs/rules.md, section 2.2, point 2, and 14 (exclusion codes).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.casework.filing import Complaint
from app.domain.terms import ExclusionCode

X = ExclusionCode

# What may not be taken down here: reports to the discipline body, state secrets.
NOT_KEPT = frozenset({X.X4, X.X10})
_NO_CONTENT = "按规定不留存内容"


@dataclass(frozen=True)
class ReadyWords:
    """What is said for one exclusion code.

    where:     the right channel in short, beside the choice
    reasons:   why this window cannot take it
    redirect:  where to go instead, in full
    """

    where: LazyString
    reasons: LazyString
    redirect: LazyString


READY: Mapping[ExclusionCode, ReadyWords] = {
    X.X1: ReadyWords(
        lazy_gettext("To the court or arbitration body that hears it"),
        lazy_gettext(
            "The matter is before a court or an arbitration body. Administrative bodies"
            " may not decide it beside them."
        ),
        lazy_gettext(
            "Please turn to the court or arbitration body that hears the case; free"
            " legal advice: telephone 12348."
        ),
    ),
    X.X2: ReadyWords(
        lazy_gettext("To the reconsideration desk of the justice bureau"),
        lazy_gettext(
            "The matter is, or has to be, decided by administrative reconsideration or"
            " ruling, which this window may not replace."
        ),
        lazy_gettext(
            "Please turn to the administrative reconsideration desk of the district"
            " justice bureau, within the time limit stated in the decision."
        ),
    ),
    X.X3: ReadyWords(
        lazy_gettext("To the body that handles the petition"),
        lazy_gettext(
            "A petition on the same matter is being handled. It is not taken twice."
        ),
        lazy_gettext(
            "Please ask the body that handles the petition; progress can be looked up"
            " with the petition's query code."
        ),
    ),
    X.X4: ReadyWords(
        lazy_gettext("To 12388; this window keeps no content"),
        lazy_gettext(
            "Reports on the conduct of public officials are taken by the discipline"
            " body alone. This window keeps no content of them."
        ),
        lazy_gettext("Please report to the discipline body: telephone 12388."),
    ),
    X.X5: ReadyWords(
        lazy_gettext("To the information desk of the department"),
        lazy_gettext(
            "Disclosure of government information has its own procedure and time"
            " limits."
        ),
        lazy_gettext(
            "Please apply at the information disclosure desk of the department that"
            " made or keeps the information, in writing or on its website."
        ),
    ),
    X.X6: ReadyWords(
        lazy_gettext("To the people's mediation committee, or the court"),
        lazy_gettext(
            "This is a dispute between private persons. Administrative bodies have no"
            " right to decide on compensation between them."
        ),
        lazy_gettext(
            "Please turn to the people's mediation committee of your subdistrict or"
            " town, free of charge, or to the court; legal advice: telephone 12348."
        ),
    ),
    X.X7: ReadyWords(
        lazy_gettext("Call 110, 119, 120 or 122"),
        lazy_gettext(
            "This is an emergency, which the emergency services have to handle at once."
        ),
        lazy_gettext(
            "Please call at once: police 110, fire 119, ambulance 120, traffic 122."
        ),
    ),
    X.X8: ReadyWords(
        lazy_gettext("To the district or city that is competent"),
        lazy_gettext("The matter is not within the powers of this district."),
        lazy_gettext(
            "Please turn to the government service center of the district or city that"
            " is competent; inquiries: telephone 12345."
        ),
    ),
    X.X9: ReadyWords(
        lazy_gettext("See the earlier case and its answer"),
        lazy_gettext(
            "The same matter was handled and answered according to law, and there are"
            " no new facts."
        ),
        lazy_gettext(
            "Please see the answer to the earlier case. With new facts or papers, a new"
            " case can be filed at any time."
        ),
    ),
    X.X10: ReadyWords(
        lazy_gettext("To the department in charge, in person"),
        lazy_gettext(
            "The matter touches state secrets, which may not be taken down in this"
            " system."
        ),
        lazy_gettext(
            "Please turn to the department in charge in person; do not send the content"
            " by telephone or network."
        ),
    ),
    X.X11: ReadyWords(
        lazy_gettext("The department in charge explains the law"),
        lazy_gettext(
            "What is asked for is contrary to laws, regulations or policies in force."
        ),
        lazy_gettext(
            "The department in charge explains the rules in detail; if you disagree with"
            " its decision, you may apply for reconsideration or go to court."
        ),
    ),
    X.X12: ReadyWords(
        lazy_gettext("To 12345"),
        lazy_gettext("The matter is not a government service."),
        lazy_gettext(
            "Please call 12345; the request is taken there and passed to the body in"
            " charge."
        ),
    ),
}


def without_content(complaint: Complaint, code: ExclusionCode) -> Complaint:
    """Return the complaint as it may be kept: some codes forbid to keep what was said."""
    if code not in NOT_KEPT:
        return complaint
    return replace(
        complaint, text=_NO_CONTENT, wanted="", matter_code=None, matter_name=code.zh
    )


def ready_words(code: str) -> ReadyWords | None:
    """Return the ready words of a code as it comes from a form; None for no code."""
    try:
        return READY[ExclusionCode(code)]
    except ValueError:
        return None
