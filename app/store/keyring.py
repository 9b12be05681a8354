"""The keys under which personal data are sealed, and the two things they do.

Sealing: AES-256-GCM with a random nonce of 96 bits. What is sealed carries the name of
its key, and is bound to its place (table, column, row): moved to another row it does
not open. Blind index: HMAC-SHA-256, cut to 128 bits, so that an exact value is found
without being kept readable. Both work under keys derived from the given one by HKDF.
Why these: docs/decisions/0014-personal-data-are-sealed-in-their-columns.md.
"""

from __future__ import annotations

import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
INDEX_SIGNS = 32
MARK = ":"  # between the key's name and what it sealed; base64 has no such sign


class CannotOpen(Exception):
    """What is sealed at a place does not open: another key, or it was tampered with.

    Names the place, never what stands there: it may be a name that nobody sealed.
    """

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(f"{place} does not open under the keys of this machine")


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """One key by its name, with the two that are derived from it."""

    name: str
    cipher: AESGCM
    index_key: bytes


class Keyring:
    """The keys of this machine. The first seals; all of them open and find."""

    def __init__(self, keys: Sequence[tuple[str, bytes]]) -> None:
        self._keys = {name: _derived(name, secret) for name, secret in keys}
        self._current = next(iter(self._keys.values()))

    @property
    def current(self) -> str:
        """The name of the key that seals."""
        return self._current.name

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the sealing one first."""
        return tuple(self._keys)

    def seal(self, text: str, place: str) -> str:
        """Seal a text for its place. An empty text stays empty: it tells nothing."""
        if not text:
            return ""
        sealed = self._sealed(text.encode(), place)
        return f"{self.current}{MARK}{urlsafe_b64encode(sealed).decode()}"

    def open(self, sealed: str, place: str) -> str:
        """The text that was sealed for this place. raises: CannotOpen"""
        if not sealed:
            return ""
        name, _, rest = sealed.partition(MARK)
        try:
            content = urlsafe_b64decode(rest)
        except ValueError as fault:
            raise CannotOpen(place) from fault
        return self._opened(name, content, place).decode()

    def seal_bytes(self, content: bytes, place: str) -> bytes:
        """Seal a content for its place; begins with the key's name."""
        return self.current.encode() + MARK.encode() + self._sealed(content, place)

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """The content that was sealed for this place. raises: CannotOpen"""
        name, _, rest = sealed.partition(MARK.encode())
        return self._opened(name.decode("ascii", "replace"), rest, place)

    def is_current(self, sealed: str) -> bool:
        """Is it sealed under the key that seals now? Nothing sealed is."""
        return not sealed or sealed.startswith(self.current + MARK)

    def seals_bytes(self, sealed: bytes) -> bool:
        """Is this content sealed under the key that seals now?"""
        return sealed.startswith((self.current + MARK).encode())

    def index(self, what: str) -> str:
        """The blind index of a value under the sealing key."""
        return _index(self._current, what)

    def indexes(self, what: str) -> list[str]:
        """The blind index under every key: so that it is found while keys change."""
        return [_index(key, what) for key in self._keys.values()]

    def _sealed(self, content: bytes, place: str) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._current.cipher.encrypt(nonce, content, place.encode())

    def _opened(self, name: str, sealed: bytes, place: str) -> bytes:
        key = self._keys.get(name)
        if key is None:
            raise CannotOpen(place)
        nonce, content = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return key.cipher.decrypt(nonce, content, place.encode())
        except (InvalidTag, ValueError) as fault:
            raise CannotOpen(place) from fault


def _derived(name: str, secret: bytes) -> Key:
    sealing = _hkdf(secret, b"bancheng personal data: sealing")
    finding = _hkdf(secret, b"bancheng personal data: blind index")
    return Key(name, AESGCM(sealing), finding)


def _hkdf(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret)


def _index(key: Key, what: str) -> str:
    return hmac.digest(key.index_key, what.encode(), "sha256").hex()[:INDEX_SIGNS]
