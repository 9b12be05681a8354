"""Chinese on an English page is said to be Chinese, and nothing else is touched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.access import public
from app.web.language import COOKIE
from app.web.marked_chinese import marked
from app.web.readers import NoUnits
from tests.web.people import shell_app


def body(inner):
    return f"<head><title>城管</title></head><body>{inner}</body>"


def in_body(inner):
    return marked(body(inner), NoUnits())[
        len("<head><title>城管</title></head><body>") : -7
    ]


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        (
            "<b>食品经营许可</b>",
            '<b><bdi lang="zh-Hans">食品经营许可</bdi></b>',
        ),
        (
            "<p>Asked of 张某, Monday</p>",
            '<p>Asked of <bdi lang="zh-Hans">张某</bdi>, Monday</p>',
        ),
        (
            "<p>食品经营许可（新办），5 个工作日。</p>",
            '<p><bdi lang="zh-Hans">食品经营许可（新办），5 个工作日。</bdi></p>',
        ),
        ('<a lang="zh-Hans">简体</a>', '<a lang="zh-Hans">简体</a>'),
        ('<a title="城管">Read</a>', '<a title="城管">Read</a>'),
        ("<textarea>城管</textarea>", "<textarea>城管</textarea>"),
        (
            "<svg><title>城管</title><text>城管</text></svg>",
            "<svg><title>城管</title><text>城管</text></svg>",
        ),
        (
            '<option value="1">城管</option><option>none</option>',
            '<option value="1" lang="zh-Hans">城管</option><option>none</option>',
        ),
        ("<p>On time, 12 of 14 (86%)</p>", "<p>On time, 12 of 14 (86%)</p>"),
    ],
)
def test_each_run_is_marked_once_and_fields_are_left_alone(plain, expected):
    assert in_body(plain) == expected


@given(st.text(st.sampled_from("ab1 ，。（）城管局 5&;")))
def test_no_sign_is_lost_or_added(text):
    written = in_body(f"<p>{text}</p>")

    assert re.sub(r"</?bdi[^>]*>", "", written) == f"<p>{text}</p>"


def test_only_english_pages_are_marked():
    app = shell_app()

    @app.get("/matter")
    @public
    def matter():
        return body("<p>城管</p>")

    client = app.test_client()
    plain = client.get("/matter").get_data(as_text=True)
    client.set_cookie(COOKIE, "en")
    english = client.get("/matter").get_data(as_text=True)

    assert "<p>城管</p>" in plain
    assert '<p><bdi lang="zh-Hans">城管</bdi></p>' in english
