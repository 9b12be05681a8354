"""The verb that files a closed ticket away, under the next number of the archive."""

from __future__ import annotations

from app.casework.corridor import act
from app.casework.desk import Desk
from app.domain import archiving
from app.domain.deciding import Moment
from app.domain.decision import Decision
from app.domain.facts import TicketFacts
from app.domain.lifecycle import require_possible
from app.domain.terms import Command, Verdict
from app.store import register
from app.store.register import Held


def archive_ticket(
    desk: Desk,
    number: str,
    verdict: Verdict,
    text: str = "",
    seen: int | None = None,
) -> Held:
    """File it away for good, saying who answers for the trouble. Center duty leader."""

    def rule(facts: TicketFacts, moment: Moment) -> Decision:
        require_possible(facts.state, Command.ARCHIVE)  # no number for a refused one
        archive_no = register.take_archive_number(desk.district, desk.now)
        years = desk.office.practice.retention_years[facts.ticket_class]
        return archiving.archive(facts, verdict, text, archive_no, years, moment)

    return act(desk, number, Command.ARCHIVE, rule, seen)
