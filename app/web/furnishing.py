"""The shell's questions answered from the register: who, when, where, how many."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from flask import Flask, g, request
from flask_babel import gettext

from app.casework import passwords, second_factor, sessions, signing_in
from app.casework.digest import KEEPERS
from app.casework.office import Office
from app.casework.sessions import BY_PASSWORD, Limits
from app.domain.errors import RuleBroken, SignInRefused
from app.process import settings_here
from app.store import directory
from app.store.directory import District
from app.store.outages import ERRORS
from app.store.reads.people import Account, find_account_by_id
from app.store.reads.sessions import Visit
from app.store.transaction import transaction
from app.web.counts import counts_at
from app.web.desk import Officer, desk_of, office_here
from app.web.health import heartbeat_of, read_heartbeat
from app.web.language import in_this_language
from app.web.moments import request_now
from app.web.people import current_person
from app.web.readers import (
    Calendar,
    FirstStep,
    Heartbeat,
    Person,
    PlainCalendar,
    readers,
)


def furnish(app: Flask) -> None:
    """Answer the shell's questions from the register."""
    asked = readers(app)
    asked.person = find_officer
    asked.sign_in = sign_in
    asked.second_step = second_step
    asked.change_password = change_password
    asked.sign_out = sign_out
    asked.seen = note_seen
    asked.counts = counts
    asked.calendar = calendar_here
    asked.missing_year = missing_year
    asked.versions = versions_here
    asked.office = office_name
    asked.heartbeat = heartbeat_here
    asked.alerts_endpoint = "alerts.alerts"


def find_officer(session_key: str) -> Officer | None:
    """Return whose session this is; None once it or the account ended."""
    visit = sessions.find(session_key, request_now(), limits_here())
    if visit is None or is_out_of_place(visit.account):
        return None
    return _officer_of(visit.account, session_key, visit.session.way, visit)


def sign_in(username: str, password: str, remote: str) -> Officer | FirstStep:
    """Sign a person in; a failure is counted before it is told.

    returns: the first step alone, when the person has a second factor
    raises:  SignInRefused
    """
    checked = signing_in.check_password(username, password)
    if checked.account and is_out_of_place(checked.account):
        checked = replace(checked, is_right=False)
    with transaction():
        account = signing_in.record_first_step(
            checked, request_now(), remote, agent_here()
        )
        taken = go_on(account, remote, BY_PASSWORD) if account else None
    if taken is None:
        raise refusal("sign_in.refused")
    return taken


def second_step(first: FirstStep, code: str, remote: str) -> Officer:
    """Sign a person in whose first step was right; a wrong code counts as a failure.

    raises:  SignInRefused
    """
    now, officer = request_now(), None
    with transaction():
        account = find_account_by_id(first.user_id)
        if account and account.password_changed_at.isoformat() == first.password_of:
            is_right = second_factor.fits(account.id, code, now)
            admitted = signing_in.record_second_step(
                account.id, is_right, now, remote, agent_here()
            )
            officer = _signed_in(admitted, remote, first.way) if admitted else None
    if officer is None:
        raise refusal("sign_in.code", field="code")
    return officer


def go_on(account: Account, remote: str, way: str) -> Officer | FirstStep | None:
    """After a first step that was right: sign in, or owe a code."""
    if second_factor.is_on(account.id):
        return FirstStep(account.id, way, account.password_changed_at.isoformat())
    return _signed_in(account, remote, way)


def refusal(code: str, field: str | None = None) -> SignInRefused:
    """Return the refusal that tells how many failures lock for how long."""
    return SignInRefused(
        code,
        field=field,
        times=signing_in.FAILURES_TO_LOCK,
        minutes=signing_in.LOCKED_FOR.seconds // 60,
    )


def change_password(person: Person, old: str, new: str) -> Officer:
    """Change one's own password; a wrong present one counts as a failed sign-in.

    Every session of the person ends, and a new one begins here.
    raises:  RuleBroken
    """
    account, remote = _account(person), request.remote_addr or ""
    new_hash = signing_in.new_password_hash(account, old, new)
    with transaction():
        changed = signing_in.record_password_change(
            account, new_hash, request_now(), remote, agent_here()
        )
        officer = _begun(changed, remote) if changed else None
    if officer is None:
        raise RuleBroken("password.wrong", field="password")
    return officer


def sign_out(person: Person) -> None:
    """Log that somebody left, and end the session where it is kept."""
    officer, remote, now = _officer(person), request.remote_addr or "", request_now()
    with transaction():
        if officer.session is not None:
            sessions.sign_out(officer.session.id, now)
        signing_in.record_sign_out(officer.account, now, remote, agent_here())


def note_seen(person: Person) -> None:
    """Keep the session alive; written a few times in the idle time, not on each page.

    A register that cannot be written just now is no reason to withhold a page.
    """
    session, now, limits = _officer(person).session, request_now(), limits_here()
    if session is not None and sessions.is_to_be_noted(session, now, limits):
        with suppress(*ERRORS), transaction():
            sessions.note_seen(session, now)


def limits_here() -> Limits:
    """Return how long sessions last on this machine."""
    settings = settings_here()
    return Limits(
        timedelta(minutes=settings.session_idle_minutes),
        timedelta(hours=settings.session_hours),
    )


def agent_here() -> str:
    """Return what the visitor's browser calls itself."""
    return request.headers.get("User-Agent", "")


def counts(person: Person) -> Mapping[str, int]:
    """Return the numbers beside the places of this person, and the alerts."""
    if not isinstance(person, Officer) or person.must_change_password:
        return {}
    return counts_at(desk_of(person.account))


def calendar_here() -> Calendar:
    """Return the calendar that words the dates of this page."""
    district = district_here()
    if district is None:
        return PlainCalendar()
    return _office(district).calendar(_center_here() or district.window)


def heartbeat_here() -> Heartbeat:
    """Return the state of the sweep for the banner on the pages."""
    person = current_person()
    if isinstance(person, Officer) and person.visit is not None:
        return heartbeat_of(person.visit.swept_at)
    return read_heartbeat()


def missing_year(person: Person) -> int | None:
    """Return the year whose notice is due and not loaded, for those who see to it."""
    district = district_here()
    if district is None or person.role not in KEEPERS:
        return None
    return _office(district).missing_year(request_now())


def versions_here() -> tuple[str, ...]:
    """Return what is in force, for the footer of officers' pages."""
    district = district_here()
    if district is None or current_person() is None:
        return ()
    rules, calendar = _office(district).rules, calendar_here()
    mark = getattr(calendar, "version", "")[:8]
    return rules.title, gettext("Calendar %(mark)s", mark=mark)


def office_name() -> str:
    """Return whose window this is, for the header of the public pages."""
    district = district_here()
    if district is None:
        return ""
    chinese = district.name.rpartition("市")[2] or district.name
    english = district.english_name.partition(",")[0] or chinese
    short = in_this_language(chinese, english)
    return gettext("“Cannot get it done” window of %(district)s", district=short)


def district_here() -> District | None:
    """Return the district this page speaks for.

    That of whoever is signed in; else the one the page named with `speak_for`; else
    the first that was loaded. None while none is.
    """
    person = current_person()
    if isinstance(person, Officer):
        return directory.district(person.account.district_id)
    named: int | None = g.get("district_id")
    return directory.district(named) if named else directory.first_district()


def speak_for(district_id: int) -> None:
    """Let this page, which nobody is signed in to, speak for a district."""
    g.district_id = district_id
    g.pop("district_calendar", None)


def _signed_in(account: Account, remote: str, way: str) -> Officer | None:
    told = "" if way == BY_PASSWORD else way
    found = signing_in.complete_sign_in(
        account, request_now(), remote, agent_here(), told
    )
    return _begun(found, remote, way) if found else None


def _begun(account: Account, remote: str, way: str = BY_PASSWORD) -> Officer:
    """The officer with a session that begins now."""
    now = request_now()
    key = sessions.begin(account, now, way=way, remote=remote, agent=agent_here())
    return _officer_of(account, key, way)


def _officer_of(
    account: Account, key: str, way: str, visit: Visit | None = None
) -> Officer:
    is_asked = account.role in settings_here().second_factor_roles
    must_enrol = is_asked and not second_factor.is_on(account.id)
    return Officer(account, key, visit, _must_change(account, way), must_enrol)


def _must_change(account: Account, way: str) -> bool:
    """Has the person to choose a new password first?"""
    if way != BY_PASSWORD:
        return False
    days, changed = settings_here().password_days, account.password_changed_at
    return account.must_change_password or passwords.is_too_old(
        changed, request_now(), days
    )


def is_out_of_place(account: Account) -> bool:
    """Is it an account of the demo, whose password everybody knows, outside of it?"""
    return account.is_demo and not settings_here().demo


def _center_here() -> str | None:
    person = current_person()
    return person.account.center if isinstance(person, Officer) else None


def _office(district: District) -> Office:
    return office_here(district.id)


def _account(person: Person) -> Account:
    return _officer(person).account


def _officer(person: Person) -> Officer:
    assert isinstance(person, Officer)  # noqa: S101 - find_officer makes no others
    return person
