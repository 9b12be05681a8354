"""The full name behind a case, against a reason."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask_babel import lazy_gettext
from wtforms import TextAreaField

from app.casework.looking import Shown, look
from app.casework.reveals import reveal_complainant
from app.domain.errors import Refusal
from app.domain.permissions import require
from app.domain.statements import LONGEST_REASON
from app.domain.terms import Command
from app.web.access import for_roles
from app.web.case.blueprint import Page, blueprint, roles_for
from app.web.case.buttons import buttons_of
from app.web.case.names import names_of
from app.web.case.show import top_of
from app.web.desk import desk_here, write
from app.web.forms import AtMost, Form, Required

_CALLS = (Command.REVISIT, Command.CONTACT, Command.CALL_BACK)


class RevealForm(Form):
    """Why somebody has to know the name."""

    reason = TextAreaField(
        lazy_gettext("Why you need the full name"),
        [Required(), AtMost(LONGEST_REASON)],
        description=lazy_gettext("logged with your name and the time"),
        render_kw={"rows": 3},
    )


@blueprint.route("/cases/<string:number>/reveal", methods=["GET", "POST"])
@for_roles(*roles_for(Command.REVEAL))
def reveal(number: str) -> Page:
    """Show full name and telephone, for a reason that is logged."""
    desk = desk_here()
    shown = look(desk, number)
    require(desk.actor, shown.standing, Command.REVEAL)
    form, found = RevealForm(), None
    if form.accepted():
        try:
            found = write(
                reveal_complainant, number, form.reason.data, request.remote_addr or ""
            )
        except Refusal as refusal:
            form.refuse(refusal)
    page = render_template(
        "case/reveal.html",
        **top_of(desk, shown, names_of(desk)),
        form=form,
        found=found,
        calls=_calls(shown) if found else [],
    )
    return page, form.status


def _calls(shown: Shown) -> list[tuple[str, str]]:
    """What a look at the telephone is mostly for: each act that is possible now, with
    the address of its form, which leads back to the case."""
    back = url_for("case.show", number=shown.number)
    return [
        (button.word, f"{button.address}?{urlencode({'back': back})}")
        for button in buttons_of(shown)
        if button.command in _CALLS
    ]
