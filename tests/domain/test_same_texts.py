"""Texts that say the same, found without comparing each with each."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures.same_texts import normalised, same_texts
from app.domain.wayfinding.likeness import pairs_of

STANDARD = "您好，您反映的问题我局已安排专人按规定办理完毕，感谢您对我们工作的支持。"


def test_figures_signs_and_blanks_make_no_difference():
    texts = [
        "已于11月24日办结，请领取。",
        "已于12月1日 办结,请领取!",
        "已于11月24日退回。",
    ]

    assert same_texts(texts, 100) == [[0, 1]]


def test_a_word_more_is_nearly_the_same():
    texts = [
        STANDARD,
        STANDARD.replace("专人", "工作人员"),
        "请补交租赁合同后再来办理。",
    ]

    assert same_texts(texts, 80) == [[0, 1]]
    assert same_texts(texts, 100) == []


def test_what_holds_no_word_is_in_no_group():
    assert same_texts(["", "2026-11-24", "……", "。"], 90) == []


def test_a_group_is_kept_together_by_each_next_one():
    first, last = "一二三四五六七八九十甲乙", "三四五六七八九十甲乙丙丁"
    texts = [first, "二三四五六七八九十甲乙丙", last]

    assert same_texts([first, last], 90) == []
    assert same_texts(texts, 90) == [[0, 1, 2]]


@given(
    st.lists(st.text(alphabet="甲乙丙丁戊", max_size=9), max_size=12),
    st.integers(50, 100),
)
def test_nothing_alike_is_passed_over(texts, percent):
    """The shortcut finds what comparing each with each finds."""
    words = [normalised(text) for text in texts]
    pairs = [pairs_of(word) for word in words]

    def is_alike(one, other):
        if not words[one] or not words[other]:
            return False
        if words[one] == words[other]:
            return True
        sizes = len(pairs[one]) + len(pairs[other])
        shared = 200 * len(pairs[one] & pairs[other])
        return percent < 100 and shared > 0 and shared / sizes >= percent

    together = {
        place: number
        for number, group in enumerate(same_texts(texts, percent))
        for place in group
    }
    for one in range(len(texts)):
        for other in range(one):
            if is_alike(one, other):
                assert one in together
                assert together[one] == together[other]


@given(st.lists(st.text(alphabet="甲乙丙1 。", max_size=6), max_size=10))
def test_each_text_is_in_one_group_at_most(texts):
    places = [place for group in same_texts(texts, 90) for place in group]

    assert len(places) == len(set(places))
