"""How heavy pages are on the wire: answers are compressed, files are fetched once.

A file whose address carries the fingerprint of its content never changes under that
address: browsers keep it for a year and do not ask again. Under any other address it is
asked for each time, and answered with 304 while it is the same.
What compression may tell about secrets beside guessed words: docs/security.md.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, current_app, request
from flask_compress import Compress
from werkzeug.wrappers import Response
from werkzeug.wsgi import FileWrapper

FOR_EVER = "public, max-age=31536000, immutable"
_LENGTH = 10
_READ = {"text/css", "text/javascript", "image/svg+xml"}
_CONFIG = {
    "COMPRESS_ALGORITHM": ["br", "gzip"],
    # What is sent piece by piece is large and packed already: documents, workbooks.
    "COMPRESS_STREAMS": False,
}


def init_weight(app: Flask) -> None:
    """Compress what goes out. Call it before whatever else looks at answers: the first
    to register is the last to see them."""
    app.config.from_mapping(_CONFIG)
    Compress(app)
    app.after_request(_read_files)
    app.after_request(_keep_files)


@cache
def fingerprint(file: Path) -> str:
    """Changes when the content of the file does; read once."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:_LENGTH]


def _read_files(response: Response) -> Response:
    """A style sheet or script is read whole, and closed, before it is compressed."""
    if response.status_code == 200 and _is_file() and response.mimetype in _READ:
        response.direct_passthrough = False
        file = response.response
        response.get_data()
        if isinstance(file, FileWrapper):
            file.close()
    return response


def _keep_files(response: Response) -> Response:
    if response.status_code in (200, 304) and _is_fingerprinted():
        response.headers["Cache-Control"] = FOR_EVER
    return response


def _is_file() -> bool:
    return (request.endpoint or "").endswith(".static")


def _is_fingerprinted() -> bool:
    """Does the address carry the fingerprint of the very file that is sent?"""
    given = request.args.get("v", "")
    if len(given) != _LENGTH or not _is_file():
        return False
    folder = current_app.blueprints[request.blueprint or ""].static_folder
    file = Path(folder or "", (request.view_args or {})["filename"])
    return file.is_file() and fingerprint(file) == given
