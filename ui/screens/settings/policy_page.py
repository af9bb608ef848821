"""Policy values: every figure and word of a profile, its source, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from meetingdesk.app.policy_subjects import ValueKind
from meetingdesk.app.policy_typed import hint_for, read_day
from meetingdesk.app.policy_values import PolicyPage as Profile
from meetingdesk.app.policy_values import PolicyValue, back_to_shipped, change_value, read_policy
from meetingdesk.errors import MeetingDeskError
from ui.bridge import Bridge
from ui.models.grouped_model import LinesUnder
from ui.models.paged_model import Column
from ui.screens.settings.file_page import FilePage
from ui.screens.settings.form import FormField, FormKind
from ui.screens.settings.page import PageWords, has_words
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.words import say_date

WORDS = PageWords(
    "Policy values",
    "Times, quorum rules and words of a nation. Each is a proposal until somebody who answers for the place "
    "has confirmed it. Meetings that are prepared already keep the values they were prepared under.",
    "Filter the values",
    "This profile has no values",
    "Choose another one above.",
)


class PolicyPage(FilePage):
    """Lists the values of one profile and writes them to the organisation's own file."""

    def __init__(self, bridge: Bridge, theme: Theme, clock: WallClock, parent: QWidget | None = None) -> None:
        self._clock = clock
        self._profile: Profile | None = None
        self._opened: PolicyValue | None = None
        columns: tuple[Column[PolicyValue], ...] = (
            Column("What", _words, below=_source, is_strong=True),
            Column("Value", lambda line: line.shown, below=_was, width=200),
            Column("Confirmed", _confirmed, below=_when, width=180),
        )
        fields = (
            FormField("typed", "&Value"),
            FormField("chosen", "&Value", FormKind.CHOICE),
            FormField("by", "Confirmed &by", hint="Who answers for it; empty: not confirmed.", longest=120),
            FormField("on", "&On", hint="A day such as 20/11/2026.", longest=40),
        )
        keys = {"delete": "shipped", "u": "take_back"}
        super().__init__(WORDS, columns, fields, bridge, theme, keys, parent=parent)
        self.chooser.setAccessibleName(self.tr("Profile"))
        self.chooser.setToolTip(self.tr("Whose values are shown"))
        self._add_hint("Enter", self.tr("change, confirm"), self.tr("Change or confirm the value"), "open")
        self._add_hint("Del", self.tr("as shipped"), self.tr("Back to what was shipped"), "shipped")
        self._add_hint("U", self.tr("take back"), self.tr("Take back the last change"), "take_back")

    @Slot()
    def read_again(self) -> None:
        """Read the profile as its file holds it now."""
        name = self._profile.profile if self._profile is not None else ""
        chosen = self.chooser.currentData() or name
        self._bridge.read(read_policy, self, self._show, chosen, otherwise=self._say_reading_failed)

    # The page

    def _groups(self, typed: str) -> Iterable[LinesUnder[PolicyValue]]:
        groups: dict[str, list[PolicyValue]] = {}
        for value in self._profile.values if self._profile is not None else ():
            texts = (value.subject.group, value.subject.words, value.shown, value.source)
            if has_words(typed, *texts, _confirmed(value)):
                groups.setdefault(value.subject.group, []).append(value)
        return tuple(LinesUnder(group, tuple(lines)) for group, lines in groups.items())

    def _key_of(self, line: PolicyValue) -> str:
        return line.subject.key

    def _open(self, line: PolicyValue) -> None:
        self._opened = line
        subject = line.subject
        is_choice = subject.kind in (ValueKind.CHOICE, ValueKind.YES_NO)
        if is_choice:
            empty = (("", line.shown if not line.says else "as the meeting type says"),)
            choices = (*(empty if subject.optional else ()), *((word, word) for _, word in subject.choices))
            self.form.offer("chosen", choices, line.says)
        is_own_name = subject.where[0] in ("confirmed_by", "confirmed_on")
        said = line.confirmation if line.confirmation is not None and not line.confirmation.whole else None
        on = said.on if said is not None else self._clock.today()
        shown = ("chosen" if is_choice else "typed", *(() if is_own_name else ("by", "on")))
        self.form.show_values(
            subject.words,
            {
                "typed": line.says,
                "chosen": line.says,
                "by": said.by if said is not None else "",
                "on": f"{on:%d/%m/%Y}" if on is not None else "",
            },
            note=_about(line),
            hints={"typed": hint_for(subject)},
            shown=shown,
            is_writable=self.may_change,
        )

    def _do(self, deed: str, line: PolicyValue) -> None:
        if deed == "take_back":
            self._take_back()
        elif self._profile is not None:
            self._write(partial(back_to_shipped, self._profile, line.subject.key))

    @Slot(object)
    def _keep(self, values: dict[str, Any]) -> None:
        line, profile = self._opened, self._profile
        if line is None or profile is None:
            return
        is_choice = line.subject.kind in (ValueKind.CHOICE, ValueKind.YES_NO)
        by, on = values["by"].strip(), None
        if by and values["on"].strip():
            on = read_day(values["on"])
            if on is None or on > self._clock.today():
                words = self.tr("{words}: the day of the confirmation is no day that has come yet.")
                hint = self.tr("Type it as 20/11/2026. Nothing was changed.")
                self.form.fail(MeetingDeskError(words.format(words=line.subject.words), hint=hint))
                return
        typed = values["chosen"] if is_choice else values["typed"]
        self._write(partial(change_value, profile, line.subject.key, typed or "", by, on))

    # Helpers

    def _show(self, profile: Profile) -> None:
        self._profile = profile
        self._offer(profile.profiles, profile.profile)
        self._show_lines()


def _words(line: PolicyValue) -> str:
    return line.subject.words


def _source(line: PolicyValue) -> str:
    # The profile tells once where it comes from; only what is said of one value is told beside it.
    return line.source if line.has_note else ""


def _was(line: PolicyValue) -> str:
    return f"changed here; shipped: {line.shipped or 'nothing'}" if line.is_own else ""


def _confirmed(line: PolicyValue) -> str:
    if line.subject.where[0] in ("confirmed_by", "confirmed_on"):
        return ""
    return f"✓ {line.confirmation.by}" if line.confirmation is not None else "△ Not confirmed"


def _when(line: PolicyValue) -> str:
    said = line.confirmation
    if said is None:
        return f"was confirmed as {line.lapsed}" if line.lapsed else ""
    day = say_date(said.on, "no day named")
    return f"{day}, with the profile" if said.whole else day


def _about(line: PolicyValue) -> str:
    parts = [line.subject.group, f"Source: {line.source}"]
    if _confirmed(line):
        parts.append(f"{_confirmed(line)} {_when(line)}".strip())
    if line.is_own:
        parts.append(f"Shipped: {line.shipped or 'nothing'}.")
    if line.lapsed:
        parts.append("It is another value now.")
    return "\n".join(parts)
