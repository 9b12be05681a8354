"""Verbs of publication: the inspection office prepares, a second person lets it go out.

What is published is handed in whole (reports.publication counts it); these verbs ask who
may, what it corrects, and keep it.
"""

from __future__ import annotations

from app.casework.desk import Desk
from app.domain.canonical import text_hash
from app.domain.errors import NotPossible, RuleBroken
from app.domain.figures.publication import (
    Snapshot,
    correction_reason,
    require_approver,
    require_ended,
    require_preparer,
    require_second_person,
)
from app.domain.figures.snapshots import snapshot_text
from app.domain.periods import parse_period
from app.store import directory, publications
from app.store.publications import Draft
from app.store.reads.people import person_of


def prepare_publication(desk: Desk, snapshot: Snapshot, reason: str = "") -> int:
    """Prepare a publication; where one of the period stands, a correction of it.

    reason:  of a correction
    returns: the number of the draft
    raises:  NotPermitted; RuleBroken publication.period_runs, publication.same;
             NotPossible publication.waits, while another draft of the period waits;
             FieldMissing reason
    """
    require_preparer(desk.actor.role)
    period = parse_period(snapshot.period)
    require_ended(period, desk.now, directory.district(desk.district).zone)
    waiting = [one.period for one in publications.list_drafts(desk.district)]
    if snapshot.period in waiting:
        raise NotPossible("publication.waits", field="period")
    standing = publications.standing_publication(desk.district, snapshot.period)
    text = snapshot_text(snapshot)
    if standing and standing.hash == text_hash(text):
        raise RuleBroken("publication.same", field="period", number=standing.number)
    corrects = standing.number if standing else None
    return publications.add_draft(
        desk.district,
        snapshot.period,
        text,
        text_hash(text),
        corrects,
        correction_reason(corrects, reason),
        desk.actor.name,
        desk.now,
    )


def approve_publication(desk: Desk, draft_id: int) -> int:
    """Let a draft go out: it is public from now on, and stays as it is.

    returns: the number of the publication
    raises:  NotPermitted, also for whoever prepared it; NotFound; NotPossible, when it
             went out or was given up already, or another of its period came between
    """
    require_approver(desk.actor.role)
    draft = _open_draft(desk, draft_id)
    require_second_person(person_of(draft.prepared_by), person_of(desk.actor.name))
    standing = publications.standing_publication(desk.district, draft.period)
    if (standing.number if standing else None) != draft.corrects:
        raise NotPossible("publication.overtaken", draft=draft_id)
    return publications.add_publication(desk.district, draft, desk.actor.name, desk.now)


def give_up_publication(desk: Desk, draft_id: int) -> None:
    """Give a draft up. raises: NotPermitted, NotFound, NotPossible when it is none"""
    require_preparer(desk.actor.role)
    draft = _open_draft(desk, draft_id)
    publications.mark_discarded(draft.id, desk.now)


def take_back_publication(desk: Desk, draft_id: int) -> None:
    """Take a draft back that was given up by mistake.

    raises: NotPermitted, NotFound; NotPossible, when it was not given up, or another of
            its period waits or went out meanwhile
    """
    require_preparer(desk.actor.role)
    draft = publications.hold_draft(desk.district, draft_id)
    if draft.discarded_at is None:
        raise NotPossible("publication.not_given_up", draft=draft_id)
    waiting = publications.list_drafts(desk.district)
    if any(one.period == draft.period for one in waiting):
        raise NotPossible("publication.waits", field="period")
    standing = publications.standing_publication(desk.district, draft.period)
    if (standing.number if standing else None) != draft.corrects:
        raise NotPossible("publication.overtaken", draft=draft_id)
    publications.mark_discarded(draft.id, None)


def _open_draft(desk: Desk, draft_id: int) -> Draft:
    draft = publications.hold_draft(desk.district, draft_id)
    if not draft.is_open:
        raise NotPossible("publication.no_draft", draft=draft_id)
    return draft
