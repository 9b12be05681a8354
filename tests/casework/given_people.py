"""People with accounts, and what the access log says of them."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app

from app.casework import passwords, people, sessions, signing_in
from app.casework.desk import Desk
from app.casework.people import NewPerson
from app.casework.sessions import Limits
from app.domain.terms import Role
from app.store import people as accounts
from app.store.people import NewUser
from app.store.reads.people import find_account
from app.store.transaction import reading, transaction
from tests.casework.given_office import offices, rows
from tests.store.given_tickets import at

PASSWORD = "Weidong-0750"
KEPT = passwords.hashed(PASSWORD)
MADE_AT = at("11-02 09:00")


def an_account(district, username, role=Role.HANDLER, unit="SJ", **changes):
    """Somebody who signs in with PASSWORD and need not change it."""
    with transaction():
        accounts.add_user(new_user(district, username, role, unit, **changes), MADE_AT)
    return find_account(username)


def new_user(district, username, role=Role.HANDLER, unit="SJ", **changes):
    """Such a person, to be given an account."""
    center = district.center_ids.get(unit)
    department = district.department_ids.get(unit) if center is None else None
    stated = {
        "district_id": district.id,
        "username": username,
        "display_name": f"{username} 某",
        "role": role,
        "password_hash": KEPT,
        "center_id": center,
        "department_id": department,
        "must_change_password": False,
        **changes,
    }
    return NewUser(**stated)


def the_security_administrator(district, username="anquan"):
    return an_account(district, username, Role.SECURITY_ADMINISTRATOR, unit="")


def the_account(username):
    found = find_account(username)
    assert found is not None, username
    return found


def desk_of(account, short="11-23 10:00"):
    office = offices().of(account.district_id)
    return Desk(account.actor(), at(short), account.district_id, office)


def by(account, verb, *words, short="11-23 10:00", **named):
    """One verb of an administrator, in a transaction of its own."""
    with transaction():
        return verb(desk_of(account, short), *words, **named)


def signs_in(username, password=PASSWORD, short="11-23 10:00"):
    """Try to sign in as the door does; None when refused."""
    return enters(signing_in.check_password(username, password), short)


def enters(checked, short):
    """A password that was tried, counted; who is in now, or None."""
    about = at(short), "10.0.0.7"
    with transaction():
        account = signing_in.record_first_step(checked, *about)
        return account and signing_in.complete_sign_in(account, *about)


# The officers of a district who have accounts, by sign-in name.
PEOPLE = {
    "clerk": (Role.FRONT_DESK, "C0"),
    "leader": (Role.CENTER_LEADER, "C0"),
    "town": (Role.FRONT_DESK, "C1"),
    "handler": (Role.HANDLER, "SJ"),
    "deputy": (Role.DEPUTY_LEADER, "SJ"),
    "police": (Role.HANDLER, "GA"),
    "dispatcher": (Role.DISPATCHER, ""),
    "inspector": (Role.INSPECTOR, ""),
    "lingdao": (Role.DISTRICT_LEADER, ""),
    "anquan": (Role.SECURITY_ADMINISTRATOR, ""),
    "shenji": (Role.AUDIT_ADMINISTRATOR, ""),
}

LIMITS = Limits(idle=timedelta(minutes=20), longest=timedelta(hours=12))


def begins(account, short="11-23 10:00", **given):
    """A session of somebody; returns the key that the browser would keep."""
    with transaction():
        return sessions.begin(account, at(short), **given)


def finds(key, short="11-23 10:00"):
    """Whose session that key opens; None for nobody's."""
    with reading():
        found = sessions.find(key, at(short), LIMITS)
    return found.account.username if found else None


def changes_password(account, old, new, short="11-23 10:00"):
    new_hash = signing_in.new_password_hash(account, old, new)
    with transaction():
        return signing_in.record_password_change(account, new_hash, at(short), "")


def log(district_id=None):
    """The access log as "action username reason", oldest first."""
    return [
        f"{row['action']} {row['username']} {row['reason']}".strip()
        for row in rows("access_log")
        if district_id is None or row["district_id"] == district_id
    ]


def a_new_person(**changes):
    stated = {
        "username": "A1024",
        "display_name": "黄某",
        "role": Role.HANDLER,
        "unit": "SJ",
        **changes,
    }
    return NewPerson(**stated)


def create(account, **changes):
    return by(account, people.create_user, a_new_person(**changes))


def secret() -> str:
    return str(current_app.config["SECRET_KEY"])
