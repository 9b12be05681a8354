"""What stands on the desk of each role, for its tour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.domain.terms import Role

R = Role


@dataclass(frozen=True)
class Stop:
    """One stop of the tour: what it is called, what it is for, where it is."""

    title: LazyString
    what: LazyString
    endpoint: str


_ALERTS = Stop(
    lazy_gettext("Alerts"),
    lazy_gettext("What was told to your desk. What comes by mail, you choose."),
    "alerts.alerts",
)
_SEARCH = Stop(
    lazy_gettext("Search"),
    lazy_gettext(
        "By number, telephone, name or words; the key / opens it, ? shows all."
    ),
    "comfort.find",
)
_OVERVIEW = Stop(
    lazy_gettext("Overview"),
    lazy_gettext("Every number opens the list behind it; every picture has a table."),
    "leader.overview",
)
_FIGURES_ALONE = Stop(
    lazy_gettext("Overview"),
    lazy_gettext(
        "Today, the trend, departments and centers on one page; every picture has a table."
    ),
    "leader.overview",
)
_REPORTS = Stop(
    lazy_gettext("Reports"),
    lazy_gettext(
        "Each working morning, and of month, quarter and year; Word and Excel."
    ),
    "reports.reports",
)
_LOG = Stop(
    lazy_gettext("Access log"),
    lazy_gettext("Who signed in, who looked at a name, who changed a right, and why."),
    "admin.access_log",
)
_ACCOUNT = (
    Stop(
        lazy_gettext("My account"),
        lazy_gettext("Password, second factor, and where else you are signed in."),
        "sessions.account",
    ),
    Stop(
        lazy_gettext("Set up my desk"),
        lazy_gettext("What comes by mail, single keys, and this tour again."),
        "comfort.settings",
    ),
)
_WINDOW = (
    Stop(
        lazy_gettext("New case"),
        lazy_gettext("One page in the order of the talk; Ctrl+Enter files it."),
        "frontdesk.new_case",
    ),
    Stop(
        lazy_gettext("To verify"),
        lazy_gettext(
            "What a department says is done; look at it before the person does."
        ),
        "frontdesk.to_verify",
    ),
    Stop(
        lazy_gettext("To revisit"),
        lazy_gettext("Whom to call, with the calls made so far."),
        "frontdesk.to_revisit",
    ),
    _SEARCH,
)
_DEPARTMENT = (
    Stop(
        lazy_gettext("To do"),
        lazy_gettext("Due first on top; the blue word in each row is what to do now."),
        "department.to_do",
    ),
    Stop(
        lazy_gettext("Our notices"),
        lazy_gettext(
            "Supervision notices and statements; each has its own reply limit."
        ),
        "department.notices",
    ),
    _SEARCH,
    _ALERTS,
)
TOURS: Mapping[Role, Sequence[Stop]] = {
    R.FRONT_DESK: _WINDOW,
    R.CENTER_LEADER: _WINDOW,
    R.HANDLER: (
        *_DEPARTMENT[:1],
        Stop(
            lazy_gettext("Text blocks"),
            lazy_gettext("What you write again and again, put in with one click."),
            "department.blocks",
        ),
        *_DEPARTMENT[1:3],
    ),
    R.CHIEF_REPRESENTATIVE: _DEPARTMENT,
    R.DEPUTY_LEADER: _DEPARTMENT,
    R.DISPATCHER: (
        Stop(
            lazy_gettext("Returned cases"),
            lazy_gettext("Rule within a working day; the promise does not wait."),
            "dispatch.returned",
        ),
        _SEARCH,
        _ALERTS,
    ),
    R.DISTRICT_LEADER: (
        _OVERVIEW,
        Stop(
            lazy_gettext("To rule on"),
            lazy_gettext(
                "Evidence beside what the department says; who ruled first never "
                "decides on the objection."
            ),
            "inspection.escalations",
        ),
        _REPORTS,
        _SEARCH,
    ),
    R.STATISTICIAN: (
        _FIGURES_ALONE,
        Stop(
            lazy_gettext("Figures"),
            lazy_gettext(
                "By department, each with its counts and its interval; nobody is "
                "ranked on a few cases."
            ),
            "figures.show",
        ),
        _REPORTS,
    ),
    R.SECURITY_ADMINISTRATOR: (
        Stop(
            lazy_gettext("People"),
            lazy_gettext(
                "Accounts and what each may do; a new password is shown once and "
                "never again."
            ),
            "admin.list_people",
        ),
        Stop(
            lazy_gettext("Sessions"),
            lazy_gettext("Who is signed in now; one click ends what looks wrong."),
            "admin.sessions",
        ),
        _LOG,
    ),
    R.SYSTEM_ADMINISTRATOR: (
        Stop(
            lazy_gettext("System"),
            lazy_gettext(
                "Whether timer, mail and register are well. Cases stay closed to you."
            ),
            "admin.system",
        ),
        *_ACCOUNT,
    ),
    R.AUDIT_ADMINISTRATOR: (_LOG, *_ACCOUNT),
    R.INSPECTOR: (
        Stop(
            lazy_gettext("To rule on"),
            lazy_gettext(
                "What was due beside what happened; you decide, with reasons."
            ),
            "inspection.escalations",
        ),
        _SEARCH,
        _ALERTS,
    ),
}
