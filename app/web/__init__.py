"""The pages. Flask, WTForms, Jinja.

The shell (this folder's own files) gives every page its frame: access, sessions,
languages, dates, lights, forms, errors, templates/base.html and its macros. The desks
are blueprints, listed in `DESKS`; docs/pages.md says how a page is built.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask
from flask_bootstrap import Bootstrap5

from app.config import Settings
from app.web import (
    account,
    admin,
    alerts,
    comfort,
    data_requests,
    department,
    dispatch,
    figures,
    frontdesk,
    health,
    improvements,
    inspection,
    language,
    leader,
    metrics,
    oidc,
    patterns,
    public,
    publication,
    reports,
    self_filing,
    sessions,
    shell,
    tokens,
    webhooks,
)
from app.web.case import pages as case_pages
from app.web.charts import init_charts
from app.web.day_cells import init_day_cells
from app.web.desks import Desk
from app.web.display import init_display
from app.web.formats import init_formats
from app.web.language import init_language
from app.web.layout import init_layout
from app.web.marked_chinese import init_marked_chinese
from app.web.outages import init_outages
from app.web.problems import init_problems
from app.web.readers import Readers
from app.web.requests import init_requests
from app.web.security import init_security
from app.web.sentences import init_sentences
from app.web.sessions import init_sessions
from app.web.shares import init_shares
from app.web.watching import init_watching
from app.web.weight import init_weight
from app.web.written_names import init_written_names

# The desks, in the order of the navigation. A new desk adds its line here.
DESKS: Sequence[Desk] = (
    frontdesk.DESK,
    department.DESK,
    dispatch.DESK,
    leader.DESK,
    inspection.DESK,
    figures.DESK,
    patterns.DESK,
    improvements.DESK,
    data_requests.DESK,
    alerts.DESK,
    account.DESK,
    comfort.DESK,
    oidc.DESK,
    tokens.DESK,
    webhooks.DESK,
    reports.DESK,
    publication.DESK,
    public.DESK,
    self_filing.DESK,
    admin.DESK,
    case_pages.DESK,
)

_SHELL = (shell.blueprint, language.blueprint, sessions.blueprint)


def init_app(app: Flask, settings: Settings, desks: Sequence[Desk] = DESKS) -> Readers:
    """Register the pages.

    desks:    those of this house when left out
    returns:  the questions the shell asks, to be furnished by the factory
    """
    app.extensions["web_readers"] = asked = Readers()
    app.extensions["web_blueprints"] = {
        *(blueprint.name for blueprint in _SHELL),
        *(desk.blueprint.name for desk in desks),
    }
    app.static_url_path = app.static_url_path or "/static"  # Bootstrap-Flask reads it
    app.config.setdefault("BOOTSTRAP_SERVE_LOCAL", True)
    Bootstrap5(app)
    init_weight(app)
    init_watching(app)
    app.register_blueprint(shell.blueprint)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(metrics.blueprint)
    init_requests(app)
    init_security(app, https=settings.public_url.startswith("https://"))
    init_language(app)
    init_display(app)
    init_written_names(app)
    init_marked_chinese(app)
    init_formats(app)
    init_day_cells(app)
    init_charts(app)
    init_sentences(app)
    init_shares(app)
    init_sessions(app, idle_minutes=settings.session_idle_minutes)
    init_problems(app)
    init_outages(app)
    init_layout(app, [place for desk in desks for place in desk.places])
    for desk in desks:
        app.register_blueprint(desk.blueprint)
    return asked
