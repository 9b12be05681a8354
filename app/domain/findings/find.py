"""What a history suggests of inaction, delay, passing on and ignored ratings.

M3 and R1 look across tickets and are `domain.findings.across`; nor does anything here
judge a live ticket. Source: docs/rules.md, "Timelines" 30 to 35.
"""

from __future__ import annotations

from app.domain.chronicle import Chronicle
from app.domain.finding import Finding
from app.domain.findings.delay import delays
from app.domain.findings.inaction import inactions
from app.domain.findings.passing_on import passings_on
from app.domain.findings.rating import ignored_ratings
from app.domain.terms import FindingCode

# By the first letter of the code.
# These pass a limit, so that they can last; the others are an act.
OF_LIMITS = frozenset(
    {FindingCode.N1, FindingCode.N2, FindingCode.N4, FindingCode.N5}
    | {FindingCode.M1, FindingCode.M2, FindingCode.Q1}
)
KINDS = {"N": "inaction", "M": "delay", "T": "passing_on", "Q": "rating_ignored"}


def find(chronicle: Chronicle) -> list[Finding]:
    """All findings of a history, by since, then code."""
    found = [
        *inactions(chronicle),
        *delays(chronicle),
        *passings_on(chronicle),
        *ignored_ratings(chronicle),
    ]
    return sorted(found, key=lambda finding: (finding.since, finding.code))


def kind(code: str) -> str:
    """inaction, delay, passing_on or rating_ignored."""
    return KINDS[code[0]]
