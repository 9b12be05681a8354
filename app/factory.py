"""create_app: the one place where all rooms meet."""

from threading import Event

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import api, cli, web
from app.casework.office import open_offices
from app.casework.storage import Cabinet, storage_of
from app.casework.wayfinding import Wayfinder
from app.config import INSTANCE, Settings, load_settings
from app.reports.evidence_zip import dress, pack
from app.reports.word_kept import kept_templates
from app.store import database, personal_data
from app.web.furnishing import furnish
from app.web.oidc import init_oidc
from app.web.readers import readers
from app.web.refusals import sentence_of
from app.web.register_names import names_here, units_here
from app.web.security import cookie_name, hosts_of


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application.

    settings:  those of this machine when left out
    raises:    SettingsFaults with every fault of the environment, RuleFileFaults
               with every fault of the rule file, CalendarFault
    """
    settings = settings or load_settings()
    app = Flask(
        "app",
        instance_path=str(INSTANCE),
        static_folder=None,
        template_folder=None,
    )
    app.config.from_mapping(_flask_config(settings))
    app.extensions["settings"] = settings
    app.extensions["leaving"] = Event()  # set once this process was asked to stop
    _believe_proxies(app, settings.trusted_proxies)
    app.extensions["answer_to_programs"] = api.problems.failed
    database.init_app(app, settings)
    personal_data.init_app(app, settings)
    app.extensions["offices"] = open_offices(
        settings.rules_path,
        settings.district_path / "holidays.json",
        settings.practice,
    )
    app.extensions["cabinet"] = Cabinet(storage_of(settings), dress, pack)
    app.extensions["kept_templates"] = kept_templates(settings.paper_templates)
    app.extensions["wayfinder"] = Wayfinder(settings.district_path)
    web.init_app(app, settings)
    api.init_app(app, sentence_of)
    furnish(app)
    readers(app).names = names_here
    readers(app).units = units_here
    init_oidc(app, settings)
    cli.init_app(app)
    return app


def _believe_proxies(app: Flask, count: int) -> None:
    """Take address and scheme from what our own proxies add, and from nobody else."""
    if count:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=0
        )


def _flask_config(settings: Settings) -> dict[str, object]:
    """Translate our settings into the names that Flask and its extensions read."""
    secure = settings.public_url.startswith("https://")
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        # Above the largest file, so that a page can say which one is too large.
        "MAX_CONTENT_LENGTH": 4 * settings.upload_max_bytes,
        "SESSION_COOKIE_NAME": cookie_name("bancheng", secure=secure),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": secure,
        "TRUSTED_HOSTS": hosts_of(settings),
        "BABEL_DEFAULT_LOCALE": "zh_Hans",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Shanghai",
        "BOOTSTRAP_SERVE_LOCAL": True,
    }
