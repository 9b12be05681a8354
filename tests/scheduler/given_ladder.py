"""The ladder of one ticket that nobody touches, and what of it stands in the register.

A general case dispatched on Mon 2 Nov 2026, 10:00: due on Thu 5 Nov, 17:00.
"""

from app.scheduler import tick
from tests.casework.given_office import dispatched, entries, of_ticket, rows
from tests.store.given_tickets import at

BEGINS = "11-02 10:00"
LADDER = [
    ("yellow", "11-05 09:00"),
    ("urge", "11-06 09:00"),
    ("blue", "11-09 09:00"),
    ("orange", "11-10 09:00"),
    ("red", "11-12 09:00"),
    ("raised", "11-19 09:00"),
    ("clue", "11-20 09:00"),
]
THREE_WEEKS_LATER = "11-23 10:00"


def untouched(how_many=1):
    """Cases that were sent to a department, and then nothing happened."""
    return [dispatched(BEGINS) for _ in range(how_many)]


def swept(short):
    """The timer's tick at that moment; returns how many tickets it took in hand."""
    return tick.sweep(at(short))


def short(moment):
    return f"{moment.astimezone(at(BEGINS).tzinfo):%m-%d %H:%M}"


def ladder(number):
    """The steps that fell, in the order in which they were written."""
    return [
        (row["step"].value, short(row["due_at"]))
        for row in of_ticket("escalations", number)
    ]


def detected(number):
    """When each step was written."""
    return [short(row["detected_at"]) for row in of_ticket("escalations", number)]


def story(number):
    """What the timeline says, without when it was recorded."""
    return [
        (entry["seq"], entry["kind"], entry["at"], entry["payload"])
        for entry in entries(number)
    ]


def notice_numbers():
    """The numbers of the supervision notices, by colour, in order."""
    by_colour: dict[str, list[int]] = {}
    for row in rows("supervision_notices"):
        by_colour.setdefault(row["colour"].value, []).append(row["sequence"])
    return {colour: sorted(numbers) for colour, numbers in by_colour.items()}
