"""Matters: how long each may take, what is brought along, who does it, whom to call."""

from __future__ import annotations

from flask import render_template, request
from werkzeug.exceptions import NotFound

from app.domain.errors import NotFound as Unknown
from app.process import offices_here
from app.store.directory import District
from app.store.everyday import words_of
from app.store.reads.organisation import (
    Department,
    count_matters,
    find_matter,
    list_departments,
    list_matters,
)
from app.web.access import public
from app.web.frontdesk.matters import LONGEST_WORDS, find_hits
from app.web.frontdesk.proposal import special_procedures
from app.web.furnishing import district_here
from app.web.public.blueprint import Page, blueprint

SHOWN, ROWS = 12, 30
PUBLISHED = "published"


@blueprint.get("/public/matters")
@public
def matters() -> Page:
    """Look for a matter in everyday words, or go through those of a department."""
    district = _district()
    words = request.args.get("words", "").strip()[:LONGEST_WORDS]
    departments = list_departments(district.id)
    names = {one.code: one.short_name for one in departments}
    chosen = _chosen(departments)
    listed, is_more = [], False
    if chosen and not words:
        after = request.args.get("after", "")[:40]
        found = list_matters(district.id, chosen.code, after=after, limit=ROWS + 1)
        listed, is_more = found[:ROWS], len(found) > ROWS
    return render_template(
        "public/matters.html",
        words=words,
        hits=find_hits(district.id, words, names, SHOWN) if words else [],
        departments=departments,
        counts=count_matters(district.id),
        chosen=chosen,
        listed=listed,
        after=listed[-1].code if is_more else "",
    )


@blueprint.get("/public/matters/<string:code>")
@public
def matter(code: str) -> Page:
    """Show one matter."""
    district = _district()
    found = find_matter(district.id, code)
    if found is None:
        raise NotFound
    department = next(
        one for one in list_departments(district.id) if one.code == found.department
    )
    return render_template(
        "public/matter.html",
        matter=found,
        department=department,
        materials=[one for one in found.materials.split(";") if one.strip()],
        procedures=special_procedures(found, offices_here().of(district.id).rules),
        also=words_of(found.aliases),
        is_published=found.limit_basis == PUBLISHED,
    )


def _district() -> District:
    district = district_here()
    if district is None:
        raise Unknown("district.unknown")
    return district


def _chosen(departments: list[Department]) -> Department | None:
    code = request.args.get("department", "")
    return next((one for one in departments if one.code == code), None)
