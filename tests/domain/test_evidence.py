"""What was due and what happened: tables of duties, verdicts and moments."""

import pytest

from app.domain.evidence import Duty, Verdict, evidence
from app.domain.terms import Colour, ResultCode, SuspensionReason, TicketClass
from tests.domain.calendars import at
from tests.domain.histories_told import act, told
from tests.given import the_calendar, the_rules

KEPT, BROKEN, OPEN = Verdict.KEPT, Verdict.BROKEN, Verdict.OPEN

FILED = act("filed", "09-16 10:30")
TO_GA = act("dispatched", "09-16 10:42", "GA")
CONTACTED = act("contacted", "09-16 11:02", "GA")
RETURNED = act("returned", "09-16 15:40", "GA")
TO_ZJ = act("arbitrated", "09-17 11:20", "ZJ", upheld=True)
CORRECTION = act(
    "suspended",
    "09-23 09:40",
    "ZJ",
    reason=SuspensionReason.CORRECTION,
    notice_no="补正31号",
    planned_days=3,
)
RESUMED = act("resumed", "09-28 15:10", "ZJ")
PROGRESS = act("progressed", "10-13 16:00", "ZJ")


def judged(*acts, until="10-14 10:25", **more):
    facts, entries = told(*acts, until=until, **more)
    moment = at(f"2026-{until}")
    return evidence(facts, entries, moment, the_calendar(), the_rules())


def rows(found, duty):
    return [row for row in found if row.duty is duty]


def one(found, duty):
    (row,) = rows(found, duty)
    return row


def local(moment):
    zone = the_calendar().zone
    return moment and moment.astimezone(zone).strftime("%m-%d %H:%M")


@pytest.fixture(scope="module")
def drawn():
    """The case of the drawings: returned, suspended, and then left lying."""
    return judged(
        FILED,
        TO_GA,
        CONTACTED,
        RETURNED,
        TO_ZJ,
        act("contacted", "09-17 14:00", "ZJ"),
        CORRECTION,
        RESUMED,
        PROGRESS,
    )


@pytest.mark.parametrize(
    ("duty", "department", "verdict", "due", "done"),
    [
        (Duty.SIGN, "GA", KEPT, "09-16 15:42", "09-16 11:02"),
        (Duty.SIGN, "ZJ", KEPT, "09-17 16:20", "09-17 14:00"),
        (Duty.CONTACT, "GA", KEPT, "09-16 17:00", "09-16 11:02"),
        (Duty.CONTACT, "ZJ", KEPT, "09-17 17:00", "09-17 14:00"),
        (Duty.RETURN, "GA", KEPT, "09-17 17:00", "09-16 15:40"),
        (Duty.ARBITRATION, None, KEPT, "09-17 17:00", "09-17 11:20"),
        (Duty.SUSPENSION, "ZJ", KEPT, "09-29 17:00", "09-28 15:10"),
        (Duty.FINISH, "ZJ", BROKEN, "10-10 17:00", None),
        (Duty.EXTENSION, "ZJ", BROKEN, "10-10 17:00", None),
    ],
)
def test_the_case_of_the_drawings(drawn, duty, department, verdict, due, done):
    (row,) = [r for r in rows(drawn, duty) if r.department == department]

    assert (row.verdict, local(row.due_at), local(row.done_at)) == (verdict, due, done)


def test_the_case_of_the_drawings_was_left_lying(drawn):
    finish = one(drawn, Duty.FINISH)

    assert finish.overdue_days == 3
    assert local(finish.silence.start) == "09-28 15:10"
    assert local(finish.silence.end) == "10-13 16:00"
    assert finish.silence.ended_by.kind == "progressed"
    assert finish.silence.days == 7


def test_the_ruling_stands_beside_the_return(drawn):
    returned = one(drawn, Duty.RETURN)

    assert returned.entry.department == "GA"
    assert returned.followed_by.department == "ZJ"


def test_evidence_stands_in_the_order_in_which_it_is_laid_out(drawn):
    ranks = [list(Duty).index(row.duty) for row in drawn]

    assert ranks == sorted(ranks)


TAKEN = (FILED, act("dispatched", "09-16 10:42", "ZJ"))


@pytest.mark.parametrize(
    ("answered_at", "until", "verdict"),
    [
        (None,             "09-30 16:59", OPEN),
        (None,             "09-30 17:00", OPEN),
        (None,             "09-30 17:00:01", BROKEN),
        ("09-30 17:00",    "10-09 09:00", KEPT),
        ("09-30 17:00:01", "10-09 09:00", BROKEN),
    ],
)  # fmt: skip
def test_a_promise_is_kept_up_to_its_due_moment(answered_at, until, verdict):
    answer = act("answered", answered_at or until, "ZJ", result=ResultCode.R1)
    acts = (*TAKEN, answer) if answered_at else TAKEN

    assert one(judged(*acts, until=until), Duty.FINISH).verdict is verdict


def test_who_answers_without_a_call_is_seen_to_have_answered():
    answer = act("answered", "09-16 15:00", "ZJ", result=ResultCode.R1)

    contact = one(judged(*TAKEN, answer), Duty.CONTACT)

    assert (contact.verdict, contact.entry.kind) == (KEPT, "answered")


def test_a_sign_limit_that_passed_is_broken_though_it_counts_as_signed():
    sign = one(judged(*TAKEN, until="09-17 10:00"), Duty.SIGN)

    assert (sign.verdict, sign.entry) == (BROKEN, None)


@pytest.mark.parametrize(
    ("when", "verdict"),
    [("09-17 17:00", KEPT), ("09-17 17:00:01", BROKEN)],
)
def test_a_return_after_its_window_is_late(when, verdict):
    found = judged(*TAKEN, act("returned", when, "ZJ"), until="09-18 10:00")

    assert one(found, Duty.RETURN).verdict is verdict


@pytest.mark.parametrize(
    ("reason", "notice_no", "verdict"),
    [
        (SuspensionReason.CORRECTION, "补正31号", OPEN),
        (SuspensionReason.CORRECTION, "", BROKEN),
        (SuspensionReason.UPPER_LEVEL, "请示2号", OPEN),
    ],
)
def test_a_suspension_without_its_notice_is_broken(reason, notice_no, verdict):
    suspension = act(
        "suspended",
        "09-18 10:00",
        "ZJ",
        reason=reason,
        notice_no=notice_no,
        planned_days=5,
    )

    found = judged(*TAKEN, suspension, until="09-21 10:00")

    assert one(found, Duty.SUSPENSION).verdict is verdict


def test_the_second_wait_for_the_upper_level_is_one_too_many():
    def wait(when):
        return act(
            "suspended",
            when,
            "ZJ",
            reason=SuspensionReason.UPPER_LEVEL,
            notice_no="请示2号",
            planned_days=1,
        )

    found = judged(*TAKEN, wait("09-16 15:00"), wait("09-18 10:00"))

    verdicts = [row.verdict for row in rows(found, Duty.SUSPENSION)]
    assert verdicts == [KEPT, BROKEN]


ASKED = act("extension_requested", "09-29 10:00", "ZJ", granted_days=5)


def test_an_extension_is_measured_at_the_first_due_moment():
    granted = act("extended", "09-29 15:00", "ZJ", granted_days=5)

    extension = one(judged(*TAKEN, ASKED, granted), Duty.EXTENSION)

    assert (extension.verdict, local(extension.due_at)) == (KEPT, "09-30 17:00")
    assert extension.followed_by.kind == "extended"


@pytest.mark.parametrize(
    ("until", "count"),
    [("09-30 17:00", 0), ("09-30 17:00:01", 1)],
)
def test_no_extension_is_missed_before_the_case_is_late(until, count):
    assert len(rows(judged(*TAKEN, until=until), Duty.EXTENSION)) == count


def test_a_simple_case_has_no_extension_to_miss():
    found = judged(*TAKEN, ticket_class=TicketClass.SIMPLE)

    assert not rows(found, Duty.EXTENSION)


def test_each_notice_awaits_its_own_reply():
    reply = act("notice_replied", "10-12 10:00", "ZJ", colour=Colour.BLUE)

    found = judged(*TAKEN, reply, until="10-12 11:00")

    notices = rows(found, Duty.NOTICE_REPLY)
    assert [(row.clock.colour, row.verdict) for row in notices] == [
        (Colour.BLUE, KEPT),
        (Colour.ORANGE, OPEN),
    ]


def test_a_redo_is_a_promise_of_its_own():
    found = judged(
        *TAKEN,
        act("answered", "09-17 10:00", "ZJ", result=ResultCode.R1),
        act("verified", "09-17 15:00", passed=True),
        act("revisited", "09-18 10:00", reached=True, solved=False),
        act("reopened", "09-18 11:00"),
    )

    assert one(found, Duty.FINISH).verdict is KEPT
    assert one(found, Duty.REDO).verdict is BROKEN
    assert one(found, Duty.RATING_CONTACT).verdict is BROKEN


def test_a_ticket_that_was_only_filed_owes_nothing():
    assert judged(FILED) == ()
