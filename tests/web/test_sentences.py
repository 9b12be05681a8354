"""Sentences one behind the other: with a blank in English, without one in Chinese."""

import pytest
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from app.web.sentences import gap, in_a_row
from tests.web.people import shell_app


@pytest.fixture(scope="module")
def shell():
    return shell_app()


@pytest.mark.parametrize(
    ("language", "parts", "expected"),
    [
        ("en", ("It was late.", "Reply."), "It was late. Reply."),
        ("en", ("It was late.", "", "Reply."), "It was late. Reply."),
        ("en", ("First: by 2 Dec", ", signed."), "First: by 2 Dec, signed."),
        ("en", ("First: ", "reply"), "First: reply"),
        ("en", ("", "Reply."), "Reply."),
        ("en", (), ""),
        ("zh_Hans", ("已逾期。", "请回复。"), "已逾期。请回复。"),
        ("zh_Hans", ("二、", "", "请回复。"), "二、请回复。"),
        ("zh_Hant", ("二、", "請回覆。"), "二、請回覆。"),
    ],
)
def test_how_they_stand(shell, language, parts, expected):
    with shell.test_request_context(), force_locale(language):
        assert in_a_row(*parts) == expected


@given(parts=st.lists(st.text(max_size=5), max_size=4))
def test_nothing_is_lost_and_nothing_but_blanks_added(shell, parts):
    with shell.test_request_context(), force_locale("en"):
        told = in_a_row(*parts)

    assert told.replace(" ", "") == "".join(parts).replace(" ", "")


def test_an_empty_side_needs_no_gap(shell):
    with shell.test_request_context(), force_locale("en"):
        assert gap("", "a") == gap("a", "") == ""
