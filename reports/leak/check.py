"""Checks a finished file of any kind that leaves for what its reader may not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from meetingdesk.domain.copies.leaks import Hit, Placed, hits_in
from meetingdesk.domain.copies.withheld import Withheld
from reports.leak.mail_texts import attached_to, texts_of_calendar, texts_of_mail, texts_of_text
from reports.leak.word_texts import texts_of_word


def leaks_in(
    content: bytes, name: str, withheld: Iterable[Withheld], passphrase: str = ""
) -> tuple[Hit, ...]:
    """Return what must not be in a file for its reader, with each place; its name is searched as well."""
    return hits_in(tuple(texts_in(content, name, passphrase)), tuple(withheld))


def texts_in(content: bytes, name: str, passphrase: str = "") -> Iterator[Placed]:
    """Yield every text of a file."""
    yield Placed("the name of the file", name)
    match name.rpartition(".")[2].lower():
        case "pdf":
            from reports.leak.pdf_texts import texts_of_pdf

            yield from texts_of_pdf(content, passphrase)
        case "docx" | "dotx" | "xlsx":
            yield from texts_of_word(content)
        case "eml":
            yield from texts_of_mail(content)
            for attached, body in attached_to(content):
                for placed in texts_in(body, attached, passphrase):
                    yield replace(placed, place=f"{placed.place} of what is attached")
        case "ics":
            yield from texts_of_calendar(content)
        case _:
            yield from texts_of_text(content)
