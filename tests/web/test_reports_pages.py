"""Reports in the pages: who finds which, downloaded, ordered, how far they are."""

import pytest
from flask import current_app
from sqlalchemy import update

from app.casework.reporting import order_reports_for_system
from app.domain.periods import parse_period
from app.scheduler.reports import make_open, make_run
from app.store import reports as kept
from app.store.database import db
from app.store.report_files import FOLDER
from app.store.tables import ReportRow
from app.store.transaction import reading, transaction
from tests.casework.conftest import district
from tests.casework.given_office import answered, dispatched, offices, rows
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at
from tests.web.given_desks import table_rows, visitor

__all__ = ["district"]

pytestmark = on_sqlite_only
NOW = "12-01 10:00"


def documents():
    return current_app.extensions["settings"].documents_dir


def make(district, period):
    with transaction():
        order_reports_for_system(district.id, parse_period(period), at("12-01 08:40"))
    make_open(offices(), documents(), at("12-01 08:41"))


@pytest.fixture
def made(district):
    """November of the district, C0, SJ and GA."""
    answered()
    dispatched(department="GA")
    make(district, "2026-11")


def number_of(code, period="2026-11"):
    runs = {row["id"]: row["period"] for row in rows("report_runs")}
    (found,) = (
        row["id"] for row in rows("reports", code=code) if runs[row["run_id"]] == period
    )
    return found


@pytest.mark.parametrize(
    ("who", "reads", "does_not"),
    [
        ("ducha", ("", "SJ", "C0"), ()),
        ("lingdao", ("", "SJ", "C0"), ()),
        ("sj", ("SJ",), ("", "GA", "C0")),
        ("ga", ("GA",), ("", "SJ", "C0")),
        ("chuangkou", ("C0",), ("", "SJ")),
        ("tongji", ("", "SJ"), ()),
    ],
)
def test_everybody_reads_what_is_theirs(app, district, made, who, reads, does_not):
    somebody = visitor(app, district, who, NOW)
    for code in (*reads, *does_not):
        for part in ("", "/workbook", "/document"):
            status = somebody.get(f"/reports/{number_of(code)}{part}").status_code
            assert status == (200 if code in reads else 404), (code, part)


def test_the_statistician_finds_no_daily_report(app, district, made):
    make(district, "2026-12-01")
    somebody = visitor(app, district, "tongji", NOW)
    somebody.get("/reports")

    assert somebody.get(f"/reports/{number_of('', '2026-12-01')}").status_code == 404
    somebody.get("/reports")
    listed = [row for row in table_rows(somebody.page) if "(xlsx)" in row]
    assert listed
    assert not [row for row in listed if row.startswith("2026-12-01")]


def test_a_handler_finds_the_own_department_in_the_list(app, district, made):
    handler = visitor(app, district, "sj", NOW)
    handler.get("/reports")

    found = table_rows(handler.page)
    assert len(found) == 1
    assert "区市场监管局" in found[0]


def test_the_page_tells_the_report(app, district, made):
    inspector = visitor(app, district, "ducha", NOW)
    inspector.get(f"/reports/{number_of('')}")

    assert "“办不成事”反映窗口月报" in inspector.words
    assert "受理 2 件" in inspector.words
    assert inspector.page.count('class="chart"') >= 2


def test_the_page_is_read_in_the_language_of_its_reader(app, district, made):
    inspector = visitor(app, district, "ducha", NOW)
    page = f"/reports/{number_of('')}"

    read_in(inspector, "en", page)
    assert "Monthly report of the “cannot get it done” windows" in inspector.words
    assert "Taken in 2 cases" in inspector.words
    assert "The files are in simplified Chinese" in inspector.words
    read_in(inspector, "zh_Hant", page)
    assert "「辦不成事」反映窗口月報" in inspector.words


def test_an_old_report_without_english_is_shown_as_it_was_made(app, district, made):
    with transaction():
        db.session.execute(update(ReportRow).values(english=""))
    inspector = visitor(app, district, "ducha", NOW)

    read_in(inspector, "en", f"/reports/{number_of('')}")

    assert "it stands as it was made" in inspector.words
    assert "受理 2 件" in inspector.words


def read_in(somebody, language, page):
    somebody.client.set_cookie("language", language)
    somebody.get(page)


def test_a_file_that_was_lost_or_changed_is_written_anew_the_same(app, district, made):
    inspector = visitor(app, district, "ducha", NOW)
    number = number_of("SJ")
    answers = {}
    for part in ("workbook", "document"):
        answers[part] = inspector.get(f"/reports/{number}/{part}").data
    for nth, path in enumerate(documents().glob(f"{FOLDER}/*/*")):
        path.unlink() if nth % 2 else path.write_bytes(b"changed")

    for part, content in answers.items():
        answer = inspector.get(f"/reports/{number}/{part}")
        assert answer.data == content
    assert (
        'filename="report-2026-11-SJ-1.docx"' in answer.headers["Content-Disposition"]
    )


def test_one_more_is_ordered_and_its_progress_shown(app, district, made):
    inspector = visitor(app, district, "ducha", NOW)
    inspector.get("/reports")
    inspector.follow(inspector.post("/reports", period="2026-11"))
    assert "等待生成" in inspector.words

    with reading():
        pass  # what the test has read so far is let go
    with reading():
        (run,) = kept.open_runs()
    next(make_run(offices(), documents(), run, at("12-01 10:01")))
    inspector.get("/reports")
    assert 'max="4" value="1"' in inspector.page

    make_open(offices(), documents(), at("12-01 10:02"))
    inspector.get("/reports")
    assert "第 2 版" in inspector.words
    assert "<progress" not in inspector.page


@pytest.mark.parametrize("who", ["sj", "chuangkou", "tongji"])
def test_others_are_not_offered_to_order(app, district, who):
    somebody = visitor(app, district, who, NOW)
    somebody.get("/reports")
    somebody.post("/reports", period="2026-11")

    assert rows("report_runs") == []
    assert "尚无报告" in somebody.words


def test_a_period_that_is_not_offered_is_refused(app, district):
    inspector = visitor(app, district, "ducha", NOW)
    inspector.get("/reports")

    assert inspector.post("/reports", period="1999").status_code == 422
