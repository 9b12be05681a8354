"""Whom reports are about, and what centers and departments are called in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext

from app.domain.reporting import Scope
from app.domain.terms import ReportScope
from app.reports.languages import in_language
from app.store.reads.organisation import (
    Center,
    Department,
    list_centers,
    list_departments,
)


@dataclass(frozen=True, slots=True)
class Name:
    """What one of them is called. english: may be empty"""

    short: str
    english: str

    def told(self) -> str:
        """The name in the language being written."""
        return in_language(self.short, self.english)


@dataclass(frozen=True, slots=True)
class Names:
    """The names of centers and departments, by code, in official order."""

    centers: Mapping[str, Name]
    departments: Mapping[str, Name]

    def of(self, scope: Scope) -> str:
        """Whom a report is about."""
        match scope.kind:
            case ReportScope.CENTER:
                return self.center(scope.code)
            case ReportScope.DEPARTMENT:
                return self.department(scope.code)
        return gettext("Whole district")

    def center(self, code: str) -> str:
        """A center; its code when it is none of the district's."""
        return self.centers[code].told() if code in self.centers else code

    def department(self, code: str) -> str:
        """A department; in words when there is none yet."""
        if code in self.departments:
            return self.departments[code].told()
        return gettext("Unrouted")


def names_of(district_id: int) -> Names:
    """What everybody is called."""
    return Names(
        _names(list_centers(district_id)), _names(list_departments(district_id))
    )


def scopes_of(
    names: Names, centers: Collection[str], departments: Collection[str]
) -> list[Scope]:
    """The district, then these centers and departments in their official order."""
    return [
        Scope(ReportScope.DISTRICT),
        *(Scope(ReportScope.CENTER, one) for one in names.centers if one in centers),
        *(
            Scope(ReportScope.DEPARTMENT, one)
            for one in names.departments
            if one in departments
        ),
    ]


def _names(several: Iterable[Center | Department]) -> dict[str, Name]:
    return {one.code: Name(one.short_name, one.english_name) for one in several}
