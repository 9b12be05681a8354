"""The evidence file from the case's page: one zip, a reason for the full name."""

from contextvars import Context

import pytest

from app import clock
from app.reports import verify as verifier
from tests.casework.given_office import rows, signed
from tests.store.given_tickets import at
from tests.web.given_desks import hidden, visitor

NOW = "11-24 10:00"


@pytest.fixture
def inspector(app, district):
    return visitor(app, district, "ducha", NOW)


def downloaded(inspector, path):
    """What the page hands out, as bytes."""
    with clock.at(at(NOW)):
        return inspector.client.post(
            path,
            data={"csrf_token": hidden(inspector.page, "csrf_token")},
            headers={"Origin": "http://localhost"},
        )


def test_the_case_leads_to_a_zip_that_verifies(inspector, tmp_path):
    number = signed()
    inspector.get(f"/cases/{number}")
    assert f'href="/cases/{number}/evidence"' in inspector.page

    inspector.get(f"/cases/{number}/evidence")
    answer = Context().run(downloaded, inspector, f"/cases/{number}/evidence")

    file = tmp_path / "file.zip"
    file.write_bytes(answer.data)
    assert answer.mimetype == "application/zip"
    assert verifier.main([str(file)]) == 0
    assert "陈不可见".encode() not in b"".join(verifier.read_members(file).values())


def test_the_full_name_without_a_reason_is_refused_beside_the_field(inspector):
    number = signed()
    inspector.get(f"/cases/{number}/evidence")
    answer = inspector.post(f"/cases/{number}/evidence", full="y")
    assert answer.status_code == 422
    assert [row for row in rows("access_log") if row["action"] == "evidence"] == []
