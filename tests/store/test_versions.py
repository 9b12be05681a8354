"""Rule files and calendars kept by their hash."""

import pytest

from app.store import versions
from app.store.transaction import transaction
from tests.store.given_tickets import at

NOW = at("11-23 09:00")
HASH = "a" * 64


def test_a_rule_file_is_kept_as_it_first_was(register_open):
    with transaction():
        versions.remember_rules(HASH, "第1版", "limit = 3", NOW)
        versions.remember_rules(HASH, "第2版", "limit = 5", NOW)

    assert versions.rules_text(HASH) == "limit = 3"
    assert versions.rule_titles() == {HASH: "第1版"}


def test_a_calendar_is_kept_as_it_first_was(register_open):
    with transaction():
        versions.remember_calendar(HASH, "{}", NOW)
        versions.remember_calendar(HASH, "[]", NOW)

    assert versions.calendar_text(HASH) == "{}"


@pytest.mark.parametrize("read", [versions.rules_text, versions.calendar_text])
def test_a_version_that_was_never_used_is_not_known(register_open, read):
    with pytest.raises(KeyError):
        read(HASH)
