"""Opening hours as people write them: Mon to Fri 9:00-12:00, 13:00-17:00."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from flask_babel import gettext

from app.web.formats import WORDS
from app.web.language import current_language

Blocks = tuple[tuple[int, int], ...]


def opening_words(week: Sequence[Blocks]) -> str:
    """Return the week's hours, Monday first; days with the same are drawn together."""
    numbered = list(enumerate(week))
    spans = [list(span) for _, span in groupby(numbered, key=lambda day: day[1])]
    words = [_span_words([day for day, _ in span], span[0][1]) for span in spans]
    return gettext("; ").join(word for word in words if word)


def _span_words(days: Sequence[int], blocks: Blocks) -> str:
    if not blocks:
        return ""
    names = WORDS[current_language().code].weekdays
    first, last = names[days[0]], names[days[-1]]
    when = gettext("%(first)s to %(last)s", first=first, last=last)
    clock = gettext(", ").join(f"{_clock(a)}–{_clock(b)}" for a, b in blocks)
    return f"{first if first == last else when} {clock}"


def _clock(second: int) -> str:
    return f"{second // 3600}:{second // 60 % 60:02}"
