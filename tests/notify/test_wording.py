"""What is said for each kind of notice, in both languages, and what is never said."""

import re
from datetime import UTC, datetime

import pytest
from flask_babel import force_locale

from app.domain.notices import TOLD, TOLD_DISCREETLY
from app.domain.terms import Step
from app.notify import wording
from app.store.outbox import Mail
from tests.house.routes import app_for_reading
from tests.store.given_tickets import SHANGHAI
from tests.web.people import shell_app

KINDS = sorted(
    [kind for kind, roles in TOLD.items() if roles]
    + [f"step_{step}" for step in Step]
    + ["assist", "calendar_missing", "digest", "direct", "obstruction", "seal"]
    + ["improvement_proposed", "improvement_taken_up"]
    + ["mostly_last_minute", "person_again", TOLD_DISCREETLY]
    + ["paper_proposed", "paper_withdrawn"]
)
HAN = re.compile(r"[\u4e00-\u9fff]")
ADDRESS = "https://bancheng.example.org"


@pytest.fixture(scope="module", autouse=True)
def _application():
    with shell_app().app_context():
        yield


def notice(kind="dispatched", **changes):
    facts = {"number": "PJ26-0417", "department": "SJ"}
    facts["due_at"] = "2026-11-30T09:00:00+00:00"
    stated = {
        "notice_id": 1,
        "district_id": 1,
        "number": "PJ26-0417",
        "matter_name": "不动产变更登记",
        "kind": kind,
        "audience": "handler@SJ",
        "facts": facts,
        "created_at": datetime(2026, 11, 23, 2, tzinfo=UTC),
        "attempts": 1,
    }
    return Mail(**{**stated, **changes})


def worded(*mails, language="zh_Hans"):
    return wording.worded(mails, ADDRESS, SHANGHAI, language)


def test_every_kind_that_somebody_is_told_of_has_its_words_and_no_other():
    assert sorted(wording.SAYINGS) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_worded_in_both_languages(kind):
    chinese, english = worded(notice(kind)), worded(notice(kind), language="en")

    said, to_do = chinese.text.splitlines()[:2]
    assert HAN.search(said)
    assert HAN.search(to_do)
    assert chinese.subject == f"【办成】{said} PJ26-0417"
    assert not HAN.search(english.subject)
    assert not HAN.search("".join(english.text.splitlines()[:2]))


def test_no_two_kinds_say_the_same():
    with force_locale("zh_Hans"):
        said = [str(wording.headline(kind)) for kind in KINDS]

    assert len(set(said)) == len(KINDS)


def test_a_mail_in_full():
    assert worded(notice("step_yellow")).text == (
        "黄灯：工单即将到期\n"
        "请在到期之前答复。\n"
        "编号：PJ26-0417\n"
        "事项：不动产变更登记\n"
        "办结期限：2026-11-30 17:00\n"
        "https://bancheng.example.org/cases/PJ26-0417\n"
        "\n"
        "-- \n"
        "本邮件由系统发出，请勿回复。\n"
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("reply_due_at", "回复期限：2026-11-25 17:00"),
        ("statement_due_at", "说明期限：2026-11-25 17:00"),
        ("ruling_due_at", "认定期限：2026-11-25 17:00"),
        ("objection_due_at", "异议期限：2026-11-25 17:00"),
        ("decision_due_at", "复核期限：2026-11-25 17:00"),
    ],
)
def test_it_says_until_when_it_asks_for_something_and_not_when_the_case_is_due(
    asked, said
):
    facts = {
        "number": "PJ26-0417",
        "due_at": "2026-11-30T17:00:00+08:00",
        asked: "2026-11-25T17:00:00+08:00",
    }
    told = worded(notice("statement_requested", facts=facts)).text

    assert said in told
    assert "2026-11-30" not in told


def test_what_is_not_known_is_left_out():
    bare = notice(matter_name="", facts={"number": "PJ26-0417", "due_at": None})

    assert "事项" not in worded(bare).text
    assert "到期" not in worded(bare).text


def test_a_matter_of_many_lines_and_words_stays_one_short_line():
    long = notice(matter_name="第一行\r\nBcc: all@example.org\n" + "很长" * 100)

    (line,) = [line for line in worded(long).text.splitlines() if "事项" in line]
    assert len(line) < 70


def test_several_notices_are_told_in_one_mail_and_counted():
    two = worded(notice(), notice("step_blue", number="PJ26-0418"))

    assert two.subject == "【办成】2 条通知"
    assert "/cases/PJ26-0417\n" in two.text
    assert "/cases/PJ26-0418\n" in two.text


def test_very_many_notices_are_told_in_part_and_say_so():
    shown = [notice()] * wording.MOST_LINES
    beyond = [notice(number=f"PJ26-{500 + n // 2:04d}") for n in range(7)]

    many = worded(*shown, *beyond)

    assert many.text.count("编号：") == wording.MOST_LINES
    assert "另有 7 条\nPJ26-0500, PJ26-0501, PJ26-0502, PJ26-0503\n" in many.text


def test_one_more_is_said_in_english_too():
    assert "and 1 more" in worded(*[notice()] * 101, language="en").text


def test_the_link_leads_to_the_page_of_the_case():
    (link,) = re.findall(rf"{ADDRESS}(/\S+)", worded(notice()).text)

    found = app_for_reading().url_map.bind("here").match(link)

    assert found == ("case.show", {"number": "PJ26-0417"})
