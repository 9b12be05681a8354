"""Where a case stands, and what its complainant says of the result: number and query
code, and no token. A platform that knows both speaks for the person.

Nothing of the complaint, no name, no officer. A wrong code and an unknown number are
told apart by nobody; wrong ones are counted, as on the page.
"""

from __future__ import annotations

from flask import request
from marshmallow import fields

from app.api.callers import now_here
from app.api.fields import (
    Body,
    Shown,
    code,
    count,
    line,
    moment,
    said,
    several,
    some_whole,
    truth,
    word,
    yes_no,
)
from app.api.operations import PUBLIC, Answer, Asked, Operation
from app.casework import public as cases
from app.casework.rating import complainants_desk, take_word
from app.domain.ledger import LedgerKind, LedgerSource
from app.domain.terms import State, Unsolved
from app.process import offices_here, settings_here
from app.store.reads.public_cases import PublicCase
from app.store.transaction import transaction


class PromiseDay(Shown):
    """One civil day of the promise, and why it counts or does not."""

    day = fields.Date(metadata={"description": "The civil date."})
    kind = word(LedgerKind, "What the day is to the promise.")
    number = count("Which day of it; null when it is none.", or_null=True)
    remaining = count("How many days of it are left afterwards.")
    source = word(LedgerSource, "Where that is written.", or_null=True)


class PublicQuery(Body):
    """As both stand on the slip."""

    number = line("The number.")
    code = line("The query code.")


class RatingTold(PublicQuery):
    """What the complainant says of the result, with what proves the case is one's own."""

    solved = yes_no("Is the matter done? A closed case can only be sent back: false.")
    rating = some_whole(
        "1 very dissatisfied to 5 very satisfied; asked for until the case is closed.",
        1,
        5,
    )
    why = several(
        code(Unsolved, "A reason."), "Why it is not solved.", len(list(Unsolved))
    )


class UnitShown(Shown):
    """A center or department."""

    name = said("Its name.")
    english_name = said("In English.")
    phone = said("May be empty.")


class PublicCaseShown(Shown):
    """Where a case stands."""

    number = said("The number.")
    matter = said("The official name; empty for own words.")
    state = word(State, "Where it stands.")
    filed_at = moment("When it was filed.")
    center = fields.Nested(UnitShown)
    window = fields.Nested(UnitShown)
    department = fields.Nested(UnitShown, allow_none=True)
    due_at = moment("The promise.", or_null=True)
    done_at = moment("When what was promised was done.", or_null=True)
    days_late = count("Working days after the due day.")
    is_late = truth("Is it late?")
    is_provisional = truth("Does a date wait for a holiday notice?")
    next_by = moment("Until when the next step must be taken.", or_null=True)
    contacted_at = moment("When the department first called.", or_null=True)
    answered_at = moment("When it answered.", or_null=True)
    verified_at = moment("When the window had checked it.", or_null=True)
    revisited_at = moment("When you were asked.", or_null=True)
    closed_at = moment("When it ended.", or_null=True)
    days = fields.List(fields.Nested(PromiseDay))


def look_up(asked: Asked) -> Answer:
    """Where a case stands."""
    return _status(_proved(asked))


def rate(asked: Asked) -> Answer:
    """Keep what the complainant says; what is not solved goes back at once."""
    case, told = _proved(asked), asked.body
    office = offices_here().of(case.district_id)
    desk = complainants_desk(case.district_id, office, now_here())
    with transaction():
        take_word(
            desk,
            case.number,
            solved=told["solved"],
            level=told["rating"],
            why=told["why"],
        )
    return _status(_proved(asked))


def _proved(asked: Asked) -> PublicCase:
    """The case that number and code open. A wrong try is counted, then refused."""
    number, code, now = asked.body["number"], asked.body["code"], now_here()
    case = cases.find_case(settings_here().secret_key, number, code, now)
    if case is None:
        with transaction():
            cases.note_wrong_try(number, now, request.remote_addr or "")
        raise cases.query_unknown()
    return case


def _status(case: PublicCase) -> Answer:
    return Answer(cases.status(case, offices_here().of(case.district_id), now_here()))


OPERATIONS = (
    Operation(
        name="look_up_case",
        method="POST",
        path="/public/queries",
        tag="public",
        summary="See where a case stands, with number and query code",
        access=PUBLIC,
        do=look_up,
        body=PublicQuery(),
        answer=PublicCaseShown(),
        problems=(404,),
    ),
    Operation(
        name="rate_case",
        method="POST",
        path="/public/ratings",
        tag="public",
        summary="Say for the complainant whether it is solved, and rate the result",
        about=(
            "From the verification until somebody has asked; once for each answer. What"
            " is not solved goes back to the department at once. A closed case of which"
            " nobody was reached can still be sent back."
        ),
        access=PUBLIC,
        do=rate,
        body=RatingTold(),
        answer=PublicCaseShown(),
        problems=(404, 409),
    ),
)
