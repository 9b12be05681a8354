"""kill -9 of supervisor, web server, web worker or timer, while people file over HTTP,
old cases fall down the ladder and mails leave."""

import socket
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.terms import Role
from app.notify.channels import channel_for
from app.notify.messenger import deliver
from app.scheduler import tick
from app.store.transaction import transaction
from tests.casework.given_office import complaint, desk, rows
from tests.casework.given_office import filing as verbs
from tests.casework.given_people import an_account
from tests.chaos.checks import (
    check_filings,
    check_ladders,
    check_proof,
    check_told_once,
)
from tests.chaos.house import VICTIMS, House, Window
from tests.chaos.kills import LONGEST_PEACE_SECONDS, context, dice, rounds
from tests.notify.mail_server import running
from tests.scheduler.given_ladder import LADDER

STEPS = [step for step, _ in LADDER]
OLD_CASES = 3  # before each kill, so that there is always something to be swept


@pytest.fixture
def mail_server():
    with running() as server:
        yield server


@pytest.fixture
def house(settings, district, mail_server, tmp_path):
    an_account(district, "clerk", Role.FRONT_DESK, "C0")
    an_account(district, "handler", Role.HANDLER, "SJ", email="handler@example.org")
    built = House(settings, free_port(), mail_server.port, tmp_path / "house.log")
    built.start()
    yield built
    built.stop()


@pytest.mark.parametrize(("round_", "kills"), rounds(share=0.4))
def test_killing_loses_and_doubles_nothing(
    round_, kills, house, settings, mail_server, tmp_path
):
    told, choice = context(round_, kills, tmp_path), dice(round_)
    window = Window(house.port, "clerk")
    old: list[tuple[str, str]] = []
    window.thread.start()
    try:
        for _ in range(kills):
            old += [file_long_ago(f"old-{len(old) + n}") for n in range(OLD_CASES)]
            time.sleep(choice.uniform(0, LONGEST_PEACE_SECONDS))
            house.kill(choice.choice(VICTIMS), choice)
        known = len(window.acknowledged)
        wait_until(lambda: len(window.acknowledged) > known, told)
    finally:
        window.stop.set()
        window.thread.join()
    house.stop()

    end = datetime.now(UTC) + timedelta(days=1)
    tick.sweep(end)
    send_what_is_left(settings, mail_server.port, end)
    acknowledged = {**window.acknowledged, **dict(old)}
    check_filings(acknowledged, 1, told)
    check_proof(told)
    check_ladders(of_old(old), STEPS, end, told)
    check_told_once(told)
    check_mails(mail_server.mails, told)


def file_long_ago(key):
    """A case that was sent to a department 60 days ago, and then nothing happened."""
    then = datetime.now(UTC) - timedelta(days=60)
    at_window = replace(desk("clerk", "11-23 10:00"), now=then)
    with transaction():
        number = verbs.file_ticket(at_window, complaint(filing_key=key)).number
        verbs.dispatch_ticket(at_window, number, "SJ")
    return key, number


def of_old(old):
    numbers = {number for _, number in old}
    return [row for row in rows("tickets") if row["number"] in numbers]


def send_what_is_left(settings, port, now):
    """As the timer would have, once claims of the killed have lapsed."""
    server = replace(settings, smtp_host="127.0.0.1", smtp_port=port)
    deliver(server, channel_for(server), now)


def check_mails(mails, told):
    """Nothing waits any more, and what counts as sent arrived, at least once."""
    states = {row["mail_state"] for row in rows("notices")}
    assert states <= {"sent", "none"}, f"{states}: {told}"
    arrived = "".join(mail.get_content() for mail in mails)
    sent = {row["ticket_id"] for row in rows("notices", mail_state="sent")}
    numbers = [row["number"] for row in rows("tickets") if row["id"] in sent]
    assert numbers, told
    assert [number for number in numbers if number not in arrived] == [], told


def wait_until(what, told):
    give_up_at = time.monotonic() + 60
    while not what():
        assert time.monotonic() < give_up_at, told
        time.sleep(0.05)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
