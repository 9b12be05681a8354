"""Who may enter a page: every view carries exactly one marker.

    @blueprint.get("/to-do")
    @for_roles(Role.HANDLER, Role.CHIEF_REPRESENTATIVE)
    def to_do(): ...

A marker says who may open the page. What a person may do to a ticket is asked from
domain/permissions, by the verbs and by the templates. A view without a marker is
closed to everybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, current_app, request
from werkzeug.exceptions import Forbidden

from app.domain.terms import Role

View = TypeVar("View", bound=Callable[..., object])

# Files that ship with the application: style sheets and scripts.
_FILES = frozenset({"shell.static", "bootstrap.static", "static"})


@dataclass(frozen=True)
class Access:
    """Who may open a page: anybody, anybody signed in, or some roles."""

    signed_in: bool
    roles: frozenset[Role] = frozenset()

    def admits(self, role: Role | None) -> bool:
        """Say whether a person of this role, or nobody signed in, may enter."""
        if not self.signed_in:
            return True
        return role is not None and (not self.roles or role in self.roles)


PUBLIC = Access(signed_in=False)
SIGNED_IN = Access(signed_in=True)


def public(view: View) -> View:
    """Open a page to everybody."""
    return _marked(view, PUBLIC)


def signed_in(view: View) -> View:
    """Open a page to every person who is signed in."""
    return _marked(view, SIGNED_IN)


def for_roles(*roles: Role) -> Callable[[View], View]:
    """Open a page to persons of these roles, at least one."""
    if not roles:
        raise ValueError("name at least one role, or use signed_in")

    def mark(view: View) -> View:
        return _marked(view, Access(signed_in=True, roles=frozenset(roles)))

    return mark


def access_of(app: Flask, endpoint: str) -> Access | None:
    """Return the marker of an endpoint; None, if the view carries none."""
    if endpoint in _FILES:
        return PUBLIC
    access = getattr(app.view_functions[endpoint], "access", None)
    return access if isinstance(access, Access) else None


def asked_for() -> Access:
    """Return the marker of the page that is asked for; unknown addresses are public.

    raises:  Forbidden, if the view carries no marker
    """
    if request.endpoint is None:
        return PUBLIC
    access = access_of(current_app, request.endpoint)
    if access is None:
        raise Forbidden(f"{request.endpoint} carries no access marker")
    return access


def _marked(view: View, access: Access) -> View:
    if hasattr(view, "access"):
        raise ValueError(f"{view!r} carries an access marker already")
    view.access = access  # type: ignore[attr-defined]
    return view
