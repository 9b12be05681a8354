"""Publishing verb by verb: who may, what is kept, what is refused, what a correction is."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.casework import publishing, supervision
from app.domain.errors import FieldMissing, NotPermitted, NotPossible, RuleBroken
from app.domain.figures.snapshots import read_snapshot
from app.domain.periods import parse_period
from app.domain.terms import Role, Step
from app.reports.publication import take_snapshot
from app.store import publications
from app.store.database import db
from app.store.transaction import reading, transaction
from tests.casework.given_office import act, desk, dispatched, sweep
from tests.casework.given_people import an_account
from tests.casework.test_two_at_once import all_at_once, refusals

DONE = "12-01 09:00"


@pytest.fixture
def late(district):
    """A case at SJ, due Thu 26 Nov, that nobody answers: urge Fri 27, blue Mon 30."""
    number = dispatched()
    sweep("11-30 16:50")
    return number


def snapshot(district, when=DONE, key="2026-11"):
    at_desk = desk("inspector", when)
    with reading():
        standing = publications.standing_publication(district.id, key)
        before = read_snapshot(standing.content).notices if standing else ()
        return take_snapshot(
            district.id,
            parse_period(key),
            at_desk.now,
            at_desk.office.calendar(district.window),
            at_desk.office.rules,
            {one.number for one in before},
        )


def prepared(district, reason="", when=DONE):
    found = snapshot(district, when)
    return act("inspector", when, publishing.prepare_publication, found, reason)


def published(district, reason="", when=DONE):
    draft = prepared(district, reason, when)
    return act("district leader", when, publishing.approve_publication, draft)


def standing(district):
    with reading():
        return publications.standing_publication(district.id, "2026-11")


def review(number, verb, when="12-01 08:40", step=Step.BLUE):
    key = ("finish", 1, step)
    if verb is supervision.confirm_escalation:
        act("deputy", when, supervision.give_statement, number, key, "已在整改")
    act("inspector", when, verb, number, key, "经核查")


def test_of_two_clicks_at_once_one_lets_it_go_out(app, district, late):
    draft = prepared(district)
    words = ("district leader", DONE, publishing.approve_publication, draft)

    results = all_at_once(app, lambda: act(*words), lambda: act(*words))

    (refused,) = refusals(results)
    assert refused.code == "publication.no_draft"
    assert standing(district).number in results


def test_a_second_person_lets_it_go_out(district, late):
    draft = prepared(district)
    assert standing(district) is None
    with pytest.raises(NotPermitted, match=r"publication\.own_draft"):
        act("inspector", DONE, publishing.approve_publication, draft)

    number = act("district leader", DONE, publishing.approve_publication, draft)

    kept = standing(district)
    assert (kept.number, kept.prepared_by, kept.approved_by) == (
        number,
        "inspector",
        "district leader",
    )
    (unit,) = read_snapshot(kept.content).units
    assert (unit.code, unit.figures.on_time.hits, unit.figures.on_time.total) == (
        "SJ",
        0,
        1,
    )


def test_a_second_account_of_the_same_person_is_no_second_person(district, late):
    for username, role in (("inspector", Role.INSPECTOR), ("boss", Role.INSPECTOR)):
        an_account(district, username, role, "", person_number="440703-7")
    draft = prepared(district)

    with pytest.raises(NotPermitted, match=r"publication\.own_draft"), transaction():
        publishing.approve_publication(as_account("boss"), draft)


def as_account(username):
    at_desk = desk("inspector", DONE)
    return replace(at_desk, actor=replace(at_desk.actor, name=username))


@pytest.mark.parametrize("who", ["dispatcher", "handler", "clerk", "statistician"])
def test_others_neither_prepare_nor_approve(district, late, who):
    draft, found = prepared(district), snapshot(district)
    for verb, words in (
        (publishing.prepare_publication, (found,)),
        (publishing.approve_publication, (draft,)),
        (publishing.give_up_publication, (draft,)),
    ):
        with pytest.raises(NotPermitted):
            act(who, DONE, verb, *words)


def test_a_draft_goes_out_once_or_is_given_up(district, late):
    first = prepared(district)
    with pytest.raises(NotPossible, match=r"publication\.waits"):
        prepared(district)
    act("inspector", DONE, publishing.give_up_publication, first)
    second = prepared(district)
    act("district leader", DONE, publishing.approve_publication, second)

    for draft in (first, second):
        with pytest.raises(NotPossible, match=r"publication\.no_draft"):
            act("district leader", DONE, publishing.approve_publication, draft)


def test_only_what_a_person_confirmed_is_listed(district, late):
    assert snapshot(district).notices == ()
    assert snapshot(district).reviews() == {}  # suspected, and nobody has ruled

    review(late, supervision.confirm_escalation)

    (notice,) = snapshot(district).notices
    assert (notice.department, notice.is_revoked) == ("SJ", False)
    assert snapshot(district).reviews() == {"confirmed": 1}


def test_no_person_and_no_case_is_in_it(district, late):
    review(late, supervision.confirm_escalation)
    published(district)

    content = standing(district).content
    for hidden in ("陈", "不可见", "4321", late, "三趟", "不动产"):
        assert hidden not in content
    assert json.loads(content)["departments"][0]["code"] == "SJ"


def test_a_correction_names_what_it_corrects_and_keeps_it(district, late):
    review(late, supervision.confirm_escalation)
    first = published(district)
    with pytest.raises(RuleBroken, match=r"publication\.same"):
        prepared(district, "再次公示")
    with transaction():
        db.session.execute(
            text("UPDATE escalations SET review_status = 'dismissed' WHERE step='blue'")
        )
    with pytest.raises(FieldMissing, match=r"publication\.reason"):
        prepared(district, " ")

    second = published(district, "经复核不成立")

    kept = standing(district)
    assert (kept.number, kept.corrects, kept.reason) == (second, first, "经复核不成立")
    (notice,) = read_snapshot(kept.content).notices
    assert notice.is_revoked
    with reading():
        before = publications.get_publication(district.id, first)
    assert before.corrected_by == second
    assert not read_snapshot(before.content).notices[0].is_revoked


@pytest.mark.parametrize(
    "statement",
    ["UPDATE publications SET content = '{}'", "DELETE FROM publications"],
)
def test_the_database_refuses_to_change_what_went_out(district, late, statement):
    published(district)
    with pytest.raises(DBAPIError, match="publications is append-only"), transaction():
        db.session.execute(text(statement))


def test_the_month_that_runs_is_refused(district, late):
    with pytest.raises(RuleBroken, match=r"publication\.period_runs"):
        prepared(district, when="11-30 17:00")


def test_one_department_alone_has_no_place_in_a_ranking(district, late):
    assert {unit.rank for unit in snapshot(district).units} == {None}
