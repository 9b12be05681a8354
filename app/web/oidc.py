"""Signing in through a provider of unified identities (OpenID Connect), beside passwords.

Code flow with PKCE, state and nonce; the provider's addresses and keys come from its
discovery document. One claim of the identity must be the staff number of an account
that exists: nobody is made an account here. Off until the settings name a provider.
"""

from __future__ import annotations

from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    flash,
    redirect,
    request,
    session,
    url_for,
)
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from app.casework import signing_in
from app.casework.sessions import BY_PROVIDER
from app.config import Settings
from app.domain.errors import Refusal, SignInRefused
from app.process import settings_here
from app.store.transaction import transaction
from app.web.access import public
from app.web.addresses import local_address
from app.web.desks import Desk
from app.web.furnishing import agent_here, go_on, is_out_of_place, refusal
from app.web.moments import request_now
from app.web.readers import FirstStep, Person
from app.web.refusals import sentence_of
from app.web.sessions import NEXT, Page, went_on

TIMEOUT_SECONDS = 10
DISCOVERY = "/.well-known/openid-configuration"
# Whatever a provider answers or fails to answer, the person is told one sentence.
_FAILURES = (
    AuthlibBaseError,
    JoseError,
    KeyError,
    RuntimeError,
    TypeError,
    ValueError,
    requests.RequestException,
)

blueprint = Blueprint("oidc", __name__)


def init_oidc(app: Flask, settings: Settings) -> None:
    """Make the provider known, where the settings name one."""
    if settings.oidc_issuer is None:
        return
    oauth = OAuth(app)
    oauth.register(
        "provider",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=settings.oidc_issuer.rstrip("/") + DISCOVERY,
        client_kwargs={
            "scope": "openid profile",
            "code_challenge_method": "S256",
            "default_timeout": TIMEOUT_SECONDS,
        },
    )
    app.extensions["oidc"] = oauth


@blueprint.get("/sign-in/unified")
@public
def begin() -> Page:
    """Send the person to the provider."""
    client = _client()
    session[NEXT] = local_address(request.args.get("next", ""))
    try:
        answer: Response = client.authorize_redirect(_address("oidc.come_back"))
    except _FAILURES as failure:
        return _failed(failure)
    return answer


@blueprint.get("/sign-in/unified/return")
@public
def come_back() -> Page:
    """Take up whom the provider vouches for."""
    client, settings = _client(), settings_here()
    try:
        token = client.authorize_access_token(claims_options=_expected(settings))
        number = str(token["userinfo"][settings.oidc_claim])
    except _FAILURES as failure:
        return _failed(failure)
    try:
        return went_on(_taken_up(number))
    except Refusal as refused:
        flash(sentence_of(refused))
        return redirect(url_for("sessions.sign_in"))


@blueprint.get("/sign-in/unified/end")
@public
def end() -> Page:
    """Send the person to the provider to end the session there."""
    try:
        answer: Response = _client().logout_redirect(
            post_logout_redirect_uri=_address("sessions.sign_in"),
            client_id=settings_here().oidc_client_id,
        )
    except _FAILURES as failure:
        return _failed(failure)
    return answer


def _taken_up(number: str) -> Person | FirstStep:
    """Return the person of that staff number, or what is still owed.

    raises:  SignInRefused
    """
    remote = request.remote_addr or ""
    with transaction():
        account = signing_in.record_provider_step(
            number, request_now(), remote, agent_here(), but=is_out_of_place
        )
        taken = go_on(account, remote, BY_PROVIDER) if account else None
    if taken is None:
        raise refusal("sign_in.nobody")
    return taken


def _expected(settings: Settings) -> dict[str, dict[str, object]]:
    """Return what the identity must say: from this provider, for this system."""
    return {
        "iss": {"essential": True, "value": settings.oidc_issuer},
        "aud": {"essential": True, "value": settings.oidc_client_id},
        "exp": {"essential": True},
    }


def _failed(failure: Exception) -> Response:
    """Tell the person one sentence, the log of this machine the kind of failure."""
    current_app.logger.warning("unified sign-in failed: %s", type(failure).__name__)
    flash(sentence_of(SignInRefused("sign_in.provider")))
    return redirect(url_for("sessions.sign_in"))


def _address(endpoint: str) -> str:
    """Return the address of a page as the provider knows it."""
    return settings_here().public_url + url_for(endpoint)


def _client() -> Any:
    oauth = current_app.extensions.get("oidc")
    if oauth is None:
        abort(404)
    return oauth.provider


DESK = Desk(blueprint)
