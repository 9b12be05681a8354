"""Decisions written: the timeline, and everything that follows from it."""

import pytest
from sqlalchemy import select

from app.domain import archiving, filing, revisits, rulings, supervision
from app.domain.deciding import pass_time
from app.domain.errors import NotFound, Stale
from app.domain.facts_text import dump_facts
from app.domain.hearing import FlagInHand, Hearing
from app.domain.permissions import SYSTEM_NAME, Actor, system_actor
from app.domain.proof.integrity import ANCHOR, ChainedEntry
from app.domain.terms import (
    ClockName,
    Colour,
    EntryKind,
    ExclusionCode,
    ReviewStatus,
    Role,
    State,
    Step,
    Verdict,
)
from app.store import register
from app.store.bulk import table_of
from app.store.database import db
from app.store.reads.supervision import get_supervision_notice
from app.store.reads.tickets import get_ticket
from app.store.tables import (
    ClockRow,
    CounterRow,
    EntryRow,
    EscalationRow,
    NoticeRow,
    SupervisionNoticeRow,
    TicketRow,
)
from app.store.transaction import transaction
from tests.store.given_tickets import (
    CLERK,
    acted,
    at,
    closed,
    dispatched,
    file_now,
    filed,
    judged,
    moment,
    payload,
    swept,
)

SYSTEM = system_actor("440703")
INSPECTOR = Actor("ducha", Role.INSPECTOR, "440703")
URGE = (ClockName.FINISH, 1, Step.URGE)


def rows(table, *order):
    chosen = select(*table.__table__.columns).order_by(*order)
    return db.session.execute(chosen).all()


def ticket_row():
    return rows(TicketRow, TicketRow.id)[0]


# --- the timeline ------------------------------------------------------------------


def test_each_entry_covers_the_one_before_it(district):
    held = dispatched(district)
    swept("12-02 09:30")

    previous = ANCHOR
    entries = rows(EntryRow, EntryRow.seq)
    for seq, row in enumerate(entries, start=1):
        entry = ChainedEntry(
            held.number,
            row.seq,
            row.kind,
            row.at,
            row.recorded_at,
            row.actor_name,
            row.role,
            row.department,
            row.payload,
        )
        assert (row.seq, row.previous_hash) == (seq, previous)
        assert row.hash == entry.chained_to(previous)
        previous = row.hash
    assert (ticket_row().entry_count, ticket_row().chain_head) == (
        len(entries),
        previous,
    )


def test_what_time_brought_is_the_systems_and_dated_at_its_legal_moment(district):
    dispatched(district)
    swept("12-02 11:00")

    brought = [row for row in rows(EntryRow, EntryRow.seq) if row.seq > 2]

    assert [(row.kind, payload(row).get("step")) for row in brought] == [
        (EntryKind.AUTO_SIGNED, None),
        (EntryKind.ESCALATED, "yellow"),
        (EntryKind.ESCALATED, "urge"),
        (EntryKind.ESCALATED, "blue"),
    ]
    assert {(row.actor_name, row.role) for row in brought} == {
        (SYSTEM_NAME, Role.SYSTEM)
    }
    assert brought[2].at == at("12-01 09:00")
    assert {row.recorded_at for row in brought} == {at("12-02 11:00")}


def test_what_time_brought_before_an_act_is_not_the_officers(district):
    held = dispatched(district)

    acted(held, "12-01 10:00", filing.withdraw, "自行解决")

    told = {row.kind: row.actor_name for row in rows(EntryRow, EntryRow.seq)}
    assert told[EntryKind.ESCALATED] == SYSTEM_NAME
    assert told[EntryKind.WITHDRAWN] == CLERK.name


# --- the ticket row ------------------------------------------------------------------


def test_the_row_says_what_the_facts_say(district):
    held = dispatched(district)

    row = ticket_row()

    assert (row.state, row.holder_id) == (State.HELD, district.department_ids["SJ"])
    assert (row.due_at, row.stopped_at) == (at("11-30 17:00"), None)
    assert row.dispatched_at == at("11-23 09:20")
    assert row.next_at == at("11-23 14:20")
    assert row.version == 2
    assert row.facts == dump_facts(held.facts)


def test_the_window_that_answers_moves_when_the_ticket_is_handed_up(district):
    held = dispatched(district)
    acted(held, "11-23 10:00", filing.hand_up, "问过两个科室")

    row = ticket_row()

    assert (row.center_id, row.window_id) == (
        district.center_ids["C1"],
        district.center_ids["C0"],
    )
    assert row.handed_up


def test_a_closed_ticket_says_when_it_was_closed(district):
    closed(district)

    row = ticket_row()

    assert (row.state, row.closed_at) == (State.CLOSED, at("11-26 10:00"))
    assert (row.stopped_at, row.next_at) == (at("11-25 10:00"), None)


def test_the_ending_stays_when_the_ticket_is_archived(district):
    held = closed(district)
    acted(held, "11-30 10:00", archiving.archive, Verdict.NOBODY, "", "档1号", 10)

    assert ticket_row().closed_at == at("11-26 10:00")


def test_a_reopened_ticket_is_not_closed(district):
    held = closed(district)
    acted(held, "11-27 10:00", revisits.reopen, "没有解决")

    row = ticket_row()
    assert (row.closed_at, row.redo_cycle) == (None, 1)


def test_the_ground_of_a_refusal_is_kept_with_the_ticket(district):
    held = filed(district)
    acted(held, "11-23 09:30", filing.refuse, ExclusionCode.X1, "已起诉", "法院")

    assert ticket_row().exclusion is ExclusionCode.X1


def test_what_was_read_before_somebody_else_wrote_is_stale(district):
    held = dispatched(district)
    acted(held, "11-23 10:00", filing.hand_up, "问过两个科室")
    decision = filing.withdraw(held.facts, "自行解决", moment("11-23 10:05"))

    with pytest.raises(Stale), transaction():
        register.write_decision(held, decision, CLERK, at("11-23 10:05"))

    assert ticket_row().state is State.HELD
    assert len(rows(EntryRow, EntryRow.id)) == 3


def test_several_decisions_may_follow_in_one_transaction(district):
    with transaction():
        held = register.hold_ticket(
            district.id, file_now(district, "11-23 09:00").number
        )
        decision = filing.dispatch(held.facts, "SJ", (), "", moment("11-23 09:20"))
        held = register.write_decision(held, decision, CLERK, at("11-23 09:20"))
        decision = filing.hand_up(held.facts, "问过", moment("11-23 09:21"))
        held = register.write_decision(held, decision, CLERK, at("11-23 09:21"))

    with transaction():
        assert register.hold_ticket(district.id, held.number) == held
    assert held.version == 3


# --- clocks ----------------------------------------------------------------------------


def test_clocks_are_kept_as_the_facts_have_them(district):
    held = dispatched(district)
    acted(held, "11-24 10:00", filing.withdraw, "自行解决")

    kept = {
        (row.name, row.cycle): (row.due_at, row.stopped_at)
        for row in rows(ClockRow, ClockRow.name)
    }

    page = get_ticket(district.id, held.number)
    assert kept == {
        clock.key: (clock.due_at, clock.stopped_at) for clock in page.facts.clocks
    }
    assert kept[ClockName.FINISH, 1] == (at("11-30 17:00"), at("11-24 10:00"))


# --- escalations ------------------------------------------------------------------------


def test_an_escalation_keeps_both_moments_and_what_judged_it(district):
    held = dispatched(district)
    swept("12-01 11:00")

    found = {row.step: row for row in rows(EscalationRow, EscalationRow.id)}

    urge = found[Step.URGE]
    assert (urge.due_at, urge.detected_at) == (at("12-01 09:00"), at("12-01 11:00"))
    assert (urge.rules_hash, urge.calendar_hash) == (
        held.rules_hash,
        held.calendar_hash,
    )
    assert urge.review_status is ReviewStatus.PENDING
    assert found[Step.YELLOW].review_status is None
    told = rows(EntryRow, EntryRow.seq)[urge.entry_seq - 1]
    assert (told.kind, payload(told)["step"]) == (EntryKind.ESCALATED, "urge")


def test_the_same_sweep_twice_changes_nothing(district):
    dispatched(district)
    swept("12-02 09:30")
    before = [rows(table, table.id) for table in (EntryRow, EscalationRow, NoticeRow)]

    assert swept("12-02 09:30") == 0

    after = [rows(table, table.id) for table in (EntryRow, EscalationRow, NoticeRow)]
    assert before == after


def test_a_step_that_fell_cannot_fall_again(district):
    held = dispatched(district)
    decision = pass_time(held.facts, moment("12-01 09:30"))
    assert decision is not None
    swept("12-01 09:30")
    with transaction():
        now = register.hold_ticket(district.id, held.number)

    with pytest.raises(Stale), transaction():
        register.write_decision(now, decision, SYSTEM, at("12-01 09:31"))

    assert len(rows(EscalationRow, EscalationRow.id)) == 2


# --- supervision notices ------------------------------------------------------------------


def test_notices_are_numbered_by_colour_and_year(district):
    dispatched(district)
    dispatched(district)
    swept("12-03 09:30")

    numbers = [
        row.number for row in rows(SupervisionNoticeRow, SupervisionNoticeRow.id)
    ]

    assert numbers == [
        "蓬督蓝〔2026〕1号",
        "蓬督蓝〔2026〕2号",
        "蓬督橙〔2026〕1号",
        "蓬督橙〔2026〕2号",
    ]


def test_numbers_rise_with_the_legal_moment(district):
    late = dispatched(district, "11-24 09:20")
    early = dispatched(district, "11-23 09:20")
    swept("12-03 09:30")

    blue = get_supervision_notice(district.id, "蓬督蓝〔2026〕1号")

    assert blue.ticket_number == early.number
    later = get_supervision_notice(district.id, "蓬督蓝〔2026〕2号")
    assert later.ticket_number == late.number
    assert blue.issued_at < later.issued_at


def test_a_batch_that_fails_takes_no_number(district):
    held = dispatched(district)

    def sweep_and_fail():
        with transaction():
            decided = judged(moment("12-02 09:30"))
            register.write_decisions(decided, SYSTEM, at("12-02 09:30"))
            raise Stale("somebody came between")

    with pytest.raises(Stale):
        sweep_and_fail()
    swept("12-02 09:30")

    assert [row.value for row in rows(CounterRow, CounterRow.name)] == [1, 1]
    notice = get_supervision_notice(district.id, "蓬督蓝〔2026〕1号")
    assert notice.ticket_number == held.number


def test_a_notice_knows_its_reply_clock_and_its_step(district):
    dispatched(district)
    swept("12-02 09:30")

    notice = get_supervision_notice(district.id, "蓬督蓝〔2026〕1号")

    assert (notice.step, notice.department) == (Step.BLUE, "SJ")
    assert notice.issued_at == at("12-02 09:00")
    assert notice.reply_due_at == at("12-04 17:00")
    assert (notice.ended_at, notice.replied_at) == (None, None)


def test_a_reply_is_kept_with_the_notice_it_answers(district):
    held = dispatched(district)
    swept("12-02 09:30")
    words = ("SJ", Colour.BLUE, "已约反映人")
    acted(held, "12-02 10:00", supervision.reply_notice, *words)

    notice = get_supervision_notice(district.id, "蓬督蓝〔2026〕1号")

    assert notice.replied_at == notice.ended_at == at("12-02 10:00")
    assert notice.reply_text == "已约反映人"


def test_only_the_notice_that_was_answered_is(district):
    held = dispatched(district)
    swept("12-03 09:30")
    words = ("SJ", Colour.ORANGE, "已约反映人")
    acted(held, "12-03 10:00", supervision.reply_notice, *words)

    blue = get_supervision_notice(district.id, "蓬督蓝〔2026〕1号")
    orange = get_supervision_notice(district.id, "蓬督橙〔2026〕1号")

    assert (blue.replied_at, orange.replied_at) == (None, at("12-03 10:00"))


def test_a_notice_by_hand_has_a_number_and_no_step(district):
    held = dispatched(district)
    words = (Colour.RED, "请当面说明")
    acted(held, "11-24 10:00", supervision.issue_notice, *words, by=INSPECTOR)

    notice = get_supervision_notice(district.id, "蓬督红〔2026〕1号")

    assert (notice.step, notice.text) == (None, "请当面说明")


# --- review ------------------------------------------------------------------------------


def test_a_request_for_a_statement_decides_nothing(district):
    held = dispatched(district)
    swept("12-01 09:30")
    words = (FlagInHand(URGE, Hearing(), "SJ"), "请说明")
    acted(held, "12-01 10:00", rulings.request_statement, *words, by=INSPECTOR)

    urge = rows(EscalationRow, EscalationRow.id)[1]

    assert urge.review_status is ReviewStatus.STATEMENT
    assert urge.statement_due_at == at("12-04 17:00")
    assert urge.reviewed_at is None


def test_a_ruling_is_kept_and_the_statements_limit_stays(district):
    held = dispatched(district)
    swept("12-01 09:30")
    asked = (FlagInHand(URGE, Hearing(), "SJ"), "请说明")
    acted(held, "12-01 10:00", rulings.request_statement, *asked, by=INSPECTOR)
    due = at("12-04 17:00")
    told = Hearing(
        ReviewStatus.HEARD, statement_due_at=due, stated_at=at("12-02 08:00")
    )
    ruled = (FlagInHand(URGE, told, "SJ"), "属实")
    acted(held, "12-02 08:50", rulings.confirm, *ruled, by=INSPECTOR)

    urge = rows(EscalationRow, EscalationRow.id)[1]

    assert urge.review_status is ReviewStatus.CONFIRMED
    assert urge.reviewed_at == at("12-02 08:50")
    assert urge.statement_due_at == at("12-04 17:00")


def test_a_review_of_nothing_is_refused(district):
    held = dispatched(district)
    words = (FlagInHand(URGE, Hearing(), None), "属实")

    with pytest.raises(NotFound):
        acted(held, "11-24 10:00", rulings.confirm, *words)


# --- many at once --------------------------------------------------------------------------


def test_a_batch_writes_what_single_writings_would(district):
    together = [dispatched(district, department=code) for code in ("SJ", "GA", "RS")]
    swept("12-03 09:30")
    singly = [dispatched(district, department=code) for code in ("SJ", "GA", "RS")]
    for _ in singly:
        assert swept("12-03 09:30", limit=1) == 1

    assert [_followed(held) for held in together] == [
        _followed(held) for held in singly
    ]
    *found, messages = _followed(together[0])
    assert [len(part) for part in found] == [7, 7, 4, 2]
    assert messages


def _followed(held):
    """What hangs on a ticket, without ids, numbers and hashes."""
    wanted = {
        EntryRow: ("seq", "kind", "at", "recorded_at", "department", "payload"),
        ClockRow: ("name", "cycle", "department_id", "due_at", "stopped_at"),
        EscalationRow: ("step", "department_id", "due_at", "entry_seq"),
        SupervisionNoticeRow: ("colour", "issued_at", "reply_due_at", "step"),
        NoticeRow: ("kind", "audience", "created_at"),
    }
    return [
        sorted(
            db.session.execute(
                select(*(table_of(table).c[name] for name in names)).where(
                    table_of(table).c.ticket_id == held.ticket_id
                )
            ),
            key=str,
        )
        for table, names in wanted.items()
    ]


def test_a_batch_costs_the_same_few_statements(district, statements):
    for _ in range(30):
        dispatched(district)
    swept("11-30 09:30")
    statements.clear()

    assert swept("12-02 09:30") == 30

    assert len(statements) <= 8, "\n".join(one[:90] for one in statements)


def test_the_messages_of_a_decision_wait_to_be_sent(district):
    held = dispatched(district)
    swept("12-01 09:30")

    messages = rows(NoticeRow, NoticeRow.id)

    urged = [row for row in messages if row.kind == "step_urge"]
    assert {row.audience for row in urged} >= {"handler@SJ"}
    assert {row.mail_state for row in messages} == {"pending"}
    assert f'"number":"{held.number}"' in urged[0].facts


def test_a_ticket_that_cannot_be_judged_is_passed_over_for_a_while(district):
    dispatched(district)
    with transaction():
        held = register.hold_due(at("12-01 09:30"), 1)[0]
        register.put_off(held, at("12-01 09:30"))

    with transaction():
        assert register.hold_due(at("12-01 09:39"), 1) == []
        assert register.hold_due(at("12-01 09:41"), 1) == [held]


def test_a_batch_with_one_stale_ticket_writes_none(district):
    first, second = dispatched(district), dispatched(district)
    with transaction():
        decided = judged(moment("12-01 09:30"))
    acted(second, "12-01 09:31", filing.withdraw, "自行解决")
    before = rows(EntryRow, EntryRow.id)

    with pytest.raises(Stale), transaction():
        register.write_decisions(decided, SYSTEM, at("12-01 09:32"))

    assert rows(EntryRow, EntryRow.id) == before
    with transaction():
        again = register.hold_ticket(district.id, first.number)
    assert again == first
