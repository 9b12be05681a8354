"""axe-core in a page, and what it found, one line a rule."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT

RUN = """
([only, leftOut]) => axe.run(document, {
    preload: false,
    resultTypes: ["violations"],
    rules: Object.fromEntries(leftOut.map(rule => [rule, {enabled: false}])),
    runOnly: only,
}).then(found => found.violations.map(one => [
    one.id, one.nodes.length, one.nodes[0].html.slice(0, 200),
    one.nodes[0].failureSummary.split("\\n").slice(1, 3).join(";").trim(),
]))
"""
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
EVERYTHING = {"type": "tag", "values": [*STANDARDS, "best-practice"]}
# The dear one: it measures every word against what stands behind it.
COLOURS = ["color-contrast"]


def axe_findings(page, left_out: list[str]) -> list[str]:
    """What axe-core says of the page as it stands; nothing is what we want."""
    return _found(page, EVERYTHING, left_out)


def colour_findings(page) -> list[str]:
    """What it says of the colours alone."""
    return _found(page, {"type": "rule", "values": COLOURS}, [])


def _found(page, only: dict, left_out: list[str]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [
        f"{rule} x{count}: {why}\n      {html}"
        for rule, count, html, why in page.evaluate(RUN, [only, left_out])
    ]
