"""Published figures for everybody, served from what was kept: nothing is counted here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import current_app, render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.domain.figures.publication import changes
from app.domain.figures.snapshots import read_snapshot
from app.domain.periods import parse_period
from app.store import directory
from app.store import publications as kept
from app.store.directory import District
from app.store.publications import Publication
from app.web.access import public
from app.web.furnishing import district_here, speak_for
from app.web.publication.blueprint import Page, blueprint
from app.web.publication.words import period_name, told, trend

SHOWN_PERIODS = 12


@blueprint.get("/public/figures")
@public
def latest() -> Page:
    """Show the latest period that was published, and which others there are."""
    district = asked_district()
    found = standing(district)
    if not found:
        return render_template("publication/none.html", district=district)
    return _shown(district, found[0], found)


@blueprint.get("/public/figures/<string:period>")
@public
def period(period: str) -> Page:
    """Show what holds of a period."""
    district = asked_district()
    found = standing(district)
    one = next((one for one in found if one.period == period), None)
    if one is None:
        raise NotFound
    return _shown(district, one, found)


@blueprint.get("/public/publications/<int:number>")
@public
def publication(number: int) -> Page:
    """Show one publication as it went out, corrected since or not."""
    district = asked_district()
    one = kept.get_publication(district.id, number)
    return _shown(district, one, standing(district))


def asked_district() -> District:
    """Return the district that the address names; else the one the page speaks for.

    raises: NotFound
    """
    code = request.args.get("district", "")
    if code:
        found = directory.district_by_code(code)
        speak_for(found.id)
        return found
    here = district_here()
    if here is None:
        raise NotFound
    return here


def standing(district: District) -> list[Publication]:
    """Return what holds of each period, the latest period first."""
    found: dict[str, Publication] = {}
    for one in kept.list_publications(district.id):
        found.setdefault(one.period, one)
    return sorted(found.values(), key=_age, reverse=True)


def _age(one: Publication) -> tuple[date, date]:
    """Of two that end together, the shorter is the newer."""
    period = parse_period(one.period)
    return period.last, period.first


def answered(page: str | bytes, media_type: str = "text/html") -> Response:
    """Return an answer with a mark of its content: who has it already gets no second."""
    answer = current_app.response_class(page, mimetype=media_type)
    answer.add_etag()
    return answer.make_conditional(request)


def _shown(
    district: District, one: Publication, all_standing: Sequence[Publication]
) -> Response:
    snapshot = read_snapshot(one.content)
    kind = parse_period(one.period).kind
    of_kind = [each for each in all_standing if parse_period(each.period).kind is kind]
    series = [read_snapshot(each.content) for each in reversed(of_kind[:SHOWN_PERIODS])]
    before = kept.get_publication(district.id, one.corrects) if one.corrects else None
    page = render_template(
        "publication/public.html",
        district=district,
        publication=one,
        name=period_name(one.period),
        choices=[(each.period, period_name(each.period)) for each in all_standing],
        series=series,
        trend=trend(series) if len(series) > 1 else None,
        changes=changes(read_snapshot(before.content), snapshot) if before else [],
        period_name=period_name,
        **told(snapshot),
    )
    return answered(page)
