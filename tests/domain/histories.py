"""Random histories in which every act is one that the rules allow."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from app.domain.acts import Act
from app.domain.errors import Refusal
from app.domain.facts import TicketFacts
from app.domain.history import fold, told_until
from app.domain.life.applying import open_ticket
from app.domain.lifecycle import require_act_possible
from app.domain.passing_time import advance, next_moment
from app.domain.replay import act_upon
from app.domain.terms import (
    CauseCode,
    Colour,
    EntryKind,
    ResultCode,
    State,
    SuspensionReason,
    TicketClass,
)
from tests.given import the_calendar, the_rules

K = EntryKind
C38 = CauseCode.C38
FIRST = datetime.fromisoformat("2026-11-23T09:10:00+08:00")
DEPARTMENTS = ("SJ", "GA", "ZJ")
SECOND = timedelta(seconds=1)

# Waiting: not at all, a moment, a morning, days, weeks; None is until time acts.
GAPS = st.sampled_from(
    [timedelta(0), SECOND, timedelta(hours=1), timedelta(hours=7), timedelta(days=1)]
    + [timedelta(days=2, hours=3), timedelta(days=9), None, None]
)


# What people mostly do comes more than once; ends come seldom.
KINDS = [K.SIGNED, K.CONTACTED, K.PROGRESSED, K.SUSPENDED, K.RESUMED, K.EXTENDED]
KINDS += [K.RETURNED, K.ARBITRATED, K.VERIFIED, K.REVISITED, K.CLOSED, K.REOPENED]
KINDS += [K.NOTICE_REPLIED, K.NOTICE_ISSUED, K.NOTICE_LIFTED, K.EXTENSION_REQUESTED]
KINDS = [*KINDS * 2, *[K.ANSWERED, K.VERIFIED, K.REVISITED, K.REOPENED] * 6]
KINDS += [K.WITHDRAWN, K.ARCHIVED, K.HANDED_UP]


def judge(ticket_class, acts, until, calendar, rules):
    """What a history comes to by a moment, itself included."""
    return told_until(fold(ticket_class, acts, calendar, rules), until, calendar, rules)


def _possible(state: State) -> list[EntryKind]:
    return [kind for kind in KINDS if _is_possible(state, kind)] or [K.CONTACTED]


def _is_possible(state: State, kind: EntryKind) -> bool:
    try:
        require_act_possible(state, kind)
    except Refusal:
        return False
    return True


POSSIBLE = {state: st.sampled_from(_possible(state)) for state in State}

# What an act says, by its kind.
SAID: dict[EntryKind, dict[str, st.SearchStrategy[object]]] = {
    K.SUSPENDED: {
        "reason": st.sampled_from(SuspensionReason),
        "notice_no": st.sampled_from(["", "B-1", "B-1", "B-1"]),
        "planned_days": st.integers(1, 25),
    },
    K.EXTENDED: {"granted_days": st.integers(1, 5)},
    K.EXTENSION_REQUESTED: {"granted_days": st.integers(1, 5)},
    K.ARBITRATED: {"upheld": st.booleans()},
    K.ANSWERED: {
        "result": st.just(ResultCode.R1),
        "cause": st.sampled_from([CauseCode.C21, CauseCode.C32, CauseCode.C38]),
    },
    K.VERIFIED: {"passed": st.booleans(), "cause": st.sampled_from([None, C38])},
    K.REVISITED: {
        "reached": st.sampled_from([True, True, False]),
        "solved": st.booleans(),
        "rating": st.sampled_from([None, 1, 3, 5]),
    },
    K.NOTICE_REPLIED: {"colour": st.sampled_from(Colour)},
    K.NOTICE_ISSUED: {"colour": st.sampled_from(Colour)},
    K.NOTICE_LIFTED: {"colour": st.sampled_from(Colour)},
}


@st.composite
def acts(draw: st.DrawFn, facts: TicketFacts, at: datetime) -> Act:
    """An act that the table of states allows; a rule may still refuse it."""
    kind = draw(POSSIBLE[facts.state])
    holder = facts.holder or "SJ"
    department = draw(st.sampled_from([holder, holder, *DEPARTMENTS]))
    said: dict[str, Any] = {
        name: draw(values) for name, values in SAID.get(kind, {}).items()
    }
    return Act(kind, at, department, **said)


# A first course of the ticket that nobody was satisfied with.
REDONE = [
    Act(K.ANSWERED, FIRST, "SJ", result=ResultCode.R1, cause=CauseCode.C21),
    Act(K.VERIFIED, FIRST, passed=True),
    Act(K.REVISITED, FIRST, reached=True, solved=False),
    Act(K.REOPENED, FIRST),
]


@st.composite
def histories(draw: st.DrawFn) -> tuple[TicketClass, tuple[Act, ...]]:
    """A class and a possible history of it; filed and dispatched come first."""
    ticket_class = draw(st.sampled_from(TicketClass))
    assisting = draw(st.sampled_from([(), (), ("GA",), ("GA", "ZJ")]))
    history = [Act(K.FILED, FIRST), Act(K.DISPATCHED, FIRST, "SJ", assisting)]
    if draw(st.booleans()):
        history = [history[0], Act(K.DISPATCHED, FIRST, "SJ"), *REDONE]
    facts = open_ticket(ticket_class, FIRST)
    for act in history[1:]:
        facts = act_upon(facts, act, the_calendar(), the_rules())[0]
    for gap in draw(st.lists(GAPS, min_size=8, max_size=30)):
        at = _moment(facts, gap)
        ready, _ = advance(facts, at, the_calendar(), the_rules())
        act = draw(acts(ready, at))
        try:
            facts = act_upon(facts, act, the_calendar(), the_rules())[0]
        except Refusal:
            continue
        history.append(act)
    return ticket_class, tuple(history)


def _moment(facts: TicketFacts, gap: timedelta | None) -> datetime:
    if gap is not None:
        return facts.last_at + gap
    return next_moment(facts, the_calendar(), the_rules()) or facts.last_at
