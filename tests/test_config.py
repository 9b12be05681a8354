"""Settings: defaults, and all faults at once."""

import pytest

from app.config import ROOT, SettingsFaults, settings_from, variables_in
from tests.databases import PERSONAL_DATA_KEYS

SECRET = "s" * 32


REQUIRED = {"SECRET_KEY": SECRET, "PERSONAL_DATA_KEYS": PERSONAL_DATA_KEYS}


def settings(**environ):
    return settings_from({**REQUIRED, **environ})


def test_only_the_secrets_have_no_default():
    assert settings().port == 8000
    with pytest.raises(SettingsFaults, match="SECRET_KEY: is not set"):
        settings_from({})
    with pytest.raises(SettingsFaults, match="PERSONAL_DATA_KEYS: is not set"):
        settings_from({})


def test_relative_paths_start_at_the_project():
    made = settings(OUTBOX_DIR="instance/mail")

    assert made.outbox_dir == ROOT / "instance" / "mail"
    assert made.database_url == f"sqlite:///{ROOT}/instance/bancheng.sqlite3"


def test_an_absolute_sqlite_path_stays():
    made = settings(DATABASE_URL="sqlite:////srv/register.sqlite3")

    assert made.database_url == "sqlite:////srv/register.sqlite3"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_takes_our_driver(scheme):
    made = settings(DATABASE_URL=f"{scheme}://clerk:pw@db/bancheng")

    assert made.database_url == "postgresql+psycopg://clerk:pw@db/bancheng"


def test_all_faults_are_named_at_once():
    with pytest.raises(SettingsFaults) as refused:
        settings_from(
            {
                "BANCHENG_DEMO": "perhaps",
                "BANCHENG_RULES": "no-such-file.toml",
                "DATABASE_URL": "mysql://clerk:open-sesame@db/x",
                "DRAIN_SECONDS": "301",
                "LOG_FORMAT": "xml",
                "LOG_LEVEL": "loud",
                "METRICS_NETWORKS": "10.0.0.0/8 10.0.0.1/8",
                "METRICS_TOKEN": "short",
                "PERSONAL_DATA_KEYS": f"k1:short, {PERSONAL_DATA_KEYS}",
                "PORT": "eighty",
                "TRUSTED_PROXIES": "10",
                "PUBLIC_URL": "bancheng.example",
                "SECRET_KEY": "short",
                "SMTP_USER": "clerk",
                "SWEEP_SECONDS": "0",
            }
        )

    named = [fault.strip().partition(":")[0] for fault in refused.value.faults]
    assert sorted(named) == [
        "BANCHENG_DEMO",
        "BANCHENG_RULES",
        "DATABASE_URL",
        "DRAIN_SECONDS",
        "LOG_FORMAT",
        "LOG_LEVEL",
        "METRICS_NETWORKS",
        "METRICS_TOKEN",
        "PERSONAL_DATA_KEYS",
        "PORT",
        "PUBLIC_URL",
        "SECRET_KEY",
        "SMTP_PASSWORD",
        "SWEEP_SECONDS",
        "TRUSTED_PROXIES",
    ]
    assert "open-sesame" not in str(refused.value)


@pytest.mark.parametrize("number", ["0", "65536", "-1", "8000.5", "８０００", "8 000"])
def test_a_port_is_a_number_that_a_port_can_have(number):
    with pytest.raises(SettingsFaults, match="PORT"):
        settings(PORT=number)


def test_words_are_known_whatever_their_case():
    made = settings(LOG_FORMAT="JSON", LOG_LEVEL="warning")

    assert (made.log_format, made.log_level) == ("json", "WARNING")


def test_networks_are_read_with_commas_or_blanks():
    made = settings(METRICS_NETWORKS="10.0.0.0/8, ::1  192.0.2.7")

    assert [str(network) for network in made.metrics_networks] == [
        "10.0.0.0/8",
        "::1/128",
        "192.0.2.7/32",
    ]


KEY = PERSONAL_DATA_KEYS.partition(":")[2]


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        (f"k1:{KEY}", ["k1"]),
        (f"k2:{KEY},k1:{KEY.rstrip('=')}", ["k2", "k1"]),
        (f" 2026 : {KEY}".replace(" : ", ":"), ["2026"]),
    ],
)
def test_personal_data_keys_are_names_with_secrets(keys, names):
    found = settings(PERSONAL_DATA_KEYS=keys).personal_data_keys

    assert [name for name, _ in found] == names
    assert all(len(secret) == 32 for _, secret in found)


@pytest.mark.parametrize(
    "keys", [KEY, f":{KEY}", f"K1:{KEY}", f"k1:{KEY[4:]}", "k1:", f"k1:{KEY},k1:{KEY}"]
)
def test_a_faulty_personal_data_key_is_named_and_not_repeated(keys):
    with pytest.raises(SettingsFaults, match="PERSONAL_DATA_KEYS") as refused:
        settings(PERSONAL_DATA_KEYS=keys)
    assert KEY[4:] not in str(refused.value)


def test_the_printed_settings_show_no_secret():
    assert SECRET not in repr(settings())


def test_a_secrets_file_is_read_line_by_line(tmp_path):
    file = tmp_path / "secrets.env"
    file.write_text("# for this machine\n\nSECRET_KEY = a=b \n", "utf-8")

    assert variables_in(file) == {"SECRET_KEY": "a=b"}
    assert variables_in(tmp_path / "none.env") == {}


def test_a_bad_line_of_the_secrets_file_is_not_repeated(tmp_path):
    file = tmp_path / "secrets.env"
    file.write_text("open-sesame\n", "utf-8")

    with pytest.raises(SettingsFaults, match="line 1") as refused:
        variables_in(file)
    assert "open-sesame" not in str(refused.value)


@pytest.mark.parametrize("address", ["somebody", "a@b@c", "a b@example.org", "@x.org"])
def test_a_witness_without_a_mail_address_is_a_fault(address):
    with pytest.raises(SettingsFaults, match="SEAL_WITNESS"):
        settings(SEAL_WITNESS=address)


def test_a_witness_has_a_mail_address():
    assert settings().seal_witness is None
    assert settings(SEAL_WITNESS="w@example.org").seal_witness == "w@example.org"


def test_the_folder_of_templates_is_there(tmp_path):
    assert settings().paper_templates is None
    assert settings(PAPER_TEMPLATES=str(tmp_path)).paper_templates == tmp_path
    with pytest.raises(SettingsFaults, match=r"PAPER_TEMPLATES: .* is no folder"):
        settings(PAPER_TEMPLATES=str(tmp_path / "none"))
