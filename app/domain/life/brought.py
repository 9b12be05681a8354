"""Steps of the ladder that an act brings itself, without waiting for a limit."""

from __future__ import annotations

from app.domain.acts import Act
from app.domain.facts import Clock, TicketFacts
from app.domain.rule_set import RuleSet
from app.domain.terms import CauseCode, EntryKind, State, Step


def steps_brought(
    before: TicketFacts, act: Act, clock: Clock | None, rules: RuleSet
) -> tuple[Step, ...]:
    """Raised after a second dissatisfaction, clue after a verified obstruction."""
    if clock is None:
        return ()
    brought = {
        Step.RAISED: act.kind is EntryKind.LEVEL_RAISED
        or _is_dissatisfied_again(before, act, rules),
        Step.CLUE: act.kind is EntryKind.VERIFIED
        and verified_cause(before, act) in rules.clue_causes,
    }
    return tuple(
        step for step, is_so in brought.items() if is_so and step not in clock.fallen
    )


def _is_dissatisfied_again(before: TicketFacts, act: Act, rules: RuleSet) -> bool:
    if before.redo_cycle + 1 < rules.raised_at_dissatisfaction:
        return False
    if act.kind is EntryKind.REOPENED:
        return before.state is State.CLOSED
    return act.kind is EntryKind.REVISITED and is_bad_revisit(act, rules)


def is_bad_revisit(act: Act, rules: RuleSet) -> bool:
    """Was the person reached, and is it not solved or badly rated?"""
    if not act.reached:
        return False
    worst = rules.findings.q1_bad_rating_max
    return act.solved is False or (act.rating is not None and act.rating <= worst)


def verified_cause(facts: TicketFacts, act: Act) -> CauseCode | None:
    """The cause a verification settles on: its own, or, when passed, the answer's."""
    if act.cause is not None:
        return act.cause
    return facts.last_cause if act.passed else None
