"""Where is my case: number and code, the slip's QR code, and what is never shown."""

import pytest

from app.casework import extensions, filing, handling, merging, revisits
from app.casework.query_codes import printed, query_code
from app.domain.terms import ExclusionCode
from tests.casework.given_office import (
    act,
    answered,
    dispatched,
    filed,
    revisit,
    rows,
    signed,
    sweep,
    verified,
)
from tests.casework.given_people import secret
from tests.web.visitor import Visitor

SECRETS = ("陈不可见", "4321", "跑了三趟", "希望明确", "不动产变更登记", "handler")


def asks(citizen, number, code):
    citizen.get("/case")
    return citizen.post("/case", number=number, code=code)


def test_number_and_code_lead_to_the_case(citizen, slip):
    number, code = slip

    answer = asks(citizen, number, code)

    assert answer.headers["Location"] == f"/case/{number}"
    citizen.follow(answer)
    assert "11月26日 周四 17:00前办完" in citizen.words
    assert "区市场监管局" in citizen.words
    assert "按时" in citizen.words


def test_it_is_read_as_people_type_it(citizen, slip):
    number, code = slip

    answer = asks(citizen, f" {number.lower()} ", printed(code).lower())

    assert citizen.follow(answer).status_code == 200


def test_the_qr_code_opens_the_case_and_leaves_the_address_clean(citizen, slip):
    number, code = slip

    answer = citizen.get(f"/case/{number}?code={code}")

    assert answer.headers["Location"] == f"/case/{number}"
    assert citizen.follow(answer).status_code == 200
    assert code not in citizen.page


def test_the_case_stays_open_for_half_an_hour(citizen, slip):
    number, code = slip
    citizen.follow(asks(citizen, number, code))

    citizen.now = "11-23 10:29"
    citizen.get(f"/case/{number}")
    assert "办到哪一步" in citizen.words
    citizen.now = "11-23 10:31"
    citizen.get(f"/case/{number}")
    assert "办到哪一步" not in citizen.words
    assert f'value="{number}"' in citizen.page


def test_the_switch_to_large_type_keeps_the_case(citizen, slip):
    number, code = slip
    citizen.follow(asks(citizen, number, code))

    citizen.follow(citizen.get(f"/elder/on?back=/case/{number}"))

    assert "办到哪一步" in citizen.words
    assert 'class="public elder"' in citizen.page


def test_another_case_is_not_opened_along(citizen, slip):
    number, code = slip
    other = filed("11-23 09:30")
    citizen.follow(asks(citizen, number, code))

    citizen.get(f"/case/{other}")

    assert "办到哪一步" not in citizen.words


def test_a_wrong_code_and_an_unknown_number_read_the_same(citizen, slip):
    number, code = slip

    wrong = asks(citizen, number, "AAAAAAAA")
    wrong_words = citizen.words
    unknown = asks(citizen, "PJ26-9999", code)

    assert (wrong.status_code, unknown.status_code) == (404, 404)
    assert citizen.words == wrong_words
    assert "没有找到这个编号和查询码" in citizen.words


def test_what_was_typed_stands_in_the_form_again(citizen, slip):
    number, _ = slip

    asks(citizen, number, "AAAA-AAAA")

    assert f'value="{number}"' in citizen.page
    assert 'value="AAAA-AAAA"' in citizen.page


def test_the_sixth_try_must_wait(citizen, slip):
    number, code = slip
    for _ in range(5):
        asks(citizen, number, "AAAAAAAA")

    answer = asks(citizen, number, code)

    assert answer.status_code == 409
    assert "请过 15 分钟再试" in citizen.words
    assert [row["action"] for row in rows("access_log")] == 5 * ["query_failed"]
    assert {row["username"] for row in rows("access_log")} == {number}


def test_a_wrong_code_in_the_address_counts_as_well(citizen, slip):
    number, _ = slip

    assert citizen.get(f"/case/{number}?code=AAAAAAAA").status_code == 404
    assert len(rows("access_log")) == 1


@pytest.mark.parametrize(
    ("number", "code"), [("", ""), ("PJ26-0001", ""), ("", "AAAAAAAA"), (" ", "\0")]
)
def test_what_is_missing_is_said_at_its_field(citizen, slip, number, code):
    answer = asks(citizen, number, code)

    assert answer.status_code == 422
    assert "请填单子上的" in citizen.words
    assert not rows("access_log")


@pytest.mark.parametrize("typed", ["x" * 100_000, "😀😀", "<script>", "../../etc"])
def test_odd_words_are_refused_and_written_nowhere(citizen, slip, typed):
    assert asks(citizen, typed, typed).status_code in (404, 422)
    assert "<script>" not in citizen.page
    assert not rows("access_log")


def test_nothing_of_the_person_and_the_complaint_is_shown(citizen, slip):
    number, code = slip
    act(
        "handler",
        "11-23 09:50",
        handling.record_contact,
        number,
        "致电陈不可见",
        "phone",
    )
    sweep("12-02 10:00")
    citizen.now = "12-02 10:00"

    citizen.follow(asks(citizen, number, code))

    for word in SECRETS:
        assert word not in citizen.page, word


def test_lateness_is_said_plainly(citizen, slip):
    number, code = slip
    sweep("12-01 10:00")
    citizen.now = "12-01 10:00"

    citizen.follow(asks(citizen, number, code))

    assert "已逾期 3 个工作日" in citizen.words
    assert "本应11月26日 周四办完，没有办完。" in citizen.words
    assert "督查室已发督办单" in citizen.words
    assert "verdict-late" in citizen.page


def test_who_was_not_taken_up_reads_where_to_go_and_no_word_of_the_officer(citizen):
    number = filed()
    words = {"code": ExclusionCode.X6, "reasons": "邻里之争", "redirect": "找李律师"}
    act("clerk", "11-23 09:30", filing.refuse_ticket, number, **words)

    citizen.follow(asks(citizen, number, query_code(secret(), "440703", number)))

    assert "可以到所在街道、镇的人民调解委员会申请调解，不收费" in citizen.words
    assert "邻里之争" not in citizen.page
    assert "找李律师" not in citizen.page


def test_a_later_date_says_who_allowed_it(citizen, register):
    number = signed()
    words = {"days": 2, "reason": "勘验", "told": "已致电"}
    act("handler", "11-24 10:00", extensions.request_extension, number, **words)
    act("dispatcher", "11-24 11:00", extensions.grant_extension, number)
    citizen.now = "11-24 11:30"

    citizen.follow(asks(citizen, number, query_code(secret(), "440703", number)))

    assert "11月30日 周一 17:00前办完。" in citizen.words
    assert "部门申请延期，经区里批准延长 2 个工作日。" in citizen.words


def test_who_was_not_satisfied_reads_until_when_the_department_calls(citizen, register):
    number = verified()
    code = query_code(secret(), "440703", number)
    revisit(number, "11-25 10:00", solved=False, rating=1)
    act("clerk", "11-25 10:10", revisits.reopen_ticket, number, "没有解决")
    citizen.now = "11-25 11:00"

    citizen.follow(asks(citizen, number, code))

    assert "您说没有解决，所以正在重办。" in citizen.words
    assert "部门11月26日 周四 17:00前给您打电话。" in citizen.words
    assert "没解决，提级办理" in citizen.words
    citizen.now = "11-27 09:00"
    citizen.get(f"/case/{number}")
    citizen.follow(asks(citizen, number, code))
    assert "部门本应11月26日 周四 17:00前给您打电话，没有打。" in citizen.words


def test_it_is_all_said_in_english_too(citizen, slip):
    number, code = slip
    citizen.get("/language/en")

    citizen.follow(asks(citizen, number, code))

    assert "It is to be done by Thu 26 Nov 17:00." in citizen.words
    assert "Market Regulation Bureau" in citizen.words


def test_a_case_taken_back_says_so(citizen, slip):
    number, code = slip
    act("clerk", "11-23 09:50", filing.withdraw_ticket, number, "不再需要")

    citizen.follow(asks(citizen, number, code))

    assert "您在11月23日 周一撤回了。" in citizen.words
    assert "不再需要" not in citizen.words


def test_a_duplicate_says_that_another_case_goes_on(citizen, slip):
    number, code = slip
    words = {"into": filed("11-23 09:30"), "reason": "同一件事"}
    act("clerk", "11-23 09:40", merging.merge_ticket, number, **words)

    citizen.follow(asks(citizen, number, code))

    assert "已合并办理" in citizen.words
    assert words["into"] not in citizen.page


def test_who_has_it_can_be_called_the_window_after_the_answer(register):
    number = answered()
    citizen = Visitor(register, now="11-24 11:00")

    citizen.follow(asks(citizen, number, query_code(secret(), "440703", number)))

    assert "窗口正在核实" in citizen.words
    assert "最迟11月25日 周三 17:00。" in citizen.words
    assert "现在谁负责 江门市蓬江区行政服务中心" in citizen.words


def test_no_page_of_a_case_is_kept_by_the_browser(citizen, slip):
    number, code = slip

    answer = citizen.follow(asks(citizen, number, code))

    assert "no-store" in answer.headers.get("Cache-Control", "")


def test_two_cases_one_after_the_other(citizen, slip):
    number, code = slip
    other = dispatched("11-23 09:40")
    citizen.follow(asks(citizen, number, code))

    answer = asks(citizen, other, query_code(secret(), "440703", other))

    citizen.follow(answer)
    assert f"编号 {other}" in citizen.words
