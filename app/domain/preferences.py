"""What each person may set up at the own desk. Nothing here touches a right or a limit."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.domain.terms import EntryKind, Step


class Preference(StrEnum):
    """The name of one setting."""

    DIGEST = "digest"
    KEYS = "keys"
    MAIL = "mail"
    TOUR = "tour"


class MailWish(StrEnum):
    """Which messages come by mail; all of them stand in the alerts anyway."""

    ALL = "all"
    PRESSING = "pressing"
    NONE = "none"


class Weight(StrEnum):
    """How much a message presses, for whoever wants fewer mails."""

    ALWAYS = "always"
    PRESSING = "pressing"
    ORDINARY = "ordinary"
    DIGEST = "digest"


ON, OFF = "on", "off"
DIGEST_KIND = "digest"
_K = EntryKind
# What has a reply limit or is delivered by being sent: nobody turns it off.
_ALWAYS = frozenset(
    {_K.NOTICE_ISSUED, _K.NOTICE_LIFTED, _K.CIRCULAR_ISSUED, _K.STATEMENT_REQUESTED}
    | {_K.OBJECTION_DECIDED, _K.TALK_RECORDED, _K.PAPER_WITHDRAWN}
    | {f"step_{step}" for step in (Step.BLUE, Step.ORANGE, Step.RED)}
)
_PRESSING = frozenset(
    {f"step_{step}" for step in (Step.YELLOW, Step.URGE, Step.RAISED, Step.CLUE)}
    | {_K.ESCALATION_CONFIRMED, _K.ESCALATION_DISMISSED}
)

CHOICES: Mapping[Preference, tuple[str, ...]] = {
    Preference.DIGEST: (ON, OFF),
    Preference.KEYS: (ON, OFF),
    Preference.MAIL: tuple(MailWish),
    Preference.TOUR: (ON, OFF),
}
"""What each may be; the first is how it is for whoever has set nothing."""


def usual(name: Preference) -> str:
    """Return how a setting is for whoever has not touched it."""
    return CHOICES[name][0]


def weight_of(kind: str) -> Weight:
    """Return how much a message of that kind presses."""
    if kind in _ALWAYS:
        return Weight.ALWAYS
    if kind in _PRESSING:
        return Weight.PRESSING
    return Weight.DIGEST if kind == DIGEST_KIND else Weight.ORDINARY


def comes_by_mail(weight: Weight, mail: str, digest: str) -> bool:
    """Say whether it is mailed to somebody with these settings."""
    match weight:
        case Weight.ALWAYS:
            return True
        case Weight.PRESSING:
            return mail != MailWish.NONE
        case Weight.ORDINARY:
            return mail == MailWish.ALL
        case Weight.DIGEST:
            return digest == ON
