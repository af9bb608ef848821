"""People who may be the same: the pairs, and beside them what is the same and what differs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from meetingdesk.app.merging_people import Merged
from meetingdesk.app.people_alike import Compared, Pair, PeopleAlike
from ui.labels import label, tooltip
from ui.models.grouped_model import GroupedModel, LinesUnder
from ui.models.paged_model import Column
from ui.offers import Lines
from ui.theme import Theme
from ui.widgets.grouped_table import GroupedTable
from ui.widgets.inline_question import InlineQuestion, Question
from ui.widgets.message_bar import MessageBar
from ui.words import many, say_date

MERGE, NOT_SAME, TURN, PART = "merge", "not_same", "turn", "part"
KEYS = {"m": MERGE, "d": NOT_SAME, "t": TURN, "u": PART}
BESIDE = 860
LIST_SHARE, LIST_HEIGHT = 0.36, 88
WORDS = {"same": "● same", "differs": "△ differs", "missing": "○ missing"}
CHIPS = {"same": "settled", "differs": "attention", "missing": "plain"}
Line = Pair | Merged


class DuplicatesView(QWidget):
    """Shows pairs side by side, and asks before two records become one.

    Signals:
        merge_wanted: The right one of a pair is to go into the left one; carries the pair.
        not_the_same: A pair is two people; carries it.
        part_wanted: Two who were merged are to be two again; carries them.
        left: The list of families is wanted again.
    """

    merge_wanted = Signal(object)
    not_the_same = Signal(object)
    part_wanted = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._turned: set[frozenset[object]] = set()
        self._asked: Pair | None = None
        self._shown = PeopleAlike()
        self.setAccessibleName(self.tr("People who may be the same"))
        self.model: GroupedModel[Line] = GroupedModel(_pair_columns(), self)
        self.table = GroupedTable(self.model, theme, KEYS)
        self.table.horizontalHeader().hide()
        self.table.setAccessibleName(self.tr("People who may be the same"))
        self.compared: GroupedModel[Compared] = GroupedModel(_compared_columns(), self)
        self.beside = _Beside(self.compared, theme, KEYS)
        self.beside.setAccessibleName(self.tr("What is the same and what differs"))
        self.back = QPushButton(self.tr("← Families"))
        self.back.setProperty("role", "link")
        self.back.setAccessibleName(self.tr("Back to the list of families"))
        self.back.setToolTip(tooltip(self.tr("Back to the list of families (Esc)")))
        self._title = label(self.tr("People who may be the same"), role="title")
        self._count = label(role="muted", wraps=True)
        self._says = label(role="muted", wraps=True)
        self._empty = label(role="title", wraps=True)
        self._empty_hint = label(role="muted", wraps=True)
        self.question = InlineQuestion()
        self.message = MessageBar(room=(12, 6, 12, 6))
        self.buttons = {
            MERGE: _button(self.tr("Merge…  M"), self.tr("Make one record of the two (M)")),
            NOT_SAME: _button(
                self.tr("Not the same  D"), self.tr("They are two people: do not ask again (D)")
            ),
            TURN: _button(self.tr("Keep the other  T"), self.tr("Turn round which of the two is kept (T)")),
            PART: _button(self.tr("Part again  U"), self.tr("Make two records of the one again (U)")),
        }
        self._body = QStackedWidget()
        self._lay_out()

        for key, button in self.buttons.items():
            button.clicked.connect(_Does(self, key))
        self.table.key_chosen.connect(self.do)
        self.beside.key_chosen.connect(self.do)
        self.table.selectionModel().currentRowChanged.connect(self._look)
        self.back.clicked.connect(self.left)
        self.question.answered.connect(self._answered)
        self.question.left.connect(self.close_part)
        theme.changed.connect(self._arrange)
        self.show_pairs(PeopleAlike())

    @property
    def pair(self) -> Pair | None:
        """The pair that is marked, the kept one first."""
        line = self.table.line
        if not isinstance(line, Pair):
            return None
        return line.turned() if frozenset((line.one, line.other)) in self._turned else line

    @property
    def merged(self) -> Merged | None:
        """The two who were merged, where they are marked."""
        line = self.table.line
        return line if isinstance(line, Merged) else None

    def show_pairs(self, shown: PeopleAlike) -> None:
        """Show who may be the same, standing at the same place."""
        row = self.table.currentIndex().row()
        had_focus = self.hasFocus() or self.table.hasFocus() or self.back.hasFocus()
        self._shown = shown
        groups: dict[str, list[Line]] = {}
        for pair in shown.pairs:
            groups.setdefault(pair.why, []).append(pair)
        if shown.merged:
            groups["Merged before: U parts them again"] = list(shown.merged)
        self.model.set_groups(tuple(LinesUnder(words, tuple(lines)) for words, lines in groups.items()))
        self._count.setText(many(len(shown.pairs), "pair") if shown.pairs else "")
        has_lines = bool(groups)
        self._empty.setText(self.tr("Nobody seems to be recorded twice"))
        self._empty_hint.setText(
            self.tr(
                "Names, dates of birth and NHS numbers of all people were compared. Two people of whom "
                "something is withheld from the other are never shown here."
            )
        )
        self._body.setCurrentIndex(0 if has_lines else 1)
        if has_lines:
            self.table.choose(max(row, 0))
        self._look()
        if had_focus:
            self.take_focus()

    def take_focus(self) -> None:
        """Let the keyboard go through the pairs."""
        widget = self.table if self._body.currentIndex() == 0 else self.back
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_part(self) -> None:
        """Leave the question, else the page."""
        if not self.question.isHidden():
            self.question.hide()
            self._arrange()
            self.take_focus()
        else:
            self.left.emit()

    @Slot(str)
    def do(self, key: str) -> None:
        """Do what a key stands for with what is marked."""
        pair, merged = self.pair, self.merged
        if key == PART and merged is not None:
            self.part_wanted.emit(merged)
        elif pair is None:
            return
        elif key == MERGE:
            self._ask(pair)
        elif key == NOT_SAME:
            self.not_the_same.emit(pair)
        elif key == TURN:
            self._turned ^= {frozenset((pair.one, pair.other))}
            self._look()

    def help_lines(self) -> Lines:
        """Return the keys of this place."""
        return (
            ("", "People who may be the same"),
            ("M", "Make one record of the two, after a question"),
            ("D", "They are two people: do not ask again"),
            ("T", "Turn round which of the two is kept"),
            ("U", "Part two people who were merged"),
            ("Esc", "Back to the list of families"),
        )

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_part()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # Slots

    @Slot()
    def _look(self) -> None:
        """Show what is marked side by side."""
        self.question.hide()
        pair, merged = self.pair, self.merged
        self.compared.set_groups((LinesUnder("", pair.compared),) if pair is not None else ())
        self.beside.setVisible(pair is not None)
        if pair is not None:
            self._says.setText(_says(pair))
        elif merged is not None:
            self._says.setText(
                self.tr(
                    "Merged on {day}. Parted again, each has what was theirs then; what was recorded since "
                    "stays with the kept record."
                ).format(day=say_date(merged.on))
            )
        else:
            self._says.clear()
        self._arrange()

    @Slot(str)
    def _answered(self, _key: str) -> None:
        self.question.hide()
        self._arrange()
        pair, self._asked = self._asked, None
        self.take_focus()
        if pair is not None:
            self.merge_wanted.emit(pair)

    @Slot()
    def _arrange(self) -> None:
        """Put the pairs beside what is compared, or above it where there is no room."""
        is_beside = self.width() >= self._theme.px(BESIDE)
        wanted = QHBoxLayout.Direction.LeftToRight if is_beside else QHBoxLayout.Direction.TopToBottom
        self._row.setDirection(wanted)
        least = 0 if is_beside else self._theme.px(LIST_HEIGHT)
        most = 16_777_215 if is_beside else max(round(self.height() * 0.3), least)
        self.table.setMinimumHeight(least)
        self.table.setMaximumHeight(most)
        width = round(self.width() * LIST_SHARE) if is_beside else 0
        self.table.setMinimumWidth(width)
        self.table.setMaximumWidth(width or 16_777_215)
        # In little room a question stands alone; it names both.
        has_room = is_beside or self.question.isHidden()
        pair, merged = self.pair, self.merged
        self._body.setVisible(has_room)
        self._says.setVisible(is_beside or pair is None)
        for key, button in self.buttons.items():
            is_its_line = merged is not None if key == PART else pair is not None
            button.setVisible(is_its_line)
        self.beside.share_room()

    # Helpers

    def _ask(self, pair: Pair) -> None:
        self._asked = pair
        kept, gone = pair.names
        words = self.tr(
            "Make one record of these two? “{kept}” is kept; names, addresses, involvements and all that "
            "was recorded of “{gone}” move over to it. Ctrl+Z or U parts them again."
        )
        question = words.format(kept=_short(kept), gone=_short(gone))
        self.question.ask(Question(question, choices={"y": self.tr("Yes, they are the same person")}))
        self._arrange()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 8, 16, 8)
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(self._title)
        head.addWidget(self._count, 1)
        top = QWidget()
        top.setProperty("role", "panel")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        top.setLayout(head)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        for button in self.buttons.values():
            deeds.addWidget(button)
        deeds.addStretch(1)
        right = QVBoxLayout()
        right.setContentsMargins(12, 8, 12, 10)
        right.setSpacing(8)
        right.addWidget(self._says)
        right.addWidget(self.beside, 1)
        right.addLayout(deeds)
        right.addStretch(0)
        side = QWidget()
        side.setLayout(right)
        pairs = QWidget()
        self._row = QHBoxLayout(pairs)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.table)
        self._row.addWidget(side, 1)
        nothing = QWidget()
        middle = QVBoxLayout(nothing)
        middle.setContentsMargins(48, 48, 48, 48)
        middle.addWidget(self._empty)
        middle.addWidget(self._empty_hint)
        middle.addStretch(1)
        self._body.addWidget(pairs)
        self._body.addWidget(nothing)
        asked = QHBoxLayout()
        asked.setContentsMargins(12, 0, 12, 8)
        asked.addWidget(self.question)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.message)
        column.addWidget(self._body, 1)
        column.addLayout(asked)
        column.addStretch(0)


class _Beside(GroupedTable):
    """Gives both people the same room, and hides neither."""

    def share_room(self) -> None:
        """Give each column its part of the width."""
        room = self.viewport().width()
        word = min(self._theme.px(122), room // 4)
        what = min(self._theme.px(150), (room - word) // 4)
        half = (room - word - what) // 2
        for column, width in enumerate((what, half, room - word - what - half, word)):
            self.setColumnHidden(column, False)
            self.setColumnWidth(column, width)
        self._fit_lines()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_room()


class _Does:
    """Does what a button stands for; a partial would hide the bool that a button sends along."""

    def __init__(self, view: DuplicatesView, key: str) -> None:
        self._view = view
        self._key = key

    def __call__(self, _is_checked: bool = False) -> None:
        self._view.do(self._key)


def _button(words: str, hint: str) -> QPushButton:
    button = QPushButton(words)
    button.setAccessibleName(words.split("  ")[0].rstrip("…"))
    button.setToolTip(tooltip(hint))
    return button


def _pair_columns() -> tuple[Column[Line], ...]:
    return (
        Column("", _named, _below),
        Column(
            "", _differing, chip=lambda line: "attention" if isinstance(line, Pair) else "plain", width=112
        ),
    )


def _named(line: Line) -> str:
    return " / ".join(map(_short, line.names)) if isinstance(line, Pair) else line.name


def _below(line: Line) -> str:
    if isinstance(line, Merged):
        return f"Merged on {say_date(line.on)}"
    return "In different families" if line.is_across else "In one family"


def _differing(line: Line) -> str:
    if isinstance(line, Merged):
        return "● merged"
    differ = sum(each.word == "differs" for each in line.compared)
    return f"△ {differ} {'differs' if differ == 1 else 'differ'}"


def _compared_columns() -> tuple[Column[Compared], ...]:
    return (
        Column("", lambda each: each.what, width=1),
        Column("Is kept", lambda each: each.one or "–"),
        Column("Moves over to it", lambda each: each.other or "–", width=1),
        Column("", lambda each: WORDS[each.word], chip=lambda each: CHIPS[each.word], width=1),
    )


def _says(pair: Pair) -> str:
    across = "They stand in different families, which stay apart. " if pair.is_across else ""
    return f"{pair.why}. {across}Nothing is decided here: look at both, then say what they are."


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:60]}…"
