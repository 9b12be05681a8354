"""A mail server that takes, refuses, hangs, shuts down; and files in its place."""

import socket
import threading
import time
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from app.notify.channels import (
    ChannelDown,
    FileOutbox,
    MailRefused,
    SmtpServer,
    channel_for,
)
from tests.casework.given_office import dispatched, rows
from tests.marks import on_sqlite_only
from tests.notify.given_mail import chief, delivered, handler
from tests.notify.mail_server import running
from tests.store.given_tickets import SECRET_NAME, SECRET_PHONE

SOON = 0.3


@pytest.fixture
def server():
    with running() as server:
        yield server


@pytest.fixture
def channel(server):
    return SmtpServer("127.0.0.1", server.port, timeout_seconds=30)


@pytest.fixture
def hurried(channel):
    """One that gives up soon: for servers that never answer, not for slow machines."""
    return replace(channel, timeout_seconds=SOON)


def mail(to="huang@example.org", number=1):
    made = EmailMessage()
    made["From"], made["To"] = "bancheng@localhost", to
    made["Subject"], made["Message-ID"] = "【办成】新工单", f"<notice-{number}@here>"
    made.set_content("编号：PJ26-0417\n")
    return made


def send(channel, *mails):
    with channel.opened() as give:
        for one in mails:
            give(one)


# --- a mail server ------------------------------------------------------------------


def test_a_mail_arrives_whole(server, channel):
    send(channel, mail())

    (taken,) = server.mails
    assert taken["Subject"] == "【办成】新工单"
    assert taken.get_content().splitlines() == ["编号：PJ26-0417"]


def test_several_mails_share_one_connection(server, channel):
    send(channel, mail(number=1), mail(number=2), mail(number=3))

    assert len(server.mails) == 3
    assert server.sessions == 1


def test_a_refused_mail_leaves_the_connection_for_the_next(server, channel):
    server.refused = ["gone"]

    with channel.opened() as give:
        with pytest.raises(MailRefused, match="nobody of that name"):
            give(mail("gone@example.org"))
        give(mail("huang@example.org"))

    assert [taken["To"] for taken in server.mails] == ["huang@example.org"]


def test_one_refused_address_of_two_does_not_stop_the_other(server, channel, caplog):
    server.refused = ["gone"]

    send(channel, mail("gone@example.org, huang@example.org"))

    assert len(server.mails) == 1
    assert "1 of its addresses refused" in caplog.text


def test_a_server_that_hangs_is_given_up_in_time(server, hurried):
    server.hangs = True
    began = time.monotonic()

    with pytest.raises(ChannelDown, match="timed out"):
        send(hurried, mail())

    assert time.monotonic() - began < 30


def test_a_server_that_answers_letter_by_letter_is_cut_off(server, channel):
    server.drips = True
    began = time.monotonic()

    with pytest.raises(ChannelDown):
        send(replace(channel, timeout_seconds=30, longest_seconds=SOON), mail())

    assert time.monotonic() - began < 30


def test_a_server_is_not_cut_off_before_its_time(server, channel):
    with replace(channel, longest_seconds=60).opened() as give:
        give(mail())

    assert len(server.mails) == 1
    assert not [thread for thread in threading.enumerate() if "Timer" in thread.name]


def test_a_server_that_is_about_to_close_is_down(server, channel):
    server.shuts_down = True

    with pytest.raises(ChannelDown, match="421"):
        send(channel, mail())


def test_where_nobody_listens_the_channel_is_down():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        channel = SmtpServer("127.0.0.1", nobody.getsockname()[1])

        with pytest.raises(ChannelDown, match="refused"):
            send(channel, mail())


def test_a_server_without_tls_gets_nothing_where_tls_is_asked_for(server, channel):
    with pytest.raises(ChannelDown, match="STARTTLS"):
        send(replace(channel, tls=True), mail())

    assert server.mails == []


def test_a_server_that_knows_no_password_is_not_sent_to_without_one(server, channel):
    with pytest.raises(ChannelDown, match="AUTH"):
        send(replace(channel, user="bancheng", password="secret"), mail())

    assert server.mails == []


def test_a_channel_does_not_show_its_password(channel):
    assert "secret" not in repr(replace(channel, user="u", password="secret"))


# --- from the outbox to the server --------------------------------------------------


@pytest.mark.usefixtures("district")
def test_what_the_server_takes_is_sent_and_what_it_refuses_waits(server, channel):
    handler("gone"), chief("lin")
    dispatched("11-23 10:00")
    server.refused = ["gone"]

    assert delivered(channel) == 1

    assert [taken["To"] for taken in server.mails] == ["lin@example.org"]
    assert [row["mail_state"] for row in rows("notices")] == ["pending", "sent"]


@pytest.mark.usefixtures("district")
def test_a_hanging_server_costs_one_wait_and_loses_nothing(server, channel, hurried):
    handler(), chief()
    dispatched("11-23 10:00")
    server.hangs = True

    assert delivered(hurried) == 0
    assert server.sessions == 1

    server.hangs = False
    assert delivered(channel, "11-23 10:01") == 2
    assert len(server.mails) == 2


# --- files --------------------------------------------------------------------------


@pytest.mark.usefixtures("district")
def test_without_a_mail_server_each_mail_is_one_file(settings):
    handler(), chief()
    number = dispatched("11-23 10:00")

    delivered(channel_for(settings))

    files = sorted(settings.outbox_dir.iterdir())
    assert [file.name for file in files] == ["notice-1.eml", "notice-2.eml"]
    kept = message_from_bytes(files[0].read_bytes(), policy=policy.default)
    assert kept["To"] == "handler@example.org"
    assert number in kept.get_content()


@pytest.mark.usefixtures("district")
def test_no_file_says_who_complained(settings):
    handler()
    dispatched("11-23 10:00")

    delivered(channel_for(settings))

    (file,) = settings.outbox_dir.iterdir()
    told = message_from_bytes(file.read_bytes(), policy=policy.default)
    words = f"{told['Subject']}{told.get_content()}"
    assert SECRET_NAME not in words
    assert SECRET_PHONE.replace(" ", "")[-4:] not in words
    assert "跑了三趟" not in words


def test_the_same_mail_twice_is_one_file(tmp_path):
    send(FileOutbox(tmp_path / "out"), mail(), mail())

    assert len(list((tmp_path / "out").iterdir())) == 1


def test_a_folder_that_cannot_be_made_is_a_channel_that_is_down(tmp_path):
    (tmp_path / "out").write_text("a file stands in the way")

    with pytest.raises(ChannelDown):
        send(FileOutbox(tmp_path / "out"), mail())


@on_sqlite_only
def test_the_settings_choose_the_channel(settings):
    server = replace(settings, smtp_host="mail.example.org", smtp_tls=True)

    assert channel_for(settings) == FileOutbox(settings.outbox_dir)
    assert channel_for(server) == SmtpServer("mail.example.org", 25, None, None, True)
