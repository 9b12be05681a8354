"""Searching: everybody finds what they may see, and nothing tells them of the rest."""

from __future__ import annotations

from app.casework.desk import Desk
from app.domain.permissions import may, relations
from app.domain.terms import Command
from app.store import directory
from app.store.reads.conditions import Place
from app.store.reads.lines import TicketLine
from app.store.reads.search import Scope, search_lines
from app.store.reads.standing import list_standing
from app.store.register import Held


def search(
    desk: Desk, words: str, *, after: Place | None = None, limit: int = 50
) -> tuple[list[TicketLine], Place | None]:
    """The tickets that the words fit and the desk's officer may see, newest first.

    Who asked for confidence is not found by a department under a name, a telephone or
    what was told.

    returns: the tickets, and the place where the search goes on; None at its end
    """
    found = search_lines(scope_of(desk), words, desk.now, after=after, limit=limit + 1)
    following = found[limit - 1].place_by_filing if len(found) > limit else None
    found = found[:limit]
    standing = list_standing(line.id for line in found)
    return [
        line
        for line in found
        if _may_look(desk, standing[line.id]) and _may_be_found(desk, line, words)
    ], following


def scope_of(desk: Desk) -> Scope:
    """Where the officer may look: the own window's, the own department's, or all."""
    known = directory.district(desk.district)
    actor = desk.actor
    return Scope(
        desk.district,
        center=known.center_id(actor.center) if actor.center else None,
        department=known.department_ids[actor.department] if actor.department else None,
    )


def _may_look(desk: Desk, held: Held) -> bool:
    standing = relations(
        desk.actor, held.district, held.center, held.handed_up, held.facts
    )
    return may(desk.actor, standing, Command.VIEW)


def _may_be_found(desk: Desk, line: TicketLine, words: str) -> bool:
    if desk.actor.department is None or not line.confidential:
        return True
    return words.upper() in line.number or words in line.matter_name
