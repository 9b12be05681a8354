"""The numbered papers about a case that this officer may open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext

from app.casework.desk import Desk
from app.casework.looking import Shown
from app.domain.notices import DEPARTMENT_ROLES
from app.domain.terms import Role
from app.store.reads.supervision import SupervisionLine
from app.web.formats import term

_OF_THE_DISTRICT = frozenset({Role.INSPECTOR, Role.DISPATCHER, Role.DISTRICT_LEADER})


@dataclass(frozen=True)
class ListedLetter:
    """One line. what: the paper, and what became of it"""

    number: str
    what: str
    at: datetime
    address: str


def letters_of(desk: Desk, shown: Shown) -> list[ListedLetter]:
    """Supervision notices, circulars, talk records, clue letters, oldest first."""
    found = [*_notices(desk, shown), *_papers(shown)]
    return sorted(found, key=lambda one: one.at)


def _notices(desk: Desk, shown: Shown) -> Iterator[ListedLetter]:
    who = desk.actor
    for one in shown.page.supervision_notices:
        own = who.role in DEPARTMENT_ROLES and who.department == one.department
        if own or who.role in _OF_THE_DISTRICT:
            address = url_for("inspection.paper", number=one.number)
            yield ListedLetter(one.number, _became(one, shown), one.issued_at, address)


def _became(one: SupervisionLine, shown: Shown) -> str:
    if one.lifted_at is not None:
        return gettext("lifted")
    if one.replied_at is not None:
        is_late = one.replied_at > one.reply_due_at
        return gettext("answered late") if is_late else gettext("answered in time")
    if one.ended_at is None and shown.moment.now > one.reply_due_at:
        return gettext("not answered")
    return gettext("awaits a reply") if one.ended_at is None else gettext("Case ended")


def _papers(shown: Shown) -> Iterator[ListedLetter]:
    for one in shown.papers:
        if one.number is not None:
            address = url_for("inspection.issued_paper", number=one.number)
            withdrawn = gettext("Withdrawn paper") if one.withdrawn_at else ""
            what = gettext(" · ").join(filter(None, (term(one.kind), withdrawn)))
            yield ListedLetter(one.number, what, one.at, address)
