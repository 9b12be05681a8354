"""What people read when a year of holidays, or a change of the calendar, is refused."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

SENTENCES: Mapping[str, LazyString] = {
    "calendar.fault": lazy_gettext("no calendar comes of this: %(why)s"),
    "calendar.hours": lazy_gettext(
        "“%(text)s” is not a list of opening hours such as 09:00-12:00 13:00-17:00"
    ),
    "calendar.not_yours": lazy_gettext("the inspection office keeps the calendar"),
    "year.both": lazy_gettext("%(text)s is given as a day off and as a working day"),
    "year.count": lazy_gettext(
        "line %(line)s: “%(text)s”, but the days named are %(days)s"
    ),
    "year.empty": lazy_gettext("nothing is written here"),
    "year.encoding": lazy_gettext("the file is neither UTF-8 nor GB 18030"),
    "year.json": lazy_gettext("line %(line)s: this is no JSON"),
    "year.kind": lazy_gettext("line %(line)s: “%(text)s” is neither 放假 nor 上班"),
    "year.line": lazy_gettext(
        "line %(line)s: a date and 放假 or 上班 are needed, “%(text)s” stands alone"
    ),
    "year.no_days": lazy_gettext("no day off is named"),
    "year.no_month": lazy_gettext("line %(line)s: “%(text)s” names no month"),
    "year.no_such_day": lazy_gettext(
        "line %(line)s: “%(text)s” is no day of the calendar"
    ),
    "year.nothing_said": lazy_gettext(
        "line %(line)s: nothing is said of %(text)s, neither 放假 nor 上班"
    ),
    "year.one_only": lazy_gettext("give one year at a time"),
    "year.other_year": lazy_gettext("%(text)s does not belong to %(year)s"),
    "year.range": lazy_gettext(
        "line %(line)s: “%(text)s” ends before it begins, or after more than a month"
    ),
    "year.range_of_years": lazy_gettext("%(text)s is no year of this calendar"),
    "year.several": lazy_gettext("the days belong to different years: %(text)s"),
    "year.shape": lazy_gettext(
        'line %(line)s: expected is {"2027": {"rest": [dates], "work": [dates]}}'
    ),
    "year.too_large": lazy_gettext("more than %(most)s signs: this is no year"),
    "year.unknown": lazy_gettext("which year? It is not in the text"),
    "year.weekday": lazy_gettext(
        "line %(line)s: “%(text)s”, but %(day)s is another day of the week"
    ),
    "year.works_anyway": lazy_gettext(
        "%(text)s is a weekday: it needs no make-up day. Is the year right?"
    ),
}
