"""Gives a message to a mail server, and knows whether it surely left, surely did not, or nobody can tell."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from meetingdesk.app.sending.mail_settings import MailSettings, Security
from meetingdesk.app.sending.queue import Held
from meetingdesk.domain.sending.addresses import on_the_wire

PATIENCE_S = 30
_OK, _FORWARDED = 250, 251


class Fate(StrEnum):
    """What became of a message that was given to a server."""

    TAKEN = "taken"
    NOT_TAKEN = "not_taken"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True)
class Given:
    """What came of giving a message to the server, in words."""

    fate: Fate
    says: str = ""


def give(settings: MailSettings, held: Held, trusted: ssl.SSLContext | None = None) -> Given:
    """Give a held message to the server; one whose file was changed since is not given."""
    try:
        content = Path(held.path).read_bytes()
    except OSError:
        return Given(Fate.NOT_TAKEN, "The file of the message is not where it was put.")
    if sha256(content).hexdigest() != held.sha256:
        return Given(Fate.NOT_TAKEN, "The file of the message was changed after it was checked.")
    return send(settings, held.to, _as_sent(content, settings.sender), trusted)


def send(settings: MailSettings, to: str, message: bytes, trusted: ssl.SSLContext | None = None) -> Given:
    """Send one message to one address."""
    address = on_the_wire(to)
    if not address:
        return Given(Fate.NOT_TAKEN, "No mail server can be told this address.")
    context = trusted or ssl.create_default_context()
    try:
        client = _connected(settings, context)
    except (OSError, smtplib.SMTPException) as problem:
        return Given(Fate.NOT_TAKEN, f"The mail server could not be reached: {_said(problem)}")
    try:
        refused = _prepared(client, settings, address)
        return Given(Fate.NOT_TAKEN, refused) if refused else _given(client, message)
    except (OSError, smtplib.SMTPException) as problem:
        return Given(Fate.NOT_TAKEN, f"The mail server refused: {_said(problem)}")
    finally:
        client.close()


def _connected(settings: MailSettings, context: ssl.SSLContext) -> smtplib.SMTP:
    if settings.security is Security.TLS:
        client: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.host, settings.port, timeout=PATIENCE_S, context=context
        )
    else:
        client = smtplib.SMTP(settings.host, settings.port, timeout=PATIENCE_S)
    try:
        client.ehlo()
        if settings.security is Security.STARTTLS:
            client.starttls(context=context)
            client.ehlo()
        if settings.user:
            client.login(settings.user, settings.password)
    except BaseException:
        client.close()
        raise
    return client


def _prepared(client: smtplib.SMTP, settings: MailSettings, to: str) -> str:
    """Say who sends and who gets it; return what the server has against it."""
    for code, answer in (client.mail(settings.sender), client.rcpt(to)):
        if code not in (_OK, _FORWARDED):
            return f"The mail server refused: {code} {_plain(answer)}"
    return ""


def _given(client: smtplib.SMTP, message: bytes) -> Given:
    """Give the message itself: from here on a lost line means that nobody can tell."""
    try:
        code, answer = client.data(message)
    except smtplib.SMTPDataError as problem:
        return Given(Fate.NOT_TAKEN, f"The mail server refused: {_said(problem)}")
    except (OSError, smtplib.SMTPException):
        return Given(Fate.NOT_SURE, "The line was lost while the server had the message.")
    if code != _OK:
        return Given(Fate.NOT_TAKEN, f"The mail server refused: {code} {_plain(answer)}")
    return Given(Fate.TAKEN, _plain(answer))


def _as_sent(content: bytes, sender: str) -> bytes:
    """Return a draft as a server gets it: no draft any more, and from somebody."""
    read = BytesParser(policy=policy.SMTP).parsebytes(content)
    del read["X-Unsent"]
    if not read["From"]:
        read["From"] = sender
    return bytes(read)


def _said(problem: Exception) -> str:
    if isinstance(problem, smtplib.SMTPResponseException):
        return f"{problem.smtp_code} {_plain(problem.smtp_error)}"
    if isinstance(problem, ssl.SSLCertVerificationError):
        return "its certificate is not one that this computer trusts"
    return problem.__class__.__name__ if not isinstance(problem, OSError) else problem.strerror or "no answer"


def _plain(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())[:200]
