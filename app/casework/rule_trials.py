"""A draft tried on every case of the register: ordered by a person, worked through by
the timer in parts, stopped by whoever no longer wants it. It changes no case.

The page tries the latest cases at once (rulebook.try_rules); all of them may take minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.casework.desk import Desk
from app.casework.office import Offices
from app.casework.rulebook import SHOWN, Tried, trial
from app.casework.trying import Trial, try_draft
from app.domain.backtest_text import read_tried, tried_text
from app.domain.errors import NotPossible
from app.domain.history import Recorded
from app.domain.rules.changes import require_keeper
from app.store import rule_files, rule_trials
from app.store.reads.histories import count_histories, part_of_histories
from app.store.rule_trials import RuleTrial

PART = 500
MOST_TRIES = 3


def order_trial(desk: Desk, draft_id: int) -> int:
    """Have a draft tried on all cases. Inspection and dispatch. returns: its number

    raises: NotPermitted, NotFound; NotPossible, when it is no draft any more or is being
            tried already
    """
    require_keeper(desk.actor.role)
    draft = rule_files.get_rule_file(desk.district, draft_id)
    if draft.activated_at is not None or draft.discarded_at is not None:
        raise NotPossible("rules.no_draft", draft=draft_id)
    latest = rule_trials.latest_trial(desk.district, draft_id)
    if latest is not None and latest.is_open:
        raise NotPossible("rules.being_tried", draft=draft_id)
    rules = desk.office.rules.version
    by, now = desk.actor.name, desk.now
    return rule_trials.add_trial(desk.district, draft_id, rules, by, now)


def stop_trial(desk: Desk, trial_id: int) -> None:
    """Stop one; what was tried so far stays readable. Inspection and dispatch.

    raises: NotPermitted, NotFound; NotPossible, when it has ended
    """
    require_keeper(desk.actor.role)
    found = rule_trials.get_trial(desk.district, trial_id)
    stopped = {"stopped_by": desk.actor.name, "ended_at": desk.now}
    if not rule_trials.note_trial(found.id, **stopped):
        raise NotPossible("rules.trial_ended", trial=trial_id)


def tried_so_far(found: RuleTrial) -> Tried:
    """What a back-test came to, whole or as far as it got."""
    totals, told = read_tried(found.content)
    return Tried(found.total or 0, totals, told)


@dataclass(slots=True)
class Work:
    """A back-test in hand.

    rules:     version in force that the draft is compared with
    histories: read and not tried yet; last_id: of the last one's row
    is_over:   were these the last ones?
    """

    trial: RuleTrial
    judges: Trial
    rules: str
    total: int
    tried: Tried
    last_id: int
    histories: list[Recorded] = field(default_factory=list)
    is_over: bool = False


def take_up(offices: Offices, found: RuleTrial) -> Work:
    """Take a back-test in hand, where it was left."""
    office = offices.of(found.district_id)
    draft = rule_files.get_rule_file(found.district_id, found.draft_id)
    total = found.total
    if total is None:
        total = count_histories(found.district_id, None)
    judges = trial(office, draft.text, found.ordered_at)
    rules = office.rules.version
    if rules != found.rules_hash:  # other rules came into force: begin anew
        return Work(found, judges, rules, total, Tried(total), 0)
    return Work(found, judges, rules, total, tried_so_far(found), found.last_id)


def read_part(work: Work) -> None:
    """Read the next cases."""
    district = work.trial.district_id
    work.histories, last = part_of_histories(district, work.last_id, PART)
    work.last_id = last
    work.is_over = len(work.histories) < PART


def try_part(work: Work) -> None:
    """Judge what was read; nothing is asked of the register."""
    for part in try_draft(work.judges, work.histories):
        work.tried.totals.merge(part.totals)
        work.tried.tickets += part.told[: SHOWN - len(work.tried.tickets)]
    work.histories = []


def keep_part(work: Work, now: datetime) -> bool:
    """Write how far it is. returns: False when there is nothing more to do"""
    done = work.tried.totals.tickets
    goes_on = rule_trials.note_trial(
        work.trial.id,
        rules_hash=work.rules,
        content=tried_text(work.tried.totals, work.tried.tickets),
        total=done if work.is_over else max(work.total, done),
        done=done,
        last_id=work.last_id,
        ended_at=now if work.is_over else None,
    )
    return goes_on and not work.is_over


def note_fault(found: RuleTrial, word: str, now: datetime) -> None:
    """A part failed: tried again at the next round, given up after some."""
    is_given_up = found.tries + 1 >= MOST_TRIES
    ended = {"ended_at": now} if is_given_up else {}
    rule_trials.note_trial(found.id, tries=found.tries + 1, fault=word, **ended)
