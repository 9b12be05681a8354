"""The escalation rule file: from its text to a RuleSet, or every fault at once.

`load_rules` reads the text of a TOML file, `parse_rules` a mapping of the same shape.
The table of keys is rule_schema, the values are rule_set, the sources docs/rules.md.
Not here: finding the file, which is the settings' business.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from app.domain.rule_assembly import assemble
from app.domain.rule_contradictions import contradictions
from app.domain.rule_reading import Fault, read_values
from app.domain.rule_set import RuleSet
from app.domain.rule_words import Words

_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_FULL_WIDTH = "“”‘’＝［］，＃．："


class RuleFileFaults(Exception):
    """A rule file cannot be used; `faults` has everything that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        lines = "\n".join(map(str, faults))
        super().__init__(f"The rule file has {len(faults)} fault(s):\n{lines}")
        self.faults = faults


def load_rules(text: str) -> RuleSet:
    """Read the text of a rule file.

    raises: RuleFileFaults; text that is no TOML is one fault with line and column
    """
    try:
        content = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise RuleFileFaults((_syntax_fault(text, error),)) from error
    return parse_rules(content)


def parse_rules(content: Mapping[str, object]) -> RuleSet:
    """Read a rule file that is already a mapping. raises: RuleFileFaults, whatever
    the mapping holds."""
    values, faults = read_values(content)
    faults.extend(contradictions(values))
    if faults:
        raise RuleFileFaults(tuple(faults))
    return assemble(values)


def _syntax_fault(text: str, error: Exception) -> Fault:
    found = _TOML_PLACE.search(str(error))
    if found is None:
        where = Words("文件末尾或者嵌套处", "at the end of the file or in a nesting")
        return _unreadable("", where, Words("", ""))
    line, column = int(found[1]), int(found[2])
    hint = _full_width_hint(text.split("\n")[line - 1 : line])
    where = Words(f"第 {line} 行第 {column} 列", f"line {line}, column {column}")
    return _unreadable(f"line {line}, column {column}", where, hint)


def _unreadable(place: str, where: Words, hint: Words) -> Fault:
    return Fault(
        place,
        f"文件读不懂：{where.zh}附近写法有误，请检查引号、等号、方括号是否成对、"
        f"同一项是否写了两遍{hint.zh}。",
        f"The file cannot be read: check {where.en} for quotes, equals signs and "
        f"brackets, and for a key that is written twice{hint.en}.",
    )


def _full_width_hint(lines: list[str]) -> Words:
    code = lines[0].partition("#")[0] if lines else ""
    found = " ".join(sign for sign in _FULL_WIDTH if sign in code)
    if not found:
        return Words("", "")
    return Words(
        f"；这一行有全角符号 {found}，应改为半角",
        f"; the line has full-width signs {found}, use the plain ones",
    )
