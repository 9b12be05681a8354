"""The light of a clock: computed from moments, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Light(StrEnum):
    """What a clock shows. Order: as lists are sorted, worst first."""

    LATE = "late"
    SOON = "soon"
    OK = "ok"
    HELD = "held"
    DONE = "done"


@dataclass(frozen=True)
class Running:
    """What the light of a clock depends on.

    due_at:       the last moment in time; None while nothing is promised yet
    yellow_from:  first moment of "due soon"; None for clocks without a yellow
    stopped_at:   when what was due happened
    suspended:    the clock stands still
    """

    due_at: datetime | None
    yellow_from: datetime | None = None
    stopped_at: datetime | None = None
    suspended: bool = False


def light(clock: Running, now: datetime) -> Light:
    """Return the light of a clock at a moment.

    At the due moment itself it is still in time; after it, it is late. What was done
    late stays late. A suspended clock that was late already stays late as well.
    """
    measured_at = clock.stopped_at or now
    if clock.due_at is not None and measured_at > clock.due_at:
        return Light.LATE
    if clock.stopped_at is not None:
        return Light.DONE
    if clock.suspended:
        return Light.HELD
    if clock.yellow_from is not None and now >= clock.yellow_from:
        return Light.SOON
    return Light.OK
