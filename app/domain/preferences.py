"""What each person may set up at the own desk. Nothing here touches a right or a limit."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


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


ON, OFF = "on", "off"

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
