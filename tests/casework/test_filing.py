"""Filing at the desk: who may, what is written where, what is refused."""

import pytest
from sqlalchemy import select

from app.casework import filing
from app.domain.errors import FieldMissing, NotFound, NotPermitted, RuleBroken
from app.domain.proof.integrity import ANCHOR
from app.domain.terms import CauseCode, ComplainantKind, State
from app.store.database import db
from app.store.tables import MatterRow
from app.store.transaction import reading
from tests.casework.given_office import (
    PEOPLE,
    act,
    complaint,
    entries,
    everything,
    filed,
    kinds,
    of_ticket,
    payload,
    rows,
    ticket,
    told,
)
from tests.store.given_tickets import at, unsealed

pytestmark = pytest.mark.usefixtures("district")

WINDOW = {"clerk", "leader", "town clerk", "town leader", "other town clerk"}


def test_a_new_case_stands_filed_under_the_next_number_of_its_year():
    assert filed("11-23 09:10") == "PJ26-0001"
    assert filed("11-23 09:11") == "PJ26-0002"
    assert filed("2027-01-04 09:00") == "PJ27-0001"
    row = ticket("PJ26-0001")
    assert (row["state"], row["filed_at"]) == (State.FILED, at("11-23 09:10"))
    assert (row["due_at"], row["next_at"], row["holder_id"]) == (None, None, None)


def test_no_clock_runs_and_nobody_is_told_before_dispatch():
    number = filed()
    assert of_ticket("clocks", number) == []
    assert told(number) == []


def test_filing_is_the_first_entry_of_the_chain():
    number = filed("11-23 09:10", who="town clerk")
    (entry,) = entries(number)
    assert (entry["seq"], entry["kind"], entry["previous_hash"]) == (1, "filed", ANCHOR)
    assert (entry["actor_name"], entry["role"]) == ("town clerk", "front_desk")
    assert (entry["at"], entry["recorded_at"]) == (at("11-23 09:10"),) * 2
    assert ticket(number)["chain_head"] == entry["hash"]
    assert ticket(number)["entry_count"] == 1


def test_name_and_telephone_are_kept_apart_from_ticket_and_timeline():
    number = filed(name="陈不可见", phone="199-0000-4321", agent_name="代办员某")
    who = unsealed(*of_ticket("complainants", number))
    assert (who["name"], who["phone"]) == ("陈不可见", "199-0000-4321")
    assert who["agent_name"] == "代办员某"
    for secret in ("不可见", "00-4321", "代办员"):
        assert secret not in str(everything())


def test_what_was_told_is_kept_word_for_word():
    text = "第一行\n第二行 “引号” <script>alert(1)</script>"
    number = filed(text=text, wanted="要办好")
    (said,) = of_ticket("complaints", number)
    assert (said["told"], said["wanted"]) == (text, "要办好")
    assert payload(entries(number)[0])["text"] == text


def test_what_was_stated_at_the_desk_stands_in_the_ticket():
    number = filed(
        trips=3,
        window="3号窗",
        original_no="20260717-0012",
        cause=CauseCode.C21,
        kind=ComplainantKind.ENTERPRISE,
        special_care=("elderly",),
        confidential=True,
    )
    row = ticket(number)
    assert (row["trips"], row["counter_label"]) == (3, "3号窗")
    assert (row["original_no"], row["initial_cause"]) == ("20260717-0012", "C21")
    assert (row["special_care"], row["confidential"]) == (True, True)


def test_a_known_matter_gives_its_own_name():
    with reading():
        code, name = db.session.execute(
            select(MatterRow.code, MatterRow.name).order_by(MatterRow.id).limit(1)
        ).one()
    number = filed(matter_code=code, matter_name="别的名字")
    assert ticket(number)["matter_name"] == name
    assert payload(entries(number)[0])["matter"] == name


def test_rules_and_calendar_are_kept_by_hash_once():
    first, second = filed(), filed()
    assert len(rows("rule_versions")) == len(rows("calendar_versions")) == 1
    (rule_file,), (calendar,) = rows("rule_versions"), rows("calendar_versions")
    for number in (first, second):
        assert ticket(number)["rules_hash"] == rule_file["hash"]
        assert ticket(number)["calendar_hash"] == calendar["hash"]


def test_it_belongs_to_the_center_of_whoever_filed_it():
    number = filed(who="town clerk")
    (town,) = rows("service_centers", code="C1")
    assert (ticket(number)["center_id"], ticket(number)["window_id"]) == (
        town["id"],
        town["id"],
    )


@pytest.mark.parametrize("who", sorted(WINDOW))
def test_window_officers_may_file(who):
    assert kinds(filed(who=who)) == ["filed"]


def test_nobody_else_may_file():
    before = everything()
    for who in sorted(set(PEOPLE) - WINDOW):
        with pytest.raises(NotPermitted):
            act(who, "11-23 09:10", filing.file_ticket, complaint())
    assert everything() == before


# --- the same form twice ------------------------------------------------------------


def test_the_same_form_files_once():
    first = filed(filing_key="form-1", text="第一次")
    assert filed("11-23 09:11", filing_key="form-1", text="第二次") == first
    assert len(rows("tickets")) == len(rows("ticket_events")) == 1


def test_two_forms_file_twice_though_they_say_the_same():
    assert filed(filing_key="form-1") != filed(filing_key="form-2")
    assert filed(filing_key=None) != filed(filing_key=None)


# --- bad input ------------------------------------------------------------------------


def test_an_unknown_matter_is_refused_for_its_field():
    before = everything()
    with pytest.raises(NotFound, match=r"matter\.unknown") as refused:
        filed(matter_code="PJ-XX-999")
    assert refused.value.field == "matter"
    assert everything() == before


@pytest.mark.parametrize("field", ["text", "name", "phone", "matter_name"])
def test_a_blank_statement_is_refused_for_its_field(field):
    before = everything()
    with pytest.raises(FieldMissing) as refused:
        filed(**{field: " \n\t "})
    assert refused.value.field == field.removesuffix("_name")
    assert everything() == before


@pytest.mark.parametrize(
    ("field", "most"),
    [("text", 20_000), ("name", 300)],
)
def test_a_statement_may_be_this_long_and_no_longer(field, most):
    number = filed(**{field: "长" * most})
    before = everything()
    with pytest.raises(RuleBroken, match=r"field\.too_long") as refused:
        filed(**{field: "长" * (most + 1)})
    assert (refused.value.field, refused.value.facts["most"]) == (field, most)
    assert everything() == before
    assert kinds(number) == ["filed"]


def test_a_hundred_kilobytes_are_refused_and_nothing_is_half_saved():
    before = everything()
    with pytest.raises(RuleBroken, match=r"field\.too_long"):
        filed(text="x" * 100_000)
    assert everything() == before
    assert filed() == "PJ26-0001"  # no number was lost


def test_characters_of_four_bytes_survive():
    name, text = "𠮷野家 🏠", "材料写了𨳒字,系统不认 😀"
    number = filed(name=name, text=text, matter_name="𠮷")
    who = unsealed(*of_ticket("complainants", number))
    (said,) = of_ticket("complaints", number)
    assert (who["name"], said["told"]) == (name, text)
    assert ticket(number)["matter_name"] == "𠮷"
    assert payload(entries(number)[0])["text"] == text


def test_the_counter_is_taken_back_when_filing_fails_later(monkeypatch):
    def broken(*_):
        raise OSError("no space left")

    with monkeypatch.context() as broken_disk:
        broken_disk.setattr("app.store.filing._insert_words", broken)
        with pytest.raises(OSError, match="no space"):
            filed()
    assert filed() == "PJ26-0001"
