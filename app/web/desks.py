"""The desks: which blueprints there are and what stands in the navigation of whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from flask import Blueprint
from flask_babel import lazy_pgettext
from flask_babel.speaklater import LazyString

from app.domain.terms import Role


class Group(Enum):
    """What places are gathered under where there are too many for one line."""

    LATER = auto()
    DISTRICT = auto()
    PAPERS = auto()
    FIGURES = auto()
    MORE = auto()


GROUP_WORDS: Mapping[Group, LazyString] = {
    Group.LATER: lazy_pgettext("group of places", "Afterwards"),
    Group.DISTRICT: lazy_pgettext("group of places", "District"),
    Group.PAPERS: lazy_pgettext("group of places", "Papers"),
    Group.FIGURES: lazy_pgettext("group of places", "Figures"),
    Group.MORE: lazy_pgettext("group of places", "More"),
}


@dataclass(frozen=True)
class Place:
    """One entry of the navigation.

    roles:  whose navigation it stands in
    count:  name of the number beside it, asked from readers().counts; empty for none
    group:  under what it stands for whoever has too many; None: on the line itself
    """

    endpoint: str
    label: LazyString
    roles: frozenset[Role]
    count: str = ""
    group: Group | None = None


@dataclass(frozen=True)
class Desk:
    """The pages of one kind of work.

    places:  in the order in which they stand in the navigation
    """

    blueprint: Blueprint
    places: Sequence[Place] = ()
