"""The timeline told again: what each entry found and left."""

from dataclasses import dataclass, replace
from itertools import pairwise

from app.domain import handling, revisits
from app.domain.course import course
from app.domain.deciding import happening_entry, pass_time
from app.domain.decision import Entry
from app.domain.entries import entry_act
from app.domain.life.applying import open_ticket
from app.domain.standards import Standard
from app.domain.terms import ClockName, EntryKind, State, Step, TicketClass
from tests.domain import given_facts as given
from tests.domain.calendars import at
from tests.domain.given_facts import CALENDAR, RULES, due_of, moment
from tests.domain.histories import judge

FILED = Entry(
    EntryKind.FILED, at("2026-11-23 09:00"), None, {"class": TicketClass.COMPLEX}
)
DISPATCHED = Entry(EntryKind.DISPATCHED, at("2026-11-23 09:20"), "SJ")


@dataclass
class Story:
    """A ticket that lives through decisions; the entries they wrote."""

    facts: object
    entries: list

    def does(self, rule):
        decision = rule(self.facts)
        self.facts = decision.facts
        self.entries += decision.entries


def told_again(entries):
    return course(entries, [Standard(CALENDAR, RULES)] * len(entries))


def late_and_suspended():
    story = Story(given.dispatched(), [FILED, DISPATCHED])
    story.does(lambda f: handling.sign(f, "SJ", moment("2026-11-23 10:00")))
    words = (given.Reason.HEARING, "听1号", 2, "听证")
    now = moment("2026-11-24 10:00")
    story.does(lambda f: handling.suspend(f, "SJ", *words, now))
    story.does(lambda f: pass_time(f, moment("2026-12-20 10:00")))
    return story


def test_the_last_entry_leaves_the_facts_that_are_kept():
    story = late_and_suspended()

    turns = told_again(story.entries)

    assert [turn.entry for turn in turns] == story.entries
    assert turns[-1].after == story.facts


def test_each_entry_finds_what_the_one_before_it_left():
    turns = told_again(late_and_suspended().entries)

    assert turns[0].before is None
    assert turns[0].after == open_ticket(TicketClass.COMPLEX, FILED.at)
    assert all(a.after is b.before for a, b in pairwise(turns))


def test_a_suspension_moves_the_due_moment_where_it_stands():
    turns = told_again(late_and_suspended().entries)
    suspended = next(t for t in turns if t.entry.kind is EntryKind.SUSPENDED)

    assert due_of(suspended.before) == "2026-11-30 17:00"
    # Tuesday 24 to Thursday 26 November are not counted.
    assert due_of(suspended.after) == "2026-12-03 17:00"


def test_a_step_starts_its_reply_clock_where_it_stands():
    turns = told_again(late_and_suspended().entries)
    blue = next(t for t in turns if t.entry.payload.get("step") == Step.BLUE)

    assert blue.before.running(ClockName.NOTICE_REPLY) is None
    assert blue.after.running(ClockName.NOTICE_REPLY) is not None


def test_a_step_that_an_act_brings_stands_apart_from_the_act():
    facts = given.verified(facts=given.answered(cause=given.CauseCode.C33), cause=None)
    entries = [FILED, DISPATCHED, *_answered_and_verified()]

    turns = told_again(entries)
    verified, clue = turns[-2:]

    assert clue.entry.payload["step"] == Step.CLUE
    assert Step.CLUE not in verified.after.promise.fallen
    assert Step.CLUE in clue.after.promise.fallen
    assert clue.after == facts


def _answered_and_verified():
    answered = handling.answer(
        given.dispatched(),
        "SJ",
        given.Result.R1,
        given.CauseCode.C33,
        "已办好",
        "",
        "电话告知",
        moment("2026-11-25 10:00"),
    )
    now = moment("2026-11-26 10:00")
    verified = revisits.verify(answered.facts, True, None, "phone", "属实", now)
    return [*answered.entries, *verified.entries]


def test_procedure_beside_the_course_changes_nothing():
    note = Entry(EntryKind.STATEMENT_GIVEN, at("2026-11-23 09:30"), "SJ", {"text": "x"})

    turns = told_again([FILED, DISPATCHED, note])

    assert turns[-1].before is turns[-1].after


def test_what_cannot_be_folded_has_no_facts_and_hides_no_entry():
    changed = replace(DISPATCHED, kind=EntryKind.ANSWERED)
    signed = Entry(EntryKind.SIGNED, at("2026-11-23 10:00"), "SJ")

    turns = told_again([FILED, changed, signed])

    assert [turn.entry for turn in turns] == [FILED, changed, signed]
    assert turns[0].after is not None
    assert [(t.before, t.after) for t in turns[1:]] == [(None, None), (None, None)]


def test_it_agrees_with_the_replay_of_recorded_histories():
    until = at("2026-12-20 10:00")
    facts = given.dispatched()
    judged = judge(TicketClass.COMPLEX, _acts(), until, CALENDAR, RULES)
    entries = [FILED, DISPATCHED, *map(happening_entry, judged.happenings)]

    turns = told_again(entries)

    assert facts.state is State.HELD
    assert turns[-1].after == judged.facts


def _acts():
    return [
        entry_act(one.kind, one.at, one.department, one.payload)
        for one in (FILED, DISPATCHED)
    ]
