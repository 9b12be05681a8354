"""Routing: what words speak for, and how they speak where they stand."""

import pytest

from app.domain.wayfinding.routing import KnownMatter, Router
from app.domain.wayfinding.routing_lessons import FEWEST, MOST, Lessons
from app.domain.wayfinding.routing_tally import Lesson, tally
from app.domain.wayfinding.routing_vocabulary import VocabularyFaults, read_vocabulary

DEPARTMENTS = ["GA", "YB", "ZR", "SJ"]
WEIGHTS = {"decisive": 8, "strong": 3, "subjects": 5, "supportive": 1, "agencies": 1.5}


def duty(department, name="duty", **words):
    return {"department": department, "name": name, "basis": "law", **words}


def router(*duties, papers="", nobody="", usual="", matters=(), lessons=None):
    file = {
        "weights": WEIGHTS,
        "usual": usual,
        "papers": papers,
        "nobody": nobody,
        "duty": list(duties),
    }
    return Router(read_vocabulary(file, DEPARTMENTS), matters, lessons)


def first(found):
    return found[0].department


def test_three_departments_are_proposed_with_words_and_duty():
    found = router(duty("GA", "户籍管理", decisive="落户")).propose("孩子落户办不了")

    assert len(found) == 3
    assert found[0].department == "GA"
    assert found[0].words == ("落户",)
    assert found[0].duty.name == "户籍管理"


def test_a_longer_word_hides_a_shorter_one_inside_it():
    found = router(duty("YB", decisive="医疗保险"), duty("SJ", decisive="保险"))

    assert [p.words for p in found.propose("医疗保险")][:2] == [("医疗保险",), ()]


def test_words_of_nobody_hide_and_speak_for_none():
    found = router(duty("GA", decisive="身份证"), nobody="身份证复印件")

    assert found.propose("带了身份证复印件")[0].words == ()


@pytest.mark.parametrize(
    ("text", "department"),
    [
        ("想补办身份证，窗口要营业执照", "GA"),
        ("要求提供身份证，营业执照丢了", "SJ"),
        ("营业执照已变更，身份证一直没发", "GA"),
    ],
)
def test_a_paper_counts_in_full_only_where_it_is_wanted(text, department):
    found = router(
        duty("GA", decisive="身份证"),
        duty("SJ", decisive="营业执照"),
        papers="身份证 营业执照",
    )

    assert first(found.propose(text)) == department


def test_what_is_wanted_counts_more_than_who_asks():
    found = router(duty("GA", subjects="养殖场"), duty("YB", decisive="排污登记"))

    assert first(found.propose("养殖场要做排污登记")) == "YB"
    assert first(found.propose("养殖场的事办不了")) == "GA"


@pytest.mark.parametrize(
    "text", ["消防都办了，落户没消息", "派出所仍要求消防，落户没消息"]
)
def test_what_is_done_or_asked_for_counts_less(text):
    found = router(duty("SJ", decisive="消防"), duty("GA", decisive="落户"))

    assert first(found.propose(text)) == "GA"


def test_a_pair_says_less_than_a_word_that_says_it_all():
    found = router(duty("ZR", decisive="房+证"), duty("YB", decisive="报销"))

    assert first(found.propose("没报销，房没证")) == "YB"


def test_what_suffers_is_not_what_is_asked_for():
    found = router(duty("GA", decisive="落户"), duty("YB", decisive="报销"))

    assert first(found.propose("影响报销。落户没有消息")) == "GA"


def test_two_words_of_a_pair_count_only_near_each_other_in_one_sentence():
    found = router(duty("ZR", decisive="房+办证"))

    assert found.propose("买的房不能办证")[0].words == ("房…办证",)
    assert found.propose("买的房。不能办证")[0].words == ()
    assert found.propose("房" + "很" * 20 + "办证")[0].words == ()


def test_where_nothing_speaks_the_usual_departments_come_first():
    found = router(usual="SJ YB").propose("你好")

    assert [one.department for one in found] == ["SJ", "YB", "GA"]


def test_the_nearest_matter_is_named():
    matter = KnownMatter("1", "道路运输证核发", "SJ", "道路运输证核发 营运证")

    others = [KnownMatter(f"{n}", f"{n}号", "GA", f"事{n}号") for n in range(2, 40)]

    found = router(matters=[matter, *others]).propose("道路运输证核发")

    assert (first(found), found[0].matter) == ("SJ", matter)


def test_words_in_capitals_are_found_in_texts_which_are_in_lower_case():
    found = router(duty("GA", decisive="A2 驾照+B2"))

    assert found.propose("a2证降级")[0].words == ("a2",)
    assert found.propose("驾照b2到期")[0].words == ("驾照…b2",)


def test_all_faults_of_a_vocabulary_are_told_at_once():
    file = {"weights": {"decisive": 0}, "usual": "QQ", "duty": [duty("XX", name="")]}

    with pytest.raises(VocabularyFaults) as caught:
        read_vocabulary(file, DEPARTMENTS)

    told = "\n".join(caught.value.faults)
    for fault in ("decisive", "strong", "XX", "no name", "QQ"):
        assert fault in told


def lessons(count, **changes):
    each = [Lesson("水费收错了", "YB", **changes), Lesson("树倒了没人管", "ZR")]
    return Lessons(tally(each * (count // 2)))


def test_too_few_cases_teach_nothing():
    assert lessons(FEWEST - 2).speak("水费收错了") == {}


def test_many_cases_teach_but_never_louder_than_the_most():
    said = lessons(1_000).speak("我家水费也收错了")

    assert max(said, key=said.get) == "YB"
    assert 1 < said["YB"] < MOST


def test_the_order_of_lessons_changes_nothing():
    several = [Lesson(f"事情{n}", DEPARTMENTS[n % 4]) for n in range(60)]

    forward, backward = Lessons(tally(several)), Lessons(tally(several[::-1]))

    assert forward.speak("事情7和事情8") == pytest.approx(
        backward.speak("事情7和事情8")
    )


def test_a_lesson_decides_where_words_are_silent_and_says_by_what():
    others = [Lesson(f"{n}号树倒了没人管", "ZR") for n in range(900)]
    learned = Lessons(tally([*others, *[Lesson("水费收错了", "YB")] * 100]))

    found = router(lessons=learned).propose("跑了两次，水费收错没人管")

    assert (first(found), found[0].taught) == ("YB", ("水费收错",))


def test_what_cases_of_all_departments_say_is_no_reason():
    usual = [Lesson(f"{n}跑了三趟", DEPARTMENTS[n % 4]) for n in range(400)]
    learned = Lessons(tally([*usual, Lesson("跑了三趟", "YB")]))

    assert learned.telling("跑了三趟", "YB") == ()
