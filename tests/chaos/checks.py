"""What has to hold after all the killing, whatever was killed."""

from collections import Counter

from app.casework.audit import Proof, verify_register
from app.domain.passing_time import next_moment
from app.store import register
from app.store.transaction import reading
from tests.casework.given_office import offices, rows


def check_filings(acknowledged, in_hand, context):
    """Every acknowledged form is one case, none is two, and no number was wasted.

    acknowledged: number of the case by key of the form
    in_hand:      how many forms may be written and not yet acknowledged
    """
    filed = {row["filing_key"]: row["number"] for row in rows("tickets")}
    assert acknowledged, context
    assert {key: filed.get(key) for key in acknowledged} == acknowledged, context
    assert len(filed) == len(rows("tickets")), context
    by_year: dict[str, list[int]] = {}
    for number in filed.values():
        year, _, count = number.partition("-")
        by_year.setdefault(year, []).append(int(count))
    for numbers in by_year.values():
        assert sorted(numbers) == list(range(1, len(numbers) + 1)), context
    assert len(filed) <= len(acknowledged) + in_hand, context


def check_proof(context):
    """Every chain is intact and every row is what its timeline says."""
    with reading():
        assert list(verify_register(offices(), Proof())) == [], context


def check_ladders(tickets, steps, end, context):
    """Each step of each of these cases once, none missing, nothing left to do."""
    by_ticket: dict[int, list[str]] = {row["id"]: [] for row in tickets}
    for row in rows("escalations"):
        if row["ticket_id"] in by_ticket:
            by_ticket[row["ticket_id"]].append(row["step"].value)
    for row in tickets:
        fell = sorted(by_ticket[row["id"]], key=steps.index)
        assert fell == steps, f"{row['number']}: {context}"
        assert nothing_is_due(row, end), f"{row['number']}: {context}"


def nothing_is_due(row, end):
    with reading():
        held = register.hold_ticket(row["district_id"], row["number"])
        moment = offices().of(held.district_id).moment(held, end)
    return next_moment(held.facts, moment.calendar, moment.rules) is None


def check_told_once(context):
    """Everybody is told of everything once."""
    told = Counter(
        (row["ticket_id"], row["kind"], row["audience"])
        for row in rows("notices")
        if row["ticket_id"] is not None  # a digest comes every working morning
    )
    assert set(told.values()) == {1}, context
