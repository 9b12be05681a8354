"""The query code on the slip: with it a citizen sees the own case without an account.

It is derived from the secret key and never stored, so nobody can read it out of the
register. A new secret key makes the codes on old slips worthless.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

# Digits and capitals without 0 O 1 I L: printed, read aloud and typed again.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
_PURPOSE = b"bancheng: query codes, 1"


def query_code(secret: str, district: str, number: str) -> str:
    """The code of one ticket, eight signs.

    secret:   the machine's secret key; district: code of the ticket's district
    """
    key = hmac.digest(secret.encode(), _PURPOSE, hashlib.sha256)
    mark = hmac.digest(key, f"{district}/{number}".encode(), hashlib.sha256)
    rest, signs = int.from_bytes(mark, "big"), []
    for _ in range(LENGTH):
        rest, place = divmod(rest, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "".join(signs)


def printed(code: str) -> str:
    """The code as it stands on paper: ABCD-2345."""
    return f"{code[:4]}-{code[4:]}"


def is_code(typed: str, secret: str, district: str, number: str) -> bool:
    """Is what somebody typed the code of this ticket? Takes the same time for any."""
    right = query_code(secret, district, number)
    return hmac.compare_digest(tidy(typed).encode(), right.encode())


def tidy(typed: str) -> str:
    """What was typed as it was meant: capitals, usual width, no blanks or hyphens."""
    wide = unicodedata.normalize("NFKC", typed).upper()
    return "".join(sign for sign in wide if sign.isalnum())
