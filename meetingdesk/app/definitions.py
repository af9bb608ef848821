"""The definitions in force: what is shipped, with an organisation's own files on top."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from meetingdesk.domain.help_pages import HelpPage, load_help_pages
from meetingdesk.domain.rulebook import Rulebook, load_rulebook
from meetingdesk.storage.location import default_folder

if TYPE_CHECKING:
    from meetingdesk.domain.coach.book import CoachBook
    from meetingdesk.domain.document_life import QualityChecks
    from meetingdesk.domain.phrases.book import PhraseBook

VARIABLE = "MEETINGDESK_DEFINITIONS"
FOLDER = "definitions"
PHRASES = "phrases"
COACH = "coach"


def own_definitions() -> Path:
    """Return the folder where an organisation lays its own files, by the names of the shipped ones."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else default_folder().parent / FOLDER


@cache
def rulebook() -> Rulebook:
    """Return the definitions in force; read once, because a meeting keeps copies of what it needs."""
    return load_rulebook(local=own_definitions())


def read_again() -> None:
    """Have the definitions read again by whoever asks next: a file of the organisation was changed."""
    rulebook.cache_clear()
    help_pages.cache_clear()
    phrase_book.cache_clear()
    coach_book.cache_clear()
    quality_checks.cache_clear()


@cache
def help_pages() -> Mapping[str, HelpPage]:
    """Return what explains the screens; read when somebody first asks."""
    return load_help_pages(own_definitions() / "help" / "pages.toml")


@cache
def phrase_book() -> PhraseBook:
    """Return the words that deserve a question; read when somebody first types, not before the window."""
    from meetingdesk.domain.phrases.book import load_phrase_book

    return load_phrase_book(own_definitions() / PHRASES)


@cache
def coach_book() -> CoachBook:
    """Return what actions are judged by; read when somebody first types one, not before the window."""
    from meetingdesk.domain.coach.book import load_coach_book

    return load_coach_book(own_definitions() / COACH, rulebook().agencies)


@cache
def quality_checks() -> QualityChecks:
    """Return which documents a named senior checks; read when the first document goes on."""
    from meetingdesk.domain.document_life import FILE, load_quality_checks

    return load_quality_checks(own_definitions() / FILE)
