"""The form of retaliation: the window reports it for whoever complained."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import lazy_gettext
from wtforms import SelectField

from app.casework import retaliation as verbs
from app.casework.desk import Desk
from app.store.register import Held
from app.web.case.forms import (
    About,
    ActForm,
    Rule,
    departments_of,
    text_field,
)
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
