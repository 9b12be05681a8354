"""What was said in the matter of one flag: asked, stated, ruled, objected, decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.hearing import PROCEDURE, FlagKey, key_words
from app.domain.masks import masked_name
from app.domain.terms import EntryKind, Ground, ReviewStatus
from app.store.reads.entries import EntryLine


@dataclass(frozen=True)
class Saying:
    """One word in the matter of a flag, or the reply to a notice."""

    entry: EntryLine
    by: str

    @property
    def ground(self) -> Ground | None:
        """The ground that a ruling names."""
        told = self.entry.payload.get("ground")
        return Ground(told) if told else None

    @property
    def outcome(self) -> ReviewStatus | None:
        """What an objection led to."""
        told = self.entry.payload.get("outcome")
        return ReviewStatus(told) if told else None


def sayings(
    key: FlagKey, entries: Sequence[EntryLine], *, with_replies: bool = False
) -> list[Saying]:
    """What was said on this flag, oldest first; with_replies: and to notices"""
    about = key_words(key)
    return [
        Saying(entry, masked_name(entry.actor_name or entry.actor))
        for entry in entries
        if (with_replies and entry.kind is EntryKind.NOTICE_REPLIED)
        or (
            entry.kind in PROCEDURE
            and {name: entry.payload.get(name) for name in about} == about
        )
    ]
