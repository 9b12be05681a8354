"""The ladder of a rule file as a picture: an SVG time line around the due instant.

Drawn with presentation attributes only, no style and no script: a page with a strict
content security policy shows it, it prints, and it stands alone as a file. What it says
is told as text in its description and, in full, by domain.rules.story.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from app.domain.rule_set import RuleSet
from app.domain.rules.story import tell_ladder
from app.domain.rules.words import Words
from app.domain.terms import Step, TicketClass

WIDTH = 1280
_LEFT, _RIGHT, _AXIS, _BAND = 24, 1256, 160, 22
_LABEL = {"zh": 132, "en": 172}
_MOST_TICKS = 20
_INK, _DIM, _LINE = "#17212b", "#45515e", "#76838f"
_COLOURS = {
    Step.YELLOW: "#c07a00",
    Step.URGE: "#b3211a",
    Step.BLUE: "#2a6bb0",
    Step.ORANGE: "#a64a00",
    Step.RED: "#b3211a",
    Step.RAISED: "#17212b",
    Step.CLUE: "#17212b",
}
_FONTS = (
    "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, WenQuanYi Micro Hei, sans-serif"
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A step on the line. day: working days after the due day; not above 0 before."""

    step: Step
    day: int
    lines: tuple[Words, ...]


def ladder_picture(rules: RuleSet, language: str = "zh") -> str:
    """The whole picture as one <svg> element.

    language: "zh" or "en"
    """
    marks = list(_marks(rules))
    x_of = _scale(marks)
    placed = list(_lanes(marks, x_of, language))
    height = max(_AXIS + 30, *(_bottom(one, top) for one, _, top, _ in placed)) + 8
    words = "".join(
        [
            *_bands(marks, x_of, language),
            *_axis(marks, x_of, language),
            *(part for one in placed for part in _label(*one, language)),
        ]
    )
    title = Words("升级阶梯时间线", "Time line of the ladder")
    story = " ".join(_in(language, sentence) for sentence in tell_ladder(rules))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" '
        f'aria-labelledby="ladder-t ladder-d" font-family="{_FONTS}" font-size="13">'
        f'<title id="ladder-t">{_in(language, title)}</title>'
        f'<desc id="ladder-d">{story}</desc>{words}</svg>'
    )


def _marks(rules: RuleSet) -> Iterator[_Mark]:
    days = rules.classes[TicketClass.SPECIAL].yellow_last_days
    yellow = Words(f"最后 {days} 个工作日", f"last {days} working day(s)")
    yield _Mark(Step.YELLOW, 1 - days, (yellow,))
    for step, rule in rules.ladder.items():
        if rule.overdue_days is None:
            continue
        lines = [Words(f"逾期第 {rule.overdue_days} 日", f"day {rule.overdue_days}")]
        if rule.reply_days is not None:
            days = rule.reply_days
            lines.append(Words(f"{days} 日内回复", f"reply within {days} d"))
        if step is Step.RAISED:
            times = rules.raised_at_dissatisfaction
            lines.append(Words(f"或第 {times} 次不满意", f"or dissatisfaction {times}"))
        if step is Step.CLUE:
            lines.append(Words("由人决定", "a person decides"))
        yield _Mark(step, rule.overdue_days, tuple(lines))


class _Scale:
    """Where a day lies: evenly while there is room, else one place for each step."""

    def __init__(self, days: list[int]) -> None:
        self.first, self.last = min([*days, 0]) - 2, max(days) + 1
        even = list(range(self.first, self.last + 1))
        is_even = len(even) <= _MOST_TICKS
        kept = {self.first, self.first + 1, 0, *days, self.last}
        self.days = even if is_even else sorted(kept)
        self._place = {day: number for number, day in enumerate(self.days)}

    def __call__(self, day: int) -> float:
        """The opening of the day; the due instant is shown at 0, the day's end."""
        gap = (_RIGHT - _LEFT) / (len(self.days) - 1)
        return _LEFT + self._place[day] * gap


def _scale(marks: list[_Mark]) -> _Scale:
    return _Scale([mark.day for mark in marks])


def _bands(marks: list[_Mark], x_of: _Scale, language: str) -> Iterator[str]:
    yellow = next(mark.day for mark in marks if mark.step is Step.YELLOW)
    start = x_of(yellow - 1)  # a day is drawn from the close before it to its close
    spans = (
        (x_of(x_of.first), start, "#e8f0f9", Words("○ 按时", "○ on time")),
        (start, x_of(0), "#fdf4e1", Words("◐ 将到期", "◐ due soon")),
        (x_of(0), float(_RIGHT), "#fcefed", Words("● 已逾期", "● overdue")),
    )
    for left, right, fill, words in spans:
        if right <= left:
            continue
        yield (
            f'<rect x="{left:.1f}" y="{_AXIS - _BAND}" width="{right - left:.1f}" '
            f'height="{_BAND}" fill="{fill}"/>'
        )
        if right - left > 50:
            yield _text(left + 8, _AXIS - 7, _in(language, words), fill=_INK, size=12)


def _axis(marks: list[_Mark], x_of: _Scale, language: str) -> Iterator[str]:
    yield _line(_LEFT, _AXIS, _RIGHT, _AXIS, _LINE, 1.5)
    due = Words("到期", "due")
    for day in x_of.days:
        x = x_of(day)
        yield _line(x, _AXIS, x, _AXIS + 5, _LINE, 1)
        if day == 0:
            yield _line(x, _AXIS - _BAND - 10, x, _AXIS + 8, _INK, 2)
            yield _text(x, _AXIS + 20, _in(language, due), anchor="middle", bold=True)
        elif x_of.first < day < x_of.last:
            yield _text(x, _AXIS + 20, f"{day:+d}", anchor="middle", fill=_DIM, size=12)


def _lanes(
    marks: list[_Mark], x_of: _Scale, language: str
) -> Iterator[tuple[_Mark, float, int, bool]]:
    """Each step with its place on the first of four lanes that has room, above or
    below the line: the mark, x, top, and whether it is below."""
    lanes = [(14, False), (_AXIS + 32, True), (82, False), (_AXIS + 84, True)]
    taken = [float("-inf")] * len(lanes)
    for mark in marks:
        x = x_of(mark.day - 1 if mark.step is Step.YELLOW else mark.day)
        free = (number for number, end in enumerate(taken) if end <= x)
        lane = next(free, taken.index(min(taken)))
        taken[lane] = x + _LABEL[language]
        yield mark, x, *lanes[lane]


def _bottom(mark: _Mark, top: int) -> int:
    return top + 18 + 15 * len(mark.lines)


def _label(
    mark: _Mark, x: float, top: int, below: bool, language: str
) -> Iterator[str]:
    stem = (_AXIS + 5, top) if below else (top, _AXIS - _BAND)
    yield _line(x, stem[0], x, stem[1], _LINE, 1)
    tall = _bottom(mark, top) - top
    flip = x > _RIGHT - _LABEL[language]
    yield (
        f'<rect x="{x - 2:.1f}" y="{top}" width="4" height="{tall}" '
        f'fill="{_COLOURS[mark.step]}"/>'
    )
    at, anchor = (x - 8, "end") if flip else (x + 8, "start")
    name = Words(mark.step.zh, mark.step.en)
    yield _text(at, top + 12, _in(language, name), anchor=anchor, bold=True)
    for number, words in enumerate(mark.lines, start=1):
        told = _in(language, words)
        yield _text(at, top + 13 + 15 * number, told, anchor=anchor, fill=_DIM, size=12)


def _in(language: str, words: Words) -> str:
    return escape(words.en if language == "en" else words.zh)


def _text(
    x: float,
    y: float,
    told: str,
    *,
    anchor: str = "start",
    fill: str = _INK,
    size: int = 13,
    bold: bool = False,
) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}" '
        f'font-size="{size}"{weight}>{told}</text>'
    )


def _line(
    x: float, y: float, to_x: float, to_y: float, colour: str, width: float
) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" '
        f'stroke="{colour}" stroke-width="{width}"/>'
    )
