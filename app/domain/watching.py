"""The policy watch-list (政策待变): what law or policy forbids today is explained, kept
after closing, and called back about when the rule changes.

An answer R5 puts a ticket on the list by itself.
Source: docs/rules.md, sections 2.1 (Yanhu), 12 (20), 13.2; S09.
"""

from __future__ import annotations

from app.domain.acts import Act
from app.domain.deciding import Moment, decide
from app.domain.decision import Decision, Json
from app.domain.facts import TicketFacts
from app.domain.lifecycle import require_possible
from app.domain.requirements import require_not_watched, require_watched
from app.domain.statements import required
from app.domain.terms import Command, EntryKind


def watch(facts: TicketFacts, policy: str, reason: str, moment: Moment) -> Decision:
    """Put it on the list.

    policy: which rule stands in the way; reason: what was explained to the person
    raises: RuleBroken watch.already, watch.merged; FieldMissing
    """
    require_possible(facts.state, Command.WATCH)
    require_not_watched(facts)
    required(policy, "policy")
    required(reason, "reason")
    act = Act(EntryKind.WATCHED, moment.not_before(facts))
    return decide(facts, act, moment, {"text": reason, "policy": policy})


def call_back(
    facts: TicketFacts, policy: str, reached: bool, text: str, moment: Moment
) -> Decision:
    """The rule changed: the person was called. Who was not reached stays on the list.

    policy: the new rule; text: what was said, or how it was tried
    """
    require_possible(facts.state, Command.CALL_BACK)
    require_watched(facts)
    required(policy, "policy")
    required(text, "text")
    words: dict[str, Json] = {"text": text, "policy": policy}
    act = Act(EntryKind.CALLED_BACK, moment.not_before(facts), reached=reached)
    return decide(facts, act, moment, words)


def unwatch(facts: TicketFacts, reason: str, moment: Moment) -> Decision:
    """Take it off the list, saying why nobody need be called."""
    require_possible(facts.state, Command.UNWATCH)
    require_watched(facts)
    required(reason, "reason")
    act = Act(EntryKind.UNWATCHED, moment.not_before(facts))
    return decide(facts, act, moment, {"text": reason})
