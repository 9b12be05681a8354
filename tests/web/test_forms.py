"""Shape-checking: what is cleaned, what is refused, what is kept."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import (
    PasswordField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional

from app.domain.terms import Channel
from app.web.forms import AtMost, Form, Required, choices_of, clean_text
from tests.web.people import shell_app


class TalkForm(Form):
    what = TextAreaField("What", [Required("Say what happened"), AtMost(10)])
    phone = StringField("Phone", [Optional(), AtMost(11)])
    password = PasswordField("Password")


@pytest.fixture
def request_in_english():
    app = shell_app()
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(headers={"Cookie": "language=en"}):
        yield


def sent(**fields):
    form = TalkForm(formdata=MultiDict(fields))
    form.validate()
    return form


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a \r\nb\rc ", "a \nb\nc"),
        ("a\0b", "ab"),
        ("a\ud800b", "ab"),
        ("𠮷野家", "𠮷野家"),
        ("", ""),
        (None, None),
    ],
)
def test_texts_are_cleaned(typed, kept):
    assert clean_text(typed) == kept


def test_every_text_field_is_cleaned_and_passwords_are_not(request_in_english):
    form = sent(what=" x\0 ", password=" secret ")

    assert form.what.data == "x"
    assert form.password.data == " secret "


def test_blanks_are_nothing(request_in_english):
    form = sent(what="　 \n")

    assert [(fault.field_id, fault.message) for fault in form.faults()] == [
        ("what", "Say what happened")
    ]
    assert form.status == 422


def test_what_has_to_be_chosen_is_not_filled_in(request_in_english):
    class Choosing(Form):
        way = RadioField("Way", [Required()], choices=choices_of(list(Channel)))
        words = StringField("Words", [Required()])
        several = SelectMultipleField("Several", [Required()])

    form = Choosing(formdata=MultiDict({"words": " "}))
    form.validate()

    assert [fault.message for fault in form.faults()] == [
        "Please choose",
        "Please fill this in",
        "Please choose",
    ]


def test_too_long_says_how_long(request_in_english):
    assert sent(what="x" * 11).faults()[0].message == (
        "At most 10 characters, these are 11"
    )
    assert not sent(what="x" * 10).faults()


def test_what_was_typed_stands_in_the_form_again(request_in_english):
    form = sent(what="x", phone="12")

    assert 'value="12"' in form.phone()


def test_a_form_that_was_not_sent_has_no_faults(request_in_english):
    assert TalkForm(formdata=None).faults() == []
    assert TalkForm(formdata=None).status == 200


def test_choices_are_in_the_language_of_the_page(request_in_english):
    assert ("window", "Window") in [
        (choice.value, choice.label) for choice in choices_of(list(Channel))
    ]
