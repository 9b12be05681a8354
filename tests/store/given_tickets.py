"""Tickets in the register, brought where a test needs them by the rules.

Moments are short: "11-23 09:00" is 23 November 2026, 09:00 in Shanghai. Each builder
opens its own transaction, as a door does. Unless a test says otherwise, a ticket is
filed at C1 and dispatched to SJ as a complex case on Monday 23 November 09:20, so that
it is due on Monday 30 November 17:00.
"""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from app.domain import filing, handling, returns, revisits
from app.domain.deciding import Moment, pass_time
from app.domain.permissions import Actor, system_actor
from app.domain.terms import (
    CauseCode,
    Channel,
    ComplainantKind,
    RequestType,
    ResultCode,
    Role,
    TicketClass,
)
from app.store import directory, organisation, register, versions
from app.store.personal_data import SEALED, opened
from app.store.transaction import transaction
from tests.district import district_files
from tests.given import the_calendar, the_rules

SHANGHAI = ZoneInfo("Asia/Shanghai")
RULES, CALENDAR = the_rules(), the_calendar()
CLERK = Actor("chuangkou", Role.FRONT_DESK, "440703", None, "C1")
SECRET_NAME, SECRET_PHONE = "陈不可见", "136 0000 4321"


def unsealed(row):
    """A row of `complainants` with what is sealed in it opened."""
    open_texts = {name: opened(row["ticket_id"], name, row[name]) for name in SEALED}
    return {**row, **open_texts}


def at(short):
    year = "" if short.count("-") == 2 else "2026-"
    return datetime.fromisoformat(year + short).replace(tzinfo=SHANGHAI)


def moment(short, center="C1"):
    return Moment(at(short), CALENDAR, RULES, center, "C0")


def found_district():
    with transaction():
        organisation.load_district(district_files())
    return put_in_force()


def put_in_force():
    """Let the district that was founded have its rules and its calendar."""
    with transaction():
        now = at("11-01 09:00")
        versions.remember_rules(RULES.version, RULES.title, "rules", now)
        versions.remember_calendar(CALENDAR.version, "calendar", now)
    return directory.first_district()


def found_neighbour():
    """A second district beside the first, with codes of its own making."""
    files = district_files()
    district = {
        **files.district,
        "code": "440704",
        "name": "邻区",
        "number_prefix": "JH",
        "notice_prefix": "江督",
    }
    with transaction():
        loaded = organisation.load_district(
            type(files)(district, files.centers, files.departments, files.matters)
        )
    return directory.district(loaded.id)


def new_ticket(district, center="C1", **changes):
    stated = {
        "district_id": district.id,
        "center": center,
        "filed_by_id": None,
        "channel": Channel.WINDOW,
        "request_type": RequestType.MANY_TRIPS,
        "ticket_class": TicketClass.COMPLEX,
        "matter_id": None,
        "matter_name": "不动产变更与更正登记",
        "complaint": "跑了三趟还办不成。",
        "kind": ComplainantKind.INDIVIDUAL,
        "name": SECRET_NAME,
        "phone": SECRET_PHONE,
    }
    return register.NewTicket(**{**stated, **changes})


def file_now(district, short, center="C1", **changes):
    """File inside a transaction that is open already."""
    now = moment(short, center)
    decision = filing.file(TicketClass.COMPLEX, {"text": "跑了三趟"}, now)
    return register.file_ticket(
        new_ticket(district, center, **changes),
        decision,
        CLERK,
        now.now,
        rules_hash=RULES.version,
        calendar_hash=CALENDAR.version,
    )


def filed(district, short="11-23 09:00", center="C1", **changes):
    with transaction():
        return file_now(district, short, center, **changes)


def acted(held, short, rule, *words, by=CLERK):
    """One act by a rule of the domain: rule(facts, *words, moment)."""
    with transaction():
        held = register.hold_ticket(held.district_id, held.number)
        now = moment(short, held.center)
        decision = rule(held.facts, *words, now)
        return register.write_decision(held, decision, by, now.now)


def dispatched(district, short="11-23 09:20", department="SJ", **changes):
    held = filed(district, short, **changes)
    return acted(held, short, filing.dispatch, department, (), "")


def returned(district, department="SJ"):
    held = dispatched(district, department=department)
    words = (department, "不属本局", "三定方案", "GA")
    return acted(held, "11-23 15:00", returns.return_ticket, *words)


def answered(district, short="11-25 10:00"):
    held = dispatched(district)
    words = ("SJ", ResultCode.R1, None, "已办好", "", "电话告知")
    return acted(held, short, handling.answer, *words)


def verified(district):
    held = answered(district)
    return acted(
        held, "11-25 15:00", revisits.verify, True, CauseCode.C21, "phone", "属实"
    )


def closed(district):
    held = verified(district)
    acted(held, "11-26 09:30", revisits.revisit, True, True, 5, "")
    return acted(held, "11-26 10:00", revisits.close, "")


def judged(now, limit=1000):
    """What time brings to what is due, not written yet; needs a transaction."""
    due = register.hold_due(now.now, limit)
    return [(held, pass_time(held.facts, now)) for held in due]


def swept(short, limit=1000):
    """One batch of the sweep; returns how many tickets were due."""
    now = moment(short)
    with transaction():
        decided = judged(now, limit)
        register.write_decisions(decided, system_actor("440703"), now.now)
    return len(decided)


def payload(row):
    return json.loads(row.payload)
