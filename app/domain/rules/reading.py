"""Reading the blocks of a rule file: every value by its place, every fault noted.

A place is the dotted path of a value, e.g. `classes.complex.limit_working_days`.
Not here: whether the values fit together (rule_contradictions).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.domain.rules.fault import Fault
from app.domain.rules.kinds import Kind
from app.domain.rules.schema import DEFAULT_HOURS, FILE, Block
from app.domain.rules.words import Words, WrongValue, nearest, perhaps, shown

Values = dict[str, object]

_UNIT = re.compile(
    r"_?(?:working|calendar|natural|business|work|days?|hours?|minutes?|weeks?"
    r"|times|points|percent|wd|bh|d|h)(?=_|$)"
)
_LONGEST_KEY = 60
_SURELY = 0.8


def read_values(content: object) -> tuple[Values, list[Fault]]:
    """Read every value of the file; one that has a fault is missing in the values."""
    values: Values = {}
    faults: list[Fault] = []
    for place, found in _read_block(FILE, "", _with_hours(content)):
        if isinstance(found, Fault):
            faults.append(found)
        else:
            values[place] = found
    return values, faults


def _with_hours(content: object) -> object:
    if isinstance(content, Mapping) and "hours" not in content:
        return {**content, "hours": DEFAULT_HOURS}
    return content


def _read_block(
    block: Block, place: str, table: object
) -> Iterator[tuple[str, object]]:
    if not isinstance(table, Mapping):
        yield place, _no_block(block, place, table)
        return
    meant = _meant_keys(block, table)
    for key in table:
        if not _is_known(block, key):
            fault = _unknown(block, place, key, meant.get(key))
            yield fault.place, fault
    spelt = {_spelt(key, meant): raw for key, raw in table.items()}
    for key in (*block.keys, *block.blocks):
        if key in spelt or key not in meant.values():
            yield from _read_entry(block, _join(place, key), key, spelt)


def _spelt(key: object, meant: Mapping[object, str]) -> object:
    """A misspelt key is read on, so that what stands under it is checked as well.

    A key that only lacks its unit is not: the number may be meant in another one.
    """
    likely = meant.get(key)
    return key if likely is None or _same_but_unit(key, [likely]) else likely


def _read_entry(
    block: Block, place: str, key: str, table: Mapping[object, object]
) -> Iterator[tuple[str, object]]:
    if key in block.blocks and key in table:
        yield from _read_block(block.blocks[key], place, table[key])
    elif key in block.blocks:
        if not block.blocks[key].may_lack:
            yield place, _missing_block(block.blocks[key], place)
    elif key in table:
        yield from _read_value(block, block.keys[key], place, table[key])
    else:
        yield place, _missing_key(block, block.keys[key], place)


def _read_value(
    block: Block, kind: Kind, place: str, raw: object
) -> Iterator[tuple[str, object]]:
    try:
        yield place, kind.read(raw)
    except WrongValue as wrong:
        for words in wrong.words:
            yield (
                place,
                Fault(
                    place,
                    f"{block.zh}的“{kind.zh}”：{words.zh}。",
                    f"{block.en}, {kind.en}: {words.en}.",
                ),
            )


def _is_known(block: Block, key: object) -> bool:
    return isinstance(key, str) and (key in block.keys or key in block.blocks)


def _meant_keys(block: Block, table: Mapping[object, object]) -> dict[object, str]:
    """Match each unknown key with the missing known one that it seems to mean."""
    missing = [key for key in (*block.keys, *block.blocks) if key not in table]
    meant: dict[object, str] = {}
    for key in table:
        if _is_known(block, key):
            continue
        likely = _same_but_unit(key, missing) or nearest(key, missing, _SURELY)
        if likely is not None:
            meant[key] = likely
            missing.remove(likely)
    return meant


def _same_but_unit(key: object, missing: list[str]) -> str | None:
    if not isinstance(key, str):
        return None
    stem = _stem(key)
    return next((known for known in missing if stem and _stem(known) == stem), None)


def _stem(key: str) -> str:
    return _UNIT.sub("", key[:_LONGEST_KEY])


def _unknown(block: Block, place: str, key: object, likely: str | None) -> Fault:
    name = key if isinstance(key, str) else shown(key).en
    name = name if len(name) <= _LONGEST_KEY else name[:_LONGEST_KEY] + "…"
    told = _unknown_words(block, key, name, likely)
    return Fault(
        _join(place, name), f"{block.zh}：{told.zh}。", f"{block.en}: {told.en}."
    )


def _unknown_words(block: Block, key: object, name: str, likely: str | None) -> Words:
    if likely is not None and likely in block.keys and _same_but_unit(key, [likely]):
        return _unit_words(name, likely)
    known = [likely] if likely else [*block.keys, *block.blocks]
    hint = perhaps(key, known)
    return Words(
        f"没有 {name} 这个{block.child.zh}{hint.zh}",
        f"there is no {block.child.en} {name}{hint.en}",
    )


def _unit_words(name: str, likely: str) -> Words:
    if _stem(name) == name:
        return Words(
            f"{name} 没有写单位，应写作 {likely}",
            f"{name} has no unit; write {likely}",
        )
    return Words(
        f"{name} 的单位不对，应写作 {likely}",
        f"{name} has the wrong unit; write {likely}",
    )


def _missing_key(block: Block, kind: Kind, place: str) -> Fault:
    key = place.rpartition(".")[2]
    return Fault(
        place,
        f"{block.zh}的“{kind.zh}”：没有写，应写作 {key} = …。",
        f"{block.en}, {kind.en}: is missing; write {key} = ...",
    )


def _missing_block(block: Block, place: str) -> Fault:
    if place.startswith("classes."):
        return Fault(
            place,
            f"{block.zh}没有时限：缺少 [{place}] 这一段。",
            f"{block.en} has no limit: the block [{place}] is missing.",
        )
    return Fault(
        place,
        f"{block.zh}：缺少 [{place}] 这一段。",
        f"{block.en}: the block [{place}] is missing.",
    )


def _no_block(block: Block, place: str, raw: object) -> Fault:
    told = shown(raw)
    head = f"[{place}]" if place else ""
    return Fault(
        place,
        f"{block.zh}：这里应是一段 {head}，现在是{told.zh}。",
        f"{block.en}: must be a block {head}, but is {told.en}.",
    )


def _join(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
