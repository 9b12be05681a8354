"""The officer's desk as the pages see it, and the one way to write from a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from flask import g, request
from werkzeug.exceptions import Forbidden

from app.casework.desk import Desk
from app.casework.office import Office
from app.domain.terms import Role
from app.process import cabinet_here, offices_here
from app.store.reads.in_force import InForce
from app.store.reads.people import Account
from app.store.reads.sessions import OpenSession, Visit
from app.store.transaction import transaction
from app.web.moments import request_now
from app.web.people import current_person

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Officer:
    """An account as the shell sees a person.

    session_key:          what the browser keeps
    visit:                the open session, with what was read beside it; None in the
                          moment it begins
    must_change_password: before anything else
    must_enrol:           a second factor, before anything else
    """

    account: Account
    session_key: str
    visit: Visit | None = None
    must_change_password: bool = False
    must_enrol: bool = False

    @property
    def session(self) -> OpenSession | None:
        """The open session; None in the moment it begins."""
        return self.visit.session if self.visit else None

    @property
    def role(self) -> Role:
        return self.account.role

    @property
    def name(self) -> str:
        return self.account.display_name

    @property
    def place(self) -> str:
        return self.account.place


def account_here() -> Account:
    """Return the account of whoever is signed in. raises: Forbidden, if nobody is"""
    person = current_person()
    if not isinstance(person, Officer):
        raise Forbidden
    return person.account


def desk_here() -> Desk:
    """Return the desk of whoever is signed in, at the moment of this request."""
    return desk_of(account_here())


def desk_of(account: Account) -> Desk:
    """Return the desk of this account, at the moment of this request."""
    office = office_here(account.district_id)
    return Desk(
        account.actor(), request_now(), account.district_id, office, cabinet_here()
    )


def office_here(district_id: int) -> Office:
    """Return the office of a district; a request that only reads asks for it once."""
    if request.method != "GET":
        return offices_here().of(district_id)
    known: dict[int, Office] = g.setdefault("offices_read", {})
    if district_id not in known:
        known[district_id] = offices_here().of(district_id, _in_force(district_id))
    return known[district_id]


def _in_force(district_id: int) -> InForce | None:
    """What holds in the district, as it was read with the visitor; None for nobody."""
    person = current_person()
    if not isinstance(person, Officer) or person.account.district_id != district_id:
        return None
    return person.visit.in_force if person.visit else None


def write(
    verb: Callable[Concatenate[Desk, P], T], /, *args: P.args, **given: P.kwargs
) -> T:
    """Call one verb at the desk of whoever is signed in, in its transaction.

    raises:  whatever the verb refuses; nothing is written then
    """
    desk = desk_here()
    with transaction():
        return verb(desk, *args, **given)


def write_in_steps(
    verb: Callable[Concatenate[Desk, P], Iterator[T]],
    /,
    *args: P.args,
    **given: P.kwargs,
) -> Iterator[T]:
    """Call a verb that says how far it is, all its steps in one transaction.

    Whoever stops asking before the last step undoes it. raises: as `write`
    """
    desk = desk_here()
    with transaction():
        yield from verb(desk, *args, **given)


def session_here() -> int | None:
    """Return the id of the session this request belongs to."""
    person = current_person()
    session = person.session if isinstance(person, Officer) else None
    return session.id if session else None
