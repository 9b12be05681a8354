"""The migration that seals what stands, and opens it again."""

import flask_migrate
from sqlalchemy import text

from app.config import ROOT
from app.store.database import db
from app.store.reads.lines import list_of_same_person
from tests.store.given_tickets import filed

FOLDER = str(ROOT / "migrations")
BEFORE = "0001"
NAME, PHONE = "陈某某", "199-0000-4321"


def rows():
    chosen = text("SELECT * FROM complainants ORDER BY ticket_id")
    found = db.session.execute(chosen).mappings().all()
    db.session.rollback()
    return [dict(row) for row in found]


def test_what_stands_is_opened_on_the_way_down_and_sealed_on_the_way_up(district):
    numbers = [filed(district, name=NAME, phone=PHONE).number for _ in range(3)]
    filed(district)

    flask_migrate.downgrade(directory=FOLDER, revision=BEFORE)
    opened = rows()
    flask_migrate.upgrade(directory=FOLDER)
    sealed = rows()

    assert [row["name"] for row in opened[:3]] == [NAME] * 3
    assert {row["phone_key"] for row in opened[:3]} == {"19900004321"}
    assert NAME not in str(sealed)
    assert "4321" not in str([row["phone"] for row in sealed])
    found = list_of_same_person(district.id, PHONE)
    assert {line.number for line in found} == set(numbers)
    assert {line.person for line in found} == {NAME}
