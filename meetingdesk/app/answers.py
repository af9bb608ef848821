"""What somebody has typed in answer to questions about one thing, kept until they are through with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from meetingdesk.app.desk import Desk
from meetingdesk.app.drawer import keep, kept
from meetingdesk.domain.text import gate
from meetingdesk.storage.reading import Reading

KEY = "answers/{place}"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the questions are about, and what was typed to each of them so far."""

    about: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


def keep_answers(desk: Desk, place: str, answers: Answers) -> None:
    """Keep what was typed at a place of the application; with nothing typed, nothing is kept."""
    told = json.dumps([answers.about, dict(answers.typed)]) if any(answers.typed.values()) else ""
    keep(desk, KEY.format(place=place), told)


def answers_kept(reading: Reading, place: str) -> Answers:
    """Return what was typed at a place when nobody came to the end of it."""
    told = kept(reading, KEY.format(place=place))
    if not told:
        return Answers()
    about, typed = json.loads(told)
    return Answers(about, {question: gate(text) for question, text in typed.items()})
