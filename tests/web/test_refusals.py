"""Every refusal of the domain has a status and a sentence."""

import ast
import re
from datetime import UTC, datetime

import pytest
from flask import Blueprint, render_template_string, request
from wtforms import StringField

from app.config import ROOT
from app.domain import errors
from app.domain.errors import NotPossible, Refusal, RuleBroken, Stale
from app.domain.terms import EntryKind
from app.web.access import public
from app.web.desks import Desk
from app.web.forms import Form
from app.web.refusals import ANSWERS, SENTENCES, sentence_of, status_of
from tests.web.people import shell_app

REFUSALS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, Refusal)
]


def test_every_class_has_its_answer():
    assert set(ANSWERS) == set(REFUSALS)


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (errors.NotFound("x"), 404),
        (errors.NotPermitted("x"), 403),
        (errors.NotPossible("x"), 409),
        (errors.RuleBroken("x"), 422),
        (errors.FieldMissing("x"), 422),
        (errors.Stale("x"), 409),
        (errors.SignInRefused("x"), 401),
    ],
)
def test_the_status_of_a_refusal(refusal, status):
    assert status_of(refusal) == status


def test_a_new_kind_of_refusal_is_answered_as_its_parent():
    class TooLate(RuleBroken):
        pass

    assert status_of(TooLate("x")) == 422


class ReasonForm(Form):
    reason = StringField("Reason")


@pytest.fixture
def browser():
    desk = Blueprint("desk", __name__)

    @desk.route("/act", methods=["GET", "POST"])
    @public
    def act():
        raise Stale("ticket.stale")

    @desk.route("/form", methods=["GET", "POST"])
    @public
    def form():
        form = ReasonForm()
        if form.accepted():
            field = request.args.get("field")
            form.refuse(RuleBroken("x", field=field))
        template = "{{ form.faults()|length }} {{ form.reason() }} {{ form.errors }}"
        return render_template_string(template, form=form), form.status

    app = shell_app([Desk(desk)])
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def test_a_refusal_that_no_form_takes_up_shows_what_was_typed(browser):
    text = "不动产登记簿记载事项的更正，依条例由登记机构办理。"
    answer = browser.post(
        "/act", data={"note": text}, headers={"Origin": "http://localhost"}
    )

    assert answer.status_code == 409
    assert "有人已经办过这件" in answer.text
    assert text in answer.text


def test_what_another_site_sends_is_not_shown(browser):
    answer = browser.post(
        "/act",
        data={"note": "a text of another site"},
        headers={"Origin": "http://example.org"},
    )

    assert "a text of another site" not in answer.text


@pytest.mark.parametrize("field", ["reason", "", "unknown"])
def test_a_form_takes_up_a_refusal_and_keeps_what_was_typed(browser, field):
    answer = browser.post(f"/form?field={field}", data={"reason": "typed"})

    assert answer.status_code == 422
    assert answer.text.startswith("1 ")
    assert 'value="typed"' in answer.text


def test_facts_are_filled_into_the_sentence(monkeypatch):
    monkeypatch.setattr(
        "app.web.refusals.SENTENCES", {"limit.reached": "At most %(most)d times."}
    )

    assert sentence_of(NotPossible("limit.reached", most=2)) == "At most 2 times."


def test_every_code_has_its_sentence():
    nameless = sorted(
        f"{place}: {code}" for place, code, _ in _raised() if code not in SENTENCES
    )

    assert not nameless, "\n".join(
        ["word these in SENTENCES of app/web/refusals.py:", *nameless]
    )


def test_a_sentence_uses_only_facts_that_are_always_given():
    odd = [
        f"{place}: {code} does not give {sorted(missing)}"
        for place, code, facts in _raised()
        if (missing := _used(str(SENTENCES.get(code, ""))) - facts)
    ]

    assert not odd, "\n".join(odd)


def test_terms_and_moments_are_worded_as_on_the_pages():
    stale = Stale(
        "ticket.stale",
        kind=EntryKind.ANSWERED,
        actor="黄*",
        at=datetime(2026, 10, 14, 2, 26, tzinfo=UTC),
    )
    with shell_app().test_request_context():
        assert "黄*于10月14日 周三 10:26做了“答复”" in sentence_of(stale)


def _used(sentence):
    return set(re.findall(r"%\((\w+)\)", sentence))


def _raised():
    """Every code the rooms below raise a refusal with: place, code, names of facts."""
    for room in ("domain", "casework", "store"):
        for path in sorted((ROOT / "app" / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if _is_refusal(node):
                    place = f"{path.relative_to(ROOT)}:{node.lineno}"
                    facts = {keyword.arg for keyword in node.keywords} - {"field"}
                    yield place, node.args[0].value, facts


def _is_refusal(node):
    names = {kind.__name__ for kind in REFUSALS}
    return (
        isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in names
        and bool(node.args)
        and isinstance(node.args[0], ast.Constant)
    )
