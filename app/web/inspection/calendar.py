"""The calendar: which years have a notice, single days, hours; and what a change moves.

Every change is shown first, with the dates that would move, and written by a second
press of the same page. The inspection office keeps it: it sees the cases whose dates
move, and no department moves its own.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext

from app.casework.calendars import (
    Moves,
    day_change,
    making,
    previewing,
    week_change,
    year_change,
)
from app.casework.desk import Desk
from app.casework.office import Office
from app.domain.calendar.years import CalendarYear, read_year
from app.domain.errors import Refusal
from app.domain.terms import Role
from app.process import offices_here
from app.store import register
from app.store.calendar_changes import DAY, WEEK, YEAR, Change, MadeChange, list_changes
from app.store.reads.organisation import list_centers, short_names
from app.store.reads.people import display_name_of
from app.web.access import for_roles
from app.web.desk import desk_here, write_in_steps
from app.web.formats import full_day
from app.web.forms import Form
from app.web.inspection.blueprint import Page, blueprint
from app.web.inspection.calendar_forms import DayForm, WeekForm, YearForm
from app.web.opening_hours import opening_words
from app.web.telling import is_telling_asked, told_on_the_way

MADE = 50

F = TypeVar("F", bound=Form)


@dataclass(frozen=True)
class YearLine:
    """One year of the calendar. made: who put it in; None from the district's file."""

    year: int
    number: str
    is_published: bool
    rest: int
    work: int
    made: MadeChange | None


@dataclass(frozen=True)
class Asked:
    """A change that somebody asks for.

    words: what it is, in a line; text: what the field says from then on, if it changes
    """

    change: Change
    words: str
    is_incomplete: bool = False
    text: str = ""


@dataclass(frozen=True)
class Shown:
    """A change before it is written."""

    asked: Asked
    moves: Moves


@blueprint.route("/calendar", methods=["GET", "POST"])
@for_roles(Role.INSPECTOR)
def calendar() -> Page:
    """Show the years and take in the notice of one."""
    return _answered(YearForm, "year", _year_of)


@blueprint.route("/calendar/days", methods=["GET", "POST"])
@for_roles(Role.INSPECTOR)
def calendar_days() -> Page:
    """Give a single date hours of its own, or close it."""
    centers = list_centers(desk_here().district)
    return _answered(lambda **given: DayForm(centers, **given), "days", _day_of)


@blueprint.route("/calendar/hours", methods=["GET", "POST"])
@for_roles(Role.INSPECTOR)
def calendar_hours() -> Page:
    """Give a center, or the district, weekly hours of its own."""
    centers = list_centers(desk_here().district)
    return _answered(lambda **given: WeekForm(centers, **given), "hours", _week_of)


def _year_of(form: YearForm) -> Asked:
    year = read_year(form.given(), form.year.data)
    text = json.dumps({str(year.year): year.as_entry()}, ensure_ascii=False, indent=1)
    return Asked(year_change(year), _year_words(year), year.looks_incomplete, text)


def _day_of(form: DayForm) -> Asked:
    day = form.day.data or date.min
    words, center = str(form.reason.data or ""), str(form.center.data or "")
    change = day_change(day, form.given(), words, center)
    return Asked(change, _words(change))


def _week_of(form: WeekForm) -> Asked:
    words, center = str(form.reason.data or ""), str(form.center.data or "")
    change = week_change(form.given(), words, center)
    return Asked(change, _words(change))


def _answered(
    make_form: Callable[..., F], part: str, asked_in: Callable[[F], Asked]
) -> Page:
    """Answer the page, or what was sent on it: told on the way where that is asked."""
    form, shown = make_form(), None
    if form.accepted():
        try:
            asked, moves = asked_in(form), Moves()
            steps = _steps(asked.change, moves)
            if is_telling_asked():
                empty = partial(make_form, formdata=None)
                return _told(steps, Shown(asked, moves), form, empty, part)
            deque(steps, maxlen=0)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            shown = Shown(asked, moves)
            if _is_pressed():
                _say_written(shown)
                return redirect(url_for(request.endpoint or ""))
    return _page(form, shown, part), form.status


def _steps(change: Change, moves: Moves) -> Iterator[int]:
    """What the change moves; written when the second button was pressed."""
    if _is_pressed():
        return write_in_steps(making, offices_here(), change, moves)
    return previewing(desk_here(), offices_here(), change, moves)


def _told(
    steps: Iterator[int],
    shown: Shown,
    form: Form,
    empty: Callable[[], Form],
    part: str,
) -> Page:
    """Tell how far it is, then the page: with what moves, or empty after the writing."""

    def page() -> str:
        if not _is_pressed():
            return _page(form, shown, part)
        _say_written(shown)
        return _page(empty(), None, part)

    total = register.count_open(desk_here().district)
    return told_on_the_way(steps, total, page)


def _is_pressed() -> bool:
    return request.form.get("act") == "apply"


def _say_written(shown: Shown) -> None:
    moved = ngettext(
        "the promise of %(num)d case moved",
        "the promises of %(num)d cases moved",
        shown.moves.promises,
    )
    what = shown.asked.words
    flash(gettext("%(what)s: written; %(moved)s.", what=what, moved=moved))


def _year_words(year: CalendarYear) -> str:
    return gettext(
        "%(year)d, %(rest)d days off, %(work)d make-up days",
        year=year.year,
        rest=len(year.rest),
        work=len(year.work),
    )


def _words(change: Change) -> str:
    where = _center_names().get(change.center, gettext("Whole district"))
    return " ".join((when_of(change), where, change.reason))


def when_of(change: Change) -> str:
    """The day that a change is about, in words; or that it holds every week."""
    if change.subject != DAY:
        return gettext("every week")
    return full_day(date.fromisoformat(change.key))


def _center_names() -> dict[str, str]:
    return {one.code: one.name for one in list_centers(desk_here().district)}


def _page(form: Form, shown: Shown | None, part: str) -> str:
    desk = desk_here()
    office, made = desk.office, list_changes(desk.district)
    if shown and shown.asked.text and isinstance(form, YearForm):
        form.text.data = shown.asked.text
    return render_template(
        "inspection/calendar.html",
        form=form,
        shown=shown,
        part=part,
        years=_years(office, made),
        made=list(reversed([one for one in made if one.change.subject != YEAR]))[:MADE],
        missing=office.missing_year(desk.now),
        center_names=_center_names(),
        departments=short_names(desk.district),
        names=display_name_of,
        when_of=when_of,
        week_words=_week_words,
        hours=opening_words(office.rules.hours.week),
        calendar=_calendar(desk),
        day=DAY,
        week=WEEK,
    )


def _week_words(content: Mapping[str, Any]) -> list[tuple[str, list[list[str]]]]:
    """The hours of a week as they are given: by working days, Saturday, Sunday."""
    week, names = content["week"], (gettext("Mon to Fri"), gettext("Saturday"))
    return list(
        zip(
            (*names, gettext("Sunday")),
            (week["mon"], week["sat"], week["sun"]),
            strict=True,
        )
    )


def _calendar(desk: Desk) -> object:
    return desk.office.standard_calendar()


def _years(office: Office, made: list[MadeChange]) -> list[YearLine]:
    by_year = {one.change.key: one for one in made if one.change.subject == YEAR}
    return [
        _year_line(int(year), entry, by_year.get(year))
        for year, entry in sorted(office.holidays.items(), reverse=True)
        if isinstance(entry, dict)
    ]


def _year_line(
    year: int, entry: dict[str, object], made: MadeChange | None
) -> YearLine:
    rest, work = entry.get("rest") or (), entry.get("work") or ()
    return YearLine(
        year,
        str(entry.get("number") or ""),
        not entry.get("provisional", False),
        len(rest) if isinstance(rest, list) else 0,
        len(work) if isinstance(work, list) else 0,
        made,
    )
