"""What has to be said with a request or its answer, asked one line at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meetingdesk.app.documents.correcting import AnswerCorrection, AskForCorrection, place_of
from meetingdesk.app.documents.lives import CorrectionLine, VersionLine
from meetingdesk.app.outcome import Command
from meetingdesk.domain.compared_lines import Line
from meetingdesk.domain.documents import CorrectionState
from ui.widgets.inline_question import Question

Answers = tuple[str, ...]
Agencies = tuple[tuple[UUID, str], ...]
LEAST_WORDS = 3
"""Letters from which on a line is looked for."""
YES = "y"


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions one after the other, and the command that comes of the answers."""

    questions: tuple[Question, ...]
    command: Callable[[Answers], Command]
    said: str
    """What is told when it is done."""


def ask_for_correction(
    version: VersionLine, agencies: Agencies, lines: tuple[Line, ...], place: str, today: date
) -> Asking:
    """Ask what is to be corrected, who wants it, and of which line where none is marked."""
    where = Question(
        f"Which line of version {version.number} is meant?",
        "words of the line; nothing for the document as a whole",
        understood=lambda typed: _say_line(typed, lines),
        may_be_empty=True,
    )
    what = Question("What should it say, or what is wrong with it?", place or "in the words of whoever asks")
    who = Question(
        "Who asks for it?",
        "a name, an agency, or both: Leon Abbas, Police",
        understood=lambda typed: _say_who(typed, agencies),
    )

    def command(said: Answers) -> Command:
        known = place
        if not known:
            line = line_of(said[0], lines)
            known = place_of(line.heading, line.text) if line is not None else said[0]
        name, agency_id = who_asks(said[-1], agencies)
        return AskForCorrection(version.id, known, said[-2], today, name, agency_id)

    return Asking((what, who) if place else (where, what, who), command, "The request is noted.")


def answer(line: CorrectionLine, state: CorrectionState, today: date) -> Asking:
    """Ask for the reason where one is needed."""
    asked = {
        CorrectionState.NOTED: "Why is it noted and not corrected?",
        CorrectionState.REFUSED: "Why is it refused?",
    }
    said = {
        CorrectionState.ACCEPTED: "The request is accepted; the next version tells of it.",
        CorrectionState.NOTED: "The request is noted, with the reason.",
        CorrectionState.REFUSED: "The request is refused, with the reason.",
    }
    questions = (Question(asked[state], "whoever asked is told so"),) if state in asked else ()

    def command(answers: Answers) -> Command:
        return AnswerCorrection(line.id, state, today, answers[0] if answers else "")

    return Asking(questions, command, said[state])


def ask_to_seal(version: VersionLine, command: Command, said: str) -> Asking:
    """Ask once more before a seal, for it is not undone."""
    question = Question(
        f"Seal version {version.number}? A seal is not taken back; later versions add to it.",
        choices={YES: "seal it"},
    )
    return Asking((question,), lambda _: command, said)


def line_of(typed: str, lines: tuple[Line, ...]) -> Line | None:
    """Return the first line that holds the words typed."""
    wanted = " ".join(typed.split()).casefold()
    if len(wanted) < LEAST_WORDS:
        return None
    return next((line for line in lines if wanted in line.text.casefold()), None)


def who_asks(typed: str, agencies: Agencies) -> tuple[str, UUID | None]:
    """Return the name and the agency that somebody typed."""
    name, comma, agency = (part.strip() for part in typed.rpartition(","))
    for key, called in agencies:
        if called.casefold() == agency.casefold():
            return name, key
        if called.casefold() == typed.strip().casefold():
            return "", key
    return typed.strip() if comma else agency, None


def _say_line(typed: str, lines: tuple[Line, ...]) -> str:
    if not typed.strip():
        return "The document as a whole. Enter goes on. Esc leaves."
    line = line_of(typed, lines)
    if line is None:
        return "No line holds these words; they are kept as they are. Enter goes on. Esc leaves."
    return f"{place_of(line.heading, line.text)}  Enter takes this line. Esc leaves."


def _say_who(typed: str, agencies: Agencies) -> str:
    if not typed.strip():
        return ""
    name, key = who_asks(typed, agencies)
    called = dict(agencies).get(key, "") if key is not None else ""
    said = " of ".join(part for part in (name, called) if part)
    return f"{said}. Enter keeps. Esc leaves."
