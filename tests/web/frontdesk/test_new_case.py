"""New case, as an officer meets it without scripts."""

import pytest

from tests.casework.given_office import entries, kinds, payload, rows, ticket
from tests.marks import on_sqlite_only
from tests.store.given_tickets import unsealed
from tests.web.frontdesk.browser import Fields

pytestmark = on_sqlite_only

TOLD = "9月初交了小饭店的材料，跑了三趟没有受理单。"
WHOLE = {
    "text": TOLD,
    "request_type": "many_trips",
    "trips": "3",
    "name": "张某某",
    "phone": "13800001234",
}


RESTAURANT = "PJ-SJ-017"


@pytest.fixture
def talk(window):
    """The page after the words were typed and the first matter was chosen."""
    window.open().send("search", matter="开饭店的证", **WHOLE)
    buttons = Fields(window.page).buttons
    first = next(button for button in buttons if button.startswith("pick:"))
    window.send(first)
    return window


def number_in(answer):
    assert answer.status_code == 302, answer.text
    return answer.location.split("/")[2]


def test_everyday_words_find_the_matter_and_mark_what_fits(window):
    window.open().send("search", matter="开饭店的证")

    assert "食品经营许可证核发(新办)" in window.page
    assert "<mark>开饭店</mark>" in window.page


def test_searching_keeps_everything_typed(window):
    window.open().send("search", matter="开饭店的证", elderly="y", **WHOLE)

    assert {name: window.field(name) for name in WHOLE} == WHOLE
    assert window.field("elderly") == "y"


def test_a_chosen_matter_proposes_department_class_and_date(talk):
    assert talk.field("department") == "SJ"
    assert talk.field("ticket_class") == "complex"
    assert "区市场监管局" in talk.page
    assert "11月30日 周一 17:00" in talk.page
    assert "现场核查" in talk.page


def test_another_class_shows_another_date(talk):
    talk.send("recount", ticket_class="special")

    assert "12月7日 周一 17:00" in talk.page


def test_filing_dispatches_and_leads_to_the_slip(talk, register):
    answer = talk.send("file")

    number = number_in(answer)
    with register():
        assert kinds(number) == ["filed", "dispatched"]
        row = ticket(number)
        assert (row["matter_name"], row["trips"]) == ("食品经营许可证核发(新办)", 3)
        assert payload(entries(number)[1])["why"] == "事项清单定的实施部门"
    assert number in talk.get(answer.location).text


def test_the_date_on_the_page_is_the_date_in_the_register(talk, register):
    assert "11月30日 周一 17:00" in talk.page

    number = number_in(talk.send("file"))

    with register():
        assert ticket(number)["due_at"].isoformat() == "2026-11-30T09:00:00+00:00"


def test_who_has_the_matter_under_way_is_seen_before_it_is_filed_again(talk, window):
    first = number_in(talk.send("file"))
    window.open().send("search", matter="开饭店的证", **{**WHOLE, "phone": ""})
    window.send(f"pick:{RESTAURANT}")

    answer = window.send("file", phone=WHOLE["phone"])
    assert answer.status_code == 422
    assert f"同一电话、同一事项已有在办件 {first}" in window.page
    assert number_in(window.send("file")) != first


def test_what_the_page_showed_beside_the_telephone_is_filed_at_once(talk, window):
    first = number_in(talk.send("file"))
    window.open().send("search", matter="开饭店的证", **WHOLE)
    window.send(f"pick:{RESTAURANT}")

    assert first in window.page
    assert window.send("file").status_code == 302


def test_a_double_click_files_once(talk, register):
    sent = talk.typed("file")

    first = talk.post("/new-case", sent)
    second = talk.post("/new-case", sent)

    assert number_in(first) == number_in(second)
    with register():
        assert len(rows("tickets")) == 1


def test_everything_missing_is_said_at_once(window):
    answer = window.open().send("file")

    assert answer.status_code == 422
    for sentence in (
        "请记下发生了什么",
        "请选类型",
        "请说明是什么事项",
        "请选承办部门",
        "请问姓名",
        "请问电话",
    ):
        assert answer.text.count(sentence) == 2, sentence


def test_a_refused_form_keeps_what_was_typed(window):
    typed = {**WHOLE, "phone": "1380000123"}

    answer = window.open().send("file", matter="修路占道", **typed)

    assert answer.status_code == 422
    assert {name: window.field(name) for name in typed} == typed
    assert window.field("matter") == "修路占道"
    assert "现在是 10 位，应为 11 位" in window.page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("１３８－0000 1234", "13800001234"),
        ("+86 138 0000 1234", "13800001234"),
        ("0750-3221234", "07503221234"),
    ],
)
def test_a_telephone_is_taken_however_it_was_typed(talk, register, typed, kept):
    number = number_in(talk.send("file", phone=typed))

    with register():
        person = unsealed(*rows("complainants", ticket_id=ticket(number)["id"]))
        assert person["phone"] == kept


def test_characters_of_four_bytes_are_kept(talk, register):
    number = number_in(talk.send("file", text="𠮷野家🍜开业\r\n第二行", name="𠮷某"))

    with register():
        (said,) = rows("complaints", ticket_id=ticket(number)["id"])
        person = unsealed(*rows("complainants", ticket_id=ticket(number)["id"]))
        assert said["told"] == "𠮷野家🍜开业\n第二行"
        assert person["name"] == "𠮷某"


def test_a_text_too_long_is_refused_and_kept(talk, register):
    long = "跑" * 100_000

    answer = talk.send("file", text=long)

    assert answer.status_code == 422
    assert "100000" in answer.text
    assert talk.field("text") == long
    with register():
        assert not rows("tickets")


def test_what_points_to_no_department_needs_one_by_hand(window, register):
    said = {**WHOLE, "text": "来了三趟都没有结果"}
    window.open().send("file", matter="没有这种事项的说法 qwz", **said)
    assert "请选承办部门" in window.page

    number = number_in(window.send("file", department="ZS"))

    with register():
        row = ticket(number)
        assert row["matter_id"] is None
        assert row["matter_name"] == "没有这种事项的说法 qwz"
        assert kinds(number) == ["filed", "dispatched"]


def test_words_changed_after_the_choice_drop_the_choice(talk):
    told = "小饭店的食品证跑了三趟没有受理单。"
    answer = talk.send("file", matter="别的什么事", text=told)

    assert answer.status_code == 422
    assert talk.field("matter_code") == ""
    assert "部门是按记录的情况推荐的" in talk.page


def test_words_that_say_nothing_propose_no_department(talk):
    answer = talk.send("file", matter="别的什么事", text="跑了三趟没有受理单。")

    assert answer.status_code == 422
    assert "部门是按记录的情况推荐的" not in talk.page


def test_a_department_of_ones_own_asks_for_a_reason(talk, register):
    answer = talk.send("file", department="GA")
    assert answer.status_code == 422
    assert "请简单写明为什么不派给清单定的部门" in answer.text

    number = number_in(talk.send("file", why="现场执法属公安"))

    with register():
        assert payload(entries(number)[1])["why"] == "现场执法属公安"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("matter_code", "PJ-XX-999"),
        ("department", "XX"),
        ("ticket_class", "huge"),
        ("request_type", "none"),
    ],
)
def test_codes_that_no_page_offers_are_refused_beside_their_field(
    talk, register, name, value
):
    answer = talk.send("file", **{name: value, "why": "试"})

    assert answer.status_code in (404, 422)
    assert talk.field("text") == TOLD
    assert "需更正" in answer.text
    with register():
        assert not rows("tickets")


def test_an_assistant_that_is_the_lead_is_refused_and_nothing_is_filed(talk, register):
    answer = talk.send("file", assisting=["SJ"])

    assert answer.status_code == 422
    with register():
        assert not rows("tickets")


def test_assisting_departments_get_their_own_clock(talk, register):
    number = number_in(talk.send("file", assisting=["GA", "CG"]))

    with register():
        names = [row["name"] for row in rows("clocks", ticket_id=ticket(number)["id"])]
        assert names.count("assist") == 2


def test_who_acts_for_another_says_so(talk, register):
    assert "请问代办人姓名" in talk.send("file", kind="agent").text

    assert "请写明授权依据" in talk.send("file", agent_name="李某").text

    number = number_in(talk.send("file", agent_authority="written"))

    with register():
        assert ticket(number)["agent_authority"] == "written"
        person = unsealed(*rows("complainants", ticket_id=ticket(number)["id"]))
        assert (person["kind"], person["agent_name"]) == ("individual", "李某")


def test_cases_of_the_same_telephone_stand_beside_it(talk, sit):
    number = number_in(talk.send("file"))

    talk.open().send("recount", phone="138 0000 1234")
    assert f'href="/cases/{number}"' in talk.page

    town = sit("town").open()
    town.send("recount", phone="13800001234")
    assert number in town.page
    assert f'href="/cases/{number}"' not in town.page


def test_cases_of_the_same_matter_stand_beside_it_without_their_people(talk, sit):
    assert "同一事项在办的件" in talk.page
    number = number_in(talk.send("file"))

    talk.open().send("search", matter="开饭店的证")
    talk.send(next(one for one in Fields(talk.page).buttons if one.startswith("pick:")))
    assert f'href="/cases/{number}"' in talk.page
    assert "1 件" in talk.page.split("同一事项在办的件")[1]

    town = sit("town", now="12-09 10:00").open()
    town.send("search", matter="开饭店的证")
    town.send(next(one for one in Fields(town.page).buttons if one.startswith("pick:")))
    beside = town.page.split("同一事项在办的件")[1].split("登记后")[0]
    assert number in beside
    assert "1 件已逾期" in beside
    assert f'href="/cases/{number}"' not in beside
    assert "张" not in beside


# --- the other two ways -----------------------------------------------------------------


def test_solved_at_the_desk_is_filed_and_closed(talk, register):
    talk.send("solve")
    assert talk.send("solve").status_code == 422

    number = number_in(talk.send("solve", solved="现场帮助补传材料。"))

    with register():
        assert kinds(number) == ["filed", "closed"]
        assert payload(entries(number)[1])["text"] == "现场帮助补传材料。"


def test_the_first_click_only_opens_the_reasons(talk, register):
    assert talk.send("refuse").status_code == 200

    assert "为什么不予受理" in talk.page
    with register():
        assert not rows("tickets")


def test_ready_words_are_offered_and_have_to_be_read(talk, register):
    talk.send("refuse")
    answer = talk.send("refuse", exclusion="X6")

    assert answer.status_code == 422
    assert "已填入现成的话" in answer.text
    assert "行政机关无权裁定" in talk.field("reasons")

    number = number_in(talk.send("refuse"))
    with register():
        told = payload(entries(number)[1])
        assert told["exclusion"] == "X6"
        assert "人民调解委员会" in told["redirect"]


def test_another_reason_changes_ready_words_but_not_ones_own(talk):
    talk.send("refuse")
    talk.send("ready", exclusion="X6")
    talk.send("ready", exclusion="X12")
    assert "12345" in talk.field("redirect")

    talk.send("ready", exclusion="X6", redirect="去隔壁窗口")
    assert talk.field("redirect") == "去隔壁窗口"


@pytest.mark.parametrize("code", ["X4", "X10"])
def test_what_may_not_be_taken_down_is_not_kept(talk, register, code):
    talk.send("refuse")
    talk.send("ready", exclusion=code)
    number = number_in(talk.send("refuse"))

    with register():
        everything = (
            str(rows("complaints")) + str(entries(number)) + str(rows("tickets"))
        )
    assert TOLD not in everything
    assert "食品经营" not in everything


def test_back_files_as_usual_with_everything_kept(talk):
    talk.send("refuse")
    talk.send("back")

    assert talk.field("text") == TOLD
    assert number_in(talk.send("file"))


# --- who, and when the session ends -----------------------------------------------------


def test_departments_have_no_new_case(sit):
    assert sit("handler").get("/new-case").status_code == 403
    assert sit("handler").get("/new-case/matters?words=证").status_code == 403


def test_a_session_that_ends_loses_nothing(talk, register):
    sent = talk.typed("file")
    talk.now = "11-23 11:00"

    answer = talk.post("/new-case", sent)

    assert answer.status_code == 401
    assert TOLD in answer.text
    with register():
        assert not rows("tickets")


def test_a_form_without_its_token_files_nothing(talk, register):
    sent = talk.typed("file")
    sent["csrf_token"] = "wrong"

    assert talk.post("/new-case", sent).status_code == 400
    with register():
        assert not rows("tickets")
