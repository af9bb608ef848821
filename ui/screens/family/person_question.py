"""The question who belongs to a family, and how the answer is understood while it is typed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.person_line import read_person
from meetingdesk.domain.read_person import ReadPerson
from meetingdesk.domain.workdays import Calendar
from ui.widgets.inline_question import Question
from ui.words import FAMILY_ROLE


class PersonQuestion:
    """Asks for a name and what is known of somebody, on one line as in a meeting."""

    def __init__(self, day: date, calendar: Calendar) -> None:
        self._day = day
        self._calendar = calendar

    def question(self) -> Question:
        """Return what is asked."""
        ask = QCoreApplication.translate("PersonQuestion", "Who belongs to the family?")
        hint = QCoreApplication.translate("PersonQuestion", "Lowri Sample, child, born 3 May 2019")
        return Question(ask, hint, understood=self.say)

    def read(self, typed: str) -> ReadPerson:
        """Return who is meant."""
        return read_person(typed, self._day, self._calendar)

    def say(self, typed: str) -> str:
        """Say how the answer is understood so far."""
        if not typed.strip():
            return ""
        named = self.read(typed)
        parts = (
            named.name,
            FAMILY_ROLE[named.role],
            f"born {say_day(named.birth_date)}" if named.birth_date else "",
            f"due {say_day(named.expected_date)}" if named.expected_date else "",
            f"about {named.age}" if named.age is not None else "",
        )
        said = " · ".join(part for part in parts if part)
        return f"{said}. Enter adds them, Esc leaves."
