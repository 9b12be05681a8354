"""What a paper on a department's figures says, prepared from what was counted.

Always in Chinese, as papers of the office are; a person reads it, changes it, signs it.
"""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import force_locale, gettext

from app.domain.rule_set import RuleSet
from app.domain.terms import PaperKind, UnitGround
from app.domain.unit_grounds import UnitStanding
from app.web.figures.periods import name_of_key
from app.web.formats import term
from app.web.language import DEFAULT

U = UnitGround


def unit_draft(
    kind: PaperKind,
    ground: UnitGround,
    standing: UnitStanding,
    name: str,
    rules: RuleSet,
) -> str:
    """The text of a circular, or what is pointed out at a talk. name: in full"""
    with force_locale(DEFAULT.code):
        told = [*figure_lines(standing, name), _reached(ground, standing, rules)]
        if kind is PaperKind.CIRCULAR:
            told.append(_criticism(name))
        return "\n".join(told)


def figure_lines(standing: UnitStanding, name: str) -> Iterator[str]:
    """The figures in words, each with what it is counted from."""
    hits, total = standing.on_time
    yield gettext(
        "In %(period)s %(department)s had %(cases)d cases, of which %(hits)d of "
        "%(total)d due ones were closed in time; %(flags)d flags against it stand "
        "confirmed.",
        period=name_of_key(standing.period),
        department=name,
        cases=standing.cases,
        hits=hits,
        total=total,
        flags=standing.flags,
    )


def _reached(ground: UnitGround, standing: UnitStanding, rules: RuleSet) -> str:
    units = rules.units
    match ground:
        case U.WORST_OF_MONTH:
            return gettext(
                "No department with %(least)d cases or more had more confirmed flags in "
                "the month.",
                least=units.min_cases_to_rank,
            )
        case U.WORST_RUNNING:
            return gettext(
                "It was among those with the most flags for %(months)d months running; "
                "the rules have a talk from %(line)d on.",
                months=standing.running,
                line=units.worst_months_running,
            )
        case U.RED_NOTICES:
            return gettext(
                "%(red)d red supervision notices stand confirmed in the quarter; the rules "
                "have a talk from %(line)d on.",
                red=standing.red,
                line=units.red_notices_quarter,
            )
        case U.FAILED_QUARTER:
            return gettext(
                "Its grade of the quarter is “%(grade)s” (%(points)d points).",
                grade=term(standing.grade),
                points=standing.points,
            )


def _criticism(name: str) -> str:
    return gettext(
        "%(department)s is hereby criticised in this circular. It shall put the matter "
        "right at once and report to the inspection office in writing; the other "
        "departments are to draw their conclusions.",
        department=name,
    )
