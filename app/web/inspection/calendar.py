"""The calendar: which years have a notice, single days, hours; and what a change moves.

Every change is shown first, with the dates that would move, and written by a second
press of the same page. The inspection office keeps it: it sees the cases whose dates
move, and no department moves its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext

from app.casework.calendars import (
    Moves,
    day_change,
    make_change,
    preview_change,
    week_change,
    year_change,
)
from app.casework.desk import Desk
from app.casework.office import Office
from app.domain.calendar_years import CalendarYear, read_year
from app.domain.errors import Refusal
from app.domain.terms import Role
from app.process import offices_here
from app.store.calendar_changes import DAY, WEEK, YEAR, Change, MadeChange, list_changes
from app.store.reads.organisation import list_centers
from app.web.access import for_roles
from app.web.desk import desk_here, write
from app.web.forms import Form
from app.web.inspection.blueprint import Page, blueprint
from app.web.inspection.calendar_forms import DayForm, WeekForm, YearForm
from app.web.opening_hours import opening_words

MADE = 50


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
class Shown:
    """A change before it is written. words: what it is, in a line."""

    words: str
    moves: Moves
    is_incomplete: bool = False


@blueprint.route("/calendar", methods=["GET", "POST"])
@for_roles(Role.INSPECTOR)
def calendar() -> Page:
    """Show the years and take in the notice of one."""
    form, shown = YearForm(), None
    if form.accepted():
        try:
            year = read_year(form.given(), form.year.data)
            shown = _shown(year_change(year), _year_words(year))
            shown = replace(shown, is_incomplete=year.looks_incomplete)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            if _is_pressed():
                return _written(shown, "inspection.calendar")
            form.text.data = json.dumps(
                {str(year.year): year.as_entry()}, ensure_ascii=False, indent=1
            )
    return _page(form, shown, "year"), form.status


@blueprint.route("/calendar/days", methods=["GET", "POST"])
@for_roles(Role.INSPECTOR)
def calendar_days() -> Page:
    """Give a single date hours of its own, or close it."""
    form = DayForm(list_centers(desk_here().district))
    return _changed(form, "days", lambda: _day_of(form))


@blueprint.route("/calendar/hours", methods=["GET", "POST"])
@for_roles(Role.INSPECTOR)
def calendar_hours() -> Page:
    """Give a center, or the district, weekly hours of its own."""
    form = WeekForm(list_centers(desk_here().district))
    return _changed(form, "hours", lambda: _week_of(form))


def _day_of(form: DayForm) -> Change:
    day = form.day.data or date.min
    words = str(form.reason.data or "")
    return day_change(day, form.given(), words, str(form.center.data or ""))


def _week_of(form: WeekForm) -> Change:
    words = str(form.reason.data or "")
    return week_change(form.given(), words, str(form.center.data or ""))


def _changed(form: Form, part: str, change_of: Callable[[], Change]) -> Page:
    shown = None
    if form.accepted():
        try:
            change = change_of()
            shown = _shown(change, _words(change))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            if _is_pressed():
                return _written(shown, f"inspection.calendar_{part}")
    return _page(form, shown, part), form.status


def _is_pressed() -> bool:
    return request.form.get("act") == "apply"


def _shown(change: Change, words: str) -> Shown:
    """What the change moves; it is written when the second button was pressed."""
    if _is_pressed():
        return Shown(words, write(make_change, offices_here(), change))
    return Shown(words, preview_change(desk_here(), offices_here(), change))


def _written(shown: Shown, endpoint: str) -> Page:
    moved = ngettext(
        "the promise of %(num)d case moved",
        "the promises of %(num)d cases moved",
        shown.moves.promises,
    )
    flash(gettext("%(what)s: written; %(moved)s.", what=shown.words, moved=moved))
    return redirect(url_for(endpoint))


def _year_words(year: CalendarYear) -> str:
    return gettext(
        "%(year)d, %(rest)d days off, %(work)d make-up days",
        year=year.year,
        rest=len(year.rest),
        work=len(year.work),
    )


def _words(change: Change) -> str:
    where = change.center or gettext("Whole district")
    return " ".join(filter(None, (change.key, where, change.reason)))


def _page(form: Form, shown: Shown | None, part: str) -> str:
    desk = desk_here()
    office, made = desk.office, list_changes(desk.district)
    return render_template(
        "inspection/calendar.html",
        form=form,
        shown=shown,
        part=part,
        years=_years(office, made),
        made=list(reversed([one for one in made if one.change.subject != YEAR]))[:MADE],
        missing=office.missing_year(desk.now),
        center_names={one.code: one.name for one in list_centers(desk.district)},
        week_words=_week_words,
        hours=opening_words(office.rules.hours),
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
