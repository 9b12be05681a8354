"""Answers as lines of JSON on standard output."""

from __future__ import annotations

import json
import sys


def say(answer: object) -> None:
    """One answer, one line of ASCII; whoever reads them closes the pipe when done."""
    sys.stdout.write(json.dumps(answer) + "\n")
