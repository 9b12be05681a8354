"""Signing in and out, the idle time-out, and forms that outlive a session.

A session ends after some minutes without a page. What is sent after that is kept (see
kept) and sent on once its sender has signed in again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from flask import (
    Blueprint,
    Flask,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext, lazy_gettext
from flask_login import LoginManager, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import Length, ValidationError

from app.domain.errors import Refusal
from app.web.access import access_of, asked_for, public, signed_in
from app.web.addresses import local_address
from app.web.forms import Form, Required
from app.web.kept import KeptForm, kept_from_request, kept_through_sign_in
from app.web.layout import first_address
from app.web.moments import request_now
from app.web.people import SignedIn, current_person
from app.web.problems import problem_page
from app.web.readers import FirstStep, Person, readers
from app.web.security import is_file

SEEN_AT = "seen_at"
SHORTEST_PASSWORD = 10
FIRST_STEP, NEXT = "first_step", "next"
FIRST_STEP_SECONDS = 300
# What there is to do with one's own account, and what it is for.
OWN_PAGES = (
    (
        "sessions.change_password",
        lazy_gettext("Change the password"),
        lazy_gettext("At once, if somebody else may know it"),
    ),
    (
        "account.second_factor",
        lazy_gettext("Second factor"),
        lazy_gettext("Six digits of your telephone beside the password"),
    ),
    (
        "account.sessions",
        lazy_gettext("My sessions"),
        lazy_gettext("Where you are signed in; end what is not yours"),
    ),
    (
        "account.interests",
        lazy_gettext("Conflicts of interest"),
        lazy_gettext("Departments on which you may not rule"),
    ),
    (
        "comfort.settings",
        lazy_gettext("Set up my desk"),
        lazy_gettext("What comes by mail, and when; the tour of your desk"),
    ),
    (
        "comfort.keys",
        lazy_gettext("Keys"),
        lazy_gettext("Lists and forms without the mouse"),
    ),
    (
        "comfort.legal_terms",
        lazy_gettext("Terms of law"),
        lazy_gettext("What they mean here, with their source"),
    ),
    (
        "tokens.own",
        lazy_gettext("Tokens for programs"),
        lazy_gettext("A program acts in your name, as far as you let it"),
    ),
    (
        "webhooks.own",
        lazy_gettext("Webhooks"),
        lazy_gettext("A program is told when something happens to a case"),
    ),
)
Page = str | Response | tuple[str, int]

blueprint = Blueprint("sessions", __name__)
csrf = CSRFProtect()

_ALWAYS_OPEN = {
    "sessions.sign_out",
    "language.choose",
    "display.choose",
    "display.choose_elder",
}
# What may have to be done first, and what is open meanwhile.
_FIRST: Mapping[str, Collection[str]] = {
    "sessions.change_password": {"sessions.change_password", *_ALWAYS_OPEN},
    "account.second_factor": {
        "account.second_factor",
        "account.confirm_second_factor",
        *_ALWAYS_OPEN,
    },
}
# Pages that are told where to go on after the sign-in.
_DOORS = ("sessions.sign_in", "sessions.sign_in_code", "oidc.come_back")


class SignInForm(Form):
    """Staff number and password."""

    staff_number = StringField(
        lazy_gettext("Staff number"),
        [Required(lazy_gettext("Enter your staff number")), Length(max=64)],
    )
    password = PasswordField(
        lazy_gettext("Password"),
        [Required(lazy_gettext("Enter your password")), Length(max=1024)],
    )


class CodeForm(Form):
    """The code of the person's own device, or a recovery code."""

    code = StringField(
        lazy_gettext("Sign-in code"),
        [Required(lazy_gettext("Enter the code")), Length(max=64)],
    )


class PasswordForm(Form):
    """The present password and a new one."""

    password = PasswordField(
        lazy_gettext("Present password"),
        [Required(lazy_gettext("Enter your present password")), Length(max=1024)],
    )
    new_password = PasswordField(
        lazy_gettext("New password"),
        [Required(lazy_gettext("Enter a new password")), Length(max=1024)],
    )
    new_password_again = PasswordField(
        lazy_gettext("New password again"),
        [Required(lazy_gettext("Enter the new password a second time"))],
    )

    def validate_new_password(self, field: PasswordField) -> None:
        if len(field.data) < SHORTEST_PASSWORD:
            raise ValidationError(
                gettext("At least %(num)d characters", num=SHORTEST_PASSWORD)
            )

    def validate_new_password_again(self, field: PasswordField) -> None:
        if field.data != self.new_password.data:
            raise ValidationError(gettext("The two new passwords differ"))


def init_sessions(app: Flask, *, idle_minutes: int) -> None:
    """Guard the pages: who is signed in, for how long, and with which token.

    idle_minutes:  a session ends after that many minutes without a page
    """
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)  # a token lives as its session
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # the guard asks, for pages only
    app.extensions["idle_time"] = timedelta(minutes=idle_minutes)
    manager = LoginManager(app)
    manager.session_protection = None  # offices change addresses behind their proxies
    manager.user_loader(_signed_in)
    csrf.init_app(app)
    app.register_blueprint(blueprint)
    app.before_request(guard)
    app.register_error_handler(CSRFError, send_again)


def guard() -> Page | None:
    """Let a request through to its page, or answer in its place."""
    if request.blueprint not in current_app.extensions["web_blueprints"]:
        return None
    access = asked_for()
    _end_idle_session()
    person = current_person()
    if not access.admits(person.role if person else None):
        return _turned_away(person)
    first = _to_do_first(person)
    if first and request.endpoint not in _FIRST[first] and not is_file():
        return redirect(url_for(first))
    if person:
        _note_seen(person)
    if request.method == "POST" and current_app.config["WTF_CSRF_ENABLED"]:
        csrf.protect()
    return None


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Page:
    """Sign a person in; go on where the person was, with what had been typed."""
    person = current_person()
    if person and request.method == "GET":
        return redirect(_next_address() or first_address(person))
    form, kept = SignInForm(), kept_through_sign_in(request.form)
    if form.accepted():
        try:
            found = _verified(form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return went_on(found, kept)
    return _sign_in_page(form, kept), form.status


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@public
def sign_in_code() -> Page:
    """Ask for the code, after a password that was right not long ago."""
    first, step = _first_step(), readers().second_step
    if first is None or step is None:
        return redirect(url_for("sessions.sign_in"))
    form, kept = CodeForm(), kept_through_sign_in(request.form)
    if form.accepted():
        try:
            person = step(first, form.code.data, request.remote_addr or "")
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _go_on(person, kept)
    return _code_page(form, kept), form.status


def went_on(found: Person | FirstStep, kept: KeptForm | None = None) -> Page:
    """Go on after a first step: with the person's work, or with the code's page."""
    if not isinstance(found, FirstStep):
        return _go_on(found, kept)
    next_address = _next_address()
    _forget()
    session[FIRST_STEP] = [found.user_id, found.way, found.password_of, _seconds()]
    if kept is None:
        return redirect(url_for("sessions.sign_in_code", next=next_address or None))
    return _code_page(CodeForm(formdata=None), kept)


@blueprint.post("/sign-out")
@public
def sign_out() -> Page:
    """End the session."""
    person, end = current_person(), readers().sign_out
    if person and end:
        end(person)
    _forget()
    flash(gettext("You are signed out."))
    return redirect(url_for("sessions.sign_in"))


@blueprint.get("/account")
@signed_in
def account() -> Page:
    """Show who is signed in."""
    return render_template("sessions/account.html", pages=own_pages())


@blueprint.route("/account/password", methods=["GET", "POST"])
@signed_in
def change_password() -> Page:
    """Change one's own password."""
    person, form = current_person(), PasswordForm()
    change = readers().change_password
    if person and change and form.accepted():
        try:
            person = change(person, form.password.data, form.new_password.data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            _begin(person)
            flash(gettext("The password is changed."))
            return redirect(first_address(person))
    page = render_template(
        "sessions/password.html", form=form, shortest=SHORTEST_PASSWORD
    )
    return page, form.status


def send_again(error: CSRFError) -> Page:
    """Answer a form whose token does not fit: keep it, and send it with a new one."""
    kept = kept_from_request()
    if kept is None:
        return problem_page(400, gettext("This form did not come from our own page."))
    if request.endpoint == "sessions.sign_in":
        return _sign_in_page(SignInForm(), kept_through_sign_in(request.form)), 400
    return _send_on_page(kept), 400


def own_pages() -> list[tuple[str, str, str]]:
    """Return what else there is to do with the own account: word, what for, address."""
    known = current_app.view_functions
    return [
        (str(word), str(told), url_for(endpoint))
        for endpoint, word, told in OWN_PAGES
        if endpoint in known and _is_open(endpoint)
    ]


def _is_open(endpoint: str) -> bool:
    person, access = current_person(), access_of(current_app, endpoint)
    return person is not None and access is not None and access.admits(person.role)


def _signed_in(session_key: str) -> SignedIn | None:
    person = readers().person(session_key)
    return SignedIn(person) if person else None


def _first_step() -> FirstStep | None:
    """Return whose code is awaited; None when nobody's, or it was long ago."""
    user_id, way, password_of, at = session.get(FIRST_STEP, (0, "", "", 0))
    if _seconds() - at > FIRST_STEP_SECONDS:
        return None
    return FirstStep(user_id, way, password_of)


def _seconds() -> int:
    return int(request_now().timestamp())


def _verified(form: SignInForm) -> Person | FirstStep:
    """Return the person these words sign in, or what is still owed.

    raises:  SignInRefused
    """
    verb = readers().sign_in
    if verb is None:
        raise LookupError("no sign-in verb is registered")
    return verb(form.staff_number.data, form.password.data, request.remote_addr or "")


def _end_idle_session() -> None:
    """Sign out who has not opened a page for too long; the token stays for `kept`."""
    if SEEN_AT not in session:
        return
    seen_at = datetime.fromtimestamp(session[SEEN_AT], UTC)
    idle: timedelta = current_app.extensions["idle_time"]
    if current_user.is_authenticated and request_now() - seen_at > idle:
        logout_user()
        session.pop(SEEN_AT, None)
        g.session_ended = True


def _note_seen(person: Person) -> None:
    session[SEEN_AT] = int(request_now().timestamp())
    seen = readers().seen
    if seen is not None:
        seen(person)


def _turned_away(person: Person | None) -> Page:
    if person is not None:
        raise Forbidden
    if request.method == "GET":
        return redirect(url_for("sessions.sign_in", next=request.full_path.rstrip("?")))
    return _sign_in_page(SignInForm(formdata=None), kept_from_request()), 401


def _to_do_first(person: Person | None) -> str:
    """Return the endpoint of what must be done before anything else; empty for none."""
    if person is None:
        return ""
    if person.must_change_password:
        return "sessions.change_password"
    return "account.second_factor" if person.must_enrol else ""


def _go_on(person: Person, kept: KeptForm | None) -> Page:
    next_address = _next_address()
    _begin(person)
    first = _to_do_first(person)
    if first and kept is None:
        return redirect(url_for(first))
    if kept is not None:
        return _send_on_page(kept)
    return redirect(next_address or first_address(person))


def _begin(person: Person) -> None:
    """Begin a fresh session: nothing of the one before, a new token."""
    _forget()
    login_user(SignedIn(person))
    session[SEEN_AT] = int(request_now().timestamp())


def _forget() -> None:
    logout_user()
    session.clear()
    g.pop("csrf_token", None)


def _next_address() -> str:
    """Return where to go on after the sign-in; only the pages of the door are told so."""
    if request.endpoint not in _DOORS:
        return ""
    return local_address(request.args.get("next", "") or session.get(NEXT, ""))


def _sign_in_page(form: SignInForm, kept: KeptForm | None) -> str:
    return render_template(
        "sessions/sign_in.html",
        form=form,
        kept=kept,
        next_address=_next_address() or None,
        provider=_provider_address(),
    )


def _code_page(form: CodeForm, kept: KeptForm | None) -> str:
    return render_template(
        "sessions/code.html",
        form=form,
        kept=kept,
        next_address=_next_address() or None,
    )


def _provider_address() -> str:
    """Return where signing in by unified identity begins; empty where it is off."""
    if "oidc" not in current_app.extensions:
        return ""
    return url_for("oidc.begin", next=_next_address() or None)


def _send_on_page(kept: KeptForm) -> str:
    return render_template("sessions/send_on.html", kept=kept, token=generate_csrf())
