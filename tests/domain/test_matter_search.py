"""The search for a matter: what is certain first, then what is alike, then letters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.wayfinding.matter_search import Findable, MatterIndex
from app.domain.wayfinding.matter_sound import Sound
from app.domain.wayfinding.matter_words import asked_variant, core

SAME = ["补助 补贴 津贴", "孩子 小孩"]


def sound(text, spelled):
    return Sound(tuple(text), tuple(spelled.split()))


def matter(code, name, *words, variant="", sounds=(), is_frequent=False):
    full = f"{name}({variant})" if variant else name
    return Findable(code, full, name, variant, words, tuple(sounds), is_frequent)


PERMIT = [
    matter(f"P-{n}", "食品经营许可证核发", "开饭店", variant=variant)
    for n, variant in enumerate(["新办", "变更", "补办"])
]
INDEX = MatterIndex(
    [
        *PERMIT,
        matter(
            "R-1",
            "工伤认定申请",
            "工伤",
            sounds=[sound("工伤认定", "gong shang ren ding")],
        ),
        matter("R-2", "劳动能力鉴定", "伤残鉴定"),
        matter("M-1", "高龄老人津贴申领", "敬老金"),
        matter("J-1", "孩子入学", "上学"),
        matter("S-100", "工伤", sounds=[sound("公司", "gong si")]),
    ],
    SAME,
)


def codes(words, limit=3):
    return [one.code for one in INDEX.find(words, limit)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("r-2", "R-2"),
        ("工伤认定申请", "R-1"),
        ("食品经营许可证核发(补办)", "P-2"),
        ("开饭店的证", "P-0"),
        ("饭店证丢了", "P-2"),
        ("饭店换老板", "P-1"),
        ("高龄补助", "M-1"),
        ("小孩 上学", "J-1"),
        ("食品经莹许可", "P-0"),
    ],
)
def test_what_people_say_finds_the_matter(words, first):
    assert codes(words)[0] == first


def test_a_name_that_is_meant_exactly_comes_before_its_likes():
    assert codes("工伤")[0] == "S-100"


@pytest.mark.parametrize("words", ["", "  ", "天气预报", "1", "%", "qwzx"])
def test_what_fits_nothing_finds_nothing(words):
    assert codes(words) == []


@pytest.mark.parametrize(
    ("typed", "first", "mark"),
    [
        ("gongshang", "R-1", "工伤"),
        ("gong shang ren", "R-1", "工伤认"),
        ("gongsh", "R-1", "工伤"),
        ("rending", "R-1", "认定"),
        ("gsrd", "R-1", "工伤认定"),
        ("gongsi", "S-100", "公司"),
    ],
)
def test_letters_are_pinyin_or_its_initials(typed, first, mark):
    best = INDEX.find(typed, 1)[0]

    assert best.code == first
    assert mark in best.marks


def test_two_letters_are_no_initials():
    assert codes("gs") == []


def test_marks_stand_in_what_is_shown():
    (best,) = INDEX.find("高龄补助", 1)

    assert best.marks == {"高龄", "津贴"}


@pytest.mark.parametrize(
    ("words", "remains"),
    [("我想办理居住证的手续", "居住证"), ("怎么办", "怎么办")],
)
def test_words_around_a_matter_tell_nothing(words, remains):
    assert core(words) == remains


@pytest.mark.parametrize(
    ("words", "variant"),
    [
        ("烟草证", "新办"),
        ("烟证到期", "延续"),
        ("执照丢了", "补办"),
        ("店不做了", "注销"),
    ],
)
def test_the_words_say_which_variant(words, variant):
    assert asked_variant(words) == variant


@settings(max_examples=40)
@given(st.text(max_size=80))
def test_any_words_are_answered_in_order_of_score(words):
    scores = [one.score for one in INDEX.find(words, 5)]

    assert scores == sorted(scores, reverse=True)
