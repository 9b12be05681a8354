"""Who is signed in now, and ending it: the security administrator's."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext

from app.casework import sessions as verbs
from app.web.access import for_roles
from app.web.admin.blueprint import PAGE_ROWS, SECURITY, Page, blueprint
from app.web.admin.people_forms import ActForm
from app.web.agents import agent_words
from app.web.desk import desk_here, session_here, write
from app.web.furnishing import limits_here


@blueprint.get("/sessions")
@for_roles(SECURITY)
def sessions() -> Page:
    """List every open session of the district."""
    before = request.args.get("before", type=int)
    rows = verbs.open_sessions(
        desk_here(), limits_here(), before=before, limit=PAGE_ROWS + 1
    )
    following = ""
    if len(rows) > PAGE_ROWS:
        following = url_for("admin.sessions", before=rows[PAGE_ROWS - 1][0].id)
    return render_template(
        "admin/sessions.html",
        rows=rows[:PAGE_ROWS],
        current=session_here(),
        agent_words=agent_words,
        act=ActForm(formdata=None),
        following=following,
        first=url_for("admin.sessions") if before else "",
    )


@blueprint.post("/sessions/<int:session_id>/end")
@for_roles(SECURITY)
def end_session(session_id: int) -> Page:
    """End somebody's session at once."""
    write(verbs.end_somebodys, session_id)
    flash(gettext("The session is ended."))
    return redirect(url_for("admin.sessions"))


@blueprint.post("/people/<int:user_id>/sessions/end")
@for_roles(SECURITY)
def end_sessions(user_id: int) -> Page:
    """End every session of a person at once."""
    write(verbs.end_all_of, user_id)
    flash(gettext("All sessions of this person are ended."))
    return redirect(url_for("admin.person", user_id=user_id))
