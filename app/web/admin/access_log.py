"""The log of sign-ins, of looks at names and of administration: to read, not to change."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from app.casework import people
from app.web.access import for_roles
from app.web.admin.access_words import GROUPS, lines_of
from app.web.admin.blueprint import AUDIT, PAGE_ROWS, SECURITY, Page, blueprint
from app.web.agents import agent_words
from app.web.desk import desk_here


@blueprint.get("/access-log")
@for_roles(SECURITY, AUDIT)
def access_log() -> Page:
    """Show who signed in, who looked at a name, who changed a right."""
    group = request.args.get("group", "")
    group = group if group in GROUPS else ""
    username = request.args.get("who", "").strip()[:64]
    before = request.args.get("before", type=int)
    rows = people.read_access_log(
        desk_here(),
        actions=GROUPS[group][1],
        username=username,
        before=before,
        limit=PAGE_ROWS + 1,
    )
    given: dict[str, Any] = {"group": group or None, "who": username or None}
    following = ""
    if len(rows) > PAGE_ROWS:
        last = rows[PAGE_ROWS - 1].id
        following = url_for("admin.access_log", **given, before=last)
    return render_template(
        "admin/access_log.html",
        lines=lines_of(rows[:PAGE_ROWS]),
        places=[
            (word, None, url_for("admin.access_log", group=name or None), name == group)
            for name, (word, _) in GROUPS.items()
        ],
        agent_words=agent_words,
        who=username,
        group=group,
        following=following,
        first=url_for("admin.access_log", **given) if before else "",
    )
