"""What people read when a change of the rule file is refused."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

SENTENCES: Mapping[str, LazyString] = {
    "rules.being_tried": lazy_gettext("this draft is being tried already"),
    "rules.no_trial": lazy_gettext("there is no such back-test"),
    "rules.trial_ended": lazy_gettext("this back-test has ended already"),
    "rules.not_given_up": lazy_gettext("this draft was not given up"),
    "rules.no_draft": lazy_gettext("this is no draft any more"),
    "rules.not_begun": lazy_gettext("the file begins to hold on %(on)s, not before"),
    "rules.not_yours": lazy_gettext(
        "the inspection and the dispatch office keep the rules"
    ),
    "rules.own_draft": lazy_gettext(
        "whoever drafted it cannot put it in force; a second person has to"
    ),
    "rules.same": lazy_gettext("it says nothing else than the rules in force"),
    "rules.unknown": lazy_gettext("there is no such draft or version"),
}
