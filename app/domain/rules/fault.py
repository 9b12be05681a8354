"""One thing that is wrong in a rule file, told with its place in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a rule file.

    place:  dotted path of the value or block; empty for the file as a whole
    line:   of the text, counted from 1; 0 when it has none
    """

    place: str
    message_zh: str
    message_en: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.place}: {self.message_en}" if self.place else self.message_en

    def told_zh(self) -> str:
        """As a clerk reads it: where, then what."""
        where = f"第 {self.line} 行" if self.line else ""
        if self.place and not self.place.startswith("line "):
            where += f"（{self.place}）" if where else self.place
        return f"{where}：{self.message_zh}" if where else self.message_zh

    def told_en(self) -> str:
        """The same in English."""
        where = f"line {self.line}" if self.line else ""
        if self.place and not self.place.startswith("line "):
            where += f" ({self.place})" if where else self.place
        return f"{where}: {self.message_en}" if where else self.message_en
