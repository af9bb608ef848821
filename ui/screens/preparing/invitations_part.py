"""Invitations: who is asked and why, one key for each state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from meetingdesk.app.preparing import Preparation, WrittenInvitation
from meetingdesk.domain.information import RequestState
from meetingdesk.domain.invitations import Group
from meetingdesk.domain.roll_call import read_somebody
from ui.models.grouped_model import GroupedModel, LinesUnder
from ui.models.paged_model import Column
from ui.screens.preparing.part import Part
from ui.screens.preparing.words import GROUP, state_of, why
from ui.theme import Theme
from ui.widgets.completions import Completion
from ui.widgets.field_completions import FieldCompletions, agencies_for
from ui.widgets.grouped_table import GroupedTable
from ui.widgets.inline_question import Question
from ui.words import many

KEYS = {
    "k": "asked",
    "n": "not_asked",
    "u": "not_involved",
    "w": "which",
    "delete": "back",
}


class InvitationsPart(Part):
    """Shows every invitation under its heading; what is still to do stands out by word and shape.

    Signals:
        marked: An invitation is asked, not involved or not asked; carries its key, the state and the reason.
        named: Somebody said which agency is meant; carries the key and the name.
        taken_back: An invitation is to go; carries its key.
        all_wanted: Everybody proposed is to be invited.
        added: Somebody else is to be invited; carries the name as typed.
        agencies_asked: Somebody else is going to be named; the agencies that are known may be offered.
    """

    marked = Signal(object, object, str)
    named = Signal(object, str)
    taken_back = Signal(object)
    all_wanted = Signal()
    added = Signal(str)
    agencies_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.model: GroupedModel[WrittenInvitation] = GroupedModel(_columns())
        table = GroupedTable(self.model, theme, KEYS)
        super().__init__(table, theme, parent)
        self.model.setParent(self)
        self._asked = ""
        self._key: object = None
        self._words: Mapping[str, str] = {}
        self.agency_names = FieldCompletions(self.question.field, self._offer, theme)
        table.setAccessibleName(self.tr("Invitations"))
        self.all_button = self._add_button(
            self.tr("Invite all"),
            "Alt+I",
            self.tr("Invite and ask whoever is proposed; who is not known stays a line"),
        )
        self.add_button = self._add_button(self.tr("Invite…"), "Ins", self.tr("Type an agency or a name"))
        self._add_hints(
            (
                ("K", self.tr("asked"), self.tr("Mark as asked"), "asked"),
                ("U", self.tr("not involved"), self.tr("They do not work with this family"), "not_involved"),
                ("N", self.tr("not asked…"), self.tr("Leave them out, and say why"), "not_asked"),
                ("W", self.tr("which one…"), self.tr("Say which practice, school or service"), "which"),
                ("Del", self.tr("take back"), self.tr("Take the invitation back"), "back"),
            )
        )
        table.key_chosen.connect(self._key_chosen)
        table.opened.connect(self._opened)
        self.all_button.clicked.connect(self.all_wanted)
        self.add_button.clicked.connect(self.ask_whom)
        self.question.answered.connect(self._answered)
        self._nothing.setText(self.tr("Nobody is proposed yet"))
        self._nothing_hint.setText(
            self.tr(
                "Put a case on the list, or invite somebody by name (Ins). GPs, schools and others follow."
            )
        )

    def show_preparation(self, preparation: Preparation) -> None:
        """Show the invitations of a meeting, the line that was chosen chosen again."""
        here, row = self._chosen_before(preparation)
        self.model.set_groups(tuple(_groups(preparation)))
        same = here.line.key if isinstance(here, WrittenInvitation) else None
        self.table.choose(next((place for place, one in self.model.lines() if one.line.key == same), row))
        open_lines = sum(not one.line.is_settled for one in preparation.invitations)
        settled = len(preparation.invitations) - open_lines
        self._said.setText(
            self.tr("{} settled, △ {} still to do").format(settled, open_lines)
            if open_lines
            else self.tr("✓ {}, all settled").format(many(settled, "invitation"))
        )
        self.all_button.setEnabled(
            any(not one.line.is_settled and one.line.proposal.is_known for one in preparation.invitations)
        )
        self._show_lines(has_lines=bool(preparation.invitations))

    def know_agencies(self, words: Mapping[str, str]) -> None:
        """Know what agencies are called, in small letters, each with its name."""
        self._words = words

    # Slots

    @Slot()
    def ask_whom(self) -> None:
        """Ask who else is to be invited."""
        self._asked, self._key = "add", None
        self.agencies_asked.emit()
        self.question.ask(
            Question(
                self.tr("Who else is invited?"),
                self.tr("an agency, somebody’s name, or both: hv Kim Test"),
                understood=self._say_who,
            )
        )

    @Slot(int)
    def _opened(self, row: int) -> None:
        written = self.model.line(row)
        if written is not None:
            # Enter does the next thing that this line needs.
            self._key_chosen("asked" if written.line.proposal.is_known else "which")

    @Slot(str)
    def _key_chosen(self, name: str) -> None:
        written = self.table.line
        if not isinstance(written, WrittenInvitation):
            return
        key, title = written.line.key, written.title
        match name:
            case "asked" if not written.line.proposal.is_known and not written.line.requests:
                self._ask_which(written)
            case "asked":
                self.marked.emit(key, RequestState.ASKED, "")
            case "not_involved":
                self.marked.emit(key, RequestState.NOTHING_KNOWN, "")
            case "not_asked":
                self._ask_line("not_asked", key, self.tr("Why is {} not asked?").format(title))
            case "which":
                self._ask_which(written)
            case "back":
                self.taken_back.emit(key)

    @Slot(str)
    def _answered(self, text: str) -> None:
        asked, key = self._asked, self._key
        self.close_question()
        match asked:
            case "not_asked":
                self.marked.emit(key, RequestState.NOT_ASKED, text)
            case "which":
                self.named.emit(key, text)
            case "add":
                self.added.emit(text)

    # Helpers

    def _offer(self, typed: str) -> tuple[Completion, ...]:
        return agencies_for(typed, self._words) if self._asked == "add" else ()

    def _say_who(self, typed: str) -> str:
        """Say how somebody who was typed is understood, and what Enter does."""
        who = read_somebody(typed, self._words)
        if who is None:
            return ""
        agency = self._words.get(who.agency.casefold(), "")
        said = " · ".join(part for part in (who.name, agency) if part) if agency else " ".join(typed.split())
        return self.tr("{}. Enter invites. Esc leaves.").format(said)

    def _ask_which(self, written: WrittenInvitation) -> None:
        says = written.line.proposal.says
        self._ask_line("which", written.line.key, self.tr("Which one is it? {}").format(says))

    def _ask_line(self, name: str, key: object, text: str) -> None:
        self._asked, self._key = name, key
        self.question.ask(Question(text))


def _columns() -> tuple[Column[WrittenInvitation], ...]:
    return (
        Column("State", lambda one: state_of(one)[0], chip=lambda one: state_of(one)[1], width=168),
        Column("Who", lambda one: one.title, why),
    )


def _groups(preparation: Preparation) -> Iterator[LinesUnder[WrittenInvitation]]:
    lines = preparation.invitations
    for group in Group:
        mine = tuple(one for one in lines if one.line.proposal.group is group)
        if group is not Group.PERSON or not preparation.has_cases:
            yield LinesUnder(GROUP[group], mine)
            continue
        # Of many families, each person's own practice and school stand under their family.
        references = dict.fromkeys(one.line.proposal.reference for one in mine)
        for reference in references:
            own = tuple(one for one in mine if one.line.proposal.reference == reference)
            yield LinesUnder(f"{reference} · for one person", own)
