"""What the verbs ask of the register: take a ticket in hand, file one, write.

All inside `with transaction():`, which the door opened.
"""

from app.store.filing import NewTicket, file_ticket, take_archive_number
from app.store.hearings import KnownFlag, get_flag, is_told_of, raised_by
from app.store.holding import (
    Held,
    ToldEntry,
    count_open,
    count_tickets,
    entries_after,
    find_by_filing_key,
    find_initial_cause,
    find_next_look,
    find_next_moment,
    hold_due,
    hold_open,
    hold_owed,
    hold_ticket,
)
from app.store.putting_off import put_off, put_off_first
from app.store.writing import write_decision, write_decisions

__all__ = [
    "Held",
    "KnownFlag",
    "NewTicket",
    "ToldEntry",
    "count_open",
    "count_tickets",
    "entries_after",
    "file_ticket",
    "find_by_filing_key",
    "find_initial_cause",
    "find_next_look",
    "find_next_moment",
    "get_flag",
    "hold_due",
    "hold_open",
    "hold_owed",
    "hold_ticket",
    "is_told_of",
    "put_off",
    "put_off_first",
    "raised_by",
    "take_archive_number",
    "write_decision",
    "write_decisions",
]
