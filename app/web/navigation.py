"""The navigation of one person: the places, and what they are gathered under so that
they stand on one line.

Whoever has few places sees them all. Of many, those without a group stay on the line,
the others open below their group's word, at the position of its first; what would be
alone under a word stands with the other lone ones, or on the line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request, url_for

from app.web.desks import GROUP_WORDS, Group, Place

MOST = 7


@dataclass(frozen=True)
class NavigationLink:
    """One place as it is drawn. here: the page belongs to it."""

    address: str
    label: str
    count: int | None
    here: bool
    group: Group | None = None


@dataclass(frozen=True)
class NavigationGroup:
    """Places below one word; without a word they are one, on the line itself."""

    label: str
    links: Sequence[NavigationLink]

    @property
    def here(self) -> bool:
        """Does the page belong to one of them?"""
        return any(link.here for link in self.links)

    @property
    def count(self) -> int:
        """What waits in all of them."""
        return sum(link.count or 0 for link in self.links)


def links_of(
    places: Sequence[Place], counts: Mapping[str, int]
) -> tuple[NavigationLink, ...]:
    """The places as links, in their order, with their numbers."""
    known = [(place, url_for(place.endpoint)) for place in places]
    own = [at for place, at in known if place.endpoint == request.endpoint]
    here = own[0] if own else _place_here([address for _, address in known])
    return tuple(
        NavigationLink(
            address,
            str(place.label),
            counts.get(place.count) if place.count else None,
            address == here,
            place.group,
        )
        for place, address in known
    )


def gathered(links: Sequence[NavigationLink]) -> tuple[NavigationGroup, ...]:
    """The links below the words of their groups, in the order of the line."""
    members: dict[Group | int, list[NavigationLink]] = {}
    for nth, (link, group) in enumerate(zip(links, _groups(links), strict=True)):
        members.setdefault(nth if group is None else group, []).append(link)
    return tuple(
        NavigationGroup(str(GROUP_WORDS[key]) if isinstance(key, Group) else "", found)
        for key, found in members.items()
    )


def _groups(links: Sequence[NavigationLink]) -> list[Group | None]:
    """Under what each stands; None for the line itself."""
    if len(links) <= MOST:
        return [None] * len(links)
    sizes = Counter(link.group for link in links)
    lone = [link for link in links if link.group and sizes[link.group] == 1]
    instead = Group.MORE if len(lone) > 1 else None
    return [instead if link in lone else link.group for link in links]


def _place_here(addresses: Sequence[str]) -> str:
    """Return the place that this page or the page above it is; empty for none."""
    path = f"{request.path.rstrip('/')}/"
    above = [one for one in addresses if path.startswith(f"{one.rstrip('/')}/")]
    return max(above, key=len, default="")
