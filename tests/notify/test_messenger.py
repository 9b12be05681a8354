"""From rows to mails: to whom, when, how often, and what becomes of those that fail."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text, update

from app.casework import filing
from app.domain.proof.seals import read_witness
from app.domain.terms import Role
from app.notify.channels import ChannelDown
from app.scheduler import tick
from app.store import outbox, people, preferences
from app.store.database import db
from app.store.reads.health import find_vitals
from app.store.tables import UserRow
from app.store.transaction import transaction
from tests.casework import given_office as office
from tests.casework.given_office import dispatched, rows
from tests.notify.given_mail import Pile, chief, delivered, handler, person
from tests.scheduler.given_ladder import swept
from tests.store.given_tickets import at, found_neighbour

pytestmark = pytest.mark.usefixtures("district")

MORNING = "11-23 10:00"


def states():
    return [row["mail_state"] for row in rows("notices")]


def attempts():
    return [(row["attempts"], row["next_attempt_at"]) for row in rows("notices")]


# --- to whom ------------------------------------------------------------------------


def test_a_notice_goes_to_those_who_hold_the_role_in_the_unit():
    handler("huang"), chief("lin"), handler("elsewhere", "GA")
    number = dispatched(MORNING)
    pile = Pile()

    assert delivered(pile) == 2

    subject = f"【办成】新工单派到本部门 {number}"
    assert sorted(pile.told()) == [
        ("huang@example.org", subject),
        ("lin@example.org", subject),
    ]
    assert states() == ["sent", "sent"]


def test_a_seal_goes_to_the_witness_and_can_be_read_back(app):
    app.extensions["settings"] = replace(
        app.extensions["settings"], seal_witness="witness@example.org"
    )
    dispatched(MORNING)
    tick.seal_day(at(MORNING))
    pile = Pile()

    assert delivered(pile) == 1

    (mail,) = pile.mails
    assert mail["To"] == "witness@example.org"
    (seal,) = read_witness(mail.get_content())
    # Two entries, and four rows that no entry tells of.
    assert (seal.sequence, seal.entries) == (1, 6)


def test_without_a_witness_no_seal_is_mailed():
    dispatched(MORNING)
    tick.seal_day(at(MORNING))

    assert "seal" not in {row["kind"] for row in rows("notices")}


def test_all_who_hold_the_role_get_the_one_mail():
    handler("huang"), handler("zhou"), handler("away", email="")
    dispatched(MORNING)
    pile = Pile()

    delivered(pile)

    assert [mail["To"] for mail in pile.mails] == [
        "huang@example.org, zhou@example.org"
    ]


def test_who_wants_fewer_mails_gets_what_presses_and_the_others_get_all():
    handler("huang"), handler("zhou")
    (zhou,) = rows("users", username="zhou")
    with transaction():
        preferences.keep_preferences(zhou["id"], {"mail": "pressing"})
    dispatched(MORNING)
    pile = Pile()

    delivered(pile)
    assert [mail["To"] for mail in pile.mails] == ["huang@example.org"]

    swept("11-27 09:01")
    delivered(pile, "11-27 09:02")
    assert "huang@example.org, zhou@example.org" in [mail["To"] for mail in pile.mails]


def test_addresses_are_those_of_the_moment_of_delivery():
    left, _ = handler("left"), handler("came")
    dispatched(MORNING)
    with transaction():
        people.set_active(left, False)
        moved = update(UserRow).where(UserRow.id == left + 1)
        db.session.execute(moved.values(email="new@example.org"))
    pile = Pile()

    delivered(pile)

    assert [mail["To"] for mail in pile.mails] == ["new@example.org"]


def test_who_has_nobody_to_write_to_is_done_and_never_asked_again():
    dispatched(MORNING)
    pile = Pile()

    assert delivered(pile) == 0

    assert states() == ["none", "none"]
    assert pile.opened_times == 0


def test_an_account_with_a_wrong_address_does_not_cost_the_others_their_mail():
    handler("broken", email="no address\nBcc: all@example.org")
    handler("umlaut", email="Müller@例子.cn")
    handler("huang")
    dispatched(MORNING)
    pile = Pile()

    delivered(pile)

    assert [mail["To"] for mail in pile.mails] == ["huang@example.org"]


# --- when ---------------------------------------------------------------------------


def test_what_was_rolled_back_is_mailed_to_nobody():
    handler()
    number = office.filed("11-23 09:10")

    with pytest.raises(ZeroDivisionError):
        dispatch_and_fail(number)

    pile = Pile()
    assert delivered(pile) == 0
    assert pile.mails == []


def dispatch_and_fail(number):
    with transaction():
        filing.dispatch_ticket(office.desk("clerk", MORNING), number, "SJ")
        assert db.session.execute(text("SELECT count(*) FROM notices")).scalar_one()
        raise ZeroDivisionError


def test_before_the_commit_there_is_nothing_in_the_outbox(app):
    number, waiting = office.filed("11-23 09:10"), []

    def look_from_elsewhere():
        with app.app_context():
            vitals = find_vitals("sweep", "timer")
            waiting.append(vitals.outbox.pending if vitals else None)

    with transaction():
        filing.dispatch_ticket(office.desk("clerk", MORNING), number, "SJ")
        in_another_thread(look_from_elsewhere)
    in_another_thread(look_from_elsewhere)

    assert waiting == [0, 2]


def in_another_thread(do):
    thread = threading.Thread(target=do)
    thread.start()
    thread.join()


def test_mails_are_sent_outside_any_transaction():
    handler()
    dispatched(MORNING)
    pile = Pile()

    delivered(pile)

    assert pile.inside_transactions == {False}


def test_what_was_sent_is_not_sent_again():
    handler()
    dispatched(MORNING)
    pile = Pile()
    delivered(pile)

    delivered(pile, "11-24 10:00")

    assert len(pile.mails) == 1


def test_what_another_messenger_has_claimed_is_left_to_it_while_it_lives():
    handler()
    dispatched(MORNING)
    with transaction():
        outbox.claim_mails(at(MORNING))
    pile = Pile()

    assert delivered(pile) == 0
    assert delivered(pile, "11-23 10:05") == 1  # it died: its claim has lapsed


def test_asked_to_stop_it_ends_after_the_mail_in_hand():
    handler(), chief()
    dispatched(MORNING)
    pile = Pile()

    delivered(pile, stopping=lambda: bool(pile.mails))

    assert len(pile.mails) == 1


# --- how many -----------------------------------------------------------------------


def test_after_three_weeks_nobody_is_flooded():
    handler("huang")
    numbers = [dispatched("11-02 10:00") for _ in range(5)]
    delivered(Pile(), "11-02 10:01")
    swept(MORNING)
    pile = Pile()

    assert delivered(pile) == 20  # auto-signed, yellow, urge and blue, five times

    ((to, subject),) = pile.told()
    assert (to, subject) == ("huang@example.org", "【办成】20 条通知")
    body = pile.mails[0].get_content()
    assert all(body.count(f"编号：{number}\n") == 4 for number in numbers)


def test_a_notice_that_cannot_be_worded_leaves_the_others_of_its_mail_alone():
    handler()
    bad = dispatched(MORNING)
    good = dispatched(MORNING)
    with transaction():
        spoil = text("UPDATE notices SET kind = 'unheard-of' WHERE id = 1")
        db.session.execute(spoil)
    pile = Pile()

    assert delivered(pile) == 1

    assert [subject for _, subject in pile.told()] == [
        f"【办成】新工单派到本部门 {good}"
    ]
    assert bad not in pile.mails[0].get_content()
    assert "unheard-of" in rows("notices", id=1)[0]["last_error"]


# --- what fails ---------------------------------------------------------------------


def test_a_refused_mail_stops_no_other():
    handler("gone"), chief("lin")
    dispatched(MORNING)
    pile = Pile(refuses="gone")

    assert delivered(pile) == 1

    refused, sent = rows("notices")
    assert (refused["mail_state"], sent["mail_state"]) == ("pending", "sent")
    assert refused["last_error"] == "550 nobody of that name"


def test_it_is_tried_again_after_a_while_and_each_time_later():
    handler("gone")
    dispatched(MORNING)
    pile, waits = Pile(refuses="gone"), []

    for _ in range(11):
        tried_at = rows("notices")[0]["next_attempt_at"]
        delivered(pile, f"{tried_at.astimezone(at(MORNING).tzinfo):%m-%d %H:%M}")
        waits.append(rows("notices")[0]["next_attempt_at"] - tried_at)

    minutes = [wait // timedelta(minutes=1) for wait in waits]
    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]


def test_before_its_time_it_is_not_tried():
    handler("gone")
    dispatched(MORNING)
    pile = Pile(refuses="gone")
    delivered(pile)
    first = attempts()

    delivered(pile, "11-23 10:00:59")

    assert attempts() == first


def test_at_last_it_is_given_up_and_says_why():
    handler("gone")
    dispatched(MORNING)
    with transaction():
        often = text("UPDATE notices SET attempts = :tries")
        db.session.execute(often, {"tries": outbox.MOST_ATTEMPTS - 1})
    delivered(Pile(refuses="gone"))

    given_up = rows("notices", audience="handler@SJ")[0]

    assert given_up["mail_state"] == "failed"
    assert given_up["last_error"] == "550 nobody of that name"
    assert given_up["next_attempt_at"] is None


def test_when_it_works_again_what_waited_is_sent():
    handler("gone")
    dispatched(MORNING)
    delivered(Pile(refuses="gone"))
    pile = Pile()

    delivered(pile, "11-23 10:01")

    assert len(pile.mails) == 1
    assert states()[0] == "sent"
    assert rows("notices")[0]["last_error"] == ""


def test_a_channel_that_breaks_stops_the_round_and_everything_left_waits():
    for department in ("SJ", "GA", "MZ"):
        handler(f"handler{department}", department)
        dispatched(MORNING, department)
    pile = Pile(breaks_after=1)

    assert delivered(pile) == 1

    waiting = [row for row in rows("notices") if row["mail_state"] == "pending"]
    assert [row["last_error"] for row in waiting] == ["no answer"] * 2
    assert {row["next_attempt_at"] for row in waiting} == {at("11-23 10:01")}


def test_a_channel_that_does_not_open_is_tried_once_a_round():
    class Down(Pile):
        def opened(self):
            self.opened_times += 1
            raise ChannelDown("connection refused")

    handler(), chief()
    dispatched(MORNING)
    down = Down()

    assert delivered(down) == 0

    assert down.opened_times == 1
    assert states() == ["pending", "pending"]


def test_a_second_sending_carries_the_same_message_id():
    handler()
    dispatched(MORNING)
    first, second = Pile(), Pile()
    delivered(first)
    with transaction():
        again = text("UPDATE notices SET mail_state = 'pending', next_attempt_at = :at")
        db.session.execute(again, {"at": "2026-11-23 02:00:00.000000"})

    delivered(second)

    assert first.mails[0]["Message-ID"] == second.mails[0]["Message-ID"]


def test_another_district_is_written_to_by_its_own_people():
    found_neighbour()
    person("theirs", Role.HANDLER, "SJ", district="440704")
    handler("ours")
    dispatched(MORNING)
    pile = Pile()

    delivered(pile)

    assert [mail["To"] for mail in pile.mails] == ["ours@example.org"]
