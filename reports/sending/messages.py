"""A message with its copies: nothing in it says whom the meeting was about, but for a reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

UNSENT = "X-Unsent"
"""Mail programs open a message with this line as a draft that can still be sent."""
_TYPES = {
    "pdf": ("application", "pdf"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "ics": ("text", "calendar"),
}
_LONGEST_SUBJECT = 180


@dataclass(frozen=True, slots=True)
class Letter:
    """A message before its copies are attached."""

    to: str
    subject: str
    body: str
    message_id: str
    at: datetime
    sender: str = ""
    """Empty where the mail program of whoever opens it puts its own."""


def subject_of(marking: str, title: str, reference: str, mark: str = "") -> str:
    """Return a subject: the mark for the gateway, the marking, what it is, and a reference."""
    said = " ".join(part for part in (mark, f"{marking}:" if marking else "", title, reference) if part)
    return _line(said)[:_LONGEST_SUBJECT]


def body_of(
    why: str, asked_to: str, attached: tuple[str, ...], *, is_locked: bool, answer_to: str, marking: str
) -> str:
    """Return the text of a message: why they have it, what they are to do, how it opens."""
    opens = (
        "The files open with a pass phrase that you are told by telephone. It is never sent in a message."
        if is_locked
        else ""
    )
    listed = "\n".join(f"  {name}" for name in attached)
    wrong = "If you should not have this, or somebody else opens this mailbox, tell us at once and delete it."
    parts = (
        marking,
        why,
        asked_to,
        f"Attached:\n{listed}" if attached else "",
        opens,
        f"Please answer to {answer_to}." if answer_to else "Please answer this message when you have it.",
        wrong,
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def message_of(letter: Letter, attached: tuple[tuple[str, bytes], ...], *, is_draft: bool = True) -> bytes:
    """Return a message as a file; one that is a draft opens ready to be sent."""
    made = EmailMessage(policy=policy.SMTP)
    if letter.sender:
        made["From"] = _line(letter.sender)
    made["To"] = _line(letter.to)
    made["Subject"] = _line(letter.subject)
    made["Date"] = format_datetime(letter.at)
    made["Message-ID"] = letter.message_id
    if is_draft:
        made[UNSENT] = "1"
    made.set_content(letter.body, charset="utf-8", cte="quoted-printable")
    for name, content in attached:
        kind, sub = _TYPES.get(name.rpartition(".")[2].lower(), ("application", "octet-stream"))
        if kind == "text":
            made.add_attachment(
                content.decode("utf-8"), subtype=sub, filename=name, charset="utf-8", cte="base64"
            )
        else:
            made.add_attachment(content, maintype=kind, subtype=sub, filename=name)
    return bytes(made)


def _line(text: str) -> str:
    """Return a text on one line: a break in a header would begin another header."""
    return " ".join(text.split())
