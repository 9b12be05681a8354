"""Refusals: what the rules say no to, in the words of the field.

    Refusal
    ├── NotFound             there is no such ticket, matter, department ...
    ├── NotPermitted         this person may not do this to this ticket
    ├── NotPossible          the ticket's state does not allow it
    ├── RuleBroken           a rule forbids it (limit, count, missing ground)
    │   └── FieldMissing     a required statement was not given
    ├── Stale                somebody acted before you
    └── SignInRefused        wrong name or password, locked, disabled

Each refusal carries a stable `code` and its facts as attributes. Doors translate a
class into a status and a sentence; there is no HTTP here. Programming mistakes are
not refusals: they stay ordinary exceptions.
"""

from __future__ import annotations


class Refusal(Exception):
    """Something the rules refuse.

    code:   stable dotted word, e.g. `return.designated`
    facts:  plain values the sentence for people is made from
    field:  name of the input that was at fault, when there is one
    """

    def __init__(self, code: str, *, field: str | None = None, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({told})" if told else self.code


class NotFound(Refusal):
    """There is no such thing, or it is not this person's to know of."""


class NotPermitted(Refusal):
    """This role, in this relation to the ticket, may not do this."""


class NotPossible(Refusal):
    """The ticket's state does not allow the command."""


class RuleBroken(Refusal):
    """The state allows it, but a rule does not."""


class FieldMissing(RuleBroken):
    """A statement that the rules require was not given."""


class Stale(Refusal):
    """Somebody acted on this ticket after it was shown."""


class SignInRefused(Refusal):
    """The person could not be signed in."""
