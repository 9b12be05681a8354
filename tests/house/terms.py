"""Prints the code tables for docs/terms.md: python -m tests.house.terms"""

from __future__ import annotations

import inspect

from app.domain import terms
from app.domain.terms import Term
from tests.house.printed import table


def tables() -> list[type[Term]]:
    """The code tables, in the order of the file."""
    found = [
        thing
        for thing in vars(terms).values()
        if inspect.isclass(thing) and issubclass(thing, Term) and thing is not Term
    ]
    assert found, "app/domain/terms.py has no code table"
    return found


def printed() -> str:
    """Every code table: its name, what it is, its codes."""
    return "\n\n".join(_section(one) for one in tables())


def _section(one: type[Term]) -> str:
    what = " ".join(inspect.cleandoc(one.__doc__ or "").split())
    rows = [[f"`{term.value}`", term.zh, term.en] for term in one]
    return (
        f"### {one.__name__}\n\n{what}\n\n{table(['Code', 'Chinese', 'English'], rows)}"
    )


if __name__ == "__main__":
    print(printed())
