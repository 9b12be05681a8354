"""A rule file as it comes from disk or from a page: bytes, to text, to a mapping.

Every mistake in the writing itself is told: a line that cannot be read is put aside and
reading goes on, so that one missing quote does not hide what stands below it.
Not here: what the values may be (rule_reading).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.rules.fault import Fault
from app.domain.rules.words import Words

# The file of the office has 15 KB; this leaves room for much explaining.
LARGEST_FILE = 256 * 1024

_MOST_LINES_PUT_ASIDE = 20
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_KEY = re.compile(r"\s*\"?([A-Za-z0-9_-]+)\"?\s*[=＝]")
_FULL_WIDTH = "“”‘’＝［］，＃．："
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


@dataclass(slots=True)
class Read:
    """What could be read of a text.

    aside: the keys that stood on lines which had to be put aside
    whole: could everything be read on, so that what is missing is really missing?
    """

    content: Mapping[str, object] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    aside: set[str] = field(default_factory=set)
    whole: bool = True


def decoded(raw: bytes) -> tuple[str, list[Fault]]:
    """The text of a file; empty, with the fault, when it is too large or no UTF-8."""
    if len(raw) > LARGEST_FILE:
        return "", [too_large(len(raw))]
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n"), []
    except UnicodeDecodeError as error:
        return "", [_wrong_encoding(raw, error.start)]


def read_toml(text: str) -> Read:
    """Read the text, a faulty line put aside each time, until it can be read."""
    read = Read()
    lines = text.split("\n")
    for _ in range(_MOST_LINES_PUT_ASIDE):
        try:
            read.content = tomllib.loads("\n".join(lines))
        except (ValueError, RecursionError) as error:
            line = _told(lines, error, read)
            if line is None:
                read.whole = False
                return read
            lines[line - 1] = ""
        else:
            return read
    read.whole = False
    return read


def _told(lines: list[str], error: Exception, read: Read) -> int | None:
    """Note the fault. returns: the line to put aside; None when reading must end."""
    found = _TOML_PLACE.search(str(error))
    if found is None:
        where = Words("文件末尾或者嵌套处", "at the end of the file or in a nesting")
        read.faults.append(_unreadable(0, where, _why("", str(error))))
        return None
    line, column = int(found[1]), int(found[2])
    written = lines[line - 1] if line <= len(lines) else ""
    where = Words(f"第 {line} 行第 {column} 列", f"line {line}, column {column}")
    read.faults.append(_unreadable(line, where, _why(written, str(error))))
    key = _KEY.match(written)
    if key is None:  # a heading or the inside of a list: nothing below it is sure
        return None
    read.aside.add(key[1])
    return line


def _unreadable(line: int, where: Words, why: Words) -> Fault:
    place = where.en if line else ""
    return Fault(
        place,
        f"文件读不懂：{where.zh}附近{why.zh}。",
        f"The file cannot be read: {where.en}: {why.en}.",
        line,
    )


def _why(written: str, error: str) -> Words:
    """What is wrong with the line, in a clerk's words."""
    code = written.partition("#")[0]
    signs = " ".join(sign for sign in _FULL_WIDTH if sign in _without_texts(code))
    if signs:
        return Words(
            f"有全角符号 {signs}，应改为半角",
            f"there are full-width signs {signs}, use the plain ones",
        )
    if "Invalid date" in error or (_DATE.search(code) and "Expected" in error):
        return Words(
            "写的日期或者时间不存在，请对照日历",
            "the date or time does not exist, look at a calendar",
        )
    for told, words in _REASONS.items():
        if told in error:
            return words
    return Words(
        "写法有误，请检查引号、等号、方括号是否成对、同一项是否写了两遍",
        "check quotes, equals signs and brackets, and for a key that is written twice",
    )


def _without_texts(code: str) -> str:
    return re.sub(r'"[^"]*"', '""', code)


_REASONS = {
    "overwrite": Words("同一项写了两遍", "a key is written twice"),
    "twice": Words("同一段写了两遍", "a block is written twice"),
    "mutate": Words("同一项写了两遍", "a key is written twice"),
    "after a key": Words(
        "等号前的名称后面缺少半角等号", "the equals sign after the name is missing"
    ),
    "Illegal character '\\n'": Words(
        "引号没有成对", "a quote is not closed on its line"
    ),
    "Unclosed array": Words("方括号没有成对", "a square bracket is not closed"),
    "Invalid value": Words(
        "等号右边的值写法有误：数字不加引号，文字和钟点要加半角双引号",
        "the value is wrong: numbers have no quotes, texts and times of day have",
    ),
    "Invalid statement": Words(
        "这一行不是“名称 = 值”，也不是 [段名]",
        "the line is neither NAME = VALUE nor a [block]",
    ),
    "after a statement": Words(
        "值的后面多写了东西（单位不写；说明文字前面加 #）",
        "something stands after the value (no unit; # before an explanation)",
    ),
    "Unclosed": Words("引号或者方括号没有成对", "a quote or bracket is not closed"),
}


def too_large(size: int) -> Fault:
    """Tell that a file of so many bytes is no rule file."""
    return Fault(
        "",
        f"文件太大：{_megabytes(size)}，规则文件不能超过 {LARGEST_FILE // 1024} KB。"
        "是不是选错了文件？",
        f"The file is too large: {_megabytes(size)}, and a rule file has at most "
        f"{LARGEST_FILE // 1024} KB. Is it another file?",
    )


def _megabytes(size: int) -> str:
    kilobytes = -(-size // 1024)
    return f"{kilobytes} KB" if kilobytes < 1024 else f"{kilobytes / 1024:.1f} MB"


def _wrong_encoding(raw: bytes, start: int) -> Fault:
    line = raw.count(b"\n", 0, start) + 1
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        seems, seems_en, line = "（像是 UTF-16）", " (it looks like UTF-16)", 1
    elif _is_gbk(raw):
        seems, seems_en = "（像是 GBK）", " (it looks like GBK)"
    else:
        seems, seems_en = "", ""
    return Fault(
        "",
        f"文件编码不对{seems}：第 {line} 行起读不出文字，请另存为 UTF-8 编码。",
        f"The encoding is wrong{seems_en}: from line {line} on it is no text; save "
        "the file as UTF-8.",
        line,
    )


def _is_gbk(raw: bytes) -> bool:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True
