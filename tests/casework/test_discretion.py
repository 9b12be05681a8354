"""That a clue is weighed is the inspection office's alone to know, before and after."""

import pytest

from app.casework import looking, objections, supervision
from app.domain.errors import NotFound, NotPossible
from app.domain.periods import parse_period
from app.domain.terms import CauseCode, ClockName, Command, ReviewStatus, Step
from app.store.reads.counted import list_confirmed
from app.store.reads.flags import (
    Late,
    awaits_department,
    count_queue,
    is_told,
    list_flags,
)
from app.store.reads.published import reviews_of_departments
from app.store.transaction import reading
from tests.casework.given_office import (
    Told,
    act,
    answered,
    desk,
    last_entry,
    of_ticket,
    office,
    payload,
    verify,
)
from tests.casework.test_audit import faults
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")

CLUE = (ClockName.FINISH, 1, Step.CLUE)
NOW = "11-25 10:00"
OTHERS = [
    *("handler", "chief", "deputy", "clerk", "leader"),
    *("dispatcher", "district leader"),
]


def with_clue():
    """The window finds that it was closed falsely, which brings the step at once."""
    number = answered()
    verify(number, "11-24 10:00", passed=False, cause=CauseCode.C38)
    return number


def confirmed():
    number = with_clue()
    words = (number, CLUE, "属实")
    act("inspector", "11-24 11:00", supervision.confirm_escalation, *words)
    return number


def seen_by(who, number):
    with reading():
        return looking.look(desk(who, NOW), number)


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("given", [with_clue, confirmed])
def test_nobody_else_sees_the_step_nor_what_was_ruled_on_it(who, given):
    number = given()
    shown = seen_by(who, number)

    told = [*shown.page.entries, *(turn.entry for turn in shown.turns)]
    assert not [one.seq for one in told if one.payload.get("step") == "clue"]
    assert Step.CLUE not in {one.step for one in shown.page.escalations}
    inspector = seen_by("inspector", number)
    assert Step.CLUE in {one.step for one in inspector.page.escalations}


def test_the_timeline_of_others_is_told_as_if_nothing_was_left_out():
    number = confirmed()
    whole = {turn.entry.seq: turn for turn in seen_by("inspector", number).turns}

    for turn in seen_by("handler", number).turns:
        assert (turn.before, turn.after) == (
            whole[turn.entry.seq].before,
            whole[turn.entry.seq].after,
        )


def test_the_ruling_needs_no_hearing_tells_nobody_else_and_is_final():
    number = with_clue()
    since = Told(number)
    act(
        "inspector",
        "11-24 11:00",
        supervision.confirm_escalation,
        *(number, CLUE, "属实"),
    )

    assert last_entry(number)["department"] is None
    assert payload(last_entry(number)).get("objection_due_at") is None
    assert {one.split()[1] for one in since.now()} == {"inspector"}
    (row,) = [one for one in of_ticket("escalations", number) if one["step"] == "clue"]
    assert row["department_id"] is not None
    assert faults() == []


def test_the_department_is_neither_asked_nor_speaks_nor_objects():
    number = with_clue()
    with pytest.raises(NotPossible, match=r"review\.nobody"):
        act(
            "inspector",
            "11-24 11:00",
            supervision.request_statement,
            *(number, CLUE, "请说明"),
        )
    for verb in (supervision.give_statement, objections.object_to):
        with pytest.raises(NotFound, match=r"escalation\.unknown"):
            act("chief", "11-24 11:00", verb, number, CLUE, "不属实")


def test_it_is_offered_to_no_department():
    number = with_clue()
    commands = {
        one.command for one in seen_by("chief", number).offers if one.closed is None
    }
    flags = looking.open_flags(
        desk("chief", NOW), seen_by("chief", number).page, Command.GIVE_STATEMENT
    )
    assert CLUE not in {one.key for one in flags}
    assert bool(flags) == (Command.GIVE_STATEMENT in commands)


@on_sqlite_only
def test_no_list_and_no_figure_that_others_read_holds_it(district):
    confirmed()
    statuses = tuple(ReviewStatus)
    start, until = parse_period("2026-Q4").instants(office().calendar("C0").zone)

    def steps(**given):
        found = list_flags(district.id, statuses, **given)
        return {one.key[2] for one in found if not one.is_finding}

    with reading():
        assert Step.CLUE in steps()
        for given in (
            {"openly": True},
            {"wanted": is_told},
            {"wanted": awaits_department(at(NOW))},
        ):
            assert Step.CLUE not in steps(**given)
        late = Late(at(NOW), at(NOW))
        counted = count_queue(district.id, statuses, late, openly=True)
        assert not counted.by_kind[Step.CLUE]
        assert count_queue(district.id, statuses, late).by_kind[Step.CLUE] == 1
        assert Step.CLUE not in {
            one.step for one in list_confirmed(district.id, start, until)
        }
        published = reviews_of_departments(district.id, start, until)
        everything = list_flags(district.id, statuses, openly=True)
        named = [one for one in everything if one.department == "SJ"]
        assert sum(published["SJ"].values()) == len(named)
