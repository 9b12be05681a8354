"""What counts as a foreign word on a page."""

import pytest

from tests.web.walk.words import chinese, run_together, simplified


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Case 办结 of 区</p>", {"办结", "区"}),
        ('<a lang="zh-Hans" title="简">简体</a><textarea>办</textarea>', set()),
        ("<script>'办'</script>", set()),
        ("", set()),
    ],
)
def test_chinese_is_found_in_text_alone(page, expected):
    assert chinese(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>已辦結，請查看。</p>", set()),
        ("<p>已辦結，请查看。</p>", {"请查看"}),
        ("<p>裏面、啟用、台賬、說明、周三</p>", set()),
    ],
)
def test_a_simplified_sign_is_found(page, expected):
    assert simplified(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>It was late.Reply now</p>", {"e.Reply now"}),
        ("<p><b>Second:</b>to reply</p>", {"d:to reply"}),
        ("<p><b>A notice</b>(not now), 2 day(s)</p>", {"e(not now), 2 day(s)"}),
        ("<p>First.</p><p>Second</p>", set()),
        ("<p>see escalation_rules.toml, e.g. https://a.example.org/b.c</p>", set()),
        ("<p>9:00, 1,178 matters of a.person&emsp;of two</p>", set()),
    ],
)
def test_sentences_without_a_blank_are_found(page, expected):
    assert run_together(page) == expected
