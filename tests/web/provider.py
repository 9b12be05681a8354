"""A small provider of unified identities on loopback, for tests: it signs with a key.

It answers discovery, keys and token requests; who is at its sign-in page is said by the
test: `provider.agrees(location, sub="huang")` plays the person who agrees there and
returns the address that the browser is sent back to. What may be wrong with an answer is
said by `provider.spoil`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "bancheng", "only-between-the-two"


class Provider:
    """What the provider knows: its keys, the codes it gave, what a test spoils."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.key = RSAKey.generate_key(2048, parameters={"kid": "one", "use": "sig"})
        self.stranger = RSAKey.generate_key(2048, parameters={"kid": "one"})
        self.codes: dict[str, dict] = {}
        self.spoil: dict[str, object] = {}
        self.signs_with = self.key

    def agrees(self, location: str, **claims) -> str:
        """Somebody signs in at the provider; returns where the browser is sent."""
        asked = dict(parse_qsl(urlsplit(location).query))
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes) + 1}"
        self.codes[code] = {**asked, "claims": claims}
        back = urlsplit(asked["redirect_uri"])
        return f"{back.path}?{urlencode({'code': code, 'state': asked['state']})}"

    def metadata(self) -> dict:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/end",
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def keys(self) -> dict:
        return {"keys": [self.key.as_dict(private=False)]}

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict]:
        """Give the identity for a code, once, to whom it was meant for."""
        known = self.codes.pop(form.get("code", ""), None)
        if known is None or not _is_client(authorization):
            return 400, {"error": "invalid_grant"}
        if _challenge(form.get("code_verifier", "")) != known["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        if "error" in self.spoil:
            return 500, {"error": "server_error"}
        answer = {"access_token": "opaque", "token_type": "Bearer", "expires_in": 60}
        if "id_token" not in self.spoil:
            answer["id_token"] = self._identity(known)
        return 200, answer

    def _identity(self, known: dict) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "s-1",
            "iat": now,
            "exp": now + 300,
            "nonce": known["nonce"],
            **known["claims"],
            **self.spoil,
        }
        header = {"alg": "RS256", "kid": "one"}
        return jwt.encode(header, claims, self.signs_with)


@contextmanager
def running_provider():
    """The provider on a free port of this machine; it ends with the test."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.daemon_threads = True
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    server.provider = provider
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}
    )
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Answers(BaseHTTPRequestHandler):
    """The provider's addresses."""

    def do_GET(self):
        provider = self.server.provider
        path = urlsplit(self.path).path
        if path == "/.well-known/openid-configuration":
            self._say(200, provider.metadata())
        elif path == "/keys":
            self._say(200, provider.keys())
        else:
            self._say(404, {})

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        sent = parse_qs(self.rfile.read(length).decode())
        form = {name: values[0] for name, values in sent.items()}
        authorization = self.headers.get("Authorization", "")
        self._say(*self.server.provider.token(form, authorization))

    def log_message(self, *args):
        """Say nothing into the tests' output."""

    def _say(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _is_client(authorization: str) -> bool:
    given = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
    return authorization == f"Basic {given}"


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
