"""Passwords everybody tries first: words with the usual digits and signs around them.

Not a list of leaked passwords, which would be long and soon outdated: what is left of
a guess once digits, signs and the usual replacements of letters are taken away.
"""

from __future__ import annotations

import re
import unicodedata

# Digits and signs at both ends.
_DECORATION = re.compile(r"^[\W\d_]+|[\W\d_]+$")
# What people put for a letter.
_LETTERS = str.maketrans({"@": "a", "4": "a", "0": "o", "1": "l", "$": "s", "3": "e"})
_FEWEST_SIGNS = 3  # different ones, capitals and small letters being the same

WORDS = frozenset(
    [
        "abc",
        "abcabc",
        "abcd",
        "abcde",
        "abcdef",
        "abcdefg",
        "abcdefgh",
        "admin",
        "administrator",
        "administrators",
        "asdf",
        "asdfgh",
        "asdfghjk",
        "asdfghjkl",
        "baidu",
        "bancheng",
        "banchengshi",
        "banshi",
        "beijing",
        "changeme",
        "chaoji",
        "china",
        "computer",
        "default",
        "demo",
        "dragon",
        "football",
        "gly",
        "guangdong",
        "guanliyuan",
        "guest",
        "hello",
        "huawei",
        "iloveyou",
        "jiangmen",
        "jiangmenshi",
        "letmein",
        "linux",
        "login",
        "longlive",
        "love",
        "lovechina",
        "master",
        "mima",
        "monkey",
        "mypassword",
        "mysql",
        "nihao",
        "oracle",
        "pass",
        "passw",
        "passwd",
        "password",
        "passwords",
        "pengjiang",
        "pengjiangqu",
        "princess",
        "public",
        "qazwsx",
        "qazwsxedc",
        "qwe",
        "qweasd",
        "qweasdzxc",
        "qwer",
        "qwert",
        "qwerty",
        "qwertyui",
        "qwertyuiop",
        "root",
        "secret",
        "security",
        "server",
        "shanghai",
        "shenzhen",
        "sunshine",
        "superman",
        "sys",
        "system",
        "temp",
        "tencent",
        "test",
        "tester",
        "testing",
        "user",
        "wangluo",
        "web",
        "welcome",
        "windows",
        "woaini",
        "woaiwojia",
        "woaizhongguo",
        "xitong",
        "zaqwsx",
        "zhengfu",
        "zhengwu",
        "zhongguo",
        "zxcv",
        "zxcvb",
        "zxcvbn",
        "zxcvbnm",
    ]
)


def is_common(password: str) -> bool:
    """Would it be among the first guesses?"""
    plain = unicodedata.normalize("NFKC", password).casefold()
    if len(set(plain)) < _FEWEST_SIGNS:
        return True
    middle = _DECORATION.sub("", plain)
    guesses = (plain, middle, middle.translate(_LETTERS))
    return any(_letters(guess) in WORDS for guess in guesses)


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalpha())
