"""What each pattern counts, and what is said of a comparison, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.domain.terms import Comparison, Pattern

_ = lazy_gettext
P = Pattern

COUNTED: Mapping[Pattern, LazyString] = {
    P.BOUNCE: _(
        "cases that the department returned ÷ cases that it had in hand in the period"
    ),
    P.SILENT_ASSISTANT: _(
        "assisting limits that passed without an answer ÷ assisting limits that ended in "
        "the period, by the answer or by passing"
    ),
    P.EXTENSION: _(
        "cases for which an extension was asked ÷ cases that the department had in hand "
        "in the period"
    ),
    P.SUSPENSION: _(
        "cases that the department suspended ÷ cases that it had in hand in the period"
    ),
    P.OFF_REGISTER: _(
        "suspensions that the register of special procedures does not know for the "
        "matter, that were planned longer than it allows, or that name no written "
        "notice ÷ suspensions for a special procedure in the period. Corrections, court "
        "procedures and replies of an upper level are none"
    ),
    P.LAST_MINUTE: _(
        "answers in time, but within the last %(percent)d%% of the working time of the "
        "limit, suspensions left out ÷ limits that an answer ended in the period"
    ),
    P.SAME_ANSWER: _(
        "answers whose words are those of another answer of the same department, or "
        "like them to %(same)d%% or more, figures and signs left out ÷ answers in the "
        "period"
    ),
    P.FALSE_CLOSING: _(
        "answers that the window verified as a false closing ÷ answers that it checked "
        "in the period"
    ),
    P.SENT_BACK: _(
        "cases sent back to be done again ÷ cases answered or sent back in the period"
    ),
}

# Beside a number in a narrow table; the whole word stands in the key.
MARKS: Mapping[Comparison, str] = {Comparison.ABOVE: "▲", Comparison.BELOW: "▽"}


def counted_so(pattern: Pattern, last_percent: int, same_percent: int) -> str:
    """Return how the pattern is counted, with the numbers that the office set."""
    return str(COUNTED[pattern]) % {"percent": last_percent, "same": same_percent}
