"""The ledger as a workbook: its columns, masked, and no formula in it."""

import io
import re
import zipfile
from contextvars import Context
from xml.etree import ElementTree

from tests.casework.conftest import district
from tests.casework.given_office import answered, dispatched, rows
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at
from tests.web.given_desks import visitor

__all__ = ["district"]

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def part_of(book, name):
    text = book.read(f"xl/{name}.xml")
    return ElementTree.fromstring(text)  # noqa: S314 - our own writing, a moment ago


def cells(content):
    """The rows of the first sheet as texts, without the library that wrote it."""
    book = zipfile.ZipFile(io.BytesIO(content))
    shared = part_of(book, "sharedStrings")
    words = ["".join(part.itertext()) for part in shared]
    sheet = part_of(book, "worksheets/sheet1")
    assert not sheet.findall(f".//{MAIN}f"), "a formula"
    rows = []
    for row in sheet.iter(f"{MAIN}row"):
        found = {}
        for cell in row:
            column = re.match(r"[A-Z]+", str(cell.get("r")))[0]
            value = cell.findtext(f"{MAIN}v")
            found[column] = words[int(str(value))] if cell.get("t") == "s" else value
        rows.append(found)
    return rows


@on_sqlite_only
def test_a_case_is_one_row_with_its_person_masked(app, district):
    number = answered(text="=HYPERLINK(1)")
    dispatched("11-30 09:20", department="GA", assisting=("SJ",))

    inspector = visitor(app, district, "ducha", "12-01 10:00")
    assert not rows("access_log", action="exported")
    ask = inspector.client.get
    sent = Context().run(inspector._send, ask, "/figures/ledger?period=2026-11")
    content = sent.data
    sent.close()

    head, first, second = cells(content)
    told = {head[column]: first.get(column, "") for column in head}
    assert len(head) == 30
    assert told["编号"] == number
    assert (told["反映人"], told["联系电话"]) == ("陈*", "199******4321")
    assert told["问题摘要"].startswith("'=HYPERLINK")
    assert (told["派单"], told["签收"]) == ("2026-11-23 09:20", "2026-11-23 09:40")
    assert (told["用时（工作日）"], told["灯色"]) == ("1", "绿灯")
    assert told["回访评价"] == ""
    assert second[next(c for c in head if head[c] == "会办部门")] == "区市场监管局"
    assert "不可见" not in str(first)
    (logged,) = rows("access_log", action="exported")
    assert logged["username"] == "ducha"
    assert logged["at"] == at("12-01 10:00")
    assert logged["reason"] == "/figures/ledger?period=2026-11"


@on_sqlite_only
def test_the_ledger_is_for_the_district_alone(app, district):
    for who in ("sj", "tongji", "chuangkou"):
        assert visitor(app, district, who).get("/figures/ledger").status_code == 403


def ledger_of(visitor, path, **fields):
    """The first case of the ledger by its columns."""
    if fields:
        visitor.get(path)
        token = visitor.found(r'name="csrf_token"[^>]*value="([^"]+)"')
        origin = {"Origin": "http://localhost"}
        send, given = visitor.client.post, {"data": {"csrf_token": token, **fields}}
        answer = Context().run(visitor._send, send, path, headers=origin, **given)
    else:
        answer = Context().run(visitor._send, visitor.client.get, path)
    head, first = cells(answer.data)[:2]
    answer.close()
    return {head[column]: first.get(column, "") for column in head}


NOVEMBER = "?period=2026-11"
TOLD = "陈不可见本人,电话19900004321,来了三趟"


@on_sqlite_only
def test_nobody_is_named_among_the_words(app, district):
    answered(text=TOLD)
    inspector = visitor(app, district, "ducha", "12-01 10:00")

    told = ledger_of(inspector, f"/figures/ledger{NOVEMBER}")

    assert told["问题摘要"] == "陈*本人,电话199****4321,来了三趟"


@on_sqlite_only
def test_names_come_with_a_reason_that_is_kept(app, district):
    answered(text=TOLD)
    inspector = visitor(app, district, "ducha", "12-01 10:00")
    path = f"/figures/ledger/full{NOVEMBER}"
    inspector.get(path)
    assert inspector.post(path, reason=" ").status_code == 422
    assert not rows("access_log", action="reveal")

    told = ledger_of(inspector, path, reason="纪检调取")

    assert (told["反映人"], told["问题摘要"]) == ("陈不可见", TOLD)
    (kept,) = rows("access_log", action="reveal")
    assert (kept["username"], kept["reason"]) == ("ducha", "台账 2026-11: 纪检调取")


@on_sqlite_only
def test_the_leader_takes_the_masked_ledger_alone(app, district):
    leader = visitor(app, district, "lingdao", "12-01 10:00")

    assert leader.get("/figures/ledger/full").status_code == 403
    leader.get("/figures")
    assert "/figures/ledger/full" not in leader.page
