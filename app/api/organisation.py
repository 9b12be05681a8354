"""Who there is and what there is: centers, departments, matters, and code tables."""

from __future__ import annotations

from collections.abc import Mapping

from marshmallow import fields

from app.api.callers import desk_here
from app.api.fields import Body, Shown, count, said, some_line, truth
from app.api.operations import ANY_TOKEN, PUBLIC, Answer, Asked, Operation
from app.api.paging import CURSOR, LIMIT, list_of, paged, paging_fields, word_of
from app.domain import terms
from app.domain.errors import NotFound
from app.domain.scopes import Scope
from app.domain.terms import Term
from app.process import wayfinder_here
from app.store.reads.organisation import (
    Matter,
    find_matter,
    list_centers,
    list_departments,
    list_matters,
)

TABLES: tuple[type[Term], ...] = (
    terms.CauseCode,
    terms.Channel,
    terms.ClockName,
    terms.Colour,
    terms.Command,
    terms.ComplainantKind,
    terms.EntryKind,
    terms.ExclusionCode,
    terms.RequestType,
    terms.ResultCode,
    terms.ReviewStatus,
    terms.FindingCode,
    terms.Ground,
    terms.Role,
    Scope,
    terms.State,
    terms.Step,
    terms.SuspensionReason,
    terms.TicketClass,
)


class UnitShown(Shown):
    """What centers and departments are called."""

    code = said("Its code.")
    name = said("Its official name.")
    short_name = said("As people say it.")
    english_name = said("In English.")


class CenterShown(UnitShown):
    """A service center."""

    level = said("district or town.")
    address = said("Where it is; may be empty.")
    phone = said("May be empty.")
    is_confirmed = truth("Is it certain?")


class DepartmentShown(UnitShown):
    """A department."""

    phone = said("May be empty.")


class MatterShown(Shown):
    """A service matter, with who is responsible."""

    code = said("Its code.")
    name = said("Its official name.")
    kind = said("What kind of matter it is.")
    department = said("Code of the responsible department.")
    department_name = said("Its name.")
    statutory_limit = count("Working days; null when unknown.", or_null=True)
    promised_limit = count("Working days; null when unknown.", or_null=True)
    special_procedures = said("As the district writes them.")
    materials = said("As the district writes them.")
    aliases = said("Everyday words.")


class CenterList(Shown):
    """All centers."""

    items = fields.List(fields.Nested(CenterShown))


class DepartmentList(Shown):
    """All departments."""

    items = fields.List(fields.Nested(DepartmentShown))


class WordShown(Shown):
    """One word of a code table."""

    code = said("As requests and answers have it.")
    zh = said("Its official name.")
    en = said("In English.")


class CodeTable(Shown):
    """One code table."""

    name = said("What it is a table of.")
    words = fields.List(fields.Nested(WordShown))


class CodeTables(Shown):
    """All code tables."""

    items = fields.List(fields.Nested(CodeTable))


MATTERS_WANTED = Body.from_dict(
    {
        "words": some_line("What a person says; then the best come first, unpaged."),
        "department": some_line("Only those of this department."),
        **paging_fields(),
    },
    name="MattersWanted",
)()


def centers(asked: Asked) -> Answer:
    """All centers of the district."""
    return Answer({"items": list_centers(desk_here().district)})


def departments(asked: Asked) -> Answer:
    """All departments of the district."""
    return Answer({"items": list_departments(desk_here().district)})


def matters(asked: Asked) -> Answer:
    """Matters by code, or those that fit what a person says."""
    district, given = desk_here().district, asked.query
    limit = given[LIMIT]
    if given["words"].strip():
        found = wayfinder_here().find_matters(district, given["words"], limit)
        return Answer({"items": found, "next_cursor": None})
    department, after = given["department"] or None, word_of(given[CURSOR])
    rows = list_matters(district, department, after=after, limit=limit + 1)
    return paged(rows, limit, list, lambda one: one.code)


def matter(asked: Asked) -> Answer:
    """One matter."""
    code = asked.path["code"]
    found: Matter | None = find_matter(desk_here().district, code)
    if found is None:
        raise NotFound("matter.unknown", matter=code)
    return Answer(found)


def codes(asked: Asked) -> Answer:
    """Every code table, with official and English names."""
    return Answer({"items": [_table(one) for one in TABLES]})


def _table(table: type[Term]) -> Mapping[str, object]:
    words = [{"code": str(one), "zh": one.zh, "en": one.en} for one in table]
    return {"name": table.__name__, "words": words}


OPERATIONS = (
    Operation(
        name="list_centers",
        method="GET",
        path="/centers",
        tag="organisation",
        summary="List the service centers",
        access=ANY_TOKEN,
        do=centers,
        answer=CenterList(),
    ),
    Operation(
        name="list_departments",
        method="GET",
        path="/departments",
        tag="organisation",
        summary="List the departments",
        access=ANY_TOKEN,
        do=departments,
        answer=DepartmentList(),
    ),
    Operation(
        name="list_matters",
        method="GET",
        path="/matters",
        tag="organisation",
        summary="List or search the matters",
        access=ANY_TOKEN,
        do=matters,
        query=MATTERS_WANTED,
        answer=list_of(MatterShown, "MatterList"),
        is_paged=True,
    ),
    Operation(
        name="show_matter",
        method="GET",
        path="/matters/<string:code>",
        tag="organisation",
        summary="Show one matter",
        access=ANY_TOKEN,
        do=matter,
        answer=MatterShown(),
        problems=(404,),
    ),
    Operation(
        name="list_codes",
        method="GET",
        path="/codes",
        tag="organisation",
        summary="List the code tables with their names",
        access=PUBLIC,
        do=codes,
        answer=CodeTables(),
    ),
)
