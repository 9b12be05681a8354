"""One's own open sessions, to be ended by oneself."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext

from app.casework import sessions as verbs
from app.web.access import signed_in
from app.web.account.blueprint import Page, blueprint
from app.web.agents import agent_words
from app.web.desk import desk_here, session_here, write
from app.web.furnishing import limits_here


@blueprint.get("/account/sessions")
@signed_in
def sessions() -> Page:
    """List one's own open sessions."""
    return render_template(
        "account/sessions.html",
        rows=verbs.own_sessions(desk_here(), limits_here()),
        current=session_here(),
        agent_words=agent_words,
        limits=limits_here(),
    )


@blueprint.post("/account/sessions/<int:session_id>/end")
@signed_in
def end_session(session_id: int) -> Page:
    """End one of one's own sessions."""
    write(verbs.end_own, session_id)
    flash(gettext("The session is ended."))
    return redirect(url_for("account.sessions"))


@blueprint.post("/account/sessions/end-others")
@signed_in
def end_other_sessions() -> Page:
    """End all of one's own sessions but this one."""
    write(verbs.end_other_own, session_here() or 0)
    flash(gettext("All your other sessions are ended."))
    return redirect(url_for("account.sessions"))
