"""A talk (约谈) with the leader of a department, as it is put on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from app.domain.decision import Json
from app.domain.errors import RuleBroken
from app.domain.statements import required

LONGEST_AGO = timedelta(days=366)  # earlier is a slip of the hand


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said at a talk.

    held_at:  aware; attended: posts, not names; text: what was pointed out
    pledge:   what the department undertook, and until when
    """

    held_at: datetime
    place: str
    attended: str
    text: str
    pledge: str

    @property
    def said(self) -> str:
        """Everything that the department reads of it."""
        return "\n".join((self.place, self.attended, self.text, self.pledge))


def talk_words(talk: Talk, now: datetime, zone: tzinfo) -> dict[str, Json]:
    """The words of its record.

    raises: RuleBroken talk.not_yet, talk.too_long_ago; FieldMissing
    """
    for field in ("place", "attended", "text", "pledge"):
        required(getattr(talk, field), field)
    if talk.held_at > now:
        raise RuleBroken("talk.not_yet", field="held_at")
    if now - talk.held_at > LONGEST_AGO:
        raise RuleBroken("talk.too_long_ago", field="held_at")
    return {
        "text": talk.text,
        "held_at": talk.held_at.astimezone(zone).isoformat(),
        "place": talk.place,
        "present": talk.attended,
        "pledge": talk.pledge,
    }
