"""People with addresses, notices for them, and channels that remember or refuse."""

from contextlib import contextmanager

from flask import current_app

from app.domain.terms import Role
from app.notify.channels import ChannelDown, MailRefused
from app.notify.messenger import deliver
from app.store import directory, people
from app.store.database import db
from app.store.transaction import transaction
from tests.casework.given_office import DISTRICT
from tests.store.given_tickets import at


class Pile:
    """A channel that keeps what it is given, and refuses or breaks when told to.

    refuses: part of an address, or empty; breaks_after: how many mails it takes
    """

    def __init__(self, refuses="", breaks_after=None):
        self.mails, self.refuses, self.breaks_after = [], refuses, breaks_after
        self.opened_times = 0
        self.inside_transactions = set()

    @contextmanager
    def opened(self):
        self.opened_times += 1
        yield self._send

    def _send(self, mail):
        self.inside_transactions.add(bool(db.session.info.get("register_transaction")))
        if self.breaks_after is not None and len(self.mails) >= self.breaks_after:
            raise ChannelDown("no answer")
        if self.refuses and self.refuses in mail["To"]:
            raise MailRefused("550 nobody of that name")
        self.mails.append(mail)

    def told(self):
        """To whom, and about what."""
        return [(mail["To"], mail["Subject"]) for mail in self.mails]


def person(name, role, department=None, email=None, district=DISTRICT, center=None):
    """An active account; returns its id."""
    known = directory.district_by_code(district)
    new = people.NewUser(
        district_id=known.id,
        username=name,
        display_name=name,
        role=role,
        password_hash="none",
        department_id=known.department_id(department),
        center_id=known.center_id(center) if center else None,
        email=f"{name}@example.org" if email is None else email,
    )
    with transaction():
        return people.add_user(new, at("11-01 09:00"))


def handler(name="handler", department="SJ", **changes):
    return person(name, Role.HANDLER, department, **changes)


def chief(name="chief", department="SJ", **changes):
    return person(name, Role.CHIEF_REPRESENTATIVE, department, **changes)


def delivered(channel, short="11-23 10:00", stopping=lambda: False):
    """One round of the messenger at that moment; returns how many notices left."""
    return deliver(current_app.extensions["settings"], channel, at(short), stopping)
