"""Work of one request that says how far it is: a line for each step, the page last.

busy.js asks for it. Whoever has no scripts gets the page alone, once all is done. Who
goes away, or presses Stop, ends the work at its next step, and its transaction is undone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator

from flask import current_app, request, stream_with_context
from werkzeug.wrappers import Response

from app.domain.errors import Refusal

LINES = "application/x-ndjson"


def is_telling_asked() -> bool:
    """Does whoever asks want to know how far it is?"""
    return request.headers.get("Accept") == LINES


def told_on_the_way(
    steps: Iterator[int], total: int, page: Callable[[], str]
) -> Response:
    """Answer while it goes on. The lines are few and short: they fit into what the
    network keeps, so that a slow reader does not hold a transaction open.

    No step is taken before the answer begins: what a transaction belongs to is another
    context then. When a step refuses, no page follows, and whoever asked sends the form
    the plain way, which says why.

    steps: say how much of `total` is done; page: asked when all is
    """

    def lines() -> Iterator[str]:
        try:
            for done in steps:
                yield _line(done=done, total=total)
        except Refusal:
            return
        finally:
            if isinstance(steps, Generator):
                steps.close()
        yield _line(page=page())

    answer = current_app.response_class(stream_with_context(lines()), mimetype=LINES)
    answer.headers["X-Accel-Buffering"] = "no"  # a proxy passes each line on at once
    return answer


def _line(**told: object) -> str:
    return json.dumps(told, ensure_ascii=False) + "\n"
