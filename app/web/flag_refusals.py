"""What people read when a step of the procedure on a flag is refused."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

SENTENCES: Mapping[str, LazyString] = {
    "direct.inspection_only": lazy_gettext(
        "it is about attitude or corruption, and goes to the inspection office alone"
    ),
    "direct.not": lazy_gettext("it is for a department, not for inspection alone"),
    "finding.unknown": lazy_gettext("there is no such finding"),
    "ground.not_corrected": lazy_gettext(
        "the record shows no correction before the department was told"
    ),
    "interest.took_part": lazy_gettext(
        "you raised it yourself; somebody else has to rule"
    ),
    "objection.late": lazy_gettext("the time to object ended on %(due)s"),
    "objection.none": lazy_gettext("no objection awaits a decision"),
    "objection.not_ruled": lazy_gettext("it is not ruled on yet"),
    "objection.nothing_against": lazy_gettext(
        "it does not count against the department; there is nothing to object to"
    ),
    "objection.own_ruling": lazy_gettext(
        "you ruled on it yourself; somebody else has to decide on the objection"
    ),
    "objection.twice": lazy_gettext(
        "an objection was raised on %(at)s; there is only one"
    ),
    "objection.worse": lazy_gettext("an objection cannot make a ruling heavier"),
    "retaliation.inspection_only": lazy_gettext(
        "what was reported of retaliation is for the inspection office alone"
    ),
    "retaliation.names": lazy_gettext(
        "the department reads this: name nobody who complained, and no telephone"
    ),
    "retaliation.quotes": lazy_gettext(
        "the department reads this, and would know the words of the report: say it in "
        "your own, with no more than %(most)d characters in a row taken from it"
    ),
    "retaliation.waits": lazy_gettext(
        "the inspection office already looks into a report about this department; tell "
        "it what is new by telephone"
    ),
    "review.nobody": lazy_gettext("it names no department that could be asked"),
    "review.not_heard": lazy_gettext(
        "the department is to be heard first: ask for its statement, and wait for it or "
        "for its limit"
    ),
    "statement.late": lazy_gettext(
        "the time for a statement ended on %(due)s; after the ruling you may object"
    ),
    "statement.not_asked": lazy_gettext("no statement was asked for"),
    "statement.twice": lazy_gettext(
        "a statement was given on %(at)s; there is only one, and after the ruling you "
        "may object"
    ),
}
