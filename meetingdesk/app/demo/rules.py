"""The definitions that a demonstration is held under: always the shipped ones."""

from __future__ import annotations

from functools import cache

from meetingdesk.domain.policy import Policy
from meetingdesk.domain.rulebook import Rulebook, load_rulebook
from meetingdesk.domain.workdays import Calendar, Nation

NATION = Nation.ENG


@cache
def rules() -> Rulebook:
    """Return the shipped definitions, read once."""
    return load_rulebook()


@cache
def policy() -> Policy:
    """Return the policy profile of the demonstration."""
    return rules().policy(NATION)


@cache
def calendar() -> Calendar:
    """Return the working days of the demonstration."""
    return rules().calendar(NATION)
