"""What people read when a report is refused."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

SENTENCES: Mapping[str, LazyString] = {
    "reports.ended": lazy_gettext("this run has ended already"),
    "reports.not_begun": lazy_gettext("the period has not begun yet"),
    "reports.not_yours": lazy_gettext(
        "inspection, dispatch and the leader have reports made"
    ),
    "reports.other_day": lazy_gettext("a daily report is made on its day"),
    "reports.unknown": lazy_gettext("there is no such report"),
}
