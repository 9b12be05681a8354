"""Retaliation over the API: the timeline of a department holds none of it."""

from app.casework import retaliation
from tests.casework.given_office import act, of_ticket, signed
from tests.marks import on_sqlite_only

WORDS = "再去办证，窗口说慢慢等"


@on_sqlite_only
def test_a_department_reads_neither_the_entries_nor_the_words(calls):
    number = signed()
    handler = calls("handler", now="11-26 10:00")
    handler.get(f"/tickets/{number}/timeline")
    before = handler.told
    act("clerk", "11-24 09:30", retaliation.report_retaliation, number, "SJ", WORDS)

    handler.get(f"/tickets/{number}/timeline")
    assert handler.told == before
    handler.get(f"/tickets/{number}")
    assert WORDS not in str(handler.told)
    assert "retaliation" not in str(handler.told)
    inspector = calls("inspector", now="11-26 10:00")
    inspector.get(f"/tickets/{number}/timeline")
    assert "retaliation_reported" in str(inspector.told)


@on_sqlite_only
def test_the_window_reports_and_the_inspection_office_concludes(calls):
    number = signed()
    clerk = calls("clerk", now="11-24 09:30")
    told = {"department": "SJ", "told": WORDS}
    assert (
        clerk.post(f"/tickets/{number}/retaliation-reports", told, seen="*").status_code
        < 300
    )
    found = {"department": "SJ", "confirmed": True, "reasons": "属实"}
    path = f"/tickets/{number}/retaliation-conclusions"

    assert clerk.post(path, found, seen="*").status_code == 403
    inspector = calls("inspector", now="11-25 09:30")
    assert inspector.post(path, found, seen="*").status_code < 300
    (row,) = of_ticket("retaliation_reports", number)
    assert row["state"] == "confirmed"
