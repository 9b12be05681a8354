"""Requests made up from the description: the API keeps its word, whatever is sent.

Good requests and broken ones of every operation, against a register with cases in it.
Each must be answered as the description says: a status it names, its media type, its
schema; broken ones refused; nothing with 500.
"""

from __future__ import annotations

import json
from contextlib import suppress
from contextvars import Context
from dataclasses import replace
from itertools import count

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from app.api import OPERATIONS
from app.api.openapi import description
from tests.api.caller import a_token
from tests.casework.given_office import answered, dispatched, sweep

GOOD, BROKEN = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
EXAMPLES = 3
# A rule may refuse what the description allows; that tokens are asked for, and that
# other methods are not known, is tested by itself (test_door).
LEFT_OUT = {"positive_data_acceptance", "ignored_auth", "unsupported_method"}

BOUNDED = settings(
    max_examples=EXAMPLES,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    database=None,
    derandomize=True,
    deadline=None,
)


@pytest.fixture
def fuzzed(app, house):
    """The description, and a client whose token may do everything its person may."""
    app.testing = False  # a fault of ours is answered, and found as a 500
    real = app.extensions["settings"]
    app.extensions["settings"] = replace(
        real, api_requests_per_token=10**6, api_requests_per_address=10**6
    )
    answered()
    late = dispatched("11-16 09:20")
    sweep("11-23 09:00")
    told = description(OPERATIONS, "http://localhost")
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(told)))
    secrets = [a_token(who).secret for who in ("inspector", "handler", "clerk")]
    return Fuzzed(schema, app, secrets, late)


class Fuzzed:
    """Calls operations with what was made up, and checks each answer."""

    def __init__(self, schema, app, secrets, number):
        load_all_checks()
        self.schema, self.app, self.secrets, self.number = schema, app, secrets, number
        self.checks = [
            check for check in CHECKS.get_all() if check.__name__ not in LEFT_OUT
        ]

    def call(self, case, turn):
        case.path_parameters = self._known(case.path_parameters)
        secret = self.secrets[turn % len(self.secrets)]
        # The client in the process does not unpack what came packed.
        headers = {
            "Authorization": f"Bearer {secret}",
            "Accept-Encoding": "identity",
        }
        answer = Context().run(
            case.call, app=self.app, headers=headers, base_url="http://localhost"
        )
        case.validate_response(answer, checks=self.checks)

    def _known(self, parameters):
        """Every other time a case that there is, so that requests get further."""
        if parameters and "number" in parameters and len(str(parameters)) % 2:
            return {**parameters, "number": self.number}
        return parameters


def _tried(fuzzed, names, mode):
    turns = count()

    def tried(case):
        fuzzed.call(case, next(turns))

    for name in names:
        operation = fuzzed.schema.find_operation_by_id(name)
        made_up = given(case=operation.as_strategy(generation_mode=mode))
        # Where every request is a good one, none can be broken.
        with suppress(Unsatisfiable):
            BOUNDED(made_up(tried))()


@pytest.mark.parametrize("mode", [GOOD, BROKEN], ids=["good", "broken"])
def test_the_api_keeps_its_word_whatever_is_sent(fuzzed, mode):
    _tried(fuzzed, [one.name for one in OPERATIONS], mode)
