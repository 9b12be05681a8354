"""A worker that files and dispatches cases: `python -m tests.chaos.filer`.

Arguments: its name, the number of its first form, when the test started. It says
`ready`, then for each case, once that is committed, the number of the form and of the
case. Whoever is killed before that files the same form again.
"""

import itertools
import sys
import time

from flask import Flask

from app.casework.desk import Desk
from app.casework.filing import Complaint
from app.casework.intake import file_and_dispatch
from app.domain.permissions import Actor
from app.domain.terms import RequestType, Role, TicketClass
from app.factory import create_app
from app.store import directory
from app.store.transaction import transaction
from tests.chaos import simulated

BREATH_SECONDS = 0.02


def main(name: str, first: str, started: str) -> None:
    app = create_app()
    with app.app_context():
        known = directory.list_districts()[0]
        print("ready", flush=True)
        for form in itertools.count(int(first)):
            number = file_one(app, known, f"{name}-{form}", float(started))
            print(form, number, flush=True)
            time.sleep(BREATH_SECONDS)


def file_one(app: Flask, known: directory.District, key: str, started: float) -> str:
    clerk = Actor(
        "clerk", Role.FRONT_DESK, known.code, None, "C0", of_district_window=True
    )
    office = app.extensions["offices"].of(known.id)
    complaint = Complaint(
        text="跑了三趟还办不成。",
        ticket_class=TicketClass.GENERAL,
        request_type=RequestType.MANY_TRIPS,
        matter_name="不动产变更登记",
        name="陈不可见",
        phone="199 0000 4321",
        filing_key=key,
    )
    with transaction():
        desk = Desk(clerk, simulated.now(started), known.id, office)
        return file_and_dispatch(desk, complaint, "SJ").number


if __name__ == "__main__":
    main(*sys.argv[1:])
