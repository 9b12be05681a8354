"""The desk an act is done at: who acts, when, under which rules, in which district."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.casework.office import Office
from app.casework.storage import Cabinet
from app.domain.errors import NotPermitted
from app.domain.permissions import Actor


@dataclass(frozen=True, slots=True)
class Desk:
    """One act's surroundings, made by the door.

    now:      the door's one reading of the clock
    district: id of the district; everything read or written belongs to it
    cabinet:  where evidence for papers is kept; None at desks that write none
    """

    actor: Actor
    now: datetime
    district: int
    office: Office
    cabinet: Cabinet | None = None

    @property
    def user_id(self) -> int:
        """The account of whoever sits here. raises: NotPermitted, where nobody does"""
        if self.actor.user_id is None:
            raise NotPermitted("permission", role=self.actor.role)
        return self.actor.user_id
