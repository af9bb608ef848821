from __future__ import annotations

import hashlib
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.sending.mail_settings import (
    MailSettings,
    Security,
    keep_mail_settings,
    mail_settings,
)
from meetingdesk.app.sending.mailing import Fate, give, send
from meetingdesk.app.sending.queue import Held
from meetingdesk.domain.rows import new_id
from meetingdesk.errors import MeetingDeskError, NotAllowed
from meetingdesk.storage.store import Store
from tests.app.sending.mail_server import PASSWORD, USER, MailServer, certificate, running
from tests.people import person_with

DRAFT = (
    b"To: ann@hill.example\r\nSubject: Minutes\r\nMessage-ID: <1@md.invalid>\r\nX-Unsent: 1\r\n\r\n"
    b"Please see.\r\n.hidden\r\n"
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    shown, _ = certificate(tmp_path)
    with running(MailServer(context=shown)) as server:
        yield server


@pytest.fixture
def trusted(server: MailServer, tmp_path: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(tmp_path / "server.pem"))


def settings_for(server: MailServer, **more: object) -> MailSettings:
    plain = MailSettings("127.0.0.1", server.port, Security.STARTTLS, USER, PASSWORD, "desk@sampleby.example")
    return replace(plain, **more)  # type: ignore[arg-type]


def held(file: Path, content: bytes = DRAFT) -> Held:
    file.write_bytes(content)
    return Held(
        "<1@md.invalid>",
        new_id(),
        "ann@hill.example",
        "Hill School",
        str(file),
        hashlib.sha256(content).hexdigest(),
        datetime(2026, 11, 20, tzinfo=UTC),
        (new_id(),),
    )


def test_a_message_goes_to_its_address_over_a_secured_line(
    server: MailServer, trusted: ssl.SSLContext, tmp_path: Path
) -> None:
    given = give(settings_for(server), held(tmp_path / "1.eml"), trusted)

    assert given.fate is Fate.TAKEN
    ((sender, recipient, content),) = server.taken
    message = message_from_bytes(content)
    assert (sender, recipient) == ("desk@sampleby.example", "ann@hill.example")
    assert server.secured == [True]
    assert message["X-Unsent"] is None
    assert message["From"] == "desk@sampleby.example"
    assert message["Message-ID"] == "<1@md.invalid>"
    assert message.get_payload() == "Please see.\r\n.hidden\r\n"


def test_a_file_that_was_changed_or_is_gone_is_not_given(server: MailServer, tmp_path: Path) -> None:
    changed, gone = held(tmp_path / "1.eml"), held(tmp_path / "2.eml")
    (tmp_path / "1.eml").write_bytes(DRAFT + b"x")
    (tmp_path / "2.eml").unlink()

    fates = [give(settings_for(server), one).fate for one in (changed, gone)]

    assert fates == [Fate.NOT_TAKEN, Fate.NOT_TAKEN]
    assert server.taken == []


def test_a_certificate_that_nobody_knows_is_not_trusted(server: MailServer) -> None:
    given = send(settings_for(server), "ann@hill.example", DRAFT)

    assert given.fate is Fate.NOT_TAKEN
    assert "certificate" in given.says
    assert server.taken == []


@pytest.mark.parametrize(
    ("server_does", "settings"),
    [
        ({}, {"password": "wrong"}),
        ({"refuses": "ann@hill.example"}, {}),
        ({"refuses_data": True}, {}),
        ({}, {"user": ""}),
    ],
)
def test_what_the_server_refuses_surely_did_not_leave(
    server: MailServer, trusted: ssl.SSLContext, server_does: dict[str, object], settings: dict[str, object]
) -> None:
    for name, value in server_does.items():
        setattr(server, name, value)

    given = send(settings_for(server, **settings), "ann@hill.example", DRAFT, trusted)

    assert given.fate is Fate.NOT_TAKEN
    assert "refused" in given.says or "reached" in given.says
    assert PASSWORD not in given.says


def test_a_line_lost_after_the_message_leaves_nobody_sure(
    server: MailServer, trusted: ssl.SSLContext
) -> None:
    server.hangs_up_after_data = True

    given = send(settings_for(server), "ann@hill.example", DRAFT, trusted)

    assert given.fate is Fate.NOT_SURE
    assert len(server.taken) == 1


def test_a_server_that_is_not_there_took_nothing() -> None:
    with running(MailServer()) as server:
        settings = settings_for(server)

    given = send(settings, "ann@hill.example", DRAFT)

    assert given.fate is Fate.NOT_TAKEN


def test_a_server_on_this_computer_may_do_without_encryption() -> None:
    with running(MailServer(wants_password=False)) as server:
        given = send(settings_for(server, security=Security.NONE, user=""), "a@hill.example", DRAFT)

    assert given.fate is Fate.TAKEN
    assert server.secured == [False]


@pytest.mark.parametrize(
    "wrong",
    [
        {"host": ""},
        {"port": 0},
        {"sender": "desk"},
        {"security": Security.NONE, "host": "mail.example"},
    ],
)
def test_settings_that_could_not_work_or_would_tell_the_password_are_refused(
    store: Store, wrong: dict[str, object]
) -> None:
    desk = Desk(store, person_with("coordinator"))
    good = MailSettings("mail.example", sender="desk@sampleby.example", user=USER, password=PASSWORD)

    with pytest.raises(MeetingDeskError):
        keep_mail_settings(desk, replace(good, **wrong))  # type: ignore[arg-type]

    with desk.reading() as reading:
        assert mail_settings(reading) is None


def test_settings_are_kept_for_one_person_in_the_store_and_nowhere_in_plain(
    local_store: Store, tmp_path: Path
) -> None:
    desk, other = (Desk(local_store, person_with("coordinator", name=name)) for name in ("A Test", "B Test"))
    settings = MailSettings("mail.example", sender="desk@sampleby.example", user=USER, password=PASSWORD)

    keep_mail_settings(desk, settings)

    with desk.reading() as reading, other.reading() as others:
        assert mail_settings(reading) == settings
        assert mail_settings(others) is None
    assert PASSWORD not in repr(settings)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any(PASSWORD.encode() in path.read_bytes() for path in files)


def test_who_may_not_send_has_no_server(store: Store) -> None:
    desk = Desk(store, person_with("minute_taker"))

    with pytest.raises(NotAllowed):
        keep_mail_settings(desk, None)
