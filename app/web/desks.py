"""The desks: which blueprints there are and what stands in the navigation of whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint
from flask_babel.speaklater import LazyString

from app.domain.terms import Role


@dataclass(frozen=True)
class Place:
    """One entry of the navigation.

    roles:  whose navigation it stands in
    count:  name of the number beside it, asked from readers().counts; empty for none
    """

    endpoint: str
    label: LazyString
    roles: frozenset[Role]
    count: str = ""


@dataclass(frozen=True)
class Desk:
    """The pages of one kind of work.

    places:  in the order in which they stand in the navigation
    """

    blueprint: Blueprint
    places: Sequence[Place] = ()
