"""Whatever can be done to a ticket has its right, verb, notice, page and endpoint.

Guard 7. What a command lacks on purpose stands here by name.
"""

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from app.api.commands import ACTS as ENDPOINTS
from app.api.door import access_of as access_over_the_api
from app.casework import (
    archiving,
    assisting,
    direct,
    extensions,
    filing,
    handling,
    looking,
    meetings,
    merging,
    objections,
    papers,
    retaliation,
    returns,
    reveals,
    revisits,
    supervision,
    sweeping,
    watching,
)
from app.domain.lifecycle import COMMAND_OF, POSSIBLE, is_possible
from app.domain.notices import TOLD
from app.domain.permissions import PERMITTED
from app.domain.scopes import scope_of
from app.domain.terms import Command, EntryKind, Role, State
from app.web.access import access_of
from app.web.case.acts import FORMS, MEANING
from app.web.case.blueprint import roles_for
from app.web.case.forms import ActForm
from tests.house.routes import app_for_reading
from tests.web.case.given_acts import ACTS

C, K = Command, EntryKind

VERBS: Mapping[Command, Callable[..., Any]] = {
    C.VIEW: looking.look,
    C.REVEAL: reveals.reveal_complainant,
    C.FILE: filing.file_ticket,
    C.REFUSE: filing.refuse_ticket,
    C.SOLVE_AT_DESK: filing.solve_at_desk,
    C.CONCLUDE: direct.conclude_complaint,
    C.DISPATCH: filing.dispatch_ticket,
    C.HAND_UP: filing.hand_up,
    C.SIGN: handling.sign_ticket,
    C.CONTACT: handling.record_contact,
    C.PROGRESS: handling.add_progress,
    C.SUSPEND: handling.suspend_ticket,
    C.RESUME: handling.resume_ticket,
    C.REQUEST_EXTENSION: extensions.request_extension,
    C.GRANT_EXTENSION: extensions.grant_extension,
    C.REFUSE_EXTENSION: extensions.refuse_extension,
    C.RETURN: returns.return_ticket,
    C.ARBITRATE: returns.arbitrate_ticket,
    C.ANSWER: handling.answer_ticket,
    C.VERIFY: revisits.verify_ticket,
    C.REVISIT: revisits.record_revisit,
    C.CLOSE: revisits.close_ticket,
    C.REOPEN: revisits.reopen_ticket,
    C.WITHDRAW: filing.withdraw_ticket,
    C.ARCHIVE: archiving.archive_ticket,
    C.ADD_ASSISTANT: assisting.add_assistant,
    C.RELEASE_ASSISTANT: assisting.release_assistant,
    C.RAISE_LEVEL: meetings.raise_level,
    C.CALL_MEETING: meetings.call_meeting,
    C.HOLD_MEETING: meetings.hold_meeting,
    C.WATCH: watching.watch_ticket,
    C.CALL_BACK: watching.call_back,
    C.UNWATCH: watching.unwatch_ticket,
    C.MERGE: merging.merge_ticket,
    C.LINK: merging.link_ticket,
    C.REPLY_NOTICE: supervision.reply_notice,
    C.ISSUE_NOTICE: supervision.issue_notice,
    C.LIFT_NOTICE: supervision.lift_notice,
    C.REQUEST_STATEMENT: supervision.request_statement,
    C.GIVE_STATEMENT: supervision.give_statement,
    C.CONFIRM_ESCALATION: supervision.confirm_escalation,
    C.DOWNGRADE: supervision.downgrade,
    C.DISMISS_ESCALATION: supervision.dismiss_escalation,
    C.OBJECT: objections.object_to,
    C.DECIDE_OBJECTION: objections.decide_objection,
    C.ISSUE_CIRCULAR: papers.issue_circular,
    C.RECORD_TALK: papers.record_talk,
    C.PROPOSE_CLUE: papers.propose_clue,
    C.TRANSFER_CLUE: papers.transfer_clue,
    C.REFUSE_CLUE: papers.refuse_clue,
    C.REPORT_RETALIATION: retaliation.report_retaliation,
    C.SWEEP: sweeping.sweep_batch,
}
# Commands that are no act on a case that is shown, with the page they have instead.
ELSEWHERE = {C.VIEW: "case.show", C.REVEAL: "case.reveal", C.FILE: "frontdesk.new_case"}
ELSEWHERE_IN_THE_API = {
    C.VIEW: "api.show_ticket",
    C.REVEAL: "api.reveal_complainant",
    C.FILE: "api.file_ticket",
}
# The timer gives it; nobody has a page for it, and it is done by no named right.
BY_THE_TIMER = {C.SWEEP}
# Looking writes no entry; the sweep writes what time brought.
WRITES_NOTHING_OF_ITS_OWN = {C.VIEW, C.REVEAL, C.SWEEP}
WRITTEN_BY: Mapping[Command, EntryKind] = {
    **{command: kind for kind, command in COMMAND_OF.items()},
    C.FILE: K.FILED,
    C.REFUSE: K.CLOSED,
    C.SOLVE_AT_DESK: K.CLOSED,
    C.CONCLUDE: K.CLOSED,
    C.CLOSE: K.CLOSED,
    C.REQUEST_STATEMENT: K.STATEMENT_REQUESTED,
    C.GIVE_STATEMENT: K.STATEMENT_GIVEN,
    C.CONFIRM_ESCALATION: K.ESCALATION_CONFIRMED,
    C.DOWNGRADE: K.DOWNGRADED,
    C.DISMISS_ESCALATION: K.ESCALATION_DISMISSED,
    C.OBJECT: K.OBJECTED,
    C.DECIDE_OBJECTION: K.OBJECTION_DECIDED,
    C.LINK: K.REPEAT_LINKED,
    C.ISSUE_CIRCULAR: K.CIRCULAR_ISSUED,
    C.RECORD_TALK: K.TALK_RECORDED,
    C.PROPOSE_CLUE: K.CLUE_PROPOSED,
    C.TRANSFER_CLUE: K.CLUE_TRANSFERRED,
    C.REFUSE_CLUE: K.CLUE_REFUSED,
    C.REPORT_RETALIATION: K.RETALIATION_REPORTED,
}
# The rule file names whom a step of the ladder tells.
TOLD_BY_THE_RULE_FILE = {K.ESCALATED}
ON_A_SHOWN_CASE = [c for c in Command if c not in ELSEWHERE and c not in BY_THE_TIMER]


@pytest.fixture(scope="module")
def routed():
    return app_for_reading()


@pytest.mark.parametrize("command", Command)
def test_somebody_may_give_it(command):
    roles = {role for (role, _), commands in PERMITTED.items() if command in commands}

    assert roles, f"{command} has no row in permissions.PERMITTED"
    assert (roles == {Role.SYSTEM}) is (command in BY_THE_TIMER)


@pytest.mark.parametrize("command", Command)
def test_it_is_possible_in_some_state(command):
    possible = [state for state in State if is_possible(state, command)]

    # Filing makes the ticket: before it there is no state.
    assert possible or command is C.FILE, (
        f"{command} has no dot in {len(POSSIBLE)} rows"
    )


@pytest.mark.parametrize("command", Command)
def test_it_has_a_verb_that_asks_for_this_right(command):
    asks = inspect.getsource(VERBS[command])

    assert f"Command.{command.name}" in asks or command in BY_THE_TIMER


@pytest.mark.parametrize("kind", EntryKind)
def test_whom_each_entry_tells_is_said_or_said_to_be_nobody(kind):
    assert (kind in TOLD) is (kind not in TOLD_BY_THE_RULE_FILE), (
        f"say in notices.TOLD whom {kind} tells, or () for nobody"
    )


def test_each_command_writes_an_entry_or_says_that_it_does_not():
    assert set(WRITTEN_BY) == set(Command) - WRITES_NOTHING_OF_ITS_OWN


@pytest.mark.parametrize("command", ON_A_SHOWN_CASE)
def test_it_has_one_address_with_a_form(command, routed):
    assert command in FORMS, f"give {command} a form in app/web/case/acts.py"
    (rule,) = routed.url_map.iter_rules(f"case.{command}")

    assert rule.rule == f"/cases/<string:number>/{command.replace('_', '-')}"
    assert {"GET", "POST"} <= rule.methods


@pytest.mark.parametrize("command", ON_A_SHOWN_CASE)
def test_its_page_opens_for_those_who_may_give_it_and_nobody_else(command, routed):
    access = access_of(routed, f"case.{command}")

    assert access is not None
    assert access.signed_in
    assert access.roles == frozenset(roles_for(command))


@pytest.mark.parametrize("command", ON_A_SHOWN_CASE)
def test_its_form_calls_its_verb_and_says_what_it_means(command):
    form = FORMS[command]

    assert form.do is not ActForm.do
    assert VERBS[command].__name__ in inspect.getsource(form.do)
    assert command in MEANING, f"say in acts.MEANING what {command} does"


@pytest.mark.parametrize("command", ELSEWHERE)
def test_the_others_have_the_page_that_is_named_here(command, routed):
    assert ELSEWHERE[command] in routed.view_functions


def test_no_form_stands_for_what_is_no_act():
    assert set(FORMS) == set(ON_A_SHOWN_CASE) == set(MEANING)


def test_each_page_is_used_in_a_test():
    assert set(ACTS) == set(FORMS), "tests/web/case/given_acts.py"


@pytest.mark.parametrize("command", ON_A_SHOWN_CASE)
def test_it_has_one_endpoint_that_calls_its_verb_under_its_scope(command, routed):
    assert command in ENDPOINTS, f"give {command} a line in app/api/commands.py"
    act, name = ENDPOINTS[command], f"api.act_{command}"
    (rule,) = routed.url_map.iter_rules(name)

    assert act.verb is VERBS[command]
    assert rule.rule == f"/api/v1/tickets/<string:number>/{act.noun}"
    assert rule.methods == {"POST"}
    access = access_over_the_api(routed.view_functions[name])
    assert access is not None
    assert access.scope is scope_of(command)


@pytest.mark.parametrize("command", ON_A_SHOWN_CASE)
def test_its_endpoint_takes_what_its_verb_takes(command):
    taken = inspect.signature(VERBS[command]).parameters

    assert set(ENDPOINTS[command].fields) == set(taken) - {"desk", "number", "seen"}


@pytest.mark.parametrize("command", ELSEWHERE_IN_THE_API)
def test_the_others_have_the_endpoint_that_is_named_here(command, routed):
    access = access_over_the_api(routed.view_functions[ELSEWHERE_IN_THE_API[command]])

    assert access is not None
    assert access.scope is scope_of(command)


def test_no_endpoint_stands_for_what_is_no_act():
    assert set(ENDPOINTS) == set(ON_A_SHOWN_CASE)
    assert set(ELSEWHERE) == set(ELSEWHERE_IN_THE_API)
    assert len({act.noun for act in ENDPOINTS.values()}) == len(ENDPOINTS)
