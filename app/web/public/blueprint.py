"""The blueprint of the public pages, and whom each of them names to call."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Blueprint, session
from werkzeug.wrappers import Response

from app.casework import public as cases
from app.store.reads.public_cases import PublicCase
from app.web.furnishing import district_here
from app.web.moments import request_now

Page = str | Response | tuple[str, int]

SHOWN = "shown_case"
SHOWN_FOR = timedelta(minutes=30)

blueprint = Blueprint("public", __name__)


@blueprint.context_processor
def _district() -> dict[str, object]:
    """Every public page names the supervision phone of its district."""
    return {"district": district_here()}


def remember_shown(case: PublicCase) -> None:
    """This visitor proved the code of the case: it stays open for half an hour."""
    shown_at = int(request_now().timestamp())
    session[SHOWN] = [case.district_id, case.number, shown_at]


def shown_case(number: str) -> PublicCase | None:
    """Return the case whose code this visitor proved in the last half hour, if any."""
    district_id, proved, shown_at = session.get(SHOWN, (0, "", 0))
    if proved != cases.tidy_number(number):
        return None
    if request_now() - datetime.fromtimestamp(shown_at, UTC) > SHOWN_FOR:
        return None
    return cases.find_shown_case(district_id, proved)
