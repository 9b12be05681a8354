"""The lease, the heartbeat, and the mails that wait."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from app.store import leases
from app.store.outbox import (
    CLAIM,
    FIRST_WAIT,
    LONGEST_WAIT,
    MOST_ATTEMPTS,
    claim_mails,
    mark_failed,
    mark_sent,
    mark_unaddressed,
)
from app.store.reads.timer import find_beat, find_lease
from app.store.transaction import transaction
from tests.store.given_tickets import at, dispatched

NOW = at("11-23 09:00")


def later(**units):
    return NOW + timedelta(**units)


def taken(holder, moment):
    with transaction():
        return leases.take_lease("timer", holder, moment, 30)


def lease():
    found = find_lease("timer")
    assert found is not None
    return found


# --- the lease ---------------------------------------------------------------------


def test_the_first_takes_the_lease_and_the_second_does_not(register_open):
    assert taken("a", NOW)
    assert not taken("b", later(seconds=1))
    assert lease().holder == "a"


def test_who_has_it_may_renew_it(register_open):
    taken("a", NOW)

    assert taken("a", later(seconds=20))
    assert lease().expires_at == later(seconds=50)


@pytest.mark.parametrize(("seconds", "is_free"), [(29, False), (30, True), (31, True)])
def test_a_lease_that_lapsed_is_anybodys(register_open, seconds, is_free):
    taken("a", NOW)

    assert taken("b", later(seconds=seconds)) is is_free


def test_who_releases_it_lets_another_begin(register_open):
    taken("a", NOW)
    with transaction():
        leases.release_lease("timer", "b")
    assert not taken("b", NOW)

    with transaction():
        leases.release_lease("timer", "a")
    assert taken("b", NOW)


def test_of_many_at_once_one_takes_it(register_open):
    app, won = register_open, []

    def try_to(holder):
        with app.app_context():
            if taken(holder, NOW):
                won.append(holder)

    threads = [threading.Thread(target=try_to, args=(str(i),)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1


# --- the heartbeat -------------------------------------------------------------------


def beaten(moment, swept=0):
    with transaction():
        return leases.beat("sweep", moment, swept)


def test_a_job_that_never_ran_has_no_beat(register_open):
    assert find_beat("sweep") is None


def test_a_beat_tells_the_silence_before_it(register_open):
    assert beaten(NOW) == 0
    assert beaten(later(seconds=30), 7) == 30
    assert beaten(later(minutes=61)) == 3630
    assert beaten(later(minutes=62)) == 60

    beat = find_beat("sweep")
    assert beat is not None
    assert (beat.started_at, beat.beat_at) == (NOW, later(minutes=62))
    assert (beat.swept, beat.gap_seconds) == (0, 3630)


def test_a_clock_set_back_is_no_silence(register_open):
    beaten(NOW)

    assert beaten(later(seconds=-5)) == 0


# --- the outbox ------------------------------------------------------------------------


def claimed(moment, limit=50):
    with transaction():
        return claim_mails(moment, limit)


def test_a_mail_is_claimed_once_until_the_claim_lapses(district):
    held = dispatched(district)

    first = claimed(at("11-23 09:30"))

    assert {mail.number for mail in first} == {held.number}
    assert {mail.audience for mail in first} >= {"handler@SJ"}
    assert first[0].facts["number"] == held.number
    assert claimed(at("11-23 09:31")) == []
    again = claimed(at("11-23 09:30") + CLAIM)
    assert [mail.attempts for mail in again] == [2] * len(first)


def test_no_mail_is_claimed_before_its_time(district):
    dispatched(district)

    assert claimed(at("11-23 09:19")) == []
    assert claimed(at("11-23 09:20"))


def test_a_mail_that_is_sent_or_has_no_address_is_never_claimed_again(district):
    dispatched(district)
    mails = claimed(at("11-23 09:30"))
    assert len(mails) >= 2

    with transaction():
        mark_sent([mails[0].notice_id], NOW)
        mark_unaddressed([mail.notice_id for mail in mails[1:]])

    assert claimed(at("12-23 09:30")) == []


@pytest.fixture
def one_mail(district):
    """One mail that waits; the others of the same decision have no address."""
    dispatched(district)
    mails = claimed(at("11-23 09:20"))
    with transaction():
        mark_unaddressed([mail.notice_id for mail in mails[1:]])
    return mails[0]


def failed(mail, moment):
    with transaction():
        mark_failed(mail, "connection refused", moment)


def test_a_mail_that_failed_waits_twice_as_long_each_time(one_mail):
    moment = at("11-23 09:30")
    mail = one_mail
    for wait in (FIRST_WAIT, FIRST_WAIT * 2, FIRST_WAIT * 4):
        failed(mail, moment)
        moment += wait
        assert claimed(moment - timedelta(seconds=1)) == []
        (mail,) = claimed(moment)


def test_no_mail_waits_longer_than_the_longest_wait(one_mail):
    moment = at("11-23 09:30")

    failed(replace(one_mail, attempts=MOST_ATTEMPTS - 1), moment)

    assert claimed(moment + LONGEST_WAIT - timedelta(seconds=1)) == []
    assert len(claimed(moment + LONGEST_WAIT)) == 1


def test_at_last_a_mail_is_given_up(one_mail):
    failed(replace(one_mail, attempts=MOST_ATTEMPTS), NOW)

    assert claimed(at("12-23 09:30")) == []
