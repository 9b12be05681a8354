"""A complainant who stays unknown to departments: nothing they see tells the name."""

import pytest

from app.casework import handling
from app.casework.document_content import Upload
from app.casework.documents import add_documents, open_document
from app.casework.looking import look, visible_documents
from app.casework.reveals import reveal_complainant
from app.domain.errors import NotFound, NotPermitted, RuleBroken
from tests.casework.given_office import act, desk, dispatched, kinds
from tests.casework.test_documents import stored

pytestmark = pytest.mark.usefixtures("district")

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def number():
    return dispatched(confidential=True)


def contact(number, how, who="handler"):
    words = (number, "已说明", how)
    return act(who, "11-23 10:00", handling.record_contact, *words)


@pytest.mark.parametrize("how", ["phone", "visit", "message"])
def test_a_department_does_not_contact_who_is_unknown_to_it(number, how):
    with pytest.raises(RuleBroken) as refused:
        contact(number, how)
    assert (refused.value.code, refused.value.field) == ("contact.confidential", "how")
    assert "contacted" not in kinds(number)


def test_it_does_so_through_the_window_and_is_in_time(number):
    contact(number, "window")

    assert kinds(number)[-1] == "contacted"


def test_whoever_is_known_may_be_phoned_or_asked_through_the_window():
    for how in ("phone", "window"):
        contact(dispatched(), how)


@pytest.mark.parametrize("who", ["handler", "chief"])
def test_no_reason_reveals_the_name_to_a_department(number, who):
    with pytest.raises(NotPermitted) as refused:
        act(who, "11-23 10:00", reveal_complainant, number, "需要联系")
    assert refused.value.code == "reveal.confidential"


def test_the_window_and_dispatch_still_may(number):
    for who in ("clerk", "dispatcher"):
        assert act(who, "11-23 10:00", reveal_complainant, number, "回访").name


def test_what_the_window_took_in_is_not_shown_to_a_department(number, tmp_path):
    words = ([Upload("身份证.pdf", PDF)], stored(tmp_path))
    act("clerk", "11-23 10:00", add_documents, number, *words)

    handler = desk("handler", "11-23 10:30")
    shown = look(handler, number)

    assert len(shown.page.documents) == 1
    assert visible_documents(handler, shown) == ()
    (kept,) = shown.page.documents
    with pytest.raises(NotFound):
        open_document(handler, number, kept.id, stored(tmp_path))
    clerk = desk("clerk", "11-23 10:30")
    assert open_document(clerk, number, kept.id, stored(tmp_path)).content == PDF


def test_without_confidence_a_department_sees_all(tmp_path):
    number = dispatched()
    words = ([Upload("申请书.pdf", PDF)], stored(tmp_path))
    act("clerk", "11-23 10:00", add_documents, number, *words)

    handler = desk("handler", "11-23 10:30")

    assert len(visible_documents(handler, look(handler, number))) == 1
