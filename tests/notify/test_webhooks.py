"""Events sent to programs: to whom, how signed, how often, and what is given up."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest
from flask import current_app
from standardwebhooks.webhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError

from app.casework import people as accounts
from app.casework import retaliation, revisits, webhooks
from app.domain.errors import NotFound, NotPossible, RuleBroken
from app.domain.terms import EntryKind, Role
from app.notify.webhooks import deliver_webhooks
from app.scheduler.retention import clear_delivery_log
from app.store import webhook_outbox
from app.store.reads.people import find_account
from app.store.transaction import transaction
from app.store.webhook_outbox import MOST_ATTEMPTS
from tests.casework.given_office import act, dispatched, rows, signed, sweep
from tests.casework.given_people import an_account, by
from tests.marks import on_sqlite_only
from tests.notify.receiver import receiving
from tests.store.given_tickets import at

HERE = (ip_network("127.0.0.0/8"),)
KINDS = (EntryKind.SIGNED, EntryKind.AUTO_SIGNED)


@pytest.fixture
def people(district):
    an_account(district, "huang", Role.HANDLER, "SJ")
    an_account(district, "chen", Role.HANDLER, "GA")
    an_account(district, "du", Role.INSPECTOR, "")
    return district


def a_webhook(url, who="huang", kinds=KINDS, **given):
    usual = {"secret_key": secret_key(), "networks": HERE}
    named = {"name": "平台", "url": url, "kinds": kinds, **usual, **given}
    return by(find_account(who), webhooks.make_webhook, short="11-23 09:00", **named)


def secret_key():
    return current_app.extensions["settings"].secret_key


def send(settings, short="11-23 12:00"):
    here = replace(settings, webhook_networks=HERE)
    return deliver_webhooks(here, at(short))


def deliveries():
    return rows("webhook_deliveries")


# --- what is told to whom ---------------------------------------------------------------


def test_an_event_is_written_with_its_act_and_names_nobody(people):
    a_webhook("http://127.0.0.1/")
    number = signed()

    (row,) = deliveries()
    assert json.loads(row["body"]) == {
        "type": "ticket.signed",
        "timestamp": "2026-11-23T01:40:00+00:00",
        "data": {
            "number": number,
            "entry": 3,
            "kind": "signed",
            "at": "2026-11-23T01:40:00+00:00",
            "state": "held",
            "department": "SJ",
            "due_at": "2026-11-26T09:00:00+00:00",
        },
    }
    assert "陈" not in row["body"]


def test_only_what_its_person_may_look_at_is_told(people):
    for who in ("huang", "chen", "du"):
        a_webhook("http://127.0.0.1/", who)

    signed()

    told = {row["webhook_id"] for row in deliveries()}
    seen = {row["id"]: row["user_id"] for row in rows("webhooks")}
    eyes = {find_account(one).id for one in ("huang", "du")}
    assert {seen[one] for one in told} == eyes


def test_what_time_did_is_told_too(people):
    a_webhook("http://127.0.0.1/")
    dispatched()

    sweep("11-23 15:00")

    assert [row["kind"] for row in deliveries()] == ["ticket.auto_signed"]


def test_reported_retaliation_is_told_to_the_inspection_office_alone(people):
    number = signed()
    for who in ("huang", "chen", "du"):
        a_webhook("http://127.0.0.1/", who, tuple(EntryKind))

    words = (number, "SJ", "再去办证被无故拒绝")
    act("clerk", "11-23 11:00", retaliation.report_retaliation, *words)

    (row,) = deliveries()
    (inspectors,) = (
        one for one in rows("webhooks") if one["user_id"] == find_account("du").id
    )
    assert row["webhook_id"] == inspectors["id"]
    assert "再去办证" not in row["body"]


def test_a_refused_act_tells_nothing(people):
    a_webhook("http://127.0.0.1/", kinds=tuple(EntryKind))
    number = signed()
    before = len(deliveries())

    with pytest.raises(NotPossible):
        act("clerk", "11-23 10:00", revisits.close_ticket, number)

    assert len(deliveries()) == before


def test_an_ended_webhook_and_a_disabled_person_are_told_nothing(people):
    made = a_webhook("http://127.0.0.1/")
    a_webhook("http://127.0.0.1/", "du")
    an_account(people, "anquan", Role.SECURITY_ADMINISTRATOR, "")
    by(find_account("huang"), webhooks.end_webhook, made.webhook.id)
    by(find_account("anquan"), accounts.disable, find_account("du").id)

    signed()

    assert deliveries() == []


# --- how it is sent ------------------------------------------------------------------------


def test_it_arrives_signed_as_standard_webhooks_has_it(people, settings):
    with receiving(200) as (receiver, url):
        made = a_webhook(url)
        signed()
        assert send(settings) == 1

    ((headers, body),) = receiver.requests
    lowered = {name.lower(): value for name, value in headers.items()}
    verifier = Verifier(made.secret)
    _hold(verifier)
    assert verifier.verify(body, lowered)["type"] == "ticket.signed"
    with pytest.raises(WebhookVerificationError):
        verifier.verify(body.replace(b"SJ", b"GA"), lowered)
    (row,) = deliveries()
    assert (row["state"], row["status"], row["attempts"]) == ("delivered", 200, 1)
    assert lowered["webhook-id"] == row["message_id"]


def _hold(verifier):
    """Let the library's own clock stand where ours does."""
    verifier._Webhook__verify_timestamp = lambda header: datetime.fromtimestamp(
        int(header), UTC
    )


def test_after_a_change_of_secrets_both_sign_for_a_day(people, settings):
    with receiving(200) as (receiver, url):
        old = a_webhook(url)
        new = by(
            find_account("huang"),
            webhooks.change_secret,
            old.webhook.id,
            secret_key(),
            short="11-23 09:30",
        )
        signed()
        send(settings, "11-24 09:29:59")
        by(
            find_account("huang"),
            webhooks.try_webhook,
            old.webhook.id,
            short="11-24 10:00",
        )
        send(settings, "11-24 10:00")

    first, second = (one[0]["webhook-signature"].split() for one in receiver.requests)
    assert (len(first), len(second)) == (2, 1)
    assert old.secret != new.secret
    assert new.secret.startswith("whsec_")


def test_the_second_secret_must_be_used_before_a_third(people):
    made = a_webhook("http://127.0.0.1/")
    huang, key = find_account("huang"), secret_key()
    by(huang, webhooks.change_secret, made.webhook.id, key, short="11-23 09:30")

    with pytest.raises(NotPossible, match=r"webhook\.two_secrets"):
        by(huang, webhooks.change_secret, made.webhook.id, key, short="11-24 09:29")
    by(huang, webhooks.change_secret, made.webhook.id, key, short="11-24 09:30")


# --- when it does not arrive -----------------------------------------------------------------


def test_what_fails_is_tried_again_later_each_time_later(people, settings):
    with receiving(500, 302, 204) as (receiver, url):
        a_webhook(url)
        signed()
        assert send(settings, "11-23 12:00") == 0
        first = deliveries()[0]["next_attempt_at"] - at("11-23 12:00")
        assert send(settings, "11-23 12:00:01") == 0  # not yet
        assert send(settings, "11-23 12:01") == 0
        second = deliveries()[0]["next_attempt_at"] - at("11-23 12:01")
        assert send(settings, "11-23 12:03") == 1

    assert timedelta(seconds=4) <= first <= timedelta(seconds=6)
    assert timedelta(seconds=24) <= second <= timedelta(seconds=36)
    assert len({one[0]["webhook-id"] for one in receiver.requests}) == 1
    assert len(receiver.requests) == 3


def test_at_last_it_is_given_up_and_may_be_sent_again_by_hand(people, settings):
    with receiving(503) as (receiver, url):
        made = a_webhook(url)
        signed()
        for day in range(MOST_ATTEMPTS + 3):
            send(settings, f"12-{day + 1:02} 12:00")
        (row,) = deliveries()
        assert (row["state"], row["attempts"]) == ("dead", MOST_ATTEMPTS)
        receiver.statuses = [204]
        huang, hook = find_account("huang"), made.webhook.id
        by(huang, webhooks.send_again, hook, row["id"], short="12-20 12:00")
        assert send(settings, "12-20 12:00") == 1

    assert deliveries()[0]["state"] == "delivered"
    assert len(receiver.requests) == MOST_ATTEMPTS + 1


@on_sqlite_only
def test_gone_ends_the_webhook(people, settings):
    with receiving(410) as (_, url):
        a_webhook(url)
        signed()
        send(settings)

    assert rows("webhooks")[0]["ended_why"] == "gone"
    assert send(settings, "11-25 12:00") == 0


@on_sqlite_only
def test_one_that_does_not_answer_holds_nobody_up(people, settings):
    with receiving(204) as (_, url):
        a_webhook(url)
        a_webhook("http://127.0.0.1:1/")
        signed()
        assert send(settings) == 1

    assert sorted(row["state"] for row in deliveries()) == ["delivered", "pending"]
    assert all("0x" not in row["last_error"] for row in deliveries())


def test_who_dies_in_between_sends_it_again_under_the_same_id(people, settings):
    with receiving(204) as (receiver, url):
        a_webhook(url)
        signed()
        with transaction():
            assert len(webhook_outbox.claim_deliveries(at("11-23 12:00"), 10)) == 1
        assert send(settings, "11-23 12:04:59") == 0
        assert send(settings, "11-23 12:05") == 1

    assert receiver.requests[0][0]["webhook-id"] == deliveries()[0]["message_id"]


# --- what is not taken -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://a.example/", "webhook.url"),
        ("https://", "webhook.url"),
        ("https://user:word@a.example/", "webhook.url"),
        ("https://a.example/#x", "webhook.url"),
        ("https://a.example:0/", "webhook.url"),
        ("https://a.example:99999/", "webhook.url"),
        ("https://a.example/\n", ""),
        ("http://a.example/", "webhook.https"),
        ("https://10.0.0.1/", "webhook.private"),
        ("https://169.254.169.254/latest", "webhook.private"),
        ("https://[::1]/", "webhook.private"),
        ("https://8.8.8.8/", ""),
        ("https://a.example:8443/x?y=z", ""),
    ],
)
@on_sqlite_only
def test_which_addresses_are_taken(people, url, code):
    if code:
        with pytest.raises(RuleBroken) as refused:
            a_webhook(url, networks=())
        assert (refused.value.code, refused.value.field) == (code, "url")
    else:
        assert a_webhook(url, networks=()).webhook.url == url.strip()


@on_sqlite_only
def test_nobody_sees_anybody_elses(people):
    made = a_webhook("http://127.0.0.1/")

    for verb in (webhooks.get_webhook, webhooks.end_webhook, webhooks.try_webhook):
        with pytest.raises(NotFound):
            by(find_account("chen"), verb, made.webhook.id)


# --- how long the log is kept ------------------------------------------------------------


def test_the_log_loses_what_was_settled_long_ago_and_keeps_what_waits(people, settings):
    with receiving(200) as (_, url):
        a_webhook(url)
        signed()
        send(settings)
    signed()  # at the same minute, and still to be told

    days = settings.delivery_log_days
    written = deliveries()[0]["created_at"]
    assert clear_delivery_log(settings, written + timedelta(days=days)) == 0
    later = written + timedelta(days=days, seconds=1)
    assert clear_delivery_log(settings, later) == 1
    assert [row["state"] for row in deliveries()] == ["pending"]
