"""The desks: which blueprints there are and what stands in the navigation of whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from flask import Blueprint
from flask_babel.speaklater import LazyString

from app.casework.desk import Desk as CaseworkDesk
from app.domain.terms import Role

Counter: TypeAlias = Callable[[CaseworkDesk], int]


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
    counts:  how the numbers beside them are counted, by the `count` of a place; asked
             once a page, for the places of the person alone; `alerts` for everybody
    """

    blueprint: Blueprint
    places: Sequence[Place] = ()
    counts: Mapping[str, Counter] = field(default_factory=dict)
