"""Every macro of the shell with sample data, to be looked at.

    .venv/bin/python -m tests.web.gallery 8021

The case is the one of the drawings: ten working days from 16 September 2026, suspended
for two, looked at on 14 October at 10:26.
"""

import json
import sys
from datetime import UTC, date, datetime

from flask import Blueprint, g, render_template, request
from flask_babel.speaklater import LazyString
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app import clock
from app.config import ROOT
from app.domain.ledger import ledger
from app.domain.terms import ExclusionCode, RequestType, Role
from app.domain.working_calendar import district_calendar
from app.web.access import public, signed_in
from app.web.desks import Desk, Place
from app.web.forms import AtMost, Form, Required, choices_of
from app.web.readers import Heartbeat
from tests.web.people import shell_app

NOW = datetime(2026, 10, 14, 2, 26, tzinfo=UTC)
CALENDAR = district_calendar(
    json.loads((ROOT / "app/district/holidays.json").read_text("utf-8")), {}
)
HELD = ((date(2026, 9, 23), date(2026, 9, 28)),)

KINDS = [
    SelectChoice(value="p", label="个人"),
    SelectChoice(value="c", label="企业"),
    SelectChoice(value="d", label="代办"),
]

blueprint = Blueprint(
    "gallery", __name__, url_prefix="/gallery", template_folder="pages"
)


class TalkForm(Form):
    """One of each kind of field."""

    what = TextAreaField("发生了什么", [Required(), AtMost(2000)])
    type = SelectField("类型")
    name = StringField("姓名", [Required()])
    phone = StringField("手机", [Required(), AtMost(11)])
    earlier = StringField("原申请号", [Optional()])
    kind = RadioField("身份", choices=KINDS)
    old = BooleanField("老人")
    disabled = BooleanField("残疾")
    why = RadioField("为什么不予受理")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.type.choices = choices_of(list(RequestType))
        self.why.choices = choices_of(list(ExclusionCode)[:6])


def _facts():
    rows = ledger(CALENDAR, date(2026, 9, 16), 10, HELD, until=date(2026, 10, 14))
    promise = ledger(CALENDAR, date(2026, 10, 14), 5)
    return {"rows": rows, "promise": promise, "today": date(2026, 10, 14)}


def _at(month, day, hour, minute=0):
    return datetime(2026, month, day, hour - 8, minute, tzinfo=UTC)


@blueprint.get("/<any(case, ledger, evidence, todo, overview, answer, slip):page>")
@signed_in
def show(page):
    g.late_sweep = "late" in request.args
    return render_template(f"{page}.html", at=_at, **_facts())


@blueprint.route("/form", methods=["GET", "POST"])
@signed_in
def form():
    talk = TalkForm(data={"kind": "p"})
    if "wrong" in request.args:
        talk = TalkForm(data={"kind": "p", "phone": "138000000000", "name": "张某"})
        talk.validate()
    talk.accepted()
    return render_template("form.html", form=talk, **_facts()), talk.status


@blueprint.get("/result")
@public
def result():
    return render_template("result.html", **_facts())


@blueprint.get("/sweep-late")
@signed_in
def late():
    return render_template("todo.html", at=_at, **_facts())


def _places():
    names = [("todo", "待办", "todo"), ("case", "全部件", ""), ("overview", "统计", "")]
    return tuple(
        Place(
            f"gallery.{name}", LazyString(str, label), frozenset({Role.HANDLER}), count
        )
        for name, label, count in names
    )


for _name in ("todo", "case", "overview"):
    blueprint.add_url_rule(
        f"/{_name}",
        _name,
        signed_in(
            lambda page=_name: render_template(f"{page}.html", at=_at, **_facts())
        ),
    )
DESK = Desk(blueprint, _places())


def gallery_app():
    """The shell with the gallery as its only desk."""
    app = shell_app([DESK])
    asked = app.extensions["web_readers"]
    asked.calendar = lambda: CALENDAR
    asked.counts = lambda person: {"todo": 25, "alerts": 4}
    asked.versions = lambda: ("规则 2026-07-01 第3版", "日历 2026 第1版")
    asked.heartbeat = lambda: Heartbeat(
        datetime(2026, 10, 14, 2, 25, tzinfo=UTC), late="sweep-late" in request.path
    )
    return app


if __name__ == "__main__":
    app = gallery_app()
    app.config["TEMPLATES_AUTO_RELOAD"] = True

    @app.before_request
    def hold_the_clock():
        g.now = NOW

    app.before_request_funcs[None].insert(0, app.before_request_funcs[None].pop())
    with clock.at(NOW):
        app.run(port=int(sys.argv[1]), threaded=True)
