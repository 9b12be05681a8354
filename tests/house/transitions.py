"""Prints the table of states for docs/transitions.md: python -m tests.house.transitions"""

from __future__ import annotations

from app.domain.lifecycle import POSSIBLE, is_possible
from app.domain.terms import Command, State
from tests.house.printed import table

WITHOUT_A_STATE = {Command.FILE}
EVERYWHERE = [
    command
    for command in Command
    if all(is_possible(state, command) for state in State)
]


def printed() -> str:
    """Commands down, states across; a dot where the command is possible."""
    states = [f"{state.value}<br>{state.zh}" for state in State]
    rows = [
        [f"`{command.value}` {command.zh}", *(_dot(state, command) for state in State)]
        for command in Command
        if command not in WITHOUT_A_STATE and command not in EVERYWHERE
    ]
    return table(["", *states], rows)


def _dot(state: State, command: Command) -> str:
    return "●" if command in POSSIBLE[state] else ""


if __name__ == "__main__":
    print(printed())
