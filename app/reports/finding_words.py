"""Findings in words: what is suspected, and what it rests on. How moments are written is
up to whoever asks: pages, evidence files.
"""

from __future__ import annotations

from flask_babel import gettext

from app.domain.terms import FindingCode

F = FindingCode


def what(code: FindingCode, name: str, since: str) -> str:
    """What is suspected. name: of the department; since: the legal moment"""
    return _SENTENCES[code]() % {"name": name, "since": since}


def basis(start: str, end: str | None, days: str | None) -> str:
    """What it rests on.

    start, end: entries as `entry_words` tells them
    days:       working days late; None for an act, which is not late
    """
    told = gettext("Rests on entry %(entry)s", entry=start)
    if days is None:
        if end is None:
            return gettext("%(told)s.", told=told)
        return gettext("%(told)s and on entry %(entry)s.", told=told, entry=end)
    if end is None:
        return gettext(
            "%(told)s; %(days)s working days late so far.", told=told, days=days
        )
    return gettext(
        "%(told)s; %(days)s working days late, until entry %(entry)s.",
        entry=end,
        told=told,
        days=days,
    )


def entry_words(seq: int, kind: str, at: str) -> str:
    """An entry as it is named in a sentence: 4 (returned, 23 Nov 10:00)."""
    return gettext("%(seq)s (%(kind)s, %(at)s)", seq=seq, kind=kind, at=at)


_SENTENCES = {
    F.N1: lambda: gettext("%(name)s had not signed for the case by %(since)s."),
    F.N2: lambda: gettext(
        "%(name)s had neither contacted anybody nor noted progress by %(since)s."
    ),
    F.N3: lambda: gettext(
        "The verification of %(since)s found that %(name)s did not do what was due."
    ),
    F.N4: lambda: gettext(
        "%(name)s had not answered the supervision notice by %(since)s."
    ),
    F.N5: lambda: gettext("%(name)s, assisting, had said nothing by %(since)s."),
    F.N6: lambda: gettext(
        "The verification of %(since)s found that %(name)s had closed the case falsely."
    ),
    F.M1: lambda: gettext(
        "What %(name)s owes the complainant is late since %(since)s."
    ),
    F.M2: lambda: gettext("A step that %(name)s owed is late since %(since)s."),
    F.M4: lambda: gettext(
        "%(name)s extended on %(since)s once more, or after the limit."
    ),
    F.M5: lambda: gettext(
        "The special procedure that %(name)s began on %(since)s is not as the rules allow."
    ),
    F.T1: lambda: gettext("The return by %(name)s was rejected on %(since)s."),
    F.T2: lambda: gettext(
        "%(name)s returned the case on %(since)s, too late or though designated."
    ),
    F.T3: lambda: gettext(
        "%(name)s asked for corrections on %(since)s, once more or too late."
    ),
    F.Q1: lambda: gettext(
        "After a bad rating %(name)s had not done what was due by %(since)s."
    ),
    F.V1: lambda: gettext(
        "It was reported on %(since)s that %(name)s takes it out on who complained."
    ),
}
