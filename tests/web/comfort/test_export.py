"""A list as a file: what the page lists, masked, and on record."""

import csv
import io
import zipfile

import pytest

from app.store.transaction import reading
from app.web.lists import LISTS
from tests.casework.given_office import dispatched
from tests.casework.given_people import log
from tests.marks import on_sqlite_only
from tests.web.given_desks import visitor
from tests.web.visitor import Visitor

# The audit administrator has a file of his own of the whole log.
OF_ITS_OWN = {"admin.access_log"}
WHO = {
    "frontdesk": "chuangkou",
    "department": "sj",
    "admin": "anquan",
    "leader": "lingdao",
}


@pytest.fixture
def number(district):
    return dispatched(name="陈不可见", matter_name="=1+1 不动产登记")


def as_table(answer):
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def test_the_file_lists_what_the_page_lists_masked_and_on_record(app, district, number):
    clerk = visitor(app, district, "chuangkou")

    head, row = as_table(clerk.get("/my-cases?format=csv"))

    assert head[0] == "编号"
    assert row[0] == number
    assert row[4] == "'=1+1 不动产登记"
    assert "陈*" in row
    assert "不可见" not in "".join(row)
    with reading():
        pass  # what was read before is let go
    assert log()[-1] == "exported chuangkou /my-cases?format=csv: 1"


@on_sqlite_only
def test_a_workbook_holds_the_same(app, district, number):
    handler = visitor(app, district, "sj")

    answer = handler.get("/our-cases?format=xlsx")

    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as book:
        words = book.read("xl/sharedStrings.xml").decode()
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
    assert "编号" in words
    assert number in words
    assert "不可见" not in words
    assert 'filename="our-cases.xlsx"' in answer.headers["Content-Disposition"]


@on_sqlite_only
def test_filters_and_rights_are_those_of_the_page(app, district, number):
    dispatched(confidential=True, name="李不见")
    handler, police = visitor(app, district, "sj"), visitor(app, district, "ga")

    whole = handler.get("/our-cases?format=csv").get_data().decode()
    assert "保密" in whole
    assert "李" not in whole
    assert number not in handler.get("/our-cases?format=csv&show=ended").text
    assert "PJ26" not in handler.get("/our-cases?format=csv&words=李不见").text
    assert "PJ26" not in police.get("/our-cases?format=csv").text
    assert police.get("/my-cases?format=csv").status_code == 403


@on_sqlite_only
def test_every_list_that_is_filtered_leaves_as_a_file_under_its_filters(
    app, district, number
):
    people: dict[str, Visitor] = {}
    for place in sorted(LISTS.keys() - OF_ITS_OWN):
        who = WHO.get(place.partition(".")[0], "ducha")
        if who not in people:
            people[who] = visitor(app, district, who)
        person = people[who]
        with app.test_request_context():
            address = app.url_for(place, **VIEWS.get(place, {}))
        joined = "&" if "?" in address else "?"
        table = as_table(person.get(f"{address}{joined}format=csv"))
        assert len(table[0]) > 4, place
        assert all(len(row) == len(table[0]) for row in table), place
        with reading():
            pass
        assert log()[-1].startswith(f"exported {who} {address}"), place


VIEWS = {
    "figures.cases": {"period": "2026-11", "department": "SJ"},
    "patterns.cases": {"period": "2026-11", "code": "same_answer", "show": "all"},
    "comfort.find": {"words": "不动产"},
    "inspection.escalations": {"status": "pending"},
    "inspection.notices": {"colour": "blue"},
    "leader.cases": {"show": "open"},
}
