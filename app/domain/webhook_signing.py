"""Signatures of webhooks, in the form of Standard Webhooks (v1, symmetric).

    webhook-id: msg_...   webhook-timestamp: seconds   webhook-signature: v1,<base64>

What is signed is id, timestamp and body, joined by full stops. Secrets are derived
from the machine's secret key and kept nowhere; each change of secrets counts one on.
Source: Standard Webhooks specification, "Signature scheme".
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable

MARK = "whsec_"
_PURPOSE = b"bancheng: webhooks, 1"


def webhook_secret(secret_key: str, webhook_id: int, salt: str, generation: int) -> str:
    """The secret of one webhook, as its receiver keeps it: whsec_ and base64."""
    key = hmac.digest(secret_key.encode(), _PURPOSE, hashlib.sha256)
    told = f"{webhook_id}/{salt}/{generation}".encode()
    mark = hmac.digest(key, told, hashlib.sha256)
    return MARK + base64.b64encode(mark).decode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """The signature under one secret: `v1,` and base64."""
    key = base64.b64decode(secret.removeprefix(MARK))
    signed = b".".join([message_id.encode(), str(timestamp).encode(), body])
    mark = hmac.digest(key, signed, hashlib.sha256)
    return f"v1,{base64.b64encode(mark).decode()}"


def signed_headers(
    secrets: Iterable[str], message_id: str, timestamp: int, body: bytes
) -> dict[str, str]:
    """The three headers, with one signature for each secret that is valid now."""
    marks = [signature(one, message_id, timestamp, body) for one in secrets]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(marks),
    }
