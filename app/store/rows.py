"""A Decision as rows: the second of the house's two translations.

Pure: nothing is read or written here. What a row is called is `tables`' business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias

from app.domain.canonical import canonical_json
from app.domain.decision import Decision, Entry, Review
from app.domain.facts import ENDED, Clock, TicketFacts, changed_clocks
from app.domain.facts_text import dump_facts
from app.domain.finding import FindingKey
from app.domain.hearing import RULED
from app.domain.permissions import SYSTEM_NAME, Actor
from app.domain.proof.integrity import ChainedEntry, payload_text
from app.domain.standards import CHANGES, ClockKey, moved_in
from app.domain.terms import ClockName, EntryKind, ReviewStatus, Role, Step
from app.store.directory import District
from app.store.hearings import hearing_row
from app.store.holding import Held

Row: TypeAlias = dict[str, Any]

ENDINGS = frozenset({EntryKind.CLOSED, EntryKind.WITHDRAWN, EntryKind.MERGED})


@dataclass(frozen=True, slots=True)
class Act:
    """One ticket, what is decided about it, by whom, and when that is recorded."""

    held: Held
    decision: Decision
    district: District
    actor: Actor
    recorded_at: datetime


@dataclass(slots=True)
class Prepared:
    """The rows of several acts, by table; `supervision` is not numbered yet.

    after:   the tickets in hand as they will stand
    told:    the same, each with the rows of its new entries
    tickets: of those whose standing changes; passed: of those that only went on
    """

    after: list[Held] = field(default_factory=list)
    told: list[tuple[Held, list[Row]]] = field(default_factory=list)
    tickets: list[Row] = field(default_factory=list)
    passed: list[Row] = field(default_factory=list)
    entries: list[Row] = field(default_factory=list)
    clocks: list[Row] = field(default_factory=list)
    clocks_made_anew: list[Row] = field(default_factory=list)
    escalations: list[Row] = field(default_factory=list)
    supervision: list[Row] = field(default_factory=list)
    notices: list[Row] = field(default_factory=list)
    ended_notices: list[Row] = field(default_factory=list)
    reviews: list[Row] = field(default_factory=list)
    finding_reviews: list[Row] = field(default_factory=list)
    stated: list[Row] = field(default_factory=list)


def prepare(acts: Iterable[Act]) -> Prepared:
    """The rows of all acts."""
    rows = Prepared()
    for act in acts:
        entries = entry_rows(act)
        now = written(act, entries[-1]["hash"] if entries else act.held.chain_head)
        old = {"old_id": now.ticket_id, "old_version": act.held.version}
        rows.after.append(now)
        rows.told.append((now, entries))
        if _stands_elsewhere(act.decision):
            rows.tickets.append(old | standing(now, act.decision, act.district))
        else:
            rows.passed.append(old | going_on(now, act.decision))
        rows.entries += entries
        started, moved = clock_rows(act)
        rows.clocks += started
        rows.clocks_made_anew += moved
        rows.escalations += escalation_rows(act)
        rows.supervision += supervision_rows(act)
        rows.notices += notice_rows(act)
        rows.ended_notices += ended_notice_rows(act)
        for review in act.decision.reviews:
            is_finding = isinstance(review.key, FindingKey)
            kept = rows.finding_reviews if is_finding else rows.reviews
            kept.append(review_row(act, review))
        rows.stated += stated_rows(act)
    return rows


def entry_rows(act: Act) -> list[Row]:
    """The timeline entries, chained to the ticket's last one."""
    previous, seq = act.held.chain_head, act.held.entry_count
    rows = []
    for entry in act.decision.entries:
        seq += 1
        row = _entry_row(act, entry, seq, previous)
        previous = row["hash"]
        rows.append(row)
    return rows


def _entry_row(act: Act, entry: Entry, seq: int, previous: str) -> Row:
    name, role, user_id = act.actor.name, act.actor.role, act.actor.user_id
    if entry.by_time:
        name, role, user_id = SYSTEM_NAME, Role.SYSTEM, None
    chained = ChainedEntry(
        act.held.number,
        seq,
        entry.kind,
        entry.at,
        act.recorded_at,
        name,
        role,
        entry.department,
        payload_text(entry.payload),
    )
    return {
        "ticket_id": act.held.ticket_id,
        "seq": seq,
        "kind": entry.kind,
        "at": entry.at,
        "recorded_at": act.recorded_at,
        "actor_id": user_id,
        "actor_name": name,
        "role": role,
        "department": entry.department,
        "payload": chained.payload,
        "previous_hash": previous,
        "hash": chained.chained_to(previous),
    }


def written(act: Act, chain_head: str) -> Held:
    """The ticket as it is in hand after the writing."""
    held, decision = act.held, act.decision
    return Held(
        held.ticket_id,
        held.district_id,
        held.district,
        held.center_id,
        held.center,
        held.number,
        held.version + 1,
        held.entry_count + len(decision.entries),
        chain_head,
        decision.rules_hash or held.rules_hash,
        decision.calendar_hash or held.calendar_hash,
        _closed_at(held.closed_at, decision),
        decision.facts,
        _look_at(held.look_at, act),
        held.is_heard,
    )


def _look_at(before: datetime | None, act: Act) -> datetime | None:
    """A look that is owed already stays owed; what comes later is settled anew."""
    new = act.decision.look_at
    if before is None or before >= act.recorded_at:
        return new
    return before if new is None else min(before, new)


def _closed_at(before: datetime | None, decision: Decision) -> datetime | None:
    """The moment of the ending that counts; None while the ticket is open."""
    if decision.facts.state not in ENDED:
        return None
    for entry in reversed(decision.entries):
        if entry.kind in ENDINGS:
            return entry.at
    return before


def standing(now: Held, decision: Decision, district: District) -> Row:
    """The columns of the ticket row that follow from the decision."""
    facts = decision.facts
    promise = facts.promise
    return {
        **going_on(now, decision),
        "window_id": district.center_id(now.window),
        "state": facts.state,
        "holder_id": district.department_id(facts.holder),
        "ticket_class": facts.ticket_class,
        "due_at": promise.due_at if promise else None,
        "stopped_at": promise.stopped_at if promise else None,
        "handed_up": facts.handed_up,
        "asked_extension": facts.asked_days,
        "redo_cycle": facts.redo_cycle,
        "watched": facts.watched,
        "meeting_called": facts.meeting_called,
        "meeting_owed": facts.meeting_owed,
        "dispatched_at": facts.dispatched_at,
        "closed_at": now.closed_at,
        "rules_hash": now.rules_hash,
        "calendar_hash": now.calendar_hash,
    }


def going_on(now: Held, decision: Decision) -> Row:
    """The columns that every decision changes."""
    return {
        "version": now.version,
        "next_at": decision.next_at,
        "look_at": now.look_at,
        "provisional": decision.provisional,
        "entry_count": now.entry_count,
        "chain_head": now.chain_head,
        "facts": dump_facts(decision.facts),
    }


def _stands_elsewhere(decision: Decision) -> bool:
    """Does it change one of the other columns? A step of the ladder does not, and
    most of what is ever written is such steps; each column left out spares indexes."""
    before, after = decision.before, decision.facts
    if decision.calendar_hash:
        return True
    return before is None or _place(before) != _place(after)


def _place(facts: TicketFacts) -> tuple[object, ...]:
    promise = facts.promise
    return (
        facts.state,
        facts.holder,
        promise and (promise.due_at, promise.stopped_at),
        facts.handed_up,
        facts.asked_days,
        facts.redo_cycle,
        facts.watched,
        facts.meeting_called,
        facts.meeting_owed,
        facts.dispatched_at,
    )


def stated_rows(act: Act) -> list[Row]:
    """What an entry states, for columns of the ticket row; what is stated last holds."""
    return [
        {"old_id": act.held.ticket_id, name: read(entry.payload[name])}
        for entry in act.decision.entries
        for name, read in _STATED.items()
        if entry.payload.get(name)
    ]


_STATED: Mapping[str, Callable[[Any], object]] = {
    "cause": str,
    "exclusion": str,
    "archive_no": str,
    "retention_until": date.fromisoformat,
}


def clock_rows(act: Act) -> tuple[list[Row], list[Row]]:
    """The clocks that the decision starts, moves or stops; and, apart, those whose
    limit a change of the rules or the calendar moved: these are made anew by it."""
    changed = changed_clocks(act.decision.before, act.decision.facts)
    moved = _moved(act.decision.entries)
    rows: list[Row] = [
        {
            "ticket_id": act.held.ticket_id,
            "name": clock.name,
            "cycle": clock.cycle,
            "department_id": act.district.department_id(clock.department),
            "started_at": clock.started_at,
            "due_at": clock.due_at,
            "stopped_at": clock.stopped_at,
            "colour": clock.colour,
            "rules_hash": rules,
            "calendar_hash": calendar,
        }
        for clock in changed
        for rules, calendar in [_made_by(act, clock, moved)]
    ]
    return (
        [row for row in rows if (row["name"], row["cycle"]) not in moved],
        [row for row in rows if (row["name"], row["cycle"]) in moved],
    )


def _moved(entries: Iterable[Entry]) -> frozenset[ClockKey]:
    """The clocks that a change among the entries moved."""
    changes = (entry.payload for entry in entries if entry.kind in CHANGES)
    return next(map(moved_in, changes), frozenset())


def _made_by(act: Act, clock: Clock, moved: frozenset[ClockKey]) -> tuple[str, str]:
    """Hashes of the rules and the calendar that made the clock's limit."""
    held, decision = act.held, act.decision
    if clock.key not in moved:
        return held.rules_hash, held.calendar_hash
    return (
        decision.rules_hash or held.rules_hash,
        decision.calendar_hash or held.calendar_hash,
    )


def escalation_rows(act: Act) -> list[Row]:
    """The steps that fell, each with the timeline entry that tells of it.

    Steps and their `escalated` entries stand in the same order.
    """
    if not act.decision.escalations:
        return []
    seqs = enumerate(act.decision.entries, start=act.held.entry_count + 1)
    told = [seq for seq, entry in seqs if entry.kind is EntryKind.ESCALATED]
    return [
        {
            "district_id": act.held.district_id,
            "ticket_id": act.held.ticket_id,
            "clock": one.key[0],
            "cycle": one.key[1],
            "step": one.key[2],
            "department_id": act.district.department_id(one.department),
            "due_at": one.due_at,
            "detected_at": act.recorded_at,
            "rules_hash": act.held.rules_hash,
            "calendar_hash": act.held.calendar_hash,
            "entry_seq": seq,
            "review_status": _first_status(one.key[2]),
        }
        for one, seq in zip(act.decision.escalations, told, strict=True)
    ]


def _first_status(step: Step) -> ReviewStatus | None:
    return None if step is Step.YELLOW else ReviewStatus.PENDING


def supervision_rows(act: Act) -> list[Row]:
    """The supervision notices, not yet numbered."""
    return [
        {
            "district_id": act.held.district_id,
            "colour": notice.colour,
            "year": notice.issued_at.astimezone(act.district.zone).year,
            "ticket_id": act.held.ticket_id,
            "department_id": act.district.department_id(notice.department),
            "issued_at": notice.issued_at,
            "recorded_at": act.recorded_at,
            "reply_due_at": notice.reply_due_at,
            "reply_cycle": notice.reply_cycle,
            "clock": notice.escalation[0] if notice.escalation else None,
            "cycle": notice.escalation[1] if notice.escalation else None,
            "step": notice.escalation[2] if notice.escalation else None,
            "text": notice.text,
        }
        for notice in act.decision.supervision_notices
    ]


def notice_number(row: Row, prefix: str) -> str:
    """The number as it is written: 蓬督蓝〔2026〕19号."""
    colour = row["colour"].zh[0]
    return f"{prefix}{colour}〔{row['year']}〕{row['sequence']}号"


_ENDS_A_NOTICE = {
    EntryKind.NOTICE_REPLIED: ("replied_at", "reply_text"),
    EntryKind.NOTICE_LIFTED: ("lifted_at", "lift_reasons"),
}


def ended_notice_rows(act: Act) -> list[Row]:
    """What is now answered or lifted, found by the reply clock that stopped with the
    entry."""
    return [
        {
            "old_ticket_id": act.held.ticket_id,
            "old_reply_cycle": clock.cycle,
            at_column: entry.at,
            text_column: str(entry.payload.get("text") or ""),
        }
        for entry in act.decision.entries
        if entry.kind in _ENDS_A_NOTICE
        for at_column, text_column in [_ENDS_A_NOTICE[entry.kind]]
        for clock in _stopped_replies(act.decision.before, act.decision.facts)
        if clock.stopped_at == entry.at and clock.colour == entry.payload.get("step")
    ]


def _stopped_replies(before: TicketFacts | None, after: TicketFacts) -> list[Clock]:
    return [
        clock
        for clock in changed_clocks(before, after)
        if clock.name is ClockName.NOTICE_REPLY and not clock.runs
    ]


def review_row(act: Act, review: Review) -> Row:
    """A flag's hearing as an entry leaves it; who ruled, or decided, when it did."""
    names = ("code", "start_seq", "nth")
    if not isinstance(review.key, FindingKey):
        names = ("clock", "cycle", "step")
    row: Row = {"old_ticket_id": act.held.ticket_id}
    row |= {f"old_{name}": part for name, part in zip(names, review.key, strict=True)}
    row |= hearing_row(review.hearing)
    if review.kind in RULED:
        row["reviewed_by_id"] = act.actor.user_id
    if review.kind is EntryKind.OBJECTION_DECIDED:
        row["decided_by_id"] = act.actor.user_id
    return row


def notice_rows(act: Act) -> list[Row]:
    """The messages, as in-app notices and mails still to be sent."""
    if not act.decision.notices:
        return []
    facts, replies = act.decision.facts, _replies_due(act.decision)
    promise = facts.promise
    due_at = promise.due_at if promise else None
    told: dict[str, object] = {
        "number": act.held.number,
        "department": facts.holder,
        "due_at": due_at.isoformat() if due_at else None,
    }
    return [
        {
            "district_id": act.held.district_id,
            "ticket_id": act.held.ticket_id,
            "kind": notice.kind,
            "audience": notice.audience,
            "facts": canonical_json(told | replies.get(notice.kind, {})),
            "created_at": act.recorded_at,
            "next_attempt_at": act.recorded_at,
        }
        for notice in act.decision.notices
    ]


def _replies_due(decision: Decision) -> dict[str, dict[str, object]]:
    """By kind of message: until when what it is about asks for something: a reply to a
    supervision notice, or the next step of a hearing."""
    asked: dict[str, dict[str, object]] = {}
    for one in decision.supervision_notices:
        kind = f"step_{one.escalation[2]}" if one.escalation else _ISSUED
        asked[kind] = {"reply_due_at": one.reply_due_at.isoformat()}
    for review in decision.reviews:
        name = _ASKS_UNTIL.get(review.kind)
        due_at = getattr(review.hearing, name) if name else None
        if due_at is not None:
            asked[str(review.kind)] = {str(name): due_at.isoformat()}
    return asked


_ISSUED = str(EntryKind.NOTICE_ISSUED)
_ASKS_UNTIL = {
    EntryKind.STATEMENT_REQUESTED: "statement_due_at",
    EntryKind.STATEMENT_GIVEN: "ruling_due_at",
    EntryKind.ESCALATION_CONFIRMED: "objection_due_at",
    EntryKind.DOWNGRADED: "objection_due_at",
    EntryKind.OBJECTED: "decision_due_at",
}
