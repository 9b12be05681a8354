"""Verbs on the rule file itself: a draft, its trial, its coming into force.

The drafter never puts a draft in force. What starts afterwards stands under the new
rules; running cases keep theirs unless the activation takes them over, each then with an
entry of its own in the same transaction. Ended cases stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from app.casework.desk import Desk
from app.casework.office import Office, Offices
from app.casework.trying import Trial, try_draft
from app.domain.backtest import Compared, Totals
from app.domain.deciding import change_rules
from app.domain.decision import Decision, Json
from app.domain.errors import NotPossible
from app.domain.recomputing import moved_clocks
from app.domain.rules.changes import (
    require_begun,
    require_change,
    require_keeper,
    require_second_person,
)
from app.domain.rules.file import load_rule_file, load_rules
from app.domain.standards import Standard
from app.store import directory, register, rule_files, versions
from app.store.reads.histories import count_histories, recorded_histories
from app.store.reads.people import person_of
from app.store.register import Held
from app.store.rule_files import RuleFile

BATCH = 1_000
TRIED = 1_000
SHOWN = 200


@dataclass(slots=True)
class Tried:
    """What a draft would have made of the latest cases.

    of:      so many cases the register has; totals tell how many were tried
    tickets: the first of those with a difference
    """

    of: int
    totals: Totals = field(default_factory=Totals)
    tickets: list[Compared] = field(default_factory=list)


@dataclass(slots=True)
class Taken:
    """What an activation did to running cases: so many came under the new rules, of so
    many a limit moved."""

    cases: int = 0
    moved: int = 0


def draft_rules(desk: Desk, raw: bytes) -> int:
    """Keep a draft. Inspection and dispatch.

    returns: its number
    raises:  NotPermitted; RuleFileFaults with everything that is wrong with it;
             RuleBroken rules.same, when it says what holds already
    """
    require_keeper(desk.actor.role)
    text, rules = load_rule_file(raw)
    require_change(rules, desk.office.rules)
    return rule_files.add_draft(
        desk.district, rules.version, rules.title, text, desk.actor.name, desk.now
    )


def give_up_draft(desk: Desk, draft_id: int) -> None:
    """Give a draft up. raises: NotPermitted, NotFound, NotPossible when it is none"""
    require_keeper(desk.actor.role)
    _open_draft(desk, draft_id)
    rule_files.mark_discarded(draft_id, desk.now)


def take_back_draft(desk: Desk, draft_id: int) -> None:
    """Take a draft back that was given up by mistake. Inspection and dispatch.

    raises: NotPermitted, NotFound; NotPossible, when it was not given up, or says what
            holds by now
    """
    require_keeper(desk.actor.role)
    draft = rule_files.hold_rule_file(desk.district, draft_id)
    if draft.discarded_at is None:
        raise NotPossible("rules.not_given_up", draft=draft_id)
    require_change(load_rules(draft.text), desk.office.rules)
    rule_files.mark_discarded(draft_id, None)


def try_rules(desk: Desk, text: str, newest: int = TRIED) -> Tried:
    """What a draft would have made of the latest cases. It changes nothing."""
    tried = Tried(count_histories(desk.district, None))
    histories = recorded_histories(desk.district, None, newest)
    for part in try_draft(trial(desk.office, text, desk.now), histories):
        tried.totals.merge(part.totals)
        tried.tickets += part.told[: SHOWN - len(tried.tickets)]
    return tried


def trial(office: Office, draft: str, now: datetime) -> Trial:
    """What a back-test of this office judges by."""
    return Trial(
        office.rules_text,
        draft,
        json.dumps(office.holidays),
        now,
        json.dumps(office.hours),
        json.dumps(office.days),
    )


def activate_rules(
    desk: Desk, offices: Offices, draft_id: int, *, takes_running: bool
) -> Taken:
    """Put a draft in force. A second person of inspection or dispatch.

    takes_running: do running cases come under it as well? Each gets an entry then

    raises: NotPermitted, also for the drafter; NotFound; NotPossible, when it is no
            draft any more; RuleBroken rules.same, rules.not_begun
    """
    require_keeper(desk.actor.role)
    draft = _open_draft(desk, draft_id)
    require_second_person(person_of(draft.drafted_by), person_of(desk.actor.name))
    rules = load_rules(draft.text)
    require_change(rules, desk.office.rules)
    zone = directory.district(desk.district).zone
    require_begun(rules, desk.now.astimezone(zone).date())
    office = offices.with_rules(desk.district, draft.text)
    versions.remember_rules(rules.version, rules.title, draft.text, desk.now)
    taken = Taken()
    if takes_running:
        decided = _decided(desk, office, draft, taken)
        while batch := list(islice(decided, BATCH)):
            _remember(desk, office, batch)
            register.write_decisions(batch, desk.actor, desk.now)
    rule_files.add_activation(
        desk.district,
        draft_id,
        desk.actor.name,
        desk.now,
        takes_running=takes_running,
        cases=taken.cases,
        moved=taken.moved,
    )
    return taken


def _open_draft(desk: Desk, draft_id: int) -> RuleFile:
    draft = rule_files.hold_rule_file(desk.district, draft_id)
    if draft.activated_at is not None or draft.discarded_at is not None:
        raise NotPossible("rules.no_draft", draft=draft_id)
    return draft


def _decided(
    desk: Desk, office: Office, draft: RuleFile, taken: Taken
) -> Iterator[tuple[Held, Decision]]:
    """Every case that has not ended, under the new rules."""
    words: dict[str, Json] = {"title": draft.title, "drafted_by": draft.drafted_by}
    for held in _open_cases(desk):
        calendar = office.calendar_under(held.center, office.rules.version)
        decision = change_rules(
            held.facts,
            Standard(calendar, office.rules),
            desk.office.moment(held, desk.now),
            words,
            recomputes=True,
        )
        taken.cases += 1
        taken.moved += any(True for _ in moved_clocks(held.facts, decision.facts))
        yield held, decision


def _open_cases(desk: Desk) -> Iterator[Held]:
    last = 0
    while batch := register.hold_open(desk.district, last, BATCH):
        yield from batch
        last = batch[-1].ticket_id


def _remember(desk: Desk, office: Office, batch: list[tuple[Held, Decision]]) -> None:
    """Keep the calendars that cases of the batch come under, beside their hash."""
    rules = office.rules.version
    for center in sorted({held.center for held, _ in batch}):
        version = office.calendar_under(center, rules).version
        text = office.calendar_text_under(center, rules)
        versions.remember_calendar(version, text, desk.now)
