"""Who may do what: role, relation, command."""

import pytest

from app.domain.errors import NotPermitted
from app.domain.permissions import (
    PERMITTED,
    Actor,
    may,
    may_file,
    relations,
    require,
    system_actor,
)
from app.domain.terms import Command, Relation, Role
from tests.domain import given_facts as given
from tests.domain.given_facts import DISTRICT_WINDOW, LEAD, OTHER, THIRD, TOWN

C, R, Rel = Command, Role, Relation
PJ = "pengjiang"

WITHOUT_TICKETS = {
    R.SYSTEM_ADMINISTRATOR,
    R.SECURITY_ADMINISTRATOR,
    R.AUDIT_ADMINISTRATOR,
    R.STATISTICIAN,
}


def somebody(role, district=PJ, **unit):
    return Actor("somebody", role, district, **unit)


def at_window(role=R.FRONT_DESK, center=TOWN, **more):
    return somebody(role, center=center, **more)


def of(department, role=R.HANDLER):
    return somebody(role, department=department)


def how(actor, facts, district=PJ):
    return relations(actor, district, TOWN, facts.handed_up, facts)


HANDED_UP = given.dispatched()
HANDED_UP.handed_up = True
ASSISTED = given.dispatched(assisting=(OTHER,))
ELSEWHERE = at_window(center=DISTRICT_WINDOW, of_district_window=True)


@pytest.mark.parametrize(
    ("actor", "facts", "relation"),
    [
        (at_window(), given.dispatched(), {Rel.OWN_CENTER}),
        (at_window(center="C2"), given.dispatched(), set()),
        (ELSEWHERE, given.dispatched(), set()),
        (ELSEWHERE, HANDED_UP, {Rel.HANDED_TO}),
        (at_window(), HANDED_UP, {Rel.OWN_CENTER}),
        (of(LEAD), given.filed(), set()),
        (of(LEAD), given.dispatched(), {Rel.HOLDER}),
        (of(OTHER), ASSISTED, {Rel.ASSISTANT}),
        (of(THIRD), ASSISTED, set()),
        (of(LEAD), given.returned(), {Rel.FORMER}),
        (of(LEAD), given.arbitrated(OTHER), {Rel.FORMER}),
        (of(OTHER), given.arbitrated(OTHER), {Rel.HOLDER}),
        (of(LEAD), given.arbitrated(LEAD), {Rel.HOLDER, Rel.FORMER}),
        (of(LEAD), given.closed(), {Rel.HOLDER}),
        (somebody(R.INSPECTOR), given.dispatched(), set()),
    ],
)
def test_how_somebody_stands_to_a_ticket(actor, facts, relation):
    assert how(actor, facts) == relation | {Rel.DISTRICT}


@pytest.mark.parametrize("role", list(Role))
def test_somebody_of_another_district_stands_in_no_relation(role):
    actor = somebody(
        role, "xinhui", center=TOWN, department=LEAD, of_district_window=True
    )

    assert how(actor, HANDED_UP) == set()
    assert not any(may(actor, (), command) for command in Command)


@pytest.mark.parametrize("role", sorted(WITHOUT_TICKETS))
def test_administrators_and_statisticians_see_no_ticket(role):
    assert not any(may(somebody(role), Relation, command) for command in Command)


def test_every_other_role_may_do_something():
    assert {role for role, _ in PERMITTED} == set(Role) - WITHOUT_TICKETS


def test_every_command_is_somebodys():
    assert {c for commands in PERMITTED.values() for c in commands} == set(Command)


def test_the_timer_may_only_sweep():
    timer = system_actor(PJ)

    assert [c for c in Command if may(timer, Relation, c)] == [C.SWEEP]
    assert [role for role in Role if may(somebody(role), Relation, C.SWEEP)] == [
        R.SYSTEM
    ]


def test_whoever_may_act_may_look():
    """A department that reported retaliation names speaks, and sees no more of the case."""
    unseen = {role for role, relation in PERMITTED if relation is Rel.NAMED}
    assert unseen == {R.CHIEF_REPRESENTATIVE, R.HANDLER, R.DEPUTY_LEADER}
    for (role, relation), commands in PERMITTED.items():
        looks = role is not R.SYSTEM and relation is not Rel.NAMED
        assert (C.VIEW in commands) is looks, (role, relation)


@pytest.mark.parametrize(
    ("command", "roles"),
    [
        (C.ARBITRATE, {R.DISPATCHER}),
        (C.GRANT_EXTENSION, {R.DISPATCHER}),
        (C.REFUSE_EXTENSION, {R.DISPATCHER}),
        (C.ISSUE_NOTICE, {R.INSPECTOR}),
        (C.LIFT_NOTICE, {R.INSPECTOR}),
        (C.REQUEST_STATEMENT, {R.INSPECTOR}),
        (C.CONFIRM_ESCALATION, {R.INSPECTOR}),
        (C.DISMISS_ESCALATION, {R.INSPECTOR}),
        (C.ARCHIVE, {R.CENTER_LEADER}),
        (C.ANSWER, {R.HANDLER, R.CHIEF_REPRESENTATIVE}),
        (C.RETURN, {R.HANDLER, R.CHIEF_REPRESENTATIVE}),
        (C.VERIFY, {R.FRONT_DESK, R.CENTER_LEADER}),
        (C.REVISIT, {R.FRONT_DESK, R.CENTER_LEADER, R.CITIZEN}),
        (C.CLOSE, {R.FRONT_DESK, R.CENTER_LEADER}),
    ],
)
def test_what_only_some_roles_decide(command, roles):
    assert {role for (role, _), may_do in PERMITTED.items() if command in may_do} == (
        roles
    )


def test_nobody_rules_on_their_own_answer():
    """Who answers does not verify; who is supervised does not review."""
    review = {C.CONFIRM_ESCALATION, C.DISMISS_ESCALATION, C.VERIFY, C.GRANT_EXTENSION}
    for (role, relation), commands in PERMITTED.items():
        if C.ANSWER in commands:
            assert not commands & review, (role, relation)


def test_an_assistant_does_not_hold_the_ticket():
    held = how(of(OTHER), ASSISTED)

    allowed = {command for command in Command if may(of(OTHER), held, command)}
    assert allowed == {C.VIEW, C.CONTACT, C.PROGRESS, C.ANSWER, C.GIVE_STATEMENT}


def test_who_returned_it_may_only_look_and_speak_for_itself():
    held = how(of(LEAD), given.arbitrated(OTHER))

    allowed = {command for command in Command if may(of(LEAD), held, command)}
    assert allowed == {C.VIEW, C.GIVE_STATEMENT}


@pytest.mark.parametrize(
    ("actor", "files"),
    [
        (at_window(), True),
        (at_window(R.CENTER_LEADER), True),
        (somebody(R.FRONT_DESK), False),
        (of(LEAD), False),
        (somebody(R.DISPATCHER), False),
        (system_actor(PJ), False),
    ],
)
def test_tickets_are_filed_at_a_window(actor, files):
    assert may_file(actor) is files


def test_a_refusal_names_role_and_command():
    with pytest.raises(NotPermitted) as refused:
        require(of(THIRD), {Rel.DISTRICT}, C.ANSWER)

    assert refused.value.facts == {"role": R.HANDLER, "command": C.ANSWER}
    require(of(LEAD), {Rel.HOLDER}, C.ANSWER)
