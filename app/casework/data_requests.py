"""A person asks about the own data: to see them, to correct them, to delete them.

Written down by the duty leader of the center, answered within the limit, and done with
the answer: corrected in the register, or taken away where the law no longer asks to
keep them. Source: PIPL articles 44 to 50.
"""

from __future__ import annotations

from datetime import timedelta

from app.casework.desk import Desk
from app.casework.looking import look
from app.casework.on_record import put_on_record
from app.domain.errors import FieldMissing, NotFound, NotPermitted, RuleBroken
from app.domain.statements import bounded
from app.domain.terms import (
    DataRequestKind,
    DataRequestOutcome,
    Role,
    State,
)
from app.store import data_requests, directory, register
from app.store.access_log import AccessAction
from app.store.data_requests import DataRequest
from app.store.personal_data import correct_person
from app.store.retention import forget_person

LONGEST = 2000
SHOWN = 200


def record_request(
    desk: Desk, number: str, kind: DataRequestKind, said: str, within_days: int
) -> None:
    """Write down what a person asks. The duty leader, for a case of the own center.

    within_days: calendar days for the answer; the day of the request is not counted
    raises:      NotPermitted, NotFound, FieldMissing
    """
    _center_of(desk)
    shown = look(desk, number)
    today = shown.moment.calendar.civil_date(desk.now)
    data_requests.add_request(
        desk.district,
        shown.held.ticket_id,
        kind,
        bounded(said, "said", LONGEST),
        desk.now,
        today + timedelta(days=within_days),
        desk.actor.user_id,
    )


def list_requests(desk: Desk) -> list[DataRequest]:
    """The requests about cases of the own center, the newest first."""
    return data_requests.list_requests(desk.district, _center_of(desk), SHOWN)


def get_request(desk: Desk, request_id: int) -> DataRequest:
    """One of them. raises: NotFound, NotPermitted"""
    found = data_requests.find_request(desk.district, _center_of(desk), request_id)
    if found is None:
        raise NotFound("data_request.unknown")
    return found


def answer_request(
    desk: Desk,
    request_id: int,
    outcome: DataRequestOutcome,
    answer: str,
    name: str = "",
    phone: str = "",
) -> None:
    """Answer, and do what was granted; both are logged, without a value.

    name, phone: as they are to read from now on, where a correction is granted; an
                 empty one stays as it was
    raises:      RuleBroken data_request.answered; data_request.still_needed, for a
                 deletion while the case is not archived
    """
    request = get_request(desk, request_id)
    words = bounded(answer, "answer", LONGEST)
    _do(desk, request, outcome, name.strip(), phone.strip())
    is_first = data_requests.set_answer(
        request_id, outcome, words, desk.now, desk.actor.user_id
    )
    if not is_first:
        raise RuleBroken("data_request.answered")


def _do(
    desk: Desk, request: DataRequest, outcome: DataRequestOutcome, name: str, phone: str
) -> None:
    if outcome is DataRequestOutcome.REFUSED:
        return
    if request.kind is DataRequestKind.DELETE:
        held = register.hold_ticket(desk.district, request.number)
        if held.facts.state is not State.ARCHIVED:
            raise RuleBroken("data_request.still_needed", field="outcome")
        forget_person(request.ticket_id, desk.now)
        _log(desk, AccessAction.FORGOTTEN, request)
    if request.kind is DataRequestKind.CORRECT:
        if not name and not phone:
            raise FieldMissing("data_request.nothing_corrected", field="name")
        given = {"name": name, "phone": phone}
        changed = {column: text for column, text in given.items() if text}
        correct_person(request.ticket_id, changed)
        _log(desk, AccessAction.CORRECTED, request)


def _log(desk: Desk, action: AccessAction, request: DataRequest) -> None:
    put_on_record(
        desk,
        action,
        ticket_id=request.ticket_id,
        reason=request.number,
    )


def _center_of(desk: Desk) -> int:
    if desk.actor.role is not Role.CENTER_LEADER or desk.actor.center is None:
        raise NotPermitted("data_request.not_yours")
    return directory.district(desk.district).center_id(desk.actor.center)
