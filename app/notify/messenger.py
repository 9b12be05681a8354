"""The messenger: claims rows of the outbox, sends them, marks what became of them.

Several notices for the same people leave as one mail, so that nobody is flooded after
the timer stood still. A mail that fails is tried again later and stops no other; a
channel that is down stops the round.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlsplit

from app.config import Settings
from app.domain.preferences import Weight, weight_of
from app.notify.channels import Channel, ChannelDown, MailRefused, Send
from app.notify.wording import worded
from app.store import directory, outbox
from app.store.outbox import Mail
from app.store.reads.people import mail_addresses
from app.store.transaction import reading, transaction

log = logging.getLogger(__name__)

ROUND = 200
LONGEST_ERROR = 500
WITNESS = "witness"  # the audience of daily seals


@dataclass(frozen=True, slots=True)
class Group:
    """Notices that leave as one mail, and where to."""

    mails: Sequence[Mail]
    addresses: Sequence[str]


def deliver(
    settings: Settings,
    channel: Channel,
    now: datetime,
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Send what is due, round after round, each claimed for itself.

    stopping: asked after each mail; what is left stays in the outbox
    returns:  how many notices were sent
    """
    sent = 0
    while not stopping():
        with transaction():
            claimed = outbox.claim_mails(now, ROUND)
        if not claimed:
            break
        done, is_up = _round(claimed, settings, channel, now, stopping)
        sent += done
        if not is_up:
            break
    return sent


def _round(
    claimed: Sequence[Mail],
    settings: Settings,
    channel: Channel,
    now: datetime,
    stopping: Callable[[], bool],
) -> tuple[int, bool]:
    """How many were sent, and whether the channel is up."""
    groups = _addressed(claimed, settings, now)
    sent = 0
    if not groups:
        return sent, True
    try:
        with channel.opened() as send:
            while groups and not stopping():
                sent += _send_group(groups[0], settings, send, now)
                groups.pop(0)
    except ChannelDown as down:
        log.warning("no mail can be sent: %s", down)
        _fail([mail for group in groups for mail in group.mails], str(down), now)
        return sent, False
    return sent, True


def _addressed(
    claimed: Iterable[Mail], settings: Settings, now: datetime
) -> list[Group]:
    """The notices by audience, with its addresses of today; those without are done."""
    claimed = list(claimed)
    with reading():
        wanted = {
            one: _usable(_addresses(*one, settings))
            for one in dict.fromkeys(_place_of(mail) for mail in claimed)
        }
    together: dict[tuple[int, str, tuple[str, ...]], list[Mail]] = {}
    for mail in claimed:
        to = tuple(wanted[_place_of(mail)])
        together.setdefault((mail.district_id, mail.audience, to), []).append(mail)
    groups = [Group(mails, to) for (_, _, to), mails in together.items()]
    nobody = [
        mail.notice_id for one in groups if not one.addresses for mail in one.mails
    ]
    if nobody:
        with transaction():
            outbox.mark_unaddressed(nobody)
    return [group for group in groups if group.addresses]


def _place_of(mail: Mail) -> tuple[int, str, Weight]:
    """What decides to whom a notice goes."""
    return mail.district_id, mail.audience, weight_of(mail.kind)


def _addresses(
    district_id: int, audience: str, weight: Weight, settings: Settings
) -> Sequence[str]:
    """Of people by their role; the witness stands outside the house, in the settings."""
    if audience == WITNESS:
        return [settings.seal_witness] if settings.seal_witness else []
    return mail_addresses(district_id, audience, weight)


def _usable(addresses: Iterable[str]) -> list[str]:
    """The addresses that a mail can carry; one wrong one must not stop the others."""
    usable = []
    for address in addresses:
        try:
            Address(addr_spec=address).addr_spec.encode("ascii")
        except (ValueError, IndexError):
            log.warning("an address in the accounts is no mail address")
        else:
            usable.append(address)
    return usable


def _send_group(group: Group, settings: Settings, send: Send, now: datetime) -> int:
    """Send one mail; returns how many notices left with it. Raises ChannelDown."""
    try:
        mail = _composed(group, settings, now)
    except Exception as error:
        if len(group.mails) > 1:
            apart = [Group([one], group.addresses) for one in group.mails]
            return sum(_send_group(one, settings, send, now) for one in apart)
        log.exception("notice %s cannot be worded", group.mails[0].notice_id)
        _fail(group.mails, repr(error), now)
        return 0
    try:
        send(mail)
    except MailRefused as refused:
        log.warning("notice %s was refused: %s", group.mails[0].notice_id, refused)
        _fail(group.mails, str(refused), now)
        return 0
    with transaction():
        outbox.mark_sent([mail.notice_id for mail in group.mails], now)
    return len(group.mails)


def _composed(group: Group, settings: Settings, now: datetime) -> EmailMessage:
    first = group.mails[0]
    zone = directory.district(first.district_id).zone
    wording = worded(group.mails, settings.public_url, zone)
    mail = EmailMessage()
    mail["From"] = settings.smtp_from
    mail["To"] = ", ".join(group.addresses)
    mail["Subject"] = wording.subject
    mail["Date"] = format_datetime(now)
    # The same when it is sent a second time, so that mail programs show it once.
    host = urlsplit(settings.public_url).hostname or "localhost"
    mail["Message-ID"] = f"<notice-{first.notice_id}@{host}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(wording.text)
    return mail


def _fail(mails: Iterable[Mail], error: str, now: datetime) -> None:
    with transaction():
        for mail in mails:
            outbox.mark_failed(mail, error[:LONGEST_ERROR], now)
