"""Officers at their desks, what they do, and what then stands in the register.

Moments are short: "11-23 09:00" is 23 November 2026, 09:00 in Shanghai, a Monday. Each
act opens its own transaction, as a door does.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import select

from app.casework import filing, handling, revisits
from app.casework.desk import Desk
from app.casework.findings import look_batch
from app.casework.office import Office, Offices
from app.casework.sweeping import sweep_batch
from app.domain.permissions import Actor
from app.domain.terms import RequestType, ResultCode, Role, TicketClass
from app.store import directory, register
from app.store.base import Base
from app.store.database import db
from app.store.transaction import late_transaction, reading, transaction
from tests.store.given_tickets import at

DISTRICT, NEIGHBOUR = "440703", "440704"


@dataclass(frozen=True)
class Officer:
    role: Role
    center: str | None = None
    department: str | None = None


PEOPLE: Mapping[str, Officer] = {
    "clerk": Officer(Role.FRONT_DESK, center="C0"),
    "leader": Officer(Role.CENTER_LEADER, center="C0"),
    "town clerk": Officer(Role.FRONT_DESK, center="C1"),
    "town leader": Officer(Role.CENTER_LEADER, center="C1"),
    "other town clerk": Officer(Role.FRONT_DESK, center="C2"),
    "dispatcher": Officer(Role.DISPATCHER),
    "handler": Officer(Role.HANDLER, department="SJ"),
    "chief": Officer(Role.CHIEF_REPRESENTATIVE, department="SJ"),
    "deputy": Officer(Role.DEPUTY_LEADER, department="SJ"),
    "police": Officer(Role.HANDLER, department="GA"),
    "police chief": Officer(Role.CHIEF_REPRESENTATIVE, department="GA"),
    "civil affairs": Officer(Role.HANDLER, department="MZ"),
    "inspector": Officer(Role.INSPECTOR),
    "colleague": Officer(Role.INSPECTOR),
    "district leader": Officer(Role.DISTRICT_LEADER),
    "system administrator": Officer(Role.SYSTEM_ADMINISTRATOR),
    "security administrator": Officer(Role.SECURITY_ADMINISTRATOR),
    "audit administrator": Officer(Role.AUDIT_ADMINISTRATOR),
    "statistician": Officer(Role.STATISTICIAN),
}


def offices() -> Offices:
    found = current_app.extensions["offices"]
    assert isinstance(found, Offices)
    return found


def office() -> Office:
    return offices().of(directory.district_by_code(DISTRICT).id)


def desk(who, short, district=DISTRICT):
    """Somebody's desk at a moment."""
    known, person = directory.district_by_code(district), PEOPLE[who]
    actor = Actor(
        who,
        person.role,
        known.code,
        None,
        person.center,
        person.department,
        person.center == "C0",
    )
    cabinet = current_app.extensions["cabinet"]
    return Desk(actor, at(short), known.id, offices().of(known.id), cabinet)


def act(who, short, verb, *words, **named):
    """One act through the corridor, in a transaction of its own."""
    with transaction():
        return verb(desk(who, short), *words, **named)


def sweep(short):
    """One sweep at that moment; returns how many tickets were due."""
    with late_transaction():
        return sweep_batch(offices(), at(short))


def look(short):
    """One batch of looks for findings; returns how many tickets were owed one."""
    with late_transaction():
        return look_batch(offices(), at(short))


def tick(short):
    """A sweep, then a batch of looks, as the timer does."""
    sweep(short)
    look(short)


# --- what is told at the desk, and beginnings that many tests share ---------------


def complaint(**changes):
    told = {
        "text": "跑了三趟还办不成,材料换了又换。",
        "wanted": "希望明确还差什么。",
        "ticket_class": TicketClass.GENERAL,
        "request_type": RequestType.MANY_TRIPS,
        "matter_name": "不动产变更登记",
        "name": "陈不可见",
        "phone": "199 0000 4321",
    }
    return filing.Complaint(**{**told, **changes})


def filed(short="11-23 09:10", who="clerk", **changes):
    return act(who, short, filing.file_ticket, complaint(**changes)).number


def dispatched(short="11-23 09:20", department="SJ", assisting=(), **changes):
    """Filed at 09:10 of the same day, with its department since `short`."""
    day = short.split()[0]
    who = changes.pop("who", "clerk")
    number = filed(f"{day} 09:10", who=who, **changes)
    act(who, short, filing.dispatch_ticket, number, department, assisting)
    return number


def signed(**changes):
    """Dispatched Mon 23 Nov 09:20, signed 09:40."""
    number = dispatched(**changes)
    act("handler", "11-23 09:40", handling.sign_ticket, number)
    return number


def answered(short="11-24 10:00", **changes):
    """Dispatched Mon 23 Nov 09:20, signed, complainant contacted, answered."""
    number = signed(**changes)
    act("handler", "11-23 10:00", handling.record_contact, number, "已致电", "phone")
    answer(number, short)
    return number


def answer(number, short, who="handler", **changes):
    said: dict[str, Any] = {
        "result": ResultCode.R1,
        "cause": None,
        "text": "已办好",
        "told": "电话告知",
    }
    return act(who, short, handling.answer_ticket, number, **{**said, **changes})


def verified(short="11-24 15:00"):
    number = answered()
    verify(number, short)
    return number


def verify(number, short, who="clerk", passed=True, cause="C21"):
    words = {"passed": passed, "cause": cause, "method": "phone", "text": "已核"}
    return act(who, short, revisits.verify_ticket, number, **words)


def revisit(number, short, rating=5, solved=True, reached=True):
    said = {"reached": reached, "solved": solved, "rating": rating}
    if not reached:
        said = {"reached": False}
    return act("clerk", short, revisits.record_revisit, number, **said)


# --- what stands in the register ----------------------------------------------------


def rows(table, **equal):
    """Rows of a table by insertion, as mappings, where the columns are equal."""
    kept = Base.metadata.tables[table]
    chosen = select(kept).order_by(*kept.primary_key.columns)
    for name, value in equal.items():
        chosen = chosen.where(kept.c[name] == value)
    with reading():
        return list(db.session.execute(chosen).mappings())


def ticket(number, district=DISTRICT):
    known = directory.district_by_code(district)
    (row,) = rows("tickets", number=number, district_id=known.id)
    return row


def of_ticket(table, number):
    return rows(table, ticket_id=ticket(number)["id"])


def entries(number):
    found = rows("ticket_events", ticket_id=ticket(number)["id"])
    return sorted(found, key=lambda entry: entry["seq"])


def kinds(number):
    return [entry["kind"].value for entry in entries(number)]


def last_entry(number):
    return entries(number)[-1]


def payload(entry):
    return json.loads(entry["payload"])


def clock(number, name, cycle=1):
    for row in of_ticket("clocks", number):
        if (row["name"], row["cycle"]) == (name, cycle):
            return row
    raise LookupError(f"{number} has no clock {name} {cycle}")


def told(number):
    """Every notice of a ticket, as "dispatched handler@SJ"."""
    return [f"{row['kind']} {row['audience']}" for row in of_ticket("notices", number)]


class Told:
    """The notices written since; use: `since = Told(number)` ... `since.now()`."""

    def __init__(self, number):
        self.number, self.known = number, len(told(number))

    def now(self):
        return sorted(told(self.number)[self.known :])


def everything():
    """All rows that an act could write, to see that it wrote nothing. How often somebody
    asked the API is no act."""
    left_out = {"matters", "departments", "service_centers", "districts", "api_counts"}
    names = [name for name in Base.metadata.tables if name not in left_out]
    return {name: [dict(row) for row in rows(name)] for name in sorted(names)}


def held(number):
    with reading():
        return register.hold_ticket(directory.district_by_code(DISTRICT).id, number)
