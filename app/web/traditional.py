"""繁體 out of 简体, as Hong Kong and Guangdong write it.

There is no catalogue of its own: sentences, terms and names are converted from the
simplified ones, so that none can be missing or grow old. OpenCC converts phrase by
phrase (发展 發展, but 头发 頭髮); OWN says what these pages call otherwise. What people
wrote is shown as they wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from opencc import OpenCC

# Simplified -> what stands on our pages, where the dictionary has another usage.
OWN: Mapping[str, str] = {
    "“": "「",
    "”": "」",
    "‘": "『",
    "’": "』",
    "了解": "了解",
    "二维码": "二維碼",
    "于某": "于某",
    "公里": "公里",
    "准予": "准予",
    "区里": "區裏",
    "只出": "只出",
    "台账": "台賬",
    "回复": "回覆",
    "复印件": "影印本",
    "周": "周",
    "屏幕": "螢幕",
    "打印": "列印",
    "搜索": "搜尋",
    "登录": "登入",
    "短信": "短訊",
    "账号": "帳號",
    "账户": "帳戶",
    "邮箱": "電郵",
    "里面": "裏面",
    "退单于": "退單於",
    "链接": "連結",
    "默认": "預設",
}
# Signs of the dictionary -> those that keyboards and newspapers have.
_USUAL = str.maketrans("説脱閲税衞啓羣麪牀鋭悦", "說脫閱稅衛啟群麵床銳悅")
_OWN = re.compile("|".join(sorted(map(re.escape, OWN), key=len, reverse=True)))


@lru_cache(maxsize=4096)
def traditional(text: str) -> str:
    """Return a sentence, term or name of ours in traditional characters."""
    written, end = [], 0
    for found in _OWN.finditer(text):
        written += [_converted(text[end : found.start()]), OWN[found[0]]]
        end = found.end()
    return "".join([*written, _converted(text[end:])])


def _converted(text: str) -> str:
    converted: str = _to_hong_kong().convert(text) if text else ""
    return converted.translate(_USUAL)


@cache
def _to_hong_kong() -> OpenCC:
    return OpenCC("s2hk")
