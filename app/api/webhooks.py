"""Webhooks over the API: made, tried, looked after and ended by the program itself."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from marshmallow import fields, validate

from app.api.callers import desk_here
from app.api.fields import (
    Body,
    CodeOf,
    Shown,
    count,
    moment,
    said,
    text,
    word,
)
from app.api.operations import Answer, Asked, Operation, needs
from app.api.paging import CURSOR, LIMIT, id_of, list_of, paged
from app.api.tickets import PAGE
from app.casework import webhooks as verbs
from app.casework.webhooks import LONGEST_NAME, LONGEST_URL, WithSecret
from app.domain.scopes import Scope
from app.domain.terms import EntryKind
from app.process import settings_here
from app.store.webhooks import Webhook

MANAGE = needs(Scope.WEBHOOKS_MANAGE)
ONE = "/webhooks/<int:webhook_id>"


class DeliveryState(StrEnum):
    """How far a delivery is. Order: its course."""

    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"


class NewWebhook(Body):
    """Where to send what."""

    name = text("What it is for.", most=LONGEST_NAME)
    url = text("An https address.", most=LONGEST_URL)
    kinds = fields.List(
        CodeOf(EntryKind),
        required=True,
        validate=validate.Length(min=1, max=len(EntryKind)),
        metadata={"description": "Which entries of the timeline are told."},
    )


class WebhookShown(Shown):
    """One webhook."""

    id = count("Its id.")
    name = said("What it is for.")
    url = said("Where events are sent.")
    kinds = fields.List(word(EntryKind, "An entry that is told."))
    created_at = moment("When it was made.")
    older_until = moment("Until when the secret before signs too.", or_null=True)
    ended_at = moment("When it ended.", or_null=True)
    ended_why = said("`gone` when the receiver answered 410; else empty.")


class WebhookWithSecret(WebhookShown):
    """One webhook, with its secret; shown this once."""

    secret = said("Begins with whsec_.")


class DeliveryShown(Shown):
    """One event sent, or to be sent."""

    id = count("Its id.")
    message_id = said("The webhook-id, the same at every attempt.")
    kind = said("What happened, for example ticket.answered.")
    number = said("The ticket; empty for a trial.")
    created_at = moment("When it happened.")
    state = word(DeliveryState, "How far it is.")
    attempts = count("How often it was tried.")
    attempted_at = moment("When it was last tried.", or_null=True)
    next_attempt_at = moment("When it is tried next.", or_null=True)
    status = count("Of the last answer; null when there was none.", or_null=True)
    last_error = said("What went wrong; empty when nothing did.")


class WebhookList(Shown):
    """All webhooks of the caller."""

    items = fields.List(fields.Nested(WebhookShown))


def make(asked: Asked) -> Answer:
    """Make a webhook."""
    settings = settings_here()
    made = verbs.make_webhook(
        desk_here(),
        **asked.body,
        secret_key=settings.secret_key,
        networks=settings.webhook_networks,
    )
    address = f"/api/v1/webhooks/{made.webhook.id}"
    return Answer(_with_secret(made), 201, {"Location": address})


def list_own(asked: Asked) -> Answer:
    """The caller's webhooks."""
    return Answer({"items": verbs.list_webhooks(desk_here())})


def show(asked: Asked) -> Answer:
    """One webhook."""
    return Answer(verbs.get_webhook(desk_here(), asked.path["webhook_id"]))


def change_secret(asked: Asked) -> Answer:
    """Another secret."""
    key = settings_here().secret_key
    made = verbs.change_secret(desk_here(), asked.path["webhook_id"], key)
    return Answer(_with_secret(made))


def end(asked: Asked) -> Answer:
    """No more events."""
    return _after(verbs.end_webhook(desk_here(), asked.path["webhook_id"]))


def attempt(asked: Asked) -> Answer:
    """An event that says nothing."""
    return _after(verbs.try_webhook(desk_here(), asked.path["webhook_id"]))


def list_deliveries(asked: Asked) -> Answer:
    """The delivery log."""
    limit, before = asked.query[LIMIT], id_of(asked.query[CURSOR])
    rows = verbs.list_deliveries(
        desk_here(), asked.path["webhook_id"], before=before, limit=limit + 1
    )
    return paged(rows, limit, list, lambda one: one.id)


def send_again(asked: Asked) -> Answer:
    """One event once more."""
    webhook_id = asked.path["webhook_id"]
    verbs.send_again(desk_here(), webhook_id, asked.path["delivery_id"])
    return Answer(verbs.get_webhook(desk_here(), webhook_id))


def _after(known: Webhook) -> Answer:
    return Answer(verbs.get_webhook(desk_here(), known.id))


def _with_secret(made: WithSecret) -> Mapping[str, Any]:
    hook = made.webhook
    return {
        "id": hook.id,
        "name": hook.name,
        "url": hook.url,
        "kinds": hook.kinds,
        "created_at": hook.created_at,
        "older_until": hook.older_until,
        "ended_at": hook.ended_at,
        "ended_why": hook.ended_why,
        "secret": made.secret,
    }


def _operation(
    name: str, method: str, path: str, summary: str, **given: Any
) -> Operation:
    usual: dict[str, Any] = {
        "tag": "webhooks",
        "access": MANAGE,
        "problems": (404,),
        "answer": WebhookShown(),
        "is_act": method == "POST",
    }
    whole = {**usual, **given}
    return Operation(name=name, method=method, path=path, summary=summary, **whole)


OPERATIONS = (
    _operation(
        "list_webhooks",
        "GET",
        "/webhooks",
        "List your webhooks",
        do=list_own,
        answer=WebhookList(),
        problems=(),
    ),
    _operation(
        "make_webhook",
        "POST",
        "/webhooks",
        "Make a webhook",
        do=make,
        body=NewWebhook(),
        answer=WebhookWithSecret(),
        statuses=(201,),
        problems=(),
        is_kept=False,
    ),
    _operation("show_webhook", "GET", ONE, "Show a webhook", do=show),
    _operation(
        "change_webhook_secret",
        "POST",
        f"{ONE}/secrets",
        "Change the secret; for a day both sign",
        do=change_secret,
        answer=WebhookWithSecret(),
        is_kept=False,
    ),
    _operation("end_webhook", "POST", f"{ONE}/endings", "End a webhook", do=end),
    _operation(
        "try_webhook", "POST", f"{ONE}/trials", "Send a trial event", do=attempt
    ),
    _operation(
        "list_deliveries",
        "GET",
        f"{ONE}/deliveries",
        "Read the delivery log",
        do=list_deliveries,
        query=PAGE,
        answer=list_of(DeliveryShown, "DeliveryList"),
        is_paged=True,
    ),
    _operation(
        "send_again",
        "POST",
        f"{ONE}/deliveries/<int:delivery_id>/attempts",
        "Send an event again",
        do=send_again,
    ),
)
