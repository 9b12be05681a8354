"""What stands under deploy/ names settings, commands and files that there are."""

import configparser
import re

import pytest

from app.config import ROOT, settings_from
from app.factory import create_app
from tests.databases import settings_for_tests

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
# Read by gunicorn or PostgreSQL, not by us.
OF_OTHERS = {"WEB_CONCURRENCY", "POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}
OF_IMAGES = {"PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}


def read(name):
    return (DEPLOY / name).read_text("utf-8")


def known():
    text = (ROOT / ".env.example").read_text("utf-8")
    return set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE)) | OF_OTHERS


class Unit(configparser.RawConfigParser):
    """A unit of systemd: the same name may stand twice, and its case counts."""

    def optionxform(self, name):
        return name


def unit(path):
    parser = Unit(strict=False)
    parser.read_string(path.read_text("utf-8"))
    return parser


def test_the_environments_name_settings_that_are_read():
    example = re.findall(r"^([A-Z_]+)=", read("bancheng.env.example"), re.MULTILINE)
    compose = re.findall(r"^ +([A-Z_]+): ", read("compose.yaml"), re.MULTILINE)
    image = re.findall(r"^(?:ENV | {4})([A-Z_]+)=", read("Containerfile"), re.MULTILINE)

    assert example
    assert compose
    assert image
    named = {*example, *compose, *image} - OF_IMAGES
    assert named - known() == set()


def test_the_example_starts_once_its_secrets_are_filled_in(tmp_path):
    lines = re.findall(r"^([A-Z_]+)=(.*)$", read("bancheng.env.example"), re.MULTILINE)
    environ = {name: value for name, value in lines if value}
    made = settings_for_tests("sqlite:///x.sqlite3", tmp_path)
    environ |= {
        "SECRET_KEY": made.secret_key,
        "PERSONAL_DATA_KEYS": "k1:" + "A" * 43 + "=",
        "BANCHENG_DISTRICT": str(made.district_path),
        "BANCHENG_RULES": str(made.rules_path),
    }

    settings = settings_from(environ)

    assert settings.trusted_proxies == 1
    assert settings.public_url.startswith("https://")


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_a_unit_starts_a_command_that_there_is_and_gives_little_away(path, tmp_path):
    service = unit(path)["Service"]
    command = service["ExecStart"].removeprefix("/opt/bancheng/.venv/bin/").split()

    if command[0] == "flask":
        app = create_app(settings_for_tests("sqlite:///x.sqlite3", tmp_path))
        found = app.cli.commands.get(command[3])
        assert found is not None
        if len(command) > 4:
            assert command[4] in found.commands
    else:
        assert command == ["gunicorn"]
        assert (ROOT / "gunicorn.conf.py").is_file()
    for name in ("NoNewPrivileges", "PrivateTmp", "ProtectHome", "PrivateDevices"):
        assert service[name] == "yes", name
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["User"] == "bancheng"


def test_everything_that_is_copied_into_the_image_is_there():
    for line in re.findall(r"^COPY (?!--from)(.+)$", read("Containerfile"), re.M):
        *sources, _target = line.split()
        for source in sources:
            assert (ROOT / source).exists(), source


def test_every_file_that_compose_mounts_is_there_or_made_by_the_office():
    mounted = re.findall(r"^ +- \./([\w.-]+):", read("compose.yaml"), re.MULTILINE)

    assert set(mounted) - {"tls"} == {
        path.name
        for path in DEPLOY.iterdir()
        if path.name in ("nginx.conf", "nginx-upstream-compose.conf")
    }


def test_the_proxy_lets_a_whole_upload_pass_and_speaks_both_protocols():
    text = read("nginx.conf")
    most = int(re.findall(r"client_max_body_size (\d+)m;", text)[0]) * 1024 * 1024

    default = settings_for_tests("sqlite:///x.sqlite3", ROOT).upload_max_bytes

    assert most > 4 * default
    assert "listen 443 ssl" in text
    assert "listen [::]:443 ssl" in text
    assert re.search(r"location ~ \^/\(metrics\|healthz\|readyz\)\$", text)
