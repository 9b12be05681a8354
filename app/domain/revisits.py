"""After the answer: verification by the window, revisits, redo, closing.

Source: docs/rules.md, section 13.3.
"""

from __future__ import annotations

from app.domain.acts import Act
from app.domain.deciding import Moment, decide
from app.domain.decision import Decision
from app.domain.errors import FieldMissing, RuleBroken
from app.domain.facts import TicketFacts
from app.domain.lifecycle import require_possible
from app.domain.statements import required
from app.domain.terms import CauseCode, Command, EntryKind


def verify(
    facts: TicketFacts,
    passed: bool,
    cause: CauseCode | None,
    method: str,
    text: str,
    moment: Moment,
) -> Decision:
    """Check what the department says is done; not passed sends it back, clock as it was.

    cause: the final cause code; required when it passes
    """
    require_possible(facts.state, Command.VERIFY)
    required(text, "text")
    if passed and cause is None and facts.last_cause is None:
        raise FieldMissing("field.missing", field="cause")
    act = Act(EntryKind.VERIFIED, moment.not_before(facts), passed=passed, cause=cause)
    return decide(facts, act, moment, {"text": text, "method": method})


def revisit(
    facts: TicketFacts,
    reached: bool,
    solved: bool | None,
    rating: int | None,
    text: str,
    moment: Moment,
) -> Decision:
    """Record an attempt to ask the complainant. No rating is no rating.

    rating: 1..5, 5 very satisfied; None when the person did not rate
    raises: FieldMissing when a reached person's answer to "solved?" is missing
    """
    require_possible(facts.state, Command.REVISIT)
    if reached and solved is None:
        raise FieldMissing("field.missing", field="solved")
    if rating is not None and rating not in range(1, 6):
        raise RuleBroken("revisit.rating", field="rating")
    act = Act(
        EntryKind.REVISITED,
        moment.not_before(facts),
        reached=reached,
        solved=solved if reached else None,
        rating=rating if reached else None,
    )
    return decide(facts, act, moment, {"text": text} if text else {})


def close(facts: TicketFacts, text: str, moment: Moment) -> Decision:
    """End the case. After a bad revisit the department must have called first."""
    require_possible(facts.state, Command.CLOSE)
    act = Act(EntryKind.CLOSED, moment.not_before(facts))
    words = {"how": "revisited", **({"text": text} if text else {})}
    return decide(facts, act, moment, words)


def reopen(facts: TicketFacts, reason: str, moment: Moment) -> Decision:
    """Not solved or rated badly: the department does it again; earlier lateness stays."""
    require_possible(facts.state, Command.REOPEN)
    required(reason, "reason")
    act = Act(EntryKind.REOPENED, moment.not_before(facts), facts.holder)
    return decide(facts, act, moment, {"text": reason})
