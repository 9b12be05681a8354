"""Reported retaliation on pages: looked into by inspectors, answered by the department,
unseen by everybody else."""

import pytest

from app.casework import retaliation, supervision
from app.domain.finding import FindingKey
from app.domain.terms import FindingCode
from tests.casework.given_office import act, dispatched, entries, of_ticket
from tests.marks import on_sqlite_only
from tests.web.given_desks import statements, table_rows, visitor

NOW = "11-26 10:00"
WORDS, ASKS, WHY = (
    "再去办证，窗口说你去告我们了就慢慢等",
    "请说明 11 月下旬的接待情况",
    "录像可证",
)


def reported(department="SJ", short="11-24 09:30"):
    number = dispatched()
    words = (number, department, WORDS)
    act("clerk", short, retaliation.report_retaliation, *words)
    return number


def key_of(number):
    seqs = [e["seq"] for e in entries(number) if e["kind"] == "retaliation_reported"]
    return FindingKey(FindingCode.V1, seqs[0], 1)


def asked(department="SJ"):
    number = reported(department)
    words = (number, key_of(number), ASKS)
    act("inspector", "11-25 10:00", supervision.request_statement, *words)
    return number


def finding_of(number):
    (row,) = [one for one in of_ticket("findings", number) if one["code"] == "V1"]
    return row


def test_it_is_looked_into_heard_and_ruled_on_by_the_pages(app, district):
    number = reported("GA")
    inspector = visitor(app, district, "ducha", NOW)

    inspector.get("/retaliation")
    (row,) = table_rows(inspector.page)
    assert number in row
    assert WORDS in row
    flag_page = f"/findings/{finding_of(number)['id']}"
    assert flag_page in inspector.page
    inspector.get(flag_page)
    assert WORDS in inspector.page
    refused = inspector.post(
        flag_page, colour="blue", act="ask", text=f"有人说{WORDS}，请说明"
    )
    assert refused.status_code == 422
    assert "不得超过 11 个字" in inspector.words
    inspector.get(flag_page)
    assert (
        inspector.post(flag_page, colour="blue", act="ask", text=ASKS).status_code
        == 302
    )

    police = visitor(app, district, "ga", NOW)
    own_page = f"/our-record/{finding_of(number)['id']}"
    police.get("/our-record")
    assert own_page in police.page
    police.get("/alerts")
    assert 'href="/our-record"' in police.page
    police.get(own_page)
    assert ASKS in police.page
    assert WORDS not in police.page
    said = police.post(own_page, act="give_statement", text="没有为难反映人")
    assert said.status_code == 302
    assert police.get(f"/cases/{number}").status_code == 404

    inspector.get(flag_page)
    assert "没有为难反映人" in inspector.page
    assert (
        inspector.post(flag_page, colour="blue", act="confirm", text=WHY).status_code
        == 302
    )
    assert finding_of(number)["review_status"] == "confirmed"
    police.get(own_page)
    assert WHY in police.page
    inspector.get("/retaliation")
    assert "没有待核查的反映" in inspector.words


@on_sqlite_only
def test_the_case_page_of_the_inspection_office_shows_the_words(app, district):
    number = asked()
    inspector = visitor(app, district, "ducha", NOW)

    inspector.get(f"/cases/{number}")
    for words in (WORDS, ASKS, "反映打击报复"):
        assert words in inspector.page, words


@on_sqlite_only
@pytest.mark.parametrize("who", ["ga", "chuangkou", "diaodu", "lingdao"])
def test_nobody_else_sees_any_of_it(app, district, who):
    number = asked()
    other = visitor(app, district, who, NOW)
    finding_id = finding_of(number)["id"]

    for path in (f"/cases/{number}", "/alerts"):
        other.get(path)
        for words in (WORDS, ASKS, "打击报复疑点", "V1"):
            assert words not in other.page, (path, words)
    assert other.get("/retaliation").status_code == 403
    assert other.get(f"/our-record/{finding_id}").status_code in {403, 404}
    assert other.get(f"/findings/{finding_id}").status_code in {403, 404}


@on_sqlite_only
def test_the_department_reads_of_it_only_once_it_is_asked(app, district):
    number = reported()
    handler = visitor(app, district, "sj", NOW)

    path = f"/our-record/{finding_of(number)['id']}"
    assert handler.get(path).status_code == 404
    handler.get("/our-record")
    assert "V1" not in handler.page
    words = (number, key_of(number), ASKS)
    act("inspector", "11-25 10:00", supervision.request_statement, *words)
    assert handler.get(path).status_code == 200
    handler.get(f"/cases/{number}")
    assert ASKS in handler.page
    assert WORDS not in handler.page


@on_sqlite_only
def test_the_list_asks_as_often_for_many_as_for_one(app, district):
    inspector = visitor(app, district, "ducha", NOW)
    reported()
    inspector.get("/retaliation")
    with statements() as one:
        inspector.get("/retaliation")
    reported("GA", "11-24 09:40")
    reported("MZ", "11-24 09:50")
    with statements() as many:
        inspector.get("/retaliation")

    assert len(many) == len(one)
