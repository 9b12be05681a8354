"""Retaliation over the API: the inspection office reads the words, a department what it
is asked, others nothing."""

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
    for path in ("", "/findings"):
        handler.get(f"/tickets/{number}{path}")
        assert WORDS not in str(handler.told)
        assert "V1" not in str(handler.told)
    assert handler.get(f"/tickets/{number}/retaliation-reports").status_code == 403
    inspector = calls("inspector", now="11-26 10:00")
    inspector.get(f"/tickets/{number}/timeline")
    assert "retaliation_reported" in str(inspector.told)


@on_sqlite_only
def test_the_inspection_office_reads_the_words_and_asks_over_the_api(calls):
    number = signed()
    clerk = calls("clerk", now="11-24 09:30")
    told = {"department": "SJ", "told": WORDS}
    path = f"/tickets/{number}/retaliation-reports"
    assert clerk.post(path, told, seen="*").status_code < 300
    assert clerk.get(path).status_code == 403

    inspector = calls("inspector", now="11-25 09:30")
    assert inspector.get(path).status_code == 200
    (report,) = inspector.told["items"]
    assert (report["told"], report["status"]) == (WORDS, "pending")
    key = {"finding": "V1", "entry": report["entry"], "nth": 1}
    said = {"flag": key, "text": "请说明接待情况"}
    asked = inspector.post(f"/tickets/{number}/statement-requests", said, seen="*")
    assert asked.status_code == 200, inspector.told
    handler = calls("handler", now="11-26 10:00")
    handler.get(f"/tickets/{number}/findings")
    assert "V1" in str(handler.told)
    (row,) = [one for one in of_ticket("findings", number) if one["code"] == "V1"]
    assert row["review_status"] == "statement"
