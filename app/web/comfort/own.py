"""How the signed-in person has set up the own desk, for every page.

Read once for a session and carried in its cookie: none of it is secret, and no page has
to ask for it again.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import session

from app.casework.preferences import preferences, set_preferences
from app.domain.preferences import ON, Preference
from app.web.desk import Officer, write
from app.web.people import current_person

_CARRIED = "own_desk"


def own_settings() -> Mapping[str, str]:
    """The settings of whoever is signed in; empty for nobody."""
    person = current_person()
    if not isinstance(person, Officer):
        return {}
    if _CARRIED not in session:
        session[_CARRIED] = {
            name.value: value for name, value in preferences(person.account.id).items()
        }
    carried: Mapping[str, str] = session[_CARRIED]
    return carried


def is_on(name: Preference) -> bool:
    """Is a setting of the signed-in person on? Nobody has anything on."""
    return own_settings().get(name.value) == ON


def set_own(wanted: Mapping[Preference, str]) -> None:
    """Set some of the signed-in person's settings. raises: RuleBroken"""
    write(set_preferences, wanted)
    session.pop(_CARRIED, None)
