"""Who is signed in, between Flask-Login and the rest of the pages."""

from __future__ import annotations

from flask_login import UserMixin, current_user

from app.web.readers import Person


class SignedIn(UserMixin):
    """A person as Flask-Login keeps one."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def get_id(self) -> str:
        return self.person.session_key


def current_person() -> Person | None:
    """Return the person who is signed in; None, if nobody is."""
    if not current_user or not current_user.is_authenticated:
        return None
    person: Person = current_user.person
    return person
