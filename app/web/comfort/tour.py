"""The tour: what stands on one's own desk, shown on its first page until it was seen,
and again for whoever asks for it on the page of keys."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, request, url_for
from flask_babel import gettext

from app.domain.preferences import OFF, ON, Preference
from app.web.access import signed_in
from app.web.comfort.blueprint import Page, blueprint
from app.web.comfort.own import is_on, set_own
from app.web.comfort.tour_stops import TOURS, Stop
from app.web.desk import account_here
from app.web.layout import first_address
from app.web.people import current_person
from app.web.undoing import flash_undo


def tour_here() -> Sequence[Stop]:
    """The tour of the signed-in person's desk, on its first page until it was seen."""
    person = current_person()
    if person is None or not is_on(Preference.TOUR):
        return ()
    if request.method != "GET" or request.path != first_address(person):
        return ()
    return TOURS.get(account_here().role, ())


@blueprint.post("/account/tour")
@signed_in
def end_tour() -> Page:
    """The tour was seen, or is not wanted; `again`, and the button of undoing, ask
    for it once more."""
    is_wanted = not {"again", "undo"}.isdisjoint(request.form)
    set_own({Preference.TOUR: ON if is_wanted else OFF})
    if not is_wanted:
        flash_undo(gettext("The tour is put away."), url_for("comfort.end_tour"))
    person = current_person()
    return redirect(first_address(person) if person else url_for("shell.start"))
