"""F1 in a meeting: what the part that is open is for, what it covers, and what its questions look for."""

from __future__ import annotations

from collections.abc import Iterator

from meetingdesk.app.definitions import help_pages, rulebook
from meetingdesk.domain.help_pages import HelpPage
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meeting_words import SectionKind
from ui.screens.meeting.centre import Middle
from ui.screens.meeting.standing import Standing

_PAGES = {Middle.CLOSING: "closing", Middle.PICTURE: "picture", Middle.MAP: "map"}


def explained_at(standing: Standing, page: Middle | None) -> tuple[HelpPage, ...]:
    """Return what explains the place where the meeting is, the nearest first."""
    return tuple(_explained_at(standing, page))


def _explained_at(standing: Standing, page: Middle | None) -> Iterator[HelpPage]:
    pages, point = help_pages(), standing.point
    if page in _PAGES:
        yield from _known(_PAGES[page])
    elif point is not None:
        kind = standing.head.kind if standing.head is not None else None
        section = kind.section(point.section) if kind is not None else None
        general = pages.get(f"section.{point.kind}")
        covers = (f"Covers: {'; '.join(section.covers)}.",) if section is not None and section.covers else ()
        text = (*(general.text if general is not None else ()), *covers)
        if text:
            yield HelpPage(point.section, point.title, text)
        if point.kind == SectionKind.ATTENDANCE:
            yield from _known("roll_call")
        if point.kind == SectionKind.REFLECTION and kind is not None:
            yield HelpPage("prompts", "What the questions look for", tuple(_prompts(kind)))
    yield from _known("live")


def _known(key: str) -> Iterator[HelpPage]:
    page = help_pages().get(key)
    if page is not None:
        yield page


def _prompts(kind: MeetingType) -> Iterator[str]:
    for key in kind.prompts:
        prompt = rulebook().prompts.get(key)
        if prompt is not None:
            yield f"{prompt.text} {prompt.look_for}".strip()
