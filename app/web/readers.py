"""What the shell asks other rooms on every page, registered once at start-up.

The shell draws the header and the banner, wires the sign-in and words the dates. The
facts for that are read elsewhere; here stand the questions and their neutral answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

from flask import Flask, current_app

from app.domain.terms import Role


class Person(Protocol):
    """Somebody who is signed in, as far as the shell needs to know."""

    @property
    def role(self) -> Role: ...

    @property
    def name(self) -> str: ...

    @property
    def place(self) -> str:
        """Name of the person's center or department, with the counter if any."""
        ...

    @property
    def must_change_password(self) -> bool: ...

    @property
    def must_enrol(self) -> bool:
        """Has the person to set up a second factor first?"""
        ...

    @property
    def session_key(self) -> str:
        """What the browser keeps; worthless once the session was ended."""
        ...


@dataclass(frozen=True)
class FirstStep:
    """Somebody whose password was right and who owes a code.

    way:        how the first step was taken
    password_of: when the password was chosen; another one makes the step worthless
    """

    user_id: int
    way: str
    password_of: str


class Calendar(Protocol):
    """The district's calendar, as far as dates are worded with it."""

    @property
    def zone(self) -> ZoneInfo: ...

    def is_working_day(self, day: date) -> bool: ...

    def opening(self, day: date) -> datetime: ...

    def working_days_between(self, after: date, until: date) -> int: ...

    def working_time_between(self, start: datetime, end: datetime) -> int: ...


@dataclass(frozen=True)
class Heartbeat:
    """State of the sweep.

    swept_at:  when the last sweep ended; None, if there was none yet
    late:      older than two periods
    """

    swept_at: datetime | None
    late: bool


class Names(Protocol):
    """The names of the register, as a page in 繁體 writes them."""

    def in_page(self, page: str) -> str: ...


class AsTheyAre:
    """No names are known: pages stay as they are."""

    def in_page(self, page: str) -> str:
        return page


class Units(Protocol):
    """The English names of centers and departments."""

    def in_english(self, text: str) -> str | None: ...


class NoUnits:
    """None are known: they stay Chinese."""

    def in_english(self, text: str) -> str | None:
        return None


class PlainCalendar:
    """Monday to Friday, 9 to 17: words dates until the district's own is registered."""

    zone = ZoneInfo("Asia/Shanghai")

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5

    def opening(self, day: date) -> datetime:
        return datetime.combine(day, time(9), self.zone)

    def working_days_between(self, after: date, until: date) -> int:
        days = range(after.toordinal() + 1, until.toordinal() + 1)
        return sum(self.is_working_day(date.fromordinal(day)) for day in days)

    def working_time_between(self, start: datetime, end: datetime) -> int:
        return max(0, int((end - start).total_seconds()))


def _nobody(session_key: str) -> Person | None:
    return None


def _nothing_counted(person: Person) -> Mapping[str, int]:
    return {}


def _no_heartbeat() -> Heartbeat | None:
    return None


def _no_year_missing(person: Person) -> int | None:
    return None


def _no_names() -> Names:
    return AsTheyAre()


def _no_units() -> Units:
    return NoUnits()


def _versions() -> tuple[str, ...]:
    return ()


@dataclass
class Readers:
    """The questions, with the answers of an application nobody has furnished yet.

    person:     session key -> person, None when the key opens nothing any more
    seen:       told that a person opened a page
    counts:     numbers shown in the navigation, by the `count` name of a place,
                and `alerts` for the unread notices
    missing_year: the year whose holiday notice is due and not loaded, for whoever
                is to see to it
    names:      names of units and matters, to be written in 繁體
    units:      names of centers and departments, for pages in English
    versions:   short texts for the footer: rule file and calendar in force
    """

    person: Callable[[str], Person | None] = _nobody
    sign_in: Callable[[str, str, str], Person | FirstStep] | None = None
    second_step: Callable[[FirstStep, str, str], Person] | None = None
    change_password: Callable[[Person, str, str], Person] | None = None
    sign_out: Callable[[Person], None] | None = None
    seen: Callable[[Person], None] | None = None
    heartbeat: Callable[[], Heartbeat | None] = _no_heartbeat
    counts: Callable[[Person], Mapping[str, int]] = _nothing_counted
    calendar: Callable[[], Calendar] = PlainCalendar
    missing_year: Callable[[Person], int | None] = _no_year_missing
    versions: Callable[[], tuple[str, ...]] = _versions
    names: Callable[[], Names] = _no_names
    units: Callable[[], Units] = _no_units
    alerts_endpoint: str = ""
    office: Callable[[], str] = field(default=lambda: "")


def readers(app: Flask | None = None) -> Readers:
    """Return the readers of this application."""
    found = (app or current_app).extensions["web_readers"]
    assert isinstance(found, Readers)  # noqa: S101 - set by init_app alone
    return found
