"""What reports say: a month counted by hand, a morning, a quarter, a year; their files."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import handling, returns, revisits, supervision
from app.domain.canonical import text_hash
from app.domain.periods import parse_period
from app.domain.reporting import DISTRICT, Scope
from app.domain.terms import ReportScope, SuspensionReason
from app.reports.languages import ENGLISH, OFFICE
from app.reports.periodic.document import document
from app.reports.periodic.making import PARTS, material
from app.reports.periodic.shape import (
    MOST_READ,
    Column,
    Drawn,
    Kind,
    Picture,
    Report,
    Section,
    read_report,
    report_text,
)
from app.reports.periodic.workbook import workbook
from app.store.transaction import reading
from tests.casework.conftest import district
from tests.casework.given_office import (
    act,
    answered,
    desk,
    dispatched,
    filed,
    revisit,
    sweep,
    verify,
)
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at

__all__ = ["district"]

SJ = Scope(ReportScope.DEPARTMENT, "SJ")
C0 = Scope(ReportScope.CENTER, "C0")
C1 = Scope(ReportScope.CENTER, "C1")
MADE_AT = at("12-01 08:40")
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


@pytest.fixture
def november(district):
    """Four cases: SJ closed one on time and left one until Thu 26 Nov; GA returned one,
    which the town window filed; one has no department yet."""
    done = answered()
    verify(done, "11-24 15:00", cause="C21")
    revisit(done, "11-25 10:00", rating=4)
    act("clerk", "11-25 10:30", revisits.close_ticket, done)
    left = dispatched()
    bounced = dispatched(department="GA", who="town clerk")
    words = {"reason": "不属本部门", "basis": "三定方案", "proposed": "MZ"}
    act("police", "11-23 15:00", returns.return_ticket, bounced, **words)
    filed("11-24 09:00")
    sweep("12-01 08:35")
    return done, left, bounced


def made(district, key="2026-11", scope=DISTRICT, when="12-01 08:40"):
    """The sections of a report by their titles."""
    told = report(district, key, scope, when)
    return {one.title: one for one in told.sections}


def report(
    district, key="2026-11", scope=DISTRICT, when="12-01 08:40", language=OFFICE
):
    at_desk = desk("inspector", when)
    calendar = at_desk.office.calendar(district.window)
    with reading():
        found = material(
            district.id,
            parse_period(key),
            at_desk.now,
            calendar,
            at_desk.office.rules,
        )
        return found.report(scope, language)


def told(section):
    """A table as names to cells, by its first column."""
    heads = [column.name for column in section.columns]
    return {row[0]: dict(zip(heads, row, strict=True)) for row in section.rows}


def test_a_month_counted_by_hand(district, november):
    sections = made(district)

    whole = told(sections["总体情况"])
    assert [whole[name]["本期"] for name in ("受理", "办结", "期末在办", "退回")] == [
        "4 件",
        "1 件",
        "3 件",
        "1 次",
    ]
    assert whole["按期办结率"]["本期"] == "33.3%"
    assert whole["按期办结率"]["说明"] == "1/3；95% 区间 6–79%"
    departments = told(sections["按部门"])
    assert departments["区市场监管局"]["受理"] == 2
    assert departments["区市场监管局"]["按期/应办结"] == "1/2"
    assert departments["公安蓬江分局"]["退回(次)"] == 1
    assert departments["未派单"]["受理"] == 1
    causes = told(sections["按原因"])
    assert causes["C21 材料缺失/证明无处开"]["受理"] == 1
    assert causes["未定"]["受理"] == 3


def test_lights_and_notices_of_the_month(district, november):
    sections = made(district)

    lights = told(sections["亮灯与升级"])["区市场监管局"]
    assert (lights["红灯催办"], lights["蓝色督办单"], lights["尚在审查"]) == (1, 1, 2)
    assert "线索移送" not in lights
    assert told(sections["督办单"])["蓝色"]["未复函"] == 1
    assert sections["末位部门"].rows == ()


@on_sqlite_only
def test_a_department_and_a_center_read_of_themselves_alone(district, november):
    own = made(district, scope=SJ)
    assert told(own["总体情况"])["受理"]["本期"] == "2 件"
    assert set(told(own["三率"])) == {"区市场监管局"}
    assert "按部门" not in own

    town = made(district, scope=C1)
    assert told(town["总体情况"])["受理"]["本期"] == "1 件"
    assert not {"三率", "末位部门", "督办单"} & set(town)


@on_sqlite_only
def test_a_morning_lists_what_is_to_be_done(district, november):
    _, left, bounced = november
    sections = made(district, "2026-12-01")

    red = sections["红灯(逾期)"].rows
    assert [row[0] for row in red] == [left, bounced]
    assert red[0][-1] == "逾期 3 个工作日"
    assert [(row[0], row[-1]) for row in sections["未签收"].rows] == [
        (left, "已自动签收")
    ]
    assert left in [row[0] for row in sections["未首次联系"].rows]
    assert told(sections["今日概览"])["红灯(逾期)"]["件数"] == 2


@on_sqlite_only
def test_what_is_due_today_and_soon_and_waits_for_the_window(district):
    due_today, to_revisit = dispatched(), answered()
    verify(to_revisit, "11-24 15:00")
    sweep("11-26 08:40")

    today = made(district, "2026-11-26", when="11-26 08:41")

    assert [row[0] for row in today["今日到期"].rows] == [due_today]
    assert [row[0] for row in today["待回访"].rows] == [to_revisit]
    assert made(district, "2026-11-26", C1, "11-26 08:41")["今日到期"].rows == ()


@on_sqlite_only
def test_a_quarter_has_grades_and_where_suspicions_stand(district, november):
    _, left, _ = november
    urge = ("finish", 1, "urge")
    act("chief", "12-01 08:50", supervision.give_statement, left, urge, "人手不足")
    act("inspector", "12-01 09:00", supervision.confirm_escalation, left, urge, "属实")

    sections = made(district, "2026-Q4", when="12-01 10:00")

    grade = told(sections["季度等次"])["区市场监管局"]
    assert (grade["扣分"], grade["得分"], grade["等次"]) == (1, 99, "优秀")
    standing = told(sections["问题认定与异议"])["区市场监管局"]
    assert standing["成立"] == 1
    assert standing["待核"] >= 1


@on_sqlite_only
def test_a_year_goes_month_by_month(district, november):
    sections = made(district, "2026")

    months = told(sections["逐月情况"])
    assert len(months) == 12
    assert (months["11月"]["受理"], months["11月"]["办结"]) == (4, 1)
    assert told(sections["反映事项涉及领域"])["多次跑动"]["件数"] == 4
    assert told(sections["反映较多的单位"])["区市场监管局"]["受理"] == 2
    assert told(sections["转送与督办情况"])["签发督办单"]["件(次)"] == 1


@on_sqlite_only
def test_what_repeats_is_named_from_the_third_on(district):
    for count in (2, 3):
        for day in range(count - (0 if count == 2 else 2)):
            number = answered(f"11-24 1{day}:00")
            verify(number, "11-24 15:00", cause="C23")
        rows = made(district)["重复问题"].rows
        assert len(rows) == (count == 3)
    assert rows[0] == ("不动产变更登记", "C23 跨部门职责不清", 3)


@on_sqlite_only
def test_pauses_and_extensions_are_counted(district):
    number = dispatched()
    act("handler", "11-23 09:40", handling.sign_ticket, number)
    words = {"reason": SuspensionReason.APPRAISAL, "notice_no": "鉴〔2026〕1号"}
    act(
        "handler",
        "11-24 10:00",
        handling.suspend_ticket,
        number,
        **words,
        planned_days=3,
        text="现场鉴定",
    )

    row = told(made(district)["按部门"])["区市场监管局"]
    assert (row["挂起(次)"], row["延期(次)"]) == (1, 0)


@on_sqlite_only
@pytest.mark.parametrize("key", ["2025", "2026-Q1", "2026-02"])
def test_an_empty_period_says_so(district, key):
    sections = made(district, key)

    assert sections["总体情况"].rows[0][1] == "0 件"
    assert not any(
        section.picture and not section.rows for section in sections.values()
    )


@on_sqlite_only
def test_every_report_is_told_in_english_too(district, november):
    for key in ("2026-12-01", "2026-11", "2026-Q4", "2026"):
        whole = report_text(report(district, key, language=ENGLISH))
        told = whole.replace("不动产变更登记", "")  # a matter keeps its official name
        assert re.findall("[\u3400-\u9fff]+", told) == [], key


@on_sqlite_only
def test_both_tellings_of_a_report_have_the_same_numbers(district, november):
    one, other = (report(district, language=code) for code in (OFFICE, ENGLISH))

    assert len(one.sections) == len(other.sections)
    for chinese, english in zip(one.sections, other.sections, strict=True):
        assert [kinds_and_numbers(row) for row in chinese.rows] == [
            kinds_and_numbers(row) for row in english.rows
        ]


def kinds_and_numbers(row):
    return [cell if isinstance(cell, int | float) else type(cell) for cell in row]


@on_sqlite_only
def test_no_report_names_a_person(district, november):
    for key in ("2026-12-01", "2026-11", "2026-Q4", "2026"):
        at_desk = desk("inspector", "12-01 08:40")
        calendar = at_desk.office.calendar(district.window)
        rules = at_desk.office.rules
        with reading():
            found = material(
                district.id, parse_period(key), at_desk.now, calendar, rules
            )
            for scope in found.scopes():
                text = report_text(found.report(scope))
                assert not re.search("陈|不可见|4321|三趟", text), (key, scope)


# --- files ------------------------------------------------------------------------------


def a_report(cell="=HYPERLINK(1)", rows=3):
    columns = (Column("事项", Kind.TEXT), Column("件数"), Column("率", Kind.RATE))
    several = tuple((f"{cell}{n}", n, None if n == 0 else n / 9) for n in range(rows))
    picture = Picture(Drawn.COLUMNS, "图", (1,))
    return Report(
        "月报",
        "全区",
        "2026年11月",
        "统计截至",
        (Section("一[节]", "注", columns, several, picture if rows else None),),
    )


def test_the_same_report_gives_the_same_files():
    for dressed in (workbook, document):
        assert dressed(a_report(), MADE_AT) == dressed(a_report(), MADE_AT)


@pytest.mark.parametrize("sign", "=+-@＝")
def test_no_cell_of_a_workbook_becomes_a_formula(sign):
    book = zipfile.ZipFile(io.BytesIO(workbook(a_report(f"{sign}1+1"), MADE_AT)))
    strings = book.read("xl/sharedStrings.xml").decode()

    assert f">'{sign}1+10<" in strings
    assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()


def part(made_file, name):
    """A part of a document, as XML."""
    return ElementTree.fromstring(made_file.read(name))  # noqa: S314 - our own writing


@pytest.mark.parametrize("drawn", Drawn)
def test_a_document_holds_its_words_and_its_chart(drawn):
    report = a_report("甲&<乙>")
    (section,) = report.sections
    picture = Picture(drawn, "图&<表>", (1, 2))
    whole = Report(
        *("月报", "全区", "2026年11月", "统计截至"),
        (Section(section.title, "", section.columns, section.rows, picture),),
    )

    made_file = zipfile.ZipFile(io.BytesIO(document(whole, MADE_AT)))

    assert made_file.testzip() is None
    body = part(made_file, "word/document.xml")
    words = [node.text for node in body.iter(WORDS)]
    assert {"甲&<乙>0", "11.1%", "—"} <= set(words)
    chart = part(made_file, "word/charts/chart1.xml")
    values = [node.text for node in chart.iter() if node.tag.endswith("}v")]
    assert "甲&<乙>2" in values
    assert "chart+xml" in made_file.read("[Content_Types].xml").decode()


def test_a_document_holds_the_first_rows_and_says_so_the_workbook_holds_all(app):
    long = a_report("甲", rows=MOST_READ + 1)

    with app.app_context():
        made_file = zipfile.ZipFile(io.BytesIO(document(long, MADE_AT)))
    body = part(made_file, "word/document.xml")
    words = [node.text for node in body.iter(WORDS)]
    book = zipfile.ZipFile(io.BytesIO(workbook(long, MADE_AT)))

    assert f"甲{MOST_READ - 1}" in words
    assert f"甲{MOST_READ}" not in words
    assert (
        f"此处列出前 {MOST_READ} 行，共 {MOST_READ + 1} 行；工作簿中列有全部。" in words
    )
    assert f"甲{MOST_READ}<" in book.read("xl/sharedStrings.xml").decode()


def test_every_kind_of_period_has_its_sections():
    assert {kind.value for kind in PARTS} == {"month", "quarter", "year"}


cells = st.none() | st.text(max_size=9) | st.integers(0, 999) | st.floats(0, 1)
sections_of_all_kinds = st.builds(
    lambda title, rows: Section(
        title,
        "",
        (Column("甲", Kind.TEXT), Column("乙")),
        tuple(rows),
        Picture(Drawn.BARS, "图", (1,)),
    ),
    st.text(max_size=9),
    st.lists(st.tuples(st.text(max_size=5), cells), max_size=4),
)


@given(st.lists(sections_of_all_kinds, max_size=3))
def test_a_report_comes_back_as_it_was(several):
    report = Report("甲", "乙", "丙", "丁", tuple(several))
    text = report_text(report)

    assert read_report(text) == report
    assert text_hash(report_text(read_report(text))) == text_hash(text)
