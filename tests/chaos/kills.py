"""How often is killed, in which rounds, and by which dice.

CHAOS_KILLS: over both databases and both tests; `make chaos` sets 1,000. CHAOS_SEED
repeats the choices, though not the moments at which the machine lets them happen. A
round is a register of its own; its dice depend on the seed and its number alone.
"""

import math
import os
import random

KILLS = int(os.environ.get("CHAOS_KILLS", "24"))
SEED = int(os.environ.get("CHAOS_SEED", "0")) or random.SystemRandom().getrandbits(32)
A_ROUND = 25
LONGEST_PEACE_SECONDS = 0.8


def rounds(share: float) -> list[tuple[int, int]]:
    """The rounds of one test on one database: their numbers, and how many kills each.

    share: of all kills on that database
    """
    kills = max(1, round(KILLS / 2 * share))
    count = math.ceil(kills / A_ROUND)
    return [(n, kills // count + (n < kills % count)) for n in range(count)]


def dice(round_: int) -> random.Random:
    """The choices of a round."""
    return random.Random(f"{SEED}-{round_}")


def context(round_: int, kills: int, folder: object) -> str:
    """What a failure says, so that it can be tried again."""
    return f"CHAOS_SEED={SEED}, round {round_}, {kills} kills; logs in {folder}"
