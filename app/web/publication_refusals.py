"""What people read when a publication is refused."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

SENTENCES: Mapping[str, LazyString] = {
    "publication.not_given_up": lazy_gettext("this draft was not given up"),
    "publication.no_draft": lazy_gettext("this draft went out or was given up already"),
    "publication.no_such_period": lazy_gettext(
        "a month, a quarter or a year can be published"
    ),
    "publication.not_yours": lazy_gettext(
        "the inspection office prepares; another inspector or the leader approves"
    ),
    "publication.overtaken": lazy_gettext(
        "this period was published meanwhile; prepare it anew as a correction"
    ),
    "publication.own_draft": lazy_gettext(
        "who prepared it may not approve it; a second person must"
    ),
    "publication.period_runs": lazy_gettext("the period is not over yet"),
    "publication.reason": lazy_gettext(
        "this period was published; say why it is corrected"
    ),
    "publication.same": lazy_gettext(
        "this is what was published already; there is nothing to correct"
    ),
    "publication.unknown": lazy_gettext("there is no such publication"),
    "publication.waits": lazy_gettext(
        "a draft of this period waits already; approve it or give it up first"
    ),
}
