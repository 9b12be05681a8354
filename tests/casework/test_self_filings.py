"""What citizens write themselves: left for a window, checked, filed or refused."""

from dataclasses import replace

import pytest

from app.casework import intake
from app.casework.self_filings import (
    MOST_AN_HOUR,
    Left,
    became,
    leave,
    list_to_check,
    refuse_self_filing,
    show_by_receipt,
    show_to_check,
)
from app.domain.errors import (
    FieldMissing,
    NotFound,
    NotPermitted,
    NotPossible,
    RuleBroken,
)
from app.domain.terms import Channel, SelfFilingState
from app.store import directory, self_filings
from app.store.reads.counts import window_counts
from app.store.transaction import transaction
from tests.casework.given_office import DISTRICT, act, complaint, desk, rows, ticket
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")

LEFT = Left(
    center="C0",
    name="陈不可见",
    phone="19900004321",
    matter="不动产变更登记",
    told="跑了三趟还办不成。",
    agreed=True,
    filing_key="form-1",
)
NOW = at("11-22 20:00")  # a Sunday evening


def wrote(now=NOW, remote="192.0.2.7", **changes):
    with transaction():
        known = directory.district_by_code(DISTRICT)
        return leave(known.id, replace(LEFT, **changes), now, remote)


def waiting(who="clerk"):
    return list_to_check(desk(who, "11-23 09:00"))


def test_it_waits_for_the_chosen_window_and_no_other():
    wrote()

    (one,) = waiting()
    assert (one.name, one.phone, one.state) == (
        "陈不可见",
        "19900004321",
        SelfFilingState.TO_CHECK,
    )
    assert waiting("town clerk") == []
    known = directory.district_by_code(DISTRICT)
    assert window_counts(known.id, known.center_id("C0"), (), 0)["to_check"] == 1


def test_name_and_telephone_are_sealed_until_it_is_decided_and_then_gone():
    wrote()
    (row,) = rows("self_filings")
    assert "陈" not in row["name"]
    assert "1990" not in row["phone"]

    act("clerk", "11-23 09:10", refuse_self_filing, row["id"], "属于民事纠纷")

    (row,) = rows("self_filings")
    assert (row["name"], row["phone"]) == ("", "")


def test_the_same_form_sent_twice_is_one():
    assert wrote() == wrote()
    assert len(waiting()) == 1


@pytest.mark.parametrize("field", ["name", "phone", "told"])
def test_what_is_needed_is_asked_for(field):
    with pytest.raises(FieldMissing) as refused:
        wrote(**{field: " "})
    assert refused.value.field == field


def test_the_notice_is_agreed_to_and_the_window_exists():
    with pytest.raises(FieldMissing):
        wrote(agreed=False)
    with pytest.raises(NotFound):
        wrote(center="C99")
    with pytest.raises(RuleBroken):
        wrote(name="长" * 301)


def test_one_address_cannot_flood_a_window():
    for count in range(MOST_AN_HOUR):
        wrote(filing_key=f"form-{count}", told=f"第{count}件事")
    with pytest.raises(NotPossible) as refused:
        wrote(filing_key="one more", told="再一件事")
    assert refused.value.code == "self_filing.too_many"

    wrote(filing_key="elsewhere", remote="192.0.2.8", told="别的事")
    wrote(now=at("11-22 21:00:01"), filing_key="later", told="后来的事")
    assert len(waiting()) == MOST_AN_HOUR + 2


def test_refused_with_reasons_that_the_receipt_shows():
    receipt = wrote()
    (one,) = waiting()
    with pytest.raises(FieldMissing):
        act("clerk", "11-23 09:10", refuse_self_filing, one.id, " ")

    act(
        "clerk",
        "11-23 09:10",
        refuse_self_filing,
        one.id,
        "属于民事纠纷，请向法院起诉。",
    )

    shown = show_by_receipt(receipt)
    assert (shown.state, shown.name) == (SelfFilingState.REFUSED, "")
    assert shown.reasons == "属于民事纠纷，请向法院起诉。"
    assert waiting() == []


def file_it(self_filing_id, who="clerk"):
    told = complaint(channel=Channel.QR)

    def verb(at_desk):
        held = intake.file_and_dispatch(at_desk, told, "SJ")
        became(at_desk, self_filing_id, held)
        return held

    return act(who, "11-23 09:20", verb).number


def test_filed_it_names_the_case_and_is_decided_once():
    receipt = wrote()
    (one,) = waiting()

    number = file_it(one.id)

    assert ticket(number)["channel"] is Channel.QR
    assert show_by_receipt(receipt).number == number
    with pytest.raises(NotPossible):
        act("clerk", "11-23 09:30", refuse_self_filing, one.id, "重复")
    with pytest.raises(NotPossible):
        file_it(one.id)
    assert len(rows("tickets")) == 1


def test_another_window_sees_and_decides_nothing():
    wrote()
    (one,) = waiting()

    with pytest.raises(NotFound):
        show_to_check(desk("town clerk", "11-23 09:10"), one.id)
    for who in ("handler", "dispatcher", "inspector"):
        with pytest.raises(NotPermitted):
            list_to_check(desk(who, "11-23 09:10"))


def test_a_receipt_that_nobody_has_shows_nothing():
    wrote()
    with pytest.raises(NotFound):
        show_by_receipt("made-up")


def test_sealing_again_keeps_it_readable():
    wrote()
    with transaction():
        self_filings.seal_again()

    assert waiting()[0].name == "陈不可见"
