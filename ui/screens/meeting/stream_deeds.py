"""What is done with the lines of the stream: edited as one types, split, joined, moved, said anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from meetingdesk.app.live.editing import JoinEntries, MoveEntry, NameAbout, ShiftEntry, SplitEntry
from meetingdesk.app.live.running_order import RunningLine
from meetingdesk.app.live.stream import StreamItem
from meetingdesk.app.rows import ChangeRow, RemoveRow, change
from meetingdesk.app.widening import Widen
from meetingdesk.domain.actions import Action
from meetingdesk.domain.capture_line import VISIBILITY_MARKS, LineKind
from meetingdesk.domain.information import Entry, EntryKind
from meetingdesk.domain.naming import people_named
from meetingdesk.domain.rights import widens
from meetingdesk.domain.text import gate
from meetingdesk.domain.understood_action import ActionPiece
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import StaleRecord
from ui.bridge import Bridge
from ui.screens.meeting.action_deeds import ActionDeeds
from ui.screens.meeting.ask_bar import Answer, AskBar
from ui.screens.meeting.standing import Standing
from ui.screens.meeting.stream_delegate import editable_text
from ui.screens.meeting.stream_view import StreamView
from ui.wall_clock import WallClock

LABELS = {
    LineKind.INFORMATION: "Edit entry",
    LineKind.ACTION: "Edit action",
    LineKind.WORDS: "Edit a child’s words",
    LineKind.DECISION: "Edit decision",
    LineKind.CHALLENGE: "Edit a difference of view",
    LineKind.EVENT: "Edit event",
}


ACTION_PIECES = frozenset(piece.value for piece in ActionPiece)


class StreamDeeds(QObject):
    """Turns what was asked of the stream into commands.

    Signals:
        said: Something is to be told in a few words.
        given_back: What was typed into a line could not be kept there; carries the words.
    """

    said = Signal(str)
    given_back = Signal(str)

    PAUSE_MS = 200
    LATEST_MS = 500

    def __init__(
        self,
        view: StreamView,
        ask: AskBar,
        standing: Standing,
        bridge: Bridge,
        lines: Callable[[], tuple[RunningLine, ...]],
        clock: WallClock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._ask = ask
        self._standing = standing
        self._bridge = bridge
        self._lines = lines
        self.actions = ActionDeeds(view, ask, standing, bridge, clock, self)
        self.actions.said.connect(self.said)
        self._typed: tuple[StreamItem, str] | None = None
        self._known: dict[UUID, str] = {}
        """What the record says of each line that was edited, as far as this screen knows."""
        self._sent = ""
        self._typing = QObject(self)
        """Who asks for what is typed, apart from everything else that is asked here."""
        self._since = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.keep_now)

        bridge.refused.connect(self._refused)
        view.edited.connect(self._edited)
        view.editing_changed.connect(self._editing_changed)
        view.split_wanted.connect(self._split)
        view.join_wanted.connect(self._join)
        view.shift_wanted.connect(self._shift)
        view.remove_wanted.connect(self._remove)
        view.kind_wanted.connect(self._say_kind)
        view.asked.connect(self._ask_for)

    @Slot()
    def keep_now(self) -> None:
        """Save at once what was typed into a line."""
        self._timer.stop()
        self._since.invalidate()
        if self._typed is None:
            return
        item, text = self._typed
        self._typed = None
        if item.row is None or not text.strip():
            return
        known = self._known.get(item.id, editable_text(item))
        self._known[item.id] = gate(text)
        self._sent = text
        # Typing that goes on is one step to undo, as it is in every text.
        command = ChangeRow(
            type(item.row),
            item.row.id,
            (("text", text),),
            LABELS.get(item.kind, "Edit"),
            merges=True,
            seen=(("text", known),),
        )
        self._bridge.execute(command, self._typing)

    # Slots

    @Slot(object, str)
    def _edited(self, item: StreamItem, text: str) -> None:
        self._typed = (item, text)
        if not self._since.isValid():
            self._since.start()
        self._timer.start(min(self.PAUSE_MS, max(self.LATEST_MS - self._since.elapsed(), 0)))

    @Slot(object)
    def _editing_changed(self, key: object) -> None:
        if key is None:
            self.keep_now()
            self._known.clear()

    @Slot(object, object)
    def _refused(self, error: BaseException, asker: object) -> None:
        # Somebody else was quicker: their words stay, and these are not lost either.
        if asker is self._typing and self._sent and isinstance(error, StaleRecord):
            text, self._sent = self._sent, ""
            self._typed = None
            self._known.clear()
            self._view.stop_editing()
            self.given_back.emit(text)

    @Slot(object, str, int)
    def _split(self, item: StreamItem, text: str, place: int) -> None:
        if isinstance(item.row, Entry):
            self._typed = None
            self._bridge.execute(SplitEntry(item.id, place, text), self)

    @Slot(object, object)
    def _join(self, above: StreamItem, item: StreamItem) -> None:
        if isinstance(item.row, Entry) and isinstance(above.row, Entry):
            self._bridge.execute(JoinEntries(above.id, item.id), self)

    @Slot(object, bool)
    def _shift(self, item: StreamItem, down: bool) -> None:
        if isinstance(item.row, Entry):
            self._bridge.execute(ShiftEntry(item.id, down), self)

    @Slot(object)
    def _remove(self, item: StreamItem) -> None:
        if item.row is not None:
            what = LABELS.get(item.kind, "Edit").replace("Edit", "Take out")
            self._bridge.execute(RemoveRow(type(item.row), item.row.id, what), self)
            self.said.emit(self.tr("Taken out. Ctrl+Z brings it back."))

    @Slot(object, object)
    def _say_kind(self, item: StreamItem, kind: EntryKind) -> None:
        if isinstance(item.row, Entry):
            command = ChangeRow(Entry, item.row.id, (("kind", kind),), "Say what kind it is")
            self._bridge.execute(command, self)

    @Slot(object, str)
    def _ask_for(self, item: StreamItem, part: str) -> None:
        entry = item.row
        if isinstance(entry, Action) and part in ACTION_PIECES:
            self.actions.ask(item, entry, ActionPiece(part))
            return
        if not isinstance(entry, Entry):
            if part == "visibility" and item.row is not None:
                self._ask_readers(item)
            return
        roster = self._standing.roster
        match part:
            case "about":
                hint = self.tr("Names or designations, with commas")
                self._question(
                    self.tr("About whom?"), ", ".join(item.about), hint, partial(self._about, item)
                )
            case "agency":
                agency = roster.agency(entry.agency_id)
                hint = self.tr("Its code or its name; nothing for nobody")
                self._question(
                    self.tr("Who said it?"), agency.code if agency else "", hint, partial(self._who, item)
                )
            case "source":
                self._question(
                    self.tr("From where?"),
                    entry.source,
                    self.tr("A record, a visit"),
                    partial(self._text, item, part),
                )
            case "means_for_child":
                question = self.tr("What does this mean for the child?")
                self._question(question, entry.means_for_child, "", partial(self._text, item, part))
            case "visibility":
                self._ask_readers(item)
            case _:
                hint = self.tr("A number or the beginning of a line of the running order")
                self._question(self.tr("Move to?"), "", hint, partial(self._move, item))

    def _question(self, question: str, value: str, hint: str, answer: Answer) -> None:
        self._ask.ask(question, value, hint, answer, self._view)

    def _ask_readers(self, item: StreamItem) -> None:
        hint = self.tr(
            "shared, professionals, restricted, police, legal, mine; wider needs a reason: shared, why"
        )
        self._question(
            self.tr("Who may read it?"), item.visibility.label.lower(), hint, partial(self._readers, item)
        )

    # Answers: each returns what is wrong, or nothing

    def _about(self, item: StreamItem, typed: str) -> str:
        found = tuple(dict.fromkeys(one.person_id for one in people_named(typed, self._standing.roster)))
        if typed and not found:
            return self.tr("Nobody of this family is called so.")
        self._bridge.execute(NameAbout(item.id, found), self)
        return ""

    def _who(self, item: StreamItem, typed: str) -> str:
        agency = None
        if typed:
            roster = self._standing.roster
            named = (one for one in roster.agencies if one.name.casefold().startswith(typed.casefold()))
            agency = roster.agency_of_code(typed) or next(named, None)
            if agency is None:
                return self.tr("No agency of this meeting is called so.")
        return self._put(item, "Say who said it", agency_id=agency.id if agency else None)

    def _text(self, item: StreamItem, part: str, typed: str) -> str:
        return self._put(item, "Edit entry", **{part: typed})

    def _put(self, item: StreamItem, what: str, **values: Any) -> str:
        assert item.row is not None, "only lines of the record are asked about"
        self._bridge.execute(change(item.row, what, **values), self)
        return ""

    def _readers(self, item: StreamItem, typed: str) -> str:
        word, _, reason = (part.strip() for part in typed.partition(","))
        wanted = VISIBILITY_MARKS.get(word.casefold()) or _labelled(word)
        if wanted is None:
            return self.tr("Say one of: shared, professionals, restricted, police, legal, mine.")
        assert item.row is not None, "only lines of the record are asked about"
        if not widens(item.visibility, wanted):
            return self._put(item, "Let fewer people read", visibility=wanted)
        if not reason:
            return self.tr("More people could read it then: write the reason behind a comma.")
        self._bridge.execute(Widen(type(item.row), item.row.id, wanted, reason), self)
        return ""

    def _move(self, item: StreamItem, typed: str) -> str:
        wanted = typed.casefold()
        for line in self._lines():
            is_it = wanted == str(line.number) or (wanted and line.title.casefold().startswith(wanted))
            if is_it and line.point_id != self._standing.point_id:
                target = self._same_section(line)
                self._bridge.execute(MoveEntry(item.id, target), self)
                self.said.emit(self.tr("Moved to {where}. Ctrl+Z brings it back.").format(where=line.title))
                return ""
        return self.tr("No other line of the running order begins so.")

    def _same_section(self, line: RunningLine) -> Any:
        # An entry about what an agency knows stays what an agency knows, in the other case too.
        head, point = self._standing.head, self._standing.point
        if head is not None and point is not None and line.family_id is not None:
            for other in head.points_of(line.family_id):
                if other.section == point.section:
                    return other.id
        return line.point_id


def _labelled(word: str) -> Visibility | None:
    return next((each for each in Visibility if each.label.casefold() == word.casefold()), None)
