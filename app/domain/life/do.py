"""What every act is to the facts: a function that changes the copy it is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from app.domain.acts import Act
from app.domain.facts import TicketFacts
from app.domain.rule_set import RuleSet
from app.domain.working_calendar import WorkingCalendar

Do: TypeAlias = Callable[[TicketFacts, Act, WorkingCalendar, RuleSet], None]
