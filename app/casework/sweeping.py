"""The timer's verb: what time brought to every ticket whose moment has come.

Nothing is decided here. The sweep holds due tickets in batches, asks the same rule a
person's act asks first, and writes. Each batch is a transaction of its own, opened by
the door, so that a killed timer loses nothing and doubles nothing.
"""

from __future__ import annotations

import logging
from datetime import datetime

from app.casework.office import Office, Offices
from app.domain.deciding import pass_time
from app.domain.decision import Decision
from app.domain.permissions import system_actor
from app.store import register
from app.store.register import Held

log = logging.getLogger(__name__)

BATCH = 1_000


def sweep_batch(offices: Offices, now: datetime, size: int = BATCH) -> int:
    """Bring one batch of due tickets, of whatever district, up to now.

    returns: how many tickets were held; fewer than `size` means that none is left
    """
    due = register.hold_due(now, size)
    open_ones = {
        one: offices.for_judging(one) for one in {held.district_id for held in due}
    }
    judged = [
        (held, said)
        for held in due
        if (said := _judge(open_ones[held.district_id], held, now))
    ]
    register.write_decisions(judged, system_actor(""), now)
    return len(due)


def put_off_first(now: datetime) -> None:
    """Pass over the first due ticket for a while: it can be neither read nor written."""
    log.error("the sweep passes over %s", register.put_off_first(now))


def _judge(office: Office, held: Held, now: datetime) -> Decision | None:
    """The decision for one ticket. A ticket that cannot be judged must not stop the
    others: it is logged by number and looked at again some minutes later."""
    try:
        said = pass_time(held.facts, office.moment(held, now))
    except Exception:
        log.exception("the sweep cannot judge %s", held.number)
    else:
        if said is not None:
            return said
        log.error("%s was due, but time brought nothing to it", held.number)
    register.put_off(held, now)
    return None
