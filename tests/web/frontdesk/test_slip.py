"""The slip: what it tells, and to whom it is shown."""

import re

import pytest

from app.casework import filing
from app.casework.query_codes import printed, query_code
from app.domain.terms import ExclusionCode, ResultCode
from tests.casework.given_office import DISTRICT, act, answered, dispatched, filed
from tests.marks import on_sqlite_only

pytestmark = on_sqlite_only


@pytest.fixture
def slip_of(window):
    return lambda number: window.get(f"/cases/{number}/slip").text


def test_it_tells_number_code_department_and_dates(slip_of, register, app):
    with register():
        number = dispatched()

    page = slip_of(number)

    code = printed(query_code(app.extensions["settings"].secret_key, DISTRICT, number))
    for words in (
        number,
        code,
        "江门市蓬江区市场监督管理局",
        "11月23日 周一 17:00",
        "11月26日 周四 17:00",
        "12345",
        "您的姓名和电话只用于办这件事",
    ):
        assert words in page, words


def test_it_names_nobody_in_full(slip_of, register):
    with register():
        number = dispatched(name="陈不可见", phone="136 0000 4321")

    page = slip_of(number)

    assert "陈*" in page
    assert "不可见" not in page
    assert "4321" not in page


def test_the_qr_code_is_drawn_without_style_and_leads_to_the_case(slip_of, register):
    with register():
        number = dispatched()

    page = slip_of(number)

    (path,) = re.findall(r'<path d="(M[^"]+)" fill="#000"', page)
    assert path.count("M") > 100
    assert " style=" not in page


def test_a_refusal_tells_reasons_and_where_to_go(slip_of, register):
    with register():
        number = filed()
        told = {"code": ExclusionCode.X6, "reasons": "属民事纠纷", "redirect": "去调解"}
        act("clerk", "11-23 09:15", filing.refuse_ticket, number, **told)

    page = slip_of(number)

    assert "不予受理告知单" in page
    assert "属民事纠纷" in page
    assert "去调解" in page
    assert "哪天办完" not in page


def test_what_was_solved_at_the_desk_tells_how(slip_of, register):
    with register():
        number = filed()
        words = ("已现场帮助办好",)
        act(
            "clerk",
            "11-23 09:15",
            filing.solve_at_desk,
            number,
            ResultCode.R1,
            *words,
        )

    assert "已现场帮助办好" in slip_of(number)


def test_a_case_that_waits_for_its_department_says_so(slip_of, register):
    with register():
        number = filed()

    assert "窗口找到承办部门后打电话给您" in slip_of(number)


def test_words_that_look_like_markup_stay_words(slip_of, register):
    with register():
        number = dispatched(matter_name="<b>办证</b>&amp;𠮷")

    assert "&lt;b&gt;办证&lt;/b&gt;&amp;amp;𠮷" in slip_of(number)


def test_after_the_answer_nobody_is_promised_a_call_any_more(slip_of, register):
    with register():
        number = answered()

    assert "谁打给您" not in slip_of(number)


def test_another_center_does_not_see_it(sit, register):
    with register():
        number = dispatched()

    assert sit("town").get(f"/cases/{number}/slip").status_code == 404
    assert sit("handler").get(f"/cases/{number}/slip").status_code == 403


def test_the_district_window_sees_what_was_handed_up(sit, window, register):
    with register():
        number = dispatched(who="town clerk")
    assert window.get(f"/cases/{number}/slip").status_code == 404

    with register():
        act("town clerk", "11-23 09:50", filing.hand_up, number, "去过两次部门")

    assert window.get(f"/cases/{number}/slip").status_code == 200
    assert sit("other").get(f"/cases/{number}/slip").status_code == 404


def test_an_unknown_number_is_not_found(window):
    assert window.get("/cases/PJ26-9999/slip").status_code == 404


def test_a_counter_remembers_its_printer_and_an_unknown_paper_is_a5(window, register):
    with register():
        number = dispatched()
    address = f"/cases/{number}/slip"

    assert "sheet a5" in window.get(f"{address}?paper=parchment").text
    assert "sheet receipt" in window.get(f"{address}?paper=receipt").text
    assert "sheet receipt" in window.get(address).text
    assert "sheet a5" in window.get(f"{address}?paper=a5").text
