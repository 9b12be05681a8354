"""A ticket's own timeline told again: what each entry found, and what it left.

The same fold that proves the timeline (`proving`), kept step by step, so that a page
can say what every entry did to the clocks. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.entries import FOLDED_KINDS, Told, entry_act
from app.domain.errors import Refusal
from app.domain.facts import TicketFacts, copied
from app.domain.life.applying import apply_act, open_ticket
from app.domain.passing_time import bring_next, bring_steps
from app.domain.proof.proving import BY_TIME
from app.domain.standards import Standard
from app.domain.terms import TicketClass

E = TypeVar("E", bound=Told)


@dataclass(frozen=True, slots=True)
class Turn(Generic[E]):
    """One entry. before, after: the facts around it.

    Both are None from the first entry on that cannot be folded (a timeline that was
    tampered with); `before` is None at the filing.
    """

    entry: E
    before: TicketFacts | None
    after: TicketFacts | None


def course(entries: Sequence[E], judged_by: Sequence[Standard]) -> tuple[Turn[E], ...]:
    """Every entry with the facts around it.

    entries:   the ticket's timeline, oldest first, with what time brought
    judged_by: what judges each of them, see `standards`
    """
    fold = _Fold()
    turns: list[Turn[E]] = []
    for entry, standard in zip(entries, judged_by, strict=True):
        before = fold.facts
        try:
            fold.take(entry, standard)
        except (Refusal, ValueError, KeyError, TypeError):
            rest = entries[len(turns) :]
            return (*turns, *(Turn(one, None, None) for one in rest))
        turns.append(Turn(entry, before, fold.facts))
    return tuple(turns)


class _Fold:
    """The facts so far, and those that the steps of the last act still bring."""

    def __init__(self) -> None:
        self.facts: TicketFacts | None = None
        self._coming: list[TicketFacts] = []

    def take(self, entry: Told, standard: Standard) -> None:
        if self.facts is None:
            ticket_class = TicketClass(entry.payload["class"])
            self.facts = open_ticket(ticket_class, entry.at)
        elif entry.kind in BY_TIME:
            self.facts = self._brought(self.facts, standard)
        elif entry.kind in FOLDED_KINDS:
            self.facts = self._acted(self.facts, entry, standard)

    def _brought(self, facts: TicketFacts, standard: Standard) -> TicketFacts:
        if self._coming:
            return self._coming.pop(0)
        return bring_next(facts, *standard)[0]

    def _acted(
        self, facts: TicketFacts, entry: Told, standard: Standard
    ) -> TicketFacts:
        act = entry_act(entry.kind, entry.at, entry.department, entry.payload)
        after, steps = apply_act(facts, act, *standard)
        promise = facts.promise
        if steps and promise is not None:
            further = copied(after)
            brought = bring_steps(further, steps, promise.key, *standard)
            self._coming = [further] * len(brought)
        return after
