"""How a case comes in: by a 12345 order, from a leader, through somebody else; again."""

import pytest

from app.casework import intake
from app.domain.errors import FieldMissing, RuleBroken
from app.domain.terms import AgentAuthority, Channel, LinkKind
from app.store.reads.links import list_linked
from tests.casework.given_office import act, complaint, filed, kinds, ticket

pytestmark = pytest.mark.usefixtures("district")

ORDER = {"channel": Channel.HOTLINE, "external_reference": "JM20261123001"}


def take(short="11-23 09:10", **changes):
    told = complaint(**changes)

    def verb(at_desk):
        intake.require_new_transfer(at_desk, told)
        return intake.file_and_dispatch(at_desk, told, "SJ")

    return act("clerk", short, verb).number


def test_a_12345_order_is_filed_once_under_its_number():
    number = take(**ORDER)
    assert ticket(number)["external_reference"] == "JM20261123001"

    with pytest.raises(RuleBroken) as refused:
        take("11-23 10:00", **ORDER)

    assert refused.value.code == "transfer.filed_already"
    assert refused.value.facts["number"] == number


def test_a_double_click_on_an_order_finds_its_own_case():
    key = {"filing_key": "k1"}

    assert take(**ORDER, **key) == take("11-23 09:11", **ORDER, **key)


def test_two_people_at_the_window_have_no_order_in_common():
    assert take() != take("11-23 09:11")


def test_a_leader_who_hands_over_is_named():
    with pytest.raises(FieldMissing) as refused:
        take(channel=Channel.LEADER)
    assert refused.value.field == "handed_by"

    number = take(channel=Channel.LEADER, handed_by="区政府分管领导")
    assert ticket(number)["handed_by"] == "区政府分管领导"


def test_what_allows_an_agent_is_kept():
    number = take(agent_name="何代办", agent_authority=AgentAuthority.WRITTEN)

    assert ticket(number)["agent_authority"] is AgentAuthority.WRITTEN


def linked(number):
    found = list_linked(ticket(number)["id"])
    return [(one.line.number, one.kind, one.is_later) for one in found]


def test_the_same_person_with_the_same_matter_is_linked_without_anybodys_act():
    first, again = filed("11-20 09:10"), filed("11-23 09:10")

    assert linked(again) == [(first, LinkKind.REPEAT, False)]
    assert linked(first) == [(again, LinkKind.REPEAT, True)]
    assert kinds(again) == ["filed"]


@pytest.mark.parametrize(
    "changes", [{"matter_name": "户口迁移"}, {"phone": "19900004322"}]
)
def test_another_matter_or_person_is_no_repeat(changes):
    filed("11-20 09:10")

    assert linked(filed("11-23 09:10", **changes)) == []
