"""The citizen writes to a window; the window files it on its own page, or refuses it."""

import pytest

from app.casework.self_filings import list_to_check
from app.store import directory
from app.store.database import db
from app.store.transaction import reading
from tests.casework.given_office import DISTRICT, desk, rows
from tests.marks import on_sqlite_only
from tests.web.given_desks import hidden, visitor

pytestmark = on_sqlite_only

TYPED = {
    "center": "C0",
    "told": "跑了三趟还办不成。",
    "matter": "不动产变更登记",
    "name": "陈不可见",
    "phone": "19900004321",
    "agreed": "y",
}


def write(citizen, **changes):
    assert citizen.get("/write?center=C0").status_code == 200
    key = hidden(citizen.page, "filing_key")
    return citizen.post("/write", filing_key=key, **{**TYPED, **changes})


def test_the_code_of_a_window_chooses_it(citizen):
    citizen.get("/write?center=C1")

    assert '<option selected value="C1">' in citizen.page


def test_what_is_written_gets_a_receipt_that_tells_how_it_stands(citizen):
    citizen.follow(write(citizen))

    assert "待核对" in citizen.words
    assert "江门市蓬江区行政服务中心最迟 11月24日 周二给您打电话。" in citizen.words
    assert 'href="tel:12345"' in citizen.page
    assert "陈不可见" not in citizen.page
    (one,) = list_to_check(desk("clerk", "11-23 10:00"))
    assert one.told == TYPED["told"]


def test_the_same_words_sent_again_after_going_back_have_one_receipt(citizen):
    first = write(citizen).headers["Location"]

    assert write(citizen).headers["Location"] == first
    assert write(citizen, told="还有一件别的事。").headers["Location"] != first
    assert write(citizen, phone="19900004322").headers["Location"] != first
    assert len(list_to_check(desk("clerk", "11-23 10:00"))) == 3


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("11-24 23:59", "最迟 11月24日 周二给您打电话"),
        ("11-25 00:00", "本应在 11月24日 周二之前给您打电话"),
    ],
)
def test_the_receipt_says_when_the_window_has_not_phoned(citizen, now, said):
    receipt = write(citizen).headers["Location"]

    citizen.now = now
    citizen.get(receipt)

    assert said in citizen.words


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("name", "窗口需要您的姓名"),
        ("phone", "窗口需要您的电话"),
        ("told", "请写明发生了什么"),
        ("center", "请选择窗口"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(citizen, field, said):
    answer = write(citizen, **{field: ""})

    assert answer.status_code == 422
    assert said in citizen.words
    assert TYPED["told" if field != "told" else "matter"] in citizen.page
    assert rows("self_filings") == []


def test_without_the_notice_nothing_is_kept(citizen):
    typed = {key: value for key, value in TYPED.items() if key != "agreed"}
    citizen.get("/write")
    answer = citizen.post(
        "/write", filing_key=hidden(citizen.page, "filing_key"), **typed
    )

    assert answer.status_code == 422
    assert "请阅读个人信息告知并勾选" in citizen.words


def test_everything_that_is_missing_is_said_at_once_the_notice_too(citizen):
    citizen.get("/write")
    citizen.post("/write", filing_key=hidden(citizen.page, "filing_key"))

    assert citizen.page.count('href="#') >= 5
    assert 'href="#agreed"' in citizen.page


@pytest.fixture
def clerk(register):
    with reading():
        district = directory.district_by_code(DISTRICT)
    found = visitor(register, district, "chuangkou")
    db.session.rollback()  # what is asked next is asked anew
    return found


def test_the_window_finds_it_and_files_it_with_what_was_written(citizen, clerk):
    write(citizen)
    clerk.get("/self-filings")
    assert "陈*" in clerk.words
    (row,) = rows("self_filings")

    clerk.get(f"/self-filings/{row['id']}")
    assert TYPED["told"] in clerk.page
    clerk.get(f"/new-case?self_filing={row['id']}")

    assert 'value="陈不可见"' in clerk.page
    assert hidden(clerk.page, "self_filing") == str(row["id"])


def test_the_window_refuses_it_and_the_citizen_reads_why(citizen, clerk):
    receipt = write(citizen).headers["Location"]
    (row,) = rows("self_filings")
    clerk.get(f"/self-filings/{row['id']}")

    clerk.follow(clerk.post(f"/self-filings/{row['id']}", reasons="属于民事纠纷"))

    assert "没有待核对的反映" in clerk.words
    citizen.get(receipt)
    assert "属于民事纠纷" in citizen.words
