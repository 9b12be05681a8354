"""What comes by mail to whom."""

import pytest

from app.domain.preferences import (
    CHOICES,
    OFF,
    ON,
    MailWish,
    Preference,
    comes_by_mail,
    usual,
    weight_of,
)
from app.domain.terms import EntryKind, Step

KINDS = {
    "a supervision notice": EntryKind.NOTICE_ISSUED,
    "a blue notice": f"step_{Step.BLUE}",
    "a step of the ladder": f"step_{Step.URGE}",
    "a new case": EntryKind.DISPATCHED,
    "the digest": "digest",
}


@pytest.mark.parametrize(
    ("what", "mail", "digest", "comes"),
    [
        ("a supervision notice", MailWish.NONE, OFF, True),
        ("a blue notice", MailWish.NONE, OFF, True),
        ("a step of the ladder", MailWish.PRESSING, OFF, True),
        ("a step of the ladder", MailWish.NONE, ON, False),
        ("a new case", MailWish.ALL, OFF, True),
        ("a new case", MailWish.PRESSING, ON, False),
        ("the digest", MailWish.NONE, ON, True),
        ("the digest", MailWish.ALL, OFF, False),
    ],
)
def test_what_comes_by_mail(what, mail, digest, comes):
    assert comes_by_mail(weight_of(KINDS[what]), mail, digest) is comes


def test_whoever_sets_nothing_gets_everything():
    mail, digest = usual(Preference.MAIL), usual(Preference.DIGEST)
    assert all(comes_by_mail(weight_of(kind), mail, digest) for kind in KINDS.values())


def test_every_setting_has_choices():
    assert set(CHOICES) == set(Preference)
