"""Write the secrets of this machine into a file, those that are not there yet.

A secret that stands there already is never changed. Readable by its owner alone.

    python scripts/write_secrets.py instance/secrets.env
"""

import os
import secrets
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from pathlib import Path

KEY_BYTES = 32


def personal_data_key(name: str = "k1") -> str:
    """A new key as PERSONAL_DATA_KEYS takes it."""
    return f"{name}:{urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


SECRETS: Mapping[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(48),
    "PERSONAL_DATA_KEYS": personal_data_key,
}


def write_missing(path: Path) -> list[str]:
    """Add what is missing. returns: the names that were added"""
    there = path.read_text("utf-8") if path.is_file() else ""
    set_already = {line.partition("=")[0].strip() for line in there.splitlines()}
    missing = [name for name in SECRETS if name not in set_already]
    if missing:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            if there and not there.endswith("\n"):
                file.write("\n")
            file.writelines(f"{name}={SECRETS[name]()}\n" for name in missing)
    return missing


if __name__ == "__main__":
    write_missing(Path(sys.argv[1]))
