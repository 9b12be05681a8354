"""Forms of retaliation: the window reports it, the inspection office concludes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import Field, RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from app.casework import retaliation as verbs
from app.casework.desk import Desk
from app.domain.terms import RetaliationState
from app.store.register import Held
from app.web.case.forms import (
    YES,
    About,
    ActForm,
    Rule,
    departments_of,
    text_field,
    yes_or_no,
)
from app.web.formats import moment_text
from app.web.forms import Required


class ReportForm(ActForm):
    """What a department does to who complained, as told to the window."""

    department = SelectField(lazy_gettext("Department reported"), [Required()])
    told = text_field(
        lazy_gettext("What it does to the complainant"),
        lazy_gettext("in the person's own words: what, when, where, who saw it"),
        rows=6,
    )

    def prepare(self, about: About) -> None:
        self.department.choices = departments_of(about)

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.report_retaliation(
            desk, number, self.department.data, self.told.data, seen=self.seen.data
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        """No clock depends on it."""
        yield from ()


class ConcludeForm(ActForm):
    """Is it so? With reasons."""

    department = RadioField(lazy_gettext("Report about"), [Required()])
    confirmed = RadioField(lazy_gettext("What was found"), [Required()])
    reasons = text_field(
        lazy_gettext("Reasons of the conclusion"),
        lazy_gettext("what was looked at, and what it shows; no name of a complainant"),
    )
    as_list = frozenset({"department"})

    def prepare(self, about: About) -> None:
        waiting = [
            one
            for one in about.shown.retaliation
            if one.state is RetaliationState.REPORTED
        ]
        self._notes = {
            one.department: gettext(
                "%(first)s, %(second)s", first=moment_text(one.reported_at), second=told
            )
            for one in waiting
            for told in [one.told or "—"]
        }
        self.department.choices = [
            SelectChoice(value=one.department, label=about.names[one.department])
            for one in waiting
        ]
        self.confirmed.choices = yes_or_no(
            gettext("Retaliation is confirmed"), gettext("It is not borne out")
        )
        if not self.is_submitted() and waiting:
            asked = request.args.get("department", "")
            own = waiting[0].department
            self.department.data = asked if asked in self._notes else own

    def notes(self, field: Field) -> Mapping[str, str]:
        return self._notes if field.name == "department" else {}

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.conclude_retaliation(
            desk,
            number,
            self.department.data,
            self.confirmed.data == YES,
            self.reasons.data,
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        """No clock depends on it."""
        yield from ()
