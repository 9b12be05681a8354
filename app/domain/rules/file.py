"""The escalation rule file: from its bytes or text to a RuleSet, or every fault at once.

`load_rule_file` reads the bytes of a file, `load_rules` its text, `parse_rules` a
mapping of the same shape. The table of keys is rule_schema, the values are rule_set,
the sources docs/rules.md. Not here: finding the file, which is the settings' business.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.rule_set import RuleSet
from app.domain.rules.assembly import assemble, canonical_text
from app.domain.rules.contradictions import contradictions
from app.domain.rules.fault import Fault
from app.domain.rules.places import placed
from app.domain.rules.reading import read_values
from app.domain.rules.text import Read, decoded, read_toml


class RuleFileFaults(Exception):
    """A rule file cannot be used; `faults` has everything that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        lines = "\n".join(map(str, faults))
        super().__init__(f"The rule file has {len(faults)} fault(s):\n{lines}")
        self.faults = faults


def load_rule_file(raw: bytes) -> tuple[str, RuleSet]:
    """Read a rule file as it stands on disk: its text and what it says.

    raises: RuleFileFaults, also for a file that is too large or no UTF-8
    """
    text, faults = decoded(raw)
    if faults:
        raise RuleFileFaults(tuple(faults))
    return text, load_rules(text)


def load_rules(text: str) -> RuleSet:
    """Read the text of a rule file.

    raises: RuleFileFaults, with everything that is wrong, in the order of the lines
    """
    read = read_toml(text.removeprefix("\ufeff"))
    values, faults = read_values(read.content)
    faults.extend(contradictions(values))
    if read.faults:
        faults = [*read.faults, *(fault for fault in faults if _is_sure(fault, read))]
    if faults:
        raise RuleFileFaults(tuple(placed(faults, text)))
    return assemble(values)


def canonical_rules(text: str) -> str:
    """The text that a rule file's version is the SHA-256 of."""
    read = read_toml(text.removeprefix("\ufeff"))
    return canonical_text(read_values(read.content)[0])


def parse_rules(content: Mapping[str, object]) -> RuleSet:
    """Read a rule file that is already a mapping. raises: RuleFileFaults, whatever
    the mapping holds."""
    values, faults = read_values(content)
    faults.extend(contradictions(values))
    if faults:
        raise RuleFileFaults(tuple(faults))
    return assemble(values)


def _is_sure(fault: Fault, read: Read) -> bool:
    """Is it a fault whatever stood on the lines that could not be read?"""
    return read.whole and fault.place.rpartition(".")[2] not in read.aside
