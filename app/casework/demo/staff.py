"""The demo's people at their desks, and what else their acts need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.casework.demo.people import DemoPerson
from app.casework.desk import Desk
from app.casework.office import Office
from app.casework.routing import DepartmentRouter
from app.domain.permissions import Actor


@dataclass(frozen=True, slots=True)
class Staff:
    """Who acts in the demo, and where.

    people:            by sign-in name, each with the id of the account
    district:          id and code
    router:            proposes departments from what was told
    data_request_days: calendar days for the answer to a request about own data
    """

    people: Mapping[str, tuple[DemoPerson, int]]
    office: Office
    district: tuple[int, str]
    router: DepartmentRouter
    data_request_days: int

    def desk(self, username: str, now: datetime) -> Desk:
        """The desk of one of them at a moment."""
        person, user_id = self.people[username]
        actor = Actor(
            username,
            person.role,
            self.district[1],
            user_id,
            person.center,
            person.department,
            person.center == "C0",
        )
        return Desk(actor, now, self.district[0], self.office)
