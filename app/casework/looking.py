"""Looking at one ticket: everything its page shows, for those who may look.

Looking logs nothing; seeing a full name or telephone does (`reveals`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from app.casework.desk import Desk
from app.casework.interests import interest_against
from app.casework.office import Office
from app.domain.course import Turn, course
from app.domain.deciding import Moment, pass_time
from app.domain.direct import KEPT_FROM, is_direct
from app.domain.discretion import sees, sees_flag, to_be_heard
from app.domain.errors import NotFound, Refusal, RuleBroken
from app.domain.facts import TicketFacts
from app.domain.hearing import Hearing
from app.domain.interests import RULINGS
from app.domain.notices import WINDOW_ROLES
from app.domain.objections import require_may_object, require_objected
from app.domain.offers import ABOUT_FLAGS, Offer, offers
from app.domain.paper_grounds import may_read, may_rest_on
from app.domain.papers import TELLS
from app.domain.permissions import may, relations
from app.domain.rulings import (
    require_heard,
    require_may_ask,
    require_may_state,
    require_open,
)
from app.domain.standards import Named, Standard, standards
from app.domain.terms import (
    Command,
    DocumentKind,
    EntryKind,
    PaperKind,
    PaperState,
    Relation,
    Role,
)
from app.store.reads.attached import Attached
from app.store.reads.documents import DocumentLine
from app.store.reads.entries import EntryLine
from app.store.reads.escalations import EscalationLine
from app.store.reads.findings import FindingLine
from app.store.reads.flags import QueuedFlag
from app.store.reads.lines import TicketLine, list_of_same_person
from app.store.reads.papers import PaperLine, list_papers_of
from app.store.reads.retaliation import RetaliationLine, list_retaliation_of
from app.store.reads.tickets import TicketPage, get_ticket
from app.store.register import Held

FlagLine: TypeAlias = EscalationLine | FindingLine


@dataclass(frozen=True, slots=True)
class Shown:
    """One ticket as an officer sees it at a moment.

    held:     the ticket with its facts as time has made them by now, whether or not
              the sweep has written it
    history:  the whole timeline: what judges the ticket, also by what this officer is
              not to know of
    turns:    what the officer may see of it, oldest first, with the facts around each
    standing: how the officer stands to it
    offers:   what the officer may do, and what is closed now with its reason
    papers:   circulars, talk records, clue packages, as far as the officer may read them
    retaliation: what was reported of it; for the inspection office alone
    """

    page: TicketPage
    held: Held
    history: tuple[EntryLine, ...]
    turns: tuple[Turn[EntryLine], ...]
    moment: Moment
    standing: frozenset[Relation]
    offers: tuple[Offer, ...]
    papers: tuple[PaperLine, ...] = ()
    retaliation: tuple[RetaliationLine, ...] = ()

    @property
    def number(self) -> str:
        """The number of the ticket."""
        return self.held.number

    @property
    def facts(self) -> TicketFacts:
        """The facts as they were read: time has not been let pass."""
        return self.held.facts

    @property
    def entry_count(self) -> int:
        """What an act's `seen` is."""
        return self.held.entry_count


def look(desk: Desk, number: str) -> Shown:
    """Show one ticket. Whoever may not look is told that there is none.

    raises: NotFound ticket.unknown
    """
    whole = get_ticket(desk.district, number)
    page = _as_seen(desk, whole)
    held = page.held
    standing = relations(
        desk.actor, held.district, held.center, held.handed_up, held.facts
    )
    if not may(desk.actor, standing, Command.VIEW):
        raise NotFound("ticket.unknown", number=number)
    moment = desk.office.moment(held, desk.now)
    passed = pass_time(held.facts, moment)
    if passed is not None:
        held = replace(held, facts=passed.facts)
    about_flags = frozenset(one for one in ABOUT_FLAGS if open_flags(desk, page, one))
    papers = papers_of(desk, page)
    retaliation = retaliation_of(desk, page)
    ground = commands_with_ground(page, papers)
    possible = offers(held.facts, desk.actor, standing, moment, about_flags, ground)
    return Shown(
        page,
        held,
        whole.entries,
        _turns(desk, whole),
        moment,
        standing,
        _closed_by_interest(_closed_to_departments(possible, page), desk, held),
        papers,
        retaliation,
    )


def _as_seen(desk: Desk, page: TicketPage) -> TicketPage:
    """Without the entries and flags that this officer is not to know of."""
    who = desk.actor
    if who.role is Role.INSPECTOR:
        return page
    return replace(
        page,
        entries=tuple(one for one in page.entries if _sees(desk, one)),
        escalations=tuple(one for one in page.escalations if sees_flag(who, one)),
        findings=tuple(one for one in page.findings if sees_flag(who, one)),
    )


def _turns(desk: Desk, page: TicketPage) -> tuple[Turn[EntryLine], ...]:
    """The whole timeline told again, less what this officer is not to know of."""
    return tuple(
        turn
        for turn in course(page.entries, standards_of(desk.office, page))
        if _sees(desk, turn.entry)
    )


def _sees(desk: Desk, entry: EntryLine) -> bool:
    return sees(desk.actor, entry.kind, entry.department, entry.payload)


def papers_of(desk: Desk, page: TicketPage) -> tuple[PaperLine, ...]:
    """The papers of the ticket: all for the inspection office, for others those issued
    that they may read."""
    who = desk.actor
    if Attached.PAPERS not in page.attached:
        return ()
    if who.role is Role.INSPECTOR:
        return list_papers_of(page.held.ticket_id)
    if not any(entry.kind in TELLS for entry in page.entries):
        return ()
    return tuple(
        one
        for one in list_papers_of(page.held.ticket_id)
        if one.state is PaperState.ISSUED
        and may_read(who, one.kind, one.department, one.key)
    )


def retaliation_of(desk: Desk, page: TicketPage) -> tuple[RetaliationLine, ...]:
    """What was reported on the ticket, for the inspection office; nothing for others."""
    if desk.actor.role is not Role.INSPECTOR:
        return ()
    if not any(one.kind is EntryKind.RETALIATION_REPORTED for one in page.entries):
        return ()
    return list_retaliation_of(page.held.ticket_id)


def commands_with_ground(
    page: TicketPage, papers: Sequence[PaperLine]
) -> frozenset[Command]:
    """The commands on papers for which something is prepared."""
    found = {
        command for command, kind in PREPARES.items() if grounds_for(page, papers, kind)
    }
    if any(one.awaits_decision for one in papers):
        found |= {Command.TRANSFER_CLUE, Command.REFUSE_CLUE}
    if is_direct(page.initial_cause):
        found.add(Command.CONCLUDE)
    return frozenset(found)


def grounds_for(
    page: TicketPage, papers: Sequence[PaperLine], kind: PaperKind
) -> tuple[FlagLine, ...]:
    """The confirmed flags on which such a paper can rest and none does yet: the steps of
    the ladder first, as they fell, then the findings."""
    written = {one.key for one in papers if one.kind is kind}
    flags: tuple[FlagLine, ...] = (*page.escalations, *page.findings)
    return tuple(
        one
        for one in flags
        if may_rest_on(kind, one.key, one.department, one.review_status)
        and one.key not in written
    )


# How each kind of paper begins.
COMMANDS = {
    PaperKind.CIRCULAR: Command.ISSUE_CIRCULAR,
    PaperKind.TALK: Command.RECORD_TALK,
    PaperKind.CLUE: Command.PROPOSE_CLUE,
}
PREPARES = {command: kind for kind, command in COMMANDS.items()}


def _closed_to_departments(
    offered: tuple[Offer, ...], page: TicketPage
) -> tuple[Offer, ...]:
    """What would bring a complaint of the inspection office's alone elsewhere is
    closed, with the reason."""
    if not is_direct(page.initial_cause):
        return offered
    why = RuleBroken("direct.inspection_only")
    return tuple(
        Offer(one.command, why) if one.command in KEPT_FROM else one for one in offered
    )


def _closed_by_interest(
    offered: tuple[Offer, ...], desk: Desk, held: Held
) -> tuple[Offer, ...]:
    """Rulings are closed, with the reason, to an officer who stands too near."""
    against = interest_against(desk, held)
    if against is None:
        return offered
    return tuple(
        Offer(one.command, against) if one.command in RULINGS else one
        for one in offered
    )


def standards_of(office: Office, page: TicketPage) -> list[Standard]:
    """What judges each entry of the page's timeline."""
    told = [(entry.kind, entry.payload) for entry in page.entries]
    now = Named(page.held.calendar_hash, page.held.rules_hash)
    return standards(told, now, office)


def flags_of(page: TicketPage) -> tuple[FlagLine, ...]:
    """Everything on the ticket that is heard and ruled on, by legal moment."""
    steps = (one for one in page.escalations if one.hearing is not None)
    return tuple(sorted([*steps, *page.findings], key=lambda one: one.at))


def open_flags(desk: Desk, page: TicketPage, command: Command) -> tuple[FlagLine, ...]:
    """The flags on which this can be done now; of the officer's own department, if any."""
    return tuple(
        one
        for one in flags_of(page)
        if desk.actor.department in (None, one.department)
        and why_closed(command, one, desk.now) is None
    )


def why_closed(
    command: Command, flag: FlagLine | QueuedFlag, now: datetime
) -> Refusal | None:
    """Why this cannot be done about a flag now; None when it can."""
    hearing = flag.hearing or Hearing()
    heard = to_be_heard(flag.key, flag.department)
    try:
        match command:
            case Command.REQUEST_STATEMENT:
                require_may_ask(hearing, heard)
            case Command.GIVE_STATEMENT:
                require_may_state(flag.key, hearing, now)
            case Command.CONFIRM_ESCALATION | Command.DOWNGRADE:
                require_heard(hearing, heard, now)
            case Command.DISMISS_ESCALATION:
                require_open(hearing)
            case Command.OBJECT:
                require_may_object(hearing, now)
            case Command.DECIDE_OBJECTION:
                require_objected(hearing)
    except Refusal as refusal:
        return refusal
    return None


def visible_documents(desk: Desk, shown: Shown) -> tuple[DocumentLine, ...]:
    """The documents that this officer may open.

    Evidence files are the inspection office's, and what came with an entry is for those
    who may know of the entry. What a window took in may show who complained: where that is confidential, a
    department sees only what departments handed in.
    """
    known = {entry.seq for entry in shown.page.entries}
    documents = tuple(
        one
        for one in shown.page.documents
        if one.kind != DocumentKind.EVIDENCE_FILE or desk.actor.role is Role.INSPECTOR
        if one.event_seq is None or one.event_seq in known
    )
    if not is_hidden_from(desk, shown):
        return documents
    return tuple(one for one in documents if one.of_department)


def is_hidden_from(desk: Desk, shown: Shown) -> bool:
    """May this officer not learn who complained, whatever the reason?"""
    return shown.page.line.confidential and desk.actor.department is not None


def of_same_person(desk: Desk, shown: Shown) -> list[TicketLine]:
    """Other tickets of the same telephone, newest first; for window officers only."""
    if desk.actor.role not in WINDOW_ROLES:
        return []
    found = list_of_same_person(
        desk.district, shown.page.line.phone, is_open=None, limit=11
    )
    return [line for line in found if line.number != shown.number]
