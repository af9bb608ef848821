"""Every text of a message, of a calendar file, or of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from meetingdesk.domain.copies.leaks import Placed


def texts_of_mail(content: bytes) -> Iterator[Placed]:
    """Yield subject, addresses and bodies of a message; what is attached is yielded by its name only."""
    message = BytesParser(policy=policy.default).parsebytes(content)
    for name, value in message.items():
        yield Placed(f"the line {name} of the message", str(value))
    for part in message.walk():
        if part.get_filename():
            yield Placed("the name of what is attached", str(part.get_filename()))
        if part.get_content_maintype() == "text" and isinstance(part, EmailMessage):
            yield Placed("the text of the message", str(part.get_content()))


def attached_to(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the files that are attached to a message, by name."""
    message = BytesParser(policy=policy.default).parsebytes(content)
    for part in message.walk():
        if part.get_filename() and isinstance(part, EmailMessage):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                yield str(part.get_filename()), body


def texts_of_calendar(content: bytes) -> Iterator[Placed]:
    """Yield the lines of a calendar file, those that were folded made whole."""
    text = content.decode("utf-8", "replace")
    whole = re.sub(r"\r?\n[ \t]", "", text).replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
    yield Placed("the calendar file", whole)


def texts_of_text(content: bytes) -> Iterator[Placed]:
    """Yield plain text."""
    yield Placed("the text", content.decode("utf-8", "replace"))
