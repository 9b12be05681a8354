"""The figures of the accessibility rules, measured in a page: letters, lines, targets.

docs/rules.md: text of 18 px and more in elder mode; lines 1.3 times the letters; what is
pressed 60 px in elder mode, else 44 px on a phone. A link inside a sentence is as high
as its line.
"""

from __future__ import annotations

ELDER_TEXT, LINE = 18, 1.3
ELDER_TARGET, PHONE_TARGET = 60, 44

TEXT = """
([least, line]) => [...document.querySelectorAll("body *")].filter(seen).filter(one =>
    [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .map(one => [one, getComputedStyle(one)])
  .map(([one, style]) => [one, parseFloat(style.fontSize), parseFloat(style.lineHeight)])
  .filter(([, size, height]) => size < least - 0.01 || height < size * line - 0.01)
  .map(([one, size, height]) =>
    `${one.tagName} "${one.textContent.trim().slice(0, 30)}": ${size} / ${height}`);
"""
TARGETS = """
least => [...document.querySelectorAll("a, button, summary, select, textarea, input, .seg label")]
  .filter(seen).filter(one => getComputedStyle(one).display !== "inline")
  .map(one => [one, one.matches("[type=checkbox], [type=radio]")
    ? (one.closest(".form-check") ?? one).getBoundingClientRect()
    : one.getBoundingClientRect()])
  .filter(([, box]) => box.height < least - 0.5 || box.width < least - 0.5)
  .map(([one, box]) => `${one.tagName} "${(one.textContent || one.id).trim()
    .slice(0, 30)}": ${Math.round(box.width)} x ${Math.round(box.height)}`);
"""
# What is to be seen: not hidden, and no text for screen readers alone.
_SEEN = """
  const seen = one => one.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && !one.closest(".visually-hidden, .skip, svg, script, noscript")
    && one.getBoundingClientRect().width > 1;
"""


def small_text(page, least: float) -> list[str]:
    """Text smaller than that, or with lines closer than 1.3 times its letters."""
    return _measured(page, TEXT, [least, LINE])


def small_targets(page, least: float) -> list[str]:
    """What is pressed and smaller than that."""
    return _measured(page, TARGETS, least)


def _measured(page, question: str, given) -> list[str]:
    body = f"(given) => {{ {_SEEN} return ({question.strip().rstrip(';')})(given); }}"
    found: list[str] = page.evaluate(body, given)
    return found
