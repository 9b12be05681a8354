"""Papers beside one flag: those that rest on it, and those that can be prepared on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.casework.desk import Desk
from app.casework.flags import own_accounts
from app.casework.looking import COMMANDS
from app.domain.errors import Refusal
from app.domain.lifecycle import is_possible
from app.domain.paper_grounds import may_read, may_rest_on, require_another
from app.domain.permissions import may
from app.domain.terms import PaperKind, PaperState, Relation, Role, State
from app.store.reads.flags import QueuedFlag
from app.store.reads.papers import PaperLine, list_papers_of
from app.web.case.forms_flags import key_text
from app.web.case_links import act_address
from app.web.formats import term
from app.web.refusals import sentence_of


@dataclass(frozen=True)
class Preparing:
    """A paper that the flag gives ground for. why: it is closed to this officer; empty
    for open"""

    word: str
    address: str
    why: str


def papers_on(desk: Desk, flag: QueuedFlag, ticket_id: int) -> list[PaperLine]:
    """The papers that rest on it, as far as this officer may read them."""
    who = desk.actor
    return [
        one
        for one in list_papers_of(ticket_id)
        if one.key == flag.key
        and may_read(who, one.kind, one.department, one.key)
        and (one.state is PaperState.ISSUED or who.role is Role.INSPECTOR)
    ]


def preparing_on(
    desk: Desk, flag: QueuedFlag, state: State, written: Sequence[PaperLine]
) -> Iterator[Preparing]:
    """What the officer may prepare on it, or another one in the same office."""
    kinds = {one.kind for one in written}
    for kind, command in COMMANDS.items():
        is_ground = may_rest_on(kind, flag.key, flag.department, flag.hearing.status)
        if kind in kinds or not is_ground or not is_possible(state, command):
            continue
        if may(desk.actor, (Relation.DISTRICT,), command):
            address = f"{act_address(flag.number, command)}?flag={key_text(flag.key)}"
            why = why_closed_on(desk, kind, flag.reviewed_by_id)
            yield Preparing(term(command), address, why)


def why_closed_on(desk: Desk, kind: PaperKind, reviewed_by_id: int | None) -> str:
    """Why this officer may not prepare it: whoever ruled does not. Empty for open."""
    if kind is PaperKind.CLUE:
        return ""
    try:
        require_another(reviewed_by_id, own_accounts(desk))
    except Refusal as refusal:
        return sentence_of(refusal)
    return ""
