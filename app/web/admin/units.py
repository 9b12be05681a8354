"""Centers and departments to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext
from wtforms.fields.choices import SelectChoice

from app.store.reads.organisation import (
    Center,
    Department,
    list_centers,
    list_departments,
)
from app.web.desk import account_here


def unit_choices() -> list[SelectChoice]:
    """Return the district's centers and departments, as one list in two parts."""
    district_id = account_here().district_id
    parts: dict[str, Sequence[Center | Department]] = {
        gettext("Centers"): list_centers(district_id),
        gettext("Departments"): list_departments(district_id),
    }
    return [
        SelectChoice(value="", label=gettext("none")),
        *(
            SelectChoice(value=one.code, label=one.short_name, optgroup=part)
            for part, several in parts.items()
            for one in several
        ),
    ]
