"""What a browser calls itself, in two words that a person recognises."""

from __future__ import annotations

from collections.abc import Sequence

# The first that fits counts: most browsers also claim to be the others.
_BROWSERS: Sequence[tuple[str, str]] = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("QQBrowser", "QQ浏览器"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
    ("curl", "curl"),
)
_SYSTEMS: Sequence[tuple[str, str]] = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
_LONGEST = 24


def agent_words(agent: str) -> str:
    """Say "Firefox · Windows"; what is not known is shown by its beginning."""
    known = [_first(_BROWSERS, agent), _first(_SYSTEMS, agent)]
    return " · ".join(word for word in known if word) or agent[:_LONGEST]


def _first(table: Sequence[tuple[str, str]], agent: str) -> str:
    return next((word for sign, word in table if sign in agent), "")
