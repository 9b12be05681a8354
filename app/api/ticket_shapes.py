"""Tickets as the API tells them: what the page shows, for programs.

Names and telephones are masked as on the page; whoever needs them in full asks with a
reason (POST .../reveals), and that is logged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import fields

from app.api.commands import ACTS
from app.api.fields import Shown, count, moment, said, truth, word
from app.casework.desk import Desk
from app.casework.looking import Shown as Seen
from app.domain.facts import Clock, TicketFacts
from app.domain.masks import masked_name, masked_phone
from app.domain.permissions import SYSTEM_NAME
from app.domain.replay import overdue_working_days
from app.domain.terms import (
    CauseCode,
    Channel,
    ClockName,
    Colour,
    Command,
    ComplainantKind,
    EntryKind,
    ExclusionCode,
    RequestType,
    Role,
    State,
    TicketClass,
)
from app.store.reads.entries import EntryLine
from app.store.reads.lines import TicketLine


class Complainant(Shown):
    """Who complains, masked; null in full where the department shall not know."""

    kind = word(ComplainantKind, "A person or a firm.")
    name = said("Masked; null when kept from the department.", or_null=True)
    phone = said("Masked; null when kept from the department.", or_null=True)


class TicketRow(Shown):
    """A ticket in a list."""

    number = said("The number that people say.")
    state = word(State, "Where it stands.")
    ticket_class = word(TicketClass, "Difficulty; sets the limit.")
    request_type = word(RequestType, "What went wrong.")
    channel = word(Channel, "How it came in.")
    matter = said("The matter, by name.")
    center = said("Code of the center that filed it.")
    department = said("Code of who holds it, or held it last.", or_null=True)
    filed_at = moment("When it was filed.")
    dispatched_at = moment("When the promise began.", or_null=True)
    due_at = moment("The promise to the complainant.", or_null=True)
    done_at = moment("When what was promised was done.", or_null=True)
    closed_at = moment("When it ended.", or_null=True)
    overdue = truth("Is the promise past and not kept, or was it kept late?")
    provisional = truth("Does a date reach into a year without a holiday notice?")
    handed_up = truth("Has the district window taken over?")
    redo_cycle = count("How often it was sent back to be done again.")
    confidential = truth("Shall departments not learn the name?")
    complainant = fields.Nested(Complainant)


class ClockShown(Shown):
    """One limit, running or having run."""

    name = word(ClockName, "What it limits.")
    cycle = count("Which of the clocks of that name.")
    department = said("Whose it is; null for the window's.", or_null=True)
    started_at = moment("When it started.")
    due_at = moment("The last instant that is still on time.", or_null=True)
    stopped_at = moment("When it stopped; null while it runs.", or_null=True)
    limit_working_days = count("0 when the limit is not in days.")
    overdue_working_days = count("Until it stopped, or until now.")
    colour = word(Colour, "Of the notice whose reply it awaits.", or_null=True)


class Offered(Shown):
    """A command that the caller may give."""

    command = word(Command, "The command.")
    href = said("Where it is posted.")
    possible = truth("Is it possible now?")
    closed_code = said("Why it is not.", or_null=True)


class Ticket(TicketRow):
    """A ticket in full. Its version is its ETag."""

    version = count("Entries up to the last person's act; quoted, the ETag.")
    external_reference = said("The sending platform's own number.", or_null=True)
    original_no = said("Number of the application it is about.")
    told = said("The complaint.")
    wanted = said("What the person wants.")
    trips = count("How often the person came before.", or_null=True)
    initial_cause = word(CauseCode, "Cause as seen at the desk.", or_null=True)
    exclusion = word(ExclusionCode, "Why it was out of scope.", or_null=True)
    assisting = fields.List(said("Code of an assisting department."))
    clocks = fields.List(fields.Nested(ClockShown))
    commands = fields.List(fields.Nested(Offered))


class EntryShown(Shown):
    """One entry of the timeline, which is never changed."""

    seq = count("Its place.")
    kind = word(EntryKind, "What happened.")
    at = moment("The legal moment.")
    recorded_at = moment("When it was written.")
    actor = said("Who did it, masked; null when time did.", or_null=True)
    role = word(Role, "In which role.")
    department = said("Whose act it was, or whom it concerns.", or_null=True)
    payload = fields.Dict(
        keys=fields.String(), metadata={"description": "What was said."}
    )
    hash = said("Chained over the entry before.")


def row_of(desk: Desk, line: TicketLine) -> dict[str, Any]:
    """A ticket of a list."""
    is_late = line.due_at is not None and (line.stopped_at or desk.now) > line.due_at
    return {
        "number": line.number,
        "state": line.state,
        "ticket_class": line.ticket_class,
        "request_type": line.request_type,
        "channel": line.channel,
        "matter": line.matter_name,
        "center": line.center,
        "department": line.holder,
        "filed_at": line.filed_at,
        "dispatched_at": line.dispatched_at,
        "due_at": line.due_at,
        "done_at": line.stopped_at,
        "closed_at": line.closed_at,
        "overdue": is_late,
        "provisional": line.provisional,
        "handed_up": line.handed_up,
        "redo_cycle": line.redo_cycle,
        "confidential": line.confidential,
        "complainant": _complainant(desk, line),
    }


def ticket_of(desk: Desk, seen: Seen) -> dict[str, Any]:
    """A ticket in full, as time has made it by now."""
    page, facts = seen.page, seen.facts
    promise = facts.promise
    due_at = promise.due_at if promise else None
    done_at = promise.stopped_at if promise else None
    return {
        **row_of(desk, page.line),
        "state": facts.state,
        "department": facts.holder,
        "due_at": due_at,
        "done_at": done_at,
        "overdue": due_at is not None and (done_at or desk.now) > due_at,
        "version": version_of(page.entries),
        "external_reference": page.external_reference,
        "original_no": page.original_no,
        "told": page.told,
        "wanted": page.wanted,
        "trips": page.trips,
        "initial_cause": page.initial_cause,
        "exclusion": page.exclusion,
        "assisting": list(facts.assistants),
        "clocks": [clock_of(one, facts, seen) for one in facts.clocks],
        "commands": [
            _offered(seen.number, one.command, one.closed.code if one.closed else None)
            for one in seen.offers
            if one.command in ACTS
        ],
    }


def version_of(entries: Iterable[EntryLine]) -> int:
    """How far a person has brought it: the place of the last act that time did not do.

    What time does makes nobody's view of a ticket stale, so it moves no version.
    """
    acts = [entry.seq for entry in entries if entry.actor != SYSTEM_NAME]
    return acts[-1] if acts else 0


def clock_of(clock: Clock, facts: TicketFacts, seen: Seen) -> dict[str, Any]:
    """One clock, with how far it is overdue."""
    now, calendar = seen.moment.now, seen.moment.calendar
    until = clock.stopped_at or now
    return {
        "name": clock.name,
        "cycle": clock.cycle,
        "department": clock.department,
        "started_at": clock.started_at,
        "due_at": clock.due_at,
        "stopped_at": clock.stopped_at,
        "limit_working_days": clock.limit_days,
        "overdue_working_days": overdue_working_days(facts, clock, until, calendar),
        "colour": clock.colour,
    }


def entry_of(entry: EntryLine) -> dict[str, Any]:
    """One entry; who wrote it is masked as on the page."""
    is_person = entry.actor != SYSTEM_NAME
    name = masked_name(entry.actor_name or entry.actor) if is_person else None
    return {
        "seq": entry.seq,
        "kind": entry.kind,
        "at": entry.at,
        "recorded_at": entry.recorded_at,
        "actor": name,
        "role": entry.role,
        "department": entry.department,
        "payload": entry.payload,
        "hash": entry.hash,
    }


def _complainant(desk: Desk, line: TicketLine) -> Mapping[str, Any]:
    """Masked; a department does not learn who asked to stay unknown."""
    kept = line.confidential and desk.actor.department is not None
    return {
        "kind": line.person_kind,
        "name": None if kept else masked_name(line.person),
        "phone": None if kept else masked_phone(line.phone),
    }


def _offered(number: str, command: Command, closed: str | None) -> Mapping[str, Any]:
    return {
        "command": command,
        "href": f"/api/v1/tickets/{number}/{ACTS[command].noun}",
        "possible": closed is None,
        "closed_code": closed,
    }
