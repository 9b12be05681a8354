"""The REST API: the second door of the house, for programs.

The same verbs as the pages, the same rights, the same one transaction. What there is
stands in `OPERATIONS`; routes, checks and the OpenAPI description are made from it.
"""

from __future__ import annotations

from flask import Blueprint, Flask
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException

from app.api import (
    acting,
    callers,
    docs,
    documents,
    filing,
    findings,
    ledgers,
    organisation,
    papers,
    problems,
    public_cases,
    retaliation,
    routing,
    supervision,
    tickets,
    webhooks,
)
from app.api.door import view_of
from app.api.openapi import PREFIX
from app.api.operations import Operation
from app.domain.errors import Refusal
from app.store.outages import ERRORS

OPERATIONS: tuple[Operation, ...] = (
    *tickets.OPERATIONS,
    *ledgers.OPERATIONS,
    *filing.OPERATIONS,
    *acting.OPERATIONS,
    *organisation.OPERATIONS,
    *routing.OPERATIONS,
    *supervision.OPERATIONS,
    *papers.OPERATIONS,
    *findings.OPERATIONS,
    *retaliation.OPERATIONS,
    *public_cases.OPERATIONS,
    *documents.OPERATIONS,
    *webhooks.OPERATIONS,
)


def init_app(app: Flask, wording: problems.Wording) -> None:
    """Register the API.

    wording: says a refusal to people; the pages' own, so that both doors say the same
    """
    app.extensions["api_wording"] = wording
    app.register_blueprint(_blueprint())


def _blueprint() -> Blueprint:
    """A new one for each application: routes are made from the table."""
    blueprint = Blueprint(
        "api",
        __name__,
        url_prefix=PREFIX,
        template_folder="templates",
        static_folder="static",
    )
    for operation in OPERATIONS:
        blueprint.add_url_rule(
            operation.path,
            operation.name,
            view_of(operation),
            methods=[operation.method],
            provide_automatic_options=False,
        )
    docs.add_to(blueprint, OPERATIONS)
    blueprint.register_error_handler(problems.Problem, problems.told)
    blueprint.register_error_handler(Refusal, problems.refused)
    blueprint.register_error_handler(ValidationError, problems.misshapen)
    blueprint.register_error_handler(HTTPException, problems.failed)
    for kind in ERRORS:
        blueprint.register_error_handler(kind, problems.unavailable)
    blueprint.after_request(callers.tell_quotas)
    return blueprint
