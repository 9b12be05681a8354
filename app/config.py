"""Settings: what differs between machines, read once from the environment.

What the office decides (limits, steps, recipients) is not here but in the rule file
that `BANCHENG_RULES` points to. `.env.example` lists every variable.
"""

import ipaddress
import os
import re
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar
from urllib.parse import urlsplit

from app.domain.permissions import WITHOUT_ACCOUNT
from app.domain.practice import LONGEST_RETENTION, Practice, retention_by_class
from app.domain.terms import Role

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = ROOT / "instance"
SECRETS_FILE = INSTANCE / "secrets.env"
SHORTEST_SECRET = 32
PERSONAL_KEY_BYTES = 32
# What opens data that is kept: without it a backup can be restored, but not read.
SECRETS = ("SECRET_KEY", "PERSONAL_DATA_KEYS")

T = TypeVar("T")
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

LOG_FORMATS = ("text", "json")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

_POSTGRESQL = ("postgresql://", "postgres://", "postgresql+psycopg://")
_SQLITE = "sqlite:///"
_YES_NO = {
    "1": True,
    "true": True,
    "yes": True,
    "0": False,
    "false": False,
    "no": False,
}


class SettingsFaults(Exception):
    """The environment cannot be used; the message lists every fault, one a line."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(["The settings have faults:", *faults]))


@dataclass(frozen=True, kw_only=True, repr=False)
class Settings:
    """Everything that differs between machines, checked. Paths are absolute.

    personal_data_keys: name and secret; the first seals, the others still open
    """

    database_url: str
    secret_key: str
    personal_data_keys: tuple[tuple[str, bytes], ...]
    rules_path: Path
    district_path: Path
    smtp_host: str | None
    smtp_port: int
    smtp_user: str | None
    smtp_password: str | None
    smtp_from: str
    smtp_tls: bool
    outbox_dir: Path
    documents_dir: Path
    public_url: str
    sweep_seconds: int
    host: str
    port: int
    trusted_proxies: int
    drain_seconds: int
    log_format: str
    log_level: str
    metrics_token: str | None
    metrics_networks: tuple[Network, ...]
    session_idle_minutes: int
    session_hours: int
    password_days: int
    account_idle_days: int
    second_factor_roles: frozenset[Role]
    oidc_issuer: str | None
    oidc_client_id: str | None
    oidc_client_secret: str | None
    oidc_claim: str
    trusted_hosts: tuple[str, ...]
    upload_max_bytes: int
    api_requests_per_token: int
    api_requests_per_address: int
    api_token_days: int
    practice: Practice
    webhook_networks: tuple[Network, ...]
    ticket_max_bytes: int
    virus_scanner: str | None
    personal_data_months: int
    data_request_days: int
    delivery_log_days: int
    seal_witness: str | None
    paper_templates: Path | None
    demo: bool

    def __repr__(self) -> str:
        """Show no value: settings hold secrets and end up in logs."""
        return "Settings(...)"


def settings_from(environ: Mapping[str, str], root: Path = ROOT) -> Settings:
    """Read and check all settings.

    environ:  names to values; an empty value counts as not set
    root:     relative paths start here
    raises:   SettingsFaults, with all faults at once
    """
    read = _Reader(environ, root)
    port = read.whole("PORT", 8000, lowest=1, highest=65535)
    settings = Settings(
        database_url=read.database_url(),
        secret_key=read.secret_key(),
        personal_data_keys=read.personal_data_keys(),
        rules_path=read.existing("BANCHENG_RULES", "escalation_rules.toml"),
        district_path=read.existing("BANCHENG_DISTRICT", "app/district"),
        smtp_host=read.text("SMTP_HOST"),
        smtp_port=read.whole("SMTP_PORT", 25, lowest=1, highest=65535),
        smtp_user=read.text("SMTP_USER"),
        smtp_password=read.text("SMTP_PASSWORD"),
        smtp_from=read.text("SMTP_FROM") or "bancheng@localhost",
        smtp_tls=read.yes_no("SMTP_TLS", default=False),
        outbox_dir=read.path("OUTBOX_DIR", "instance/outbox"),
        documents_dir=read.path("DOCUMENTS_DIR", "instance/documents"),
        public_url=read.web_address("PUBLIC_URL", f"http://127.0.0.1:{port}"),
        sweep_seconds=read.whole("SWEEP_SECONDS", 30, lowest=1, highest=3600),
        host=read.text("HOST") or "127.0.0.1",
        port=port,
        trusted_proxies=read.whole("TRUSTED_PROXIES", 0, lowest=0, highest=9),
        drain_seconds=read.whole("DRAIN_SECONDS", 0, lowest=0, highest=300),
        log_format=read.one_of("LOG_FORMAT", LOG_FORMATS),
        log_level=read.one_of("LOG_LEVEL", LOG_LEVELS, default="INFO"),
        metrics_token=read.secret("METRICS_TOKEN"),
        metrics_networks=read.networks("METRICS_NETWORKS"),
        session_idle_minutes=read.whole(
            "SESSION_IDLE_MINUTES", 20, lowest=1, highest=1440
        ),
        session_hours=read.whole("SESSION_HOURS", 12, lowest=1, highest=168),
        password_days=read.whole("PASSWORD_DAYS", 0, lowest=0, highest=3650),
        account_idle_days=read.whole("ACCOUNT_IDLE_DAYS", 90, lowest=0, highest=3650),
        second_factor_roles=read.roles("SECOND_FACTOR_ROLES"),
        oidc_issuer=read.issuer("OIDC_ISSUER"),
        oidc_client_id=read.text("OIDC_CLIENT_ID"),
        oidc_client_secret=read.text("OIDC_CLIENT_SECRET"),
        oidc_claim=read.text("OIDC_CLAIM") or "preferred_username",
        trusted_hosts=read.words("TRUSTED_HOSTS"),
        upload_max_bytes=read.whole(
            "UPLOAD_MAX_BYTES", 20 * 1024 * 1024, lowest=1024, highest=1024**3
        ),
        api_requests_per_token=read.whole(
            "API_REQUESTS_PER_TOKEN", 300, lowest=1, highest=1_000_000
        ),
        api_requests_per_address=read.whole(
            "API_REQUESTS_PER_ADDRESS", 600, lowest=1, highest=1_000_000
        ),
        api_token_days=read.whole("API_TOKEN_DAYS", 366, lowest=1, highest=3660),
        practice=read.practice(),
        webhook_networks=read.networks("WEBHOOK_NETWORKS"),
        ticket_max_bytes=read.whole(
            "TICKET_MAX_BYTES", 200 * 1024 * 1024, lowest=1024, highest=1024**4
        ),
        virus_scanner=read.virus_scanner(),
        personal_data_months=read.whole(
            "PERSONAL_DATA_MONTHS", 36, lowest=6, highest=1200
        ),
        data_request_days=read.whole("DATA_REQUEST_DAYS", 15, lowest=1, highest=30),
        delivery_log_days=read.whole("DELIVERY_LOG_DAYS", 90, lowest=7, highest=3660),
        seal_witness=read.mail_address("SEAL_WITNESS"),
        paper_templates=read.folder("PAPER_TEMPLATES"),
        demo=read.yes_no("BANCHENG_DEMO", default=False),
    )
    read.together("SMTP_USER", "SMTP_PASSWORD")
    read.together("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
    if read.faults:
        raise SettingsFaults(read.faults)
    return settings


def load_settings() -> Settings:
    """Read the settings of this machine: instance/secrets.env, then the environment.

    A variable of the environment wins over the same name in the file.

    raises:  SettingsFaults
    """
    return settings_from({**variables_in(SECRETS_FILE), **os.environ})


def secrets_in_use() -> dict[str, str]:
    """The secrets of this machine that data depend on, by the name of the variable."""
    known = {**variables_in(SECRETS_FILE), **os.environ}
    return {name: known[name] for name in SECRETS if known.get(name)}


def variables_in(path: Path) -> dict[str, str]:
    """Return the NAME=value lines of a file; none, if there is no such file.

    Blank lines and lines that start with # are passed over.

    raises:  SettingsFaults, for a line of another shape (the line is not repeated)
    """
    if not path.is_file():
        return {}
    variables = {}
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise SettingsFaults([f"  {path.name}, line {number}: not NAME=value"])
        variables[name.strip()] = value.strip()
    return variables


class _Reader:
    """Reads one variable at a time and collects what is wrong with them."""

    def __init__(self, environ: Mapping[str, str], root: Path) -> None:
        self._environ = environ
        self._root = root
        self.faults: list[str] = []

    def text(self, name: str) -> str | None:
        return self._environ.get(name, "").strip() or None

    def words(self, name: str) -> tuple[str, ...]:
        """The words between commas; none, if nothing is set."""
        given = (self.text(name) or "").split(",")
        return tuple(word.strip() for word in given if word.strip())

    def roles(self, name: str) -> frozenset[Role]:
        """The roles between commas; each by its code."""
        known, given = set(Role) - WITHOUT_ACCOUNT, self.words(name)
        for word in given:
            if word not in known:
                self._fault(name, f"{word!r} is no role", None)
        return frozenset(Role(word) for word in given if word in known)

    def issuer(self, name: str) -> str | None:
        """An https address; http only on this machine itself, which tests do."""
        value = self.text(name)
        if value is None:
            return None
        parts = urlsplit(value)
        inside = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
        if not inside and (parts.scheme != "https" or not parts.netloc):
            return self._fault(name, f"{value!r} is no https address", None)
        return value

    def whole(self, name: str, default: int, *, lowest: int, highest: int) -> int:
        value = self.text(name)
        if value is None:
            return default
        if not value.isascii() or not value.isdigit():
            return self._fault(name, f"{value!r} is not a whole number", default)
        if not lowest <= int(value) <= highest:
            return self._fault(
                name, f"{value} is not between {lowest} and {highest}", default
            )
        return int(value)

    def yes_no(self, name: str, *, default: bool) -> bool:
        value = self.text(name)
        if value is None:
            return default
        if value.lower() not in _YES_NO:
            return self._fault(name, f"{value!r} is neither 1 nor 0", default)
        return _YES_NO[value.lower()]

    def one_of(self, name: str, known: tuple[str, ...], default: str = "") -> str:
        """One of the known words, whatever its case; the first of them when not set."""
        default = default or known[0]
        value = self.text(name) or default
        for word in known:
            if value.lower() == word.lower():
                return word
        return self._fault(name, f"{value!r} is none of {', '.join(known)}", default)

    def networks(self, name: str) -> tuple[Network, ...]:
        """Addresses and networks, separated by commas or blanks."""
        found = []
        for word in (self.text(name) or "").replace(",", " ").split():
            try:
                found.append(ipaddress.ip_network(word))
            except ValueError:
                self._fault(name, f"{word!r} is no address or network", None)
        return tuple(found)

    def secret(self, name: str) -> str | None:
        """A secret that may be missing, but not be guessed."""
        value = self.text(name)
        if value is not None and len(value) < SHORTEST_SECRET:
            return self._fault(
                name, f"is shorter than {SHORTEST_SECRET} characters", None
            )
        return value

    def path(self, name: str, default: str) -> Path:
        return self._root / (self.text(name) or default)

    def existing(self, name: str, default: str) -> Path:
        path = self.path(name, default)
        if not path.exists():
            return self._fault(name, f"{path} does not exist", path)
        return path

    def folder(self, name: str) -> Path | None:
        """A folder that is there; None when nothing is set."""
        if self.text(name) is None:
            return None
        path = self.path(name, "")
        if not path.is_dir():
            return self._fault(name, f"{path} is no folder", None)
        return path

    def practice(self) -> Practice:
        usual = self.whole("RETENTION_YEARS", 10, lowest=1, highest=LONGEST_RETENTION)
        long = self.whole(
            "RETENTION_YEARS_LONG", 30, lowest=1, highest=LONGEST_RETENTION
        )
        days = self.whole("MEETING_WORKING_DAYS", 3, lowest=1, highest=30)
        same = self.whole("SAME_ANSWER_PERCENT", 90, lowest=50, highest=100)
        return Practice(days, retention_by_class(usual, long), same)

    def web_address(self, name: str, default: str) -> str:
        value = (self.text(name) or default).rstrip("/")
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            return self._fault(name, f"{value!r} is no http(s) address", default)
        return value

    def secret_key(self) -> str:
        value = self.text("SECRET_KEY")
        if value is None:
            return self._fault(
                "SECRET_KEY",
                "is not set; `make secrets` writes one for this machine",
                "",
            )
        if len(value) < SHORTEST_SECRET:
            return self._fault(
                "SECRET_KEY", f"is shorter than {SHORTEST_SECRET} characters", ""
            )
        return value

    def personal_data_keys(self) -> tuple[tuple[str, bytes], ...]:
        variable = "PERSONAL_DATA_KEYS"
        value = self.text(variable)
        if value is None:
            what = "is not set; `make secrets` writes one for this machine"
            return self._fault(variable, what, ())
        keys = [_personal_key(one.strip()) for one in value.split(",")]
        # A fault names the key's place in the list, never the key.
        for number, key in enumerate(keys, start=1):
            if key is None:
                what = f"key {number} is not name:secret, the secret 32 bytes in base64"
                self._fault(variable, what, None)
        known = tuple(key for key in keys if key is not None)
        if len({name for name, _ in known}) < len(known):
            self._fault(variable, "two keys have the same name", None)
        return known

    def mail_address(self, name: str) -> str | None:
        value = self.text(name)
        if value is None or re.fullmatch(r"[!-?A-~]+@[!-?A-~]+", value):
            return value
        return self._fault(name, f"{value!r} is no mail address", None)

    def virus_scanner(self) -> str | None:
        value = self.text("VIRUS_SCANNER")
        if value is None or re.match(r"(clamd:(/|.+:\d+$)|command:\S)", value):
            return value
        what = "is neither clamd:/socket, clamd:host:port nor command:program"
        return self._fault("VIRUS_SCANNER", what, None)

    def database_url(self) -> str:
        value = self.text("DATABASE_URL") or f"{_SQLITE}instance/bancheng.sqlite3"
        if value.startswith(_POSTGRESQL):
            return "postgresql+psycopg://" + value.partition("://")[2]
        if value.startswith(_SQLITE) and value != _SQLITE:
            return _SQLITE + str(self._root / value.removeprefix(_SQLITE))
        # The value may hold a password, so only its scheme is repeated.
        scheme = value.partition("://")[0]
        return self._fault(
            "DATABASE_URL",
            f"starts with {scheme[:20]!r}; sqlite:///file and postgresql:// are known",
            value,
        )

    def together(self, *names: str) -> None:
        missing = [name for name in names if self.text(name) is None]
        if missing and len(missing) < len(names):
            self.faults.append(
                f"  {', '.join(missing)}: needed, as the others are set"
                f" ({', '.join(names)})"
            )

    def _fault(self, name: str, what: str, instead: T) -> T:
        self.faults.append(f"  {name}: {what}")
        return instead


_KEY_NAME = re.compile(r"[a-z0-9]{1,16}")


def _personal_key(text: str) -> tuple[str, bytes] | None:
    name, _, encoded = text.partition(":")
    try:
        secret = urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
    except ValueError:
        return None
    is_key = _KEY_NAME.fullmatch(name) and len(secret) == PERSONAL_KEY_BYTES
    return (name, secret) if is_key else None
