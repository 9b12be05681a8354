"""An extension: asked by the department, ruled on by dispatch."""

import pytest

from app.casework import extensions
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.terms import TicketClass
from tests.casework.given_office import (
    Told,
    act,
    everything,
    last_entry,
    payload,
    signed,
    sweep,
    ticket,
)
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")


def ask(number, short, **changes):
    words = {"days": 3, "reason": "需现场勘验", "told": "已致电反映人"}
    return act(
        "handler", short, extensions.request_extension, number, **{**words, **changes}
    )


def grant(number, short):
    return act("dispatcher", short, extensions.grant_extension, number, "同意")


def test_asking_moves_nothing_and_tells_the_dispatcher():
    number = signed()
    since = Told(number)
    ask(number, "11-24 10:00")
    row = ticket(number)
    assert (row["due_at"], row["asked_extension"]) == (at("11-26 17:00"), 3)
    assert since.now() == ["extension_requested dispatcher"]
    assert payload(last_entry(number))["told"] == "已致电反映人"


def test_what_is_granted_is_added_in_working_days():
    number = signed()
    ask(number, "11-24 10:00")
    since = Told(number)
    grant(number, "11-24 15:00")
    row = ticket(number)  # 26 Nov, then Fri 27, Mon 30, Tue 1 Dec
    assert (row["due_at"], row["asked_extension"]) == (at("12-01 17:00"), 0)
    assert since.now() == ["extended front_desk@C0", "extended handler@SJ"]


def test_what_is_refused_moves_nothing():
    number = signed()
    ask(number, "11-24 10:00")
    since = Told(number)
    words = (number, "理由不充分")
    act("dispatcher", "11-24 15:00", extensions.refuse_extension, *words)
    row = ticket(number)
    assert (row["due_at"], row["asked_extension"]) == (at("11-26 17:00"), 0)
    assert since.now() == [
        "extension_refused chief_representative@SJ",
        "extension_refused handler@SJ",
    ]


def test_a_refusal_says_why():
    number = signed()
    ask(number, "11-24 10:00")
    before = everything()
    with pytest.raises(FieldMissing):
        act("dispatcher", "11-24 15:00", extensions.refuse_extension, number, " ")
    assert everything() == before


@pytest.mark.parametrize(
    ("ticket_class", "most"),
    [(TicketClass.GENERAL, 3), (TicketClass.COMPLEX, 5), (TicketClass.SPECIAL, 5)],
)
def test_it_is_at_most_the_limit_itself_and_never_over_five_days(ticket_class, most):
    number = signed(ticket_class=ticket_class)
    for days in (0, most + 1):
        with pytest.raises(RuleBroken, match=r"extend\.days"):
            ask(number, "11-24 10:00", days=days)
    ask(number, "11-24 10:00", days=most)
    assert ticket(number)["asked_extension"] == most


def test_the_citizen_is_told_of_it():
    number = signed()
    with pytest.raises(FieldMissing) as refused:
        ask(number, "11-24 10:00", told=" ")
    assert refused.value.field == "told"


def test_it_is_asked_for_before_the_due_moment():
    number = signed()
    ask(number, "11-26 17:00")
    other = signed()
    with pytest.raises(RuleBroken, match=r"extend\.too_late"):
        ask(other, "11-26 17:00:01")


def test_what_was_asked_in_time_cannot_be_granted_after_the_due_moment():
    number = signed()
    ask(number, "11-26 16:59")
    sweep("11-26 17:30")
    before = everything()
    with pytest.raises(RuleBroken, match=r"extend\.too_late"):
        grant(number, "11-26 17:30")
    assert everything() == before


def test_there_is_one_extension():
    number = signed()
    ask(number, "11-24 10:00")
    with pytest.raises(RuleBroken, match=r"extend\.already_asked"):
        ask(number, "11-24 11:00")
    grant(number, "11-24 15:00")
    with pytest.raises(RuleBroken, match=r"extend\.once"):
        ask(number, "11-25 10:00")


def test_nothing_is_granted_that_was_not_asked():
    number = signed()
    with pytest.raises(NotPossible, match=r"extend\.not_asked"):
        grant(number, "11-24 10:00")


def test_a_simple_matter_is_not_extended():
    number = signed(ticket_class=TicketClass.SIMPLE)
    with pytest.raises(RuleBroken, match=r"extend\.not_this_clock"):
        ask(number, "11-23 11:00")
