"""Roles that are told and cause codes that count, as the rule file names them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from app.domain.rules.kinds import Kind
from app.domain.rules.words import Words, WrongValue, all_read, mistyped, perhaps, shown
from app.domain.terms import CauseCode, Role

T = TypeVar("T")

# Who works with cases and so may be told of one: no administrator, no statistician.
RECIPIENTS = (
    Role.FRONT_DESK,
    Role.CENTER_LEADER,
    Role.DISPATCHER,
    Role.CHIEF_REPRESENTATIVE,
    Role.HANDLER,
    Role.DEPUTY_LEADER,
    Role.INSPECTOR,
    Role.DISTRICT_LEADER,
)

_ROLES = {role.value: role for role in Role}
_CAUSES = {cause.value: cause for cause in CauseCode}


@dataclass(frozen=True, slots=True)
class Roles(Kind):
    """Who is told: at least one role, in any order; read in the order of `Role`."""

    def read(self, raw: object) -> object:
        if isinstance(raw, list | tuple) and not raw:
            raise WrongValue(
                Words(
                    "没有人接收，至少写一个角色",
                    "nobody receives this step; name at least one role",
                )
            )
        named = set(_codes(raw, _recipient))
        return tuple(role for role in Role if role in named)


@dataclass(frozen=True, slots=True)
class Causes(Kind):
    """Cause codes in any order; may be empty."""

    def read(self, raw: object) -> object:
        return frozenset(_codes(raw, _cause))


@dataclass(frozen=True, slots=True)
class Cause(Kind):
    """One cause code."""

    def read(self, raw: object) -> object:
        return _cause(raw)


@dataclass(frozen=True, slots=True)
class CausePrefix(Kind):
    """The beginning of cause codes, such as "C3"; some code must begin so."""

    def read(self, raw: object) -> object:
        if not isinstance(raw, str):
            raise mistyped(raw, '编码的开头，如 "C3"', 'the start of codes, e.g. "C3"')
        if not raw or not any(code.startswith(raw) for code in CauseCode):
            told = shown(raw)
            raise WrongValue(
                Words(
                    f"没有以{told.zh}开头的原因编码",
                    f"no cause code begins with {told.en}",
                )
            )
        return raw


def _codes(raw: object, read: Callable[[object], T]) -> list[T]:
    if not isinstance(raw, list | tuple):
        raise mistyped(raw, "方括号里的一个列表", "a list in square brackets")
    codes = all_read(raw, read)
    twice = {code for code in codes if codes.count(code) > 1}
    if twice:
        told = ", ".join(sorted(map(str, twice)))
        raise WrongValue(Words(f"写了两次：{told}", f"named twice: {told}"))
    return codes


def _recipient(raw: object) -> Role:
    if isinstance(raw, str) and raw in RECIPIENTS:
        return _ROLES[raw]
    known = ", ".join(RECIPIENTS)
    told, hint = shown(raw), perhaps(raw, RECIPIENTS)
    if isinstance(raw, str) and raw in _ROLES:
        raise WrongValue(
            Words(
                f"角色{told.zh}不办理工单，不能接收；可以写的有：{known}",
                f"the role {told.en} does not work with cases and cannot receive; "
                f"those who can: {known}",
            )
        )
    raise WrongValue(
        Words(
            f"没有{told.zh}这个角色{hint.zh}；可以写的有：{known}",
            f"there is no role {told.en}{hint.en}; those who can receive: {known}",
        )
    )


def _cause(raw: object) -> CauseCode:
    if isinstance(raw, str) and raw in _CAUSES:
        return _CAUSES[raw]
    told = shown(raw)
    hint = perhaps(raw, tuple(CauseCode))
    raise WrongValue(
        Words(
            f"没有{told.zh}这个原因编码{hint.zh}",
            f"there is no cause code {told.en}{hint.en}",
        )
    )
