"""Self-filing: a citizen leaves it for a window, whose officer files or refuses it.

Nothing runs before an officer has checked it: no number, no clock, no department.
Source: docs/rules.md, section 2.2 (3): QR and online intake, real name and telephone.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.casework.desk import Desk
from app.casework.filing import LONGEST_NAME, LONGEST_TEXT
from app.domain.errors import (
    FieldMissing,
    NotFound,
    NotPermitted,
    NotPossible,
    RuleBroken,
)
from app.domain.permissions import may_file
from app.domain.statements import required
from app.domain.terms import Command, SelfFilingState
from app.store import directory, self_filings
from app.store.register import Held
from app.store.self_filings import NewSelfFiling, SelfFiling

PRIVACY_NOTICE = "2026-11"
MOST_AN_HOUR = 5
_HOUR = timedelta(hours=1)
_RECEIPT_BYTES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a citizen wrote. center: code of the window it is left for"""

    center: str
    name: str
    phone: str
    matter: str
    told: str
    agreed: bool
    filing_key: str


def leave(district_id: int, left: Left, now: datetime, remote: str) -> str:
    """Keep it for the window to check.

    returns: the receipt; the same form sent twice has one, and so have the same words
             of the same person while the window has not checked them
    raises:  FieldMissing, RuleBroken field.too_long; NotFound center.unknown;
             NotPossible self_filing.too_many, from one address within an hour
    """
    known = self_filings.find_by_form(left.filing_key)
    if known is not None:
        return known.receipt
    _check(left)
    center_id = directory.district(district_id).center_ids.get(left.center)
    if center_id is None:
        raise NotFound("center.unknown", field="center")
    for earlier in self_filings.list_with_words(center_id, left.told):
        if (earlier.name, earlier.phone) == (left.name, left.phone):
            return earlier.receipt
    if self_filings.count_from(remote, now - _HOUR) >= MOST_AN_HOUR:
        raise NotPossible("self_filing.too_many", most=MOST_AN_HOUR)
    receipt = secrets.token_urlsafe(_RECEIPT_BYTES)
    self_filings.add_self_filing(
        NewSelfFiling(
            district_id=district_id,
            center_id=center_id,
            receipt=receipt,
            left_at=now,
            name=left.name,
            phone=left.phone,
            matter=left.matter,
            told=left.told,
            remote=remote,
            privacy_notice=PRIVACY_NOTICE,
            filing_key=left.filing_key,
        )
    )
    return receipt


def _check(left: Left) -> None:
    for name, most in (
        ("name", LONGEST_NAME),
        ("phone", LONGEST_NAME),
        ("told", LONGEST_TEXT),
    ):
        required(getattr(left, name), name)
        if len(getattr(left, name)) > most:
            raise RuleBroken("field.too_long", field=name, most=most)
    if len(left.matter) > LONGEST_NAME:
        raise RuleBroken("field.too_long", field="matter", most=LONGEST_NAME)
    if not left.agreed:
        raise FieldMissing("self_filing.notice", field="agreed")


def show_by_receipt(receipt: str) -> SelfFiling:
    """How it stands, for whoever has the receipt. raises: NotFound"""
    found = self_filings.find_by_receipt(receipt)
    if found is None:
        raise NotFound("self_filing.unknown")
    return found


def list_to_check(desk: Desk) -> list[SelfFiling]:
    """What the officer's window has to check, the oldest first."""
    return self_filings.list_to_check(_own_center(desk))


def show_to_check(desk: Desk, self_filing_id: int) -> SelfFiling:
    """One of the officer's window. raises: NotFound; NotPossible when it is decided"""
    found = self_filings.hold_self_filing(_own_center(desk), self_filing_id)
    if found is None:
        raise NotFound("self_filing.unknown")
    if found.state is not SelfFilingState.TO_CHECK:
        raise NotPossible("self_filing.decided", state=found.state)
    return found


def refuse_self_filing(desk: Desk, self_filing_id: int, reasons: str) -> None:
    """Do not take it, with all reasons; the citizen reads them with the receipt."""
    found = show_to_check(desk, self_filing_id)
    required(reasons, "reasons")
    state, by_id = SelfFilingState.REFUSED, desk.actor.user_id
    self_filings.decide(found.id, state, desk.now, by_id, reasons=reasons)


def became(desk: Desk, self_filing_id: int, held: Held) -> None:
    """Keep which ticket it was filed as, in the transaction that files it."""
    found = show_to_check(desk, self_filing_id)
    state, by_id = SelfFilingState.FILED, desk.actor.user_id
    self_filings.decide(found.id, state, desk.now, by_id, ticket_id=held.ticket_id)


def is_known(desk: Desk, self_filing_id: int, held: Held) -> bool:
    """Was it filed as this ticket already? (the form was sent twice)"""
    found = self_filings.hold_self_filing(_own_center(desk), self_filing_id)
    return found is not None and found.number == held.number


def _own_center(desk: Desk) -> int:
    center = desk.actor.center
    if not may_file(desk.actor) or center is None:
        raise NotPermitted("permission", role=desk.actor.role, command=Command.FILE)
    return directory.district(desk.district).center_id(center)
