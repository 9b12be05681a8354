"""Set up my desk: what comes by mail, single keys, the tour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext, lazy_pgettext
from flask_babel.speaklater import LazyString
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from app.casework.preferences import preferences
from app.domain.preferences import OFF, ON, MailWish, Preference
from app.web.access import signed_in
from app.web.comfort.blueprint import Page, blueprint
from app.web.comfort.own import set_own
from app.web.desk import account_here
from app.web.forms import Form

P = Preference

_MAIL: Mapping[str, LazyString] = {
    MailWish.ALL: lazy_gettext("every message at once"),
    MailWish.PRESSING: lazy_gettext("only what presses: steps of the ladder, notices"),
    MailWish.NONE: lazy_gettext("none but supervision notices"),
}
_ON_OFF: Mapping[str, LazyString] = {
    ON: lazy_pgettext("setting", "on"),
    OFF: lazy_pgettext("setting", "off"),
}


class SettingsForm(Form):
    """The settings of one person, by the names of Preference."""

    mail = RadioField(lazy_gettext("Messages by mail"))
    digest = RadioField(lazy_gettext("The list of the day, each working morning"))
    keys = RadioField(lazy_gettext("Single keys in lists"))
    tour = RadioField(lazy_gettext("The tour on my first page"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in (self.mail, self.digest, self.keys, self.tour):
            words = _MAIL if field is self.mail else _ON_OFF
            field.choices = [
                SelectChoice(value=value, label=str(word))
                for value, word in words.items()
            ]


@blueprint.route("/account/settings", methods=["GET", "POST"])
@signed_in
def settings() -> Page:
    """Show and change one's own settings."""
    now = preferences(account_here().id)
    form = SettingsForm(data={name.value: value for name, value in now.items()})
    if form.accepted():
        set_own({name: form[name.value].data for name in P})
        flash(gettext("Your desk is set up."))
        return redirect(url_for("comfort.settings"))
    page = render_template("comfort/settings.html", form=form)
    return page, form.status
