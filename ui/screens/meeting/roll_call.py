"""The roll call: who is here, one key each, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from meetingdesk.domain.attendance import ExclusionGround
from meetingdesk.domain.meetings import QuorumState
from meetingdesk.domain.roll_call import (
    MARK_OF_KEY,
    MARKS,
    Deeds,
    Mark,
    means_coming,
    moment_of,
    read_somebody,
    read_time,
    role_words,
)
from meetingdesk.domain.roll_call_asked import (
    Accepts,
    AllAccept,
    Asked,
    Came,
    DeputyNamed,
    DoesNotAccept,
    Extent,
    KeptOut,
    Marked,
    QuorumSettled,
    RestPresent,
    SomebodyCame,
    StatementHeard,
    Went,
)
from meetingdesk.domain.room import Place, Room
from ui.labels import label, set_role
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.widgets.attendance_list import AttendanceList
from ui.widgets.completions import Completion
from ui.widgets.field_completions import FieldCompletions, agencies_for
from ui.widgets.following_area import FollowingArea
from ui.widgets.inline_question import InlineQuestion, Question
from ui.widgets.key_hint import KeyHint
from ui.widgets.wrapping import Wrapping
from ui.words import QUORUM, listed, many

ALL_PRESENT = "P"
NOT_ACCEPTED = "C"
IN_FOR_CASE, OUT_OF_CASE = "I", "L"
MOST_WARNINGS, MOST_NAMES = 6, 4
GROUNDS = {
    ExclusionGround.CHILD_WELFARE: "their presence would harm the child",
    ExclusionGround.VIOLENCE_OR_THREATS: "violence or threats are likely",
    ExclusionGround.CHILD_ASKS: "the child asks for it",
    ExclusionGround.OTHERS_SILENCED: "others could not speak",
    ExclusionGround.CONFIDENTIAL_INFORMATION: "confidential information has to be shared",
    ExclusionGround.FAMILY_CONFLICT: "conflict in the family: they attend at another time",
}
GROUND_OF_KEY = {str(number): ground for number, ground in enumerate(GROUNDS, 1)}


class RollCall(QWidget):
    """Lists everybody who was invited; a letter marks the current line and goes to the next.

    It shows a room and asks; whoever hears `asked` turns it into a command and shows the room anew.

    Signals:
        asked: Something is to be recorded; carries one of meetingdesk.domain.roll_call_asked.
        left: Escape was pressed: back to the capture line.
    """

    asked = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, clock: WallClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._room: Room | None = None
        self._answer: Callable[[str], None] | None = None
        self._statement_shown = ""
        self._statements_asked: set[str] = set()
        self._is_behind = False
        self._asks_who = False
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

        self.list = AttendanceList(theme)
        self.question = InlineQuestion()
        self.agency_names = FieldCompletions(self.question.field, self._offer, theme)
        self._counted = label(role="muted")
        self._statement = label(wraps=True)
        self._statement_text = label(wraps=True, selectable=True)
        self._statement_card = QFrame()
        self._empty = label(
            self.tr("Nobody is invited yet. N adds whoever is here."), role="muted", wraps=True
        )
        self._notice = label(role="warning", wraps=True)
        self._quorum = label(role="strong", wraps=True, selectable=True)
        self._settled = label(role="muted", wraps=True)
        self._warnings = [label(role="warning", wraps=True) for _ in range(MOST_WARNINGS)]
        self._case_keys: list[KeyHint] = []
        self._keys = QWidget()
        self._lay_out()
        self.setFocusProxy(self.list)

        self.list.key_given.connect(self._take_key)
        self.list.left.connect(self.left)
        self.question.answered.connect(self._take_answer)
        self.question.left.connect(self._leave_question)

    @property
    def quorum_text(self) -> str:
        """What is said about the quorum."""
        return self._quorum.text()

    @property
    def statement_text(self) -> str:
        """What is said about the statements, and the words of the one being read."""
        return f"{self._statement.text()}\n{self._statement_text.text()}".strip()

    @property
    def warning_texts(self) -> tuple[str, ...]:
        """The warnings that are shown, the gravest first."""
        return tuple(shown.text() for shown in self._warnings if not shown.isHidden())

    @property
    def notice_text(self) -> str:
        """Why the last key did nothing."""
        return self._notice.text()

    def show_room(self, room: Room) -> None:
        """Show a room; the same person stays current."""
        self._room = room
        self._is_behind = False
        self._statements_asked -= {statement.key for statement in room.statements if statement.at}
        self.list.show_places(room.places)
        self._empty.setVisible(not room.places)
        self._counted.setText(self.tr("{} of {} marked").format(room.marked, len(room.places)))
        for button in self._case_keys:
            button.setVisible(bool(room.case))
        self._say_statement(room)
        self._say_quorum(room)
        for number, shown in enumerate(self._warnings):
            shown.setVisible(number < len(room.warnings))
            if number < len(room.warnings):
                set_role(shown, "error" if room.warnings[number].stands_out else "warning")
                shown.setText(room.warnings[number].text)

    def take_focus(self) -> None:
        """Let the letters mark."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Slots

    @Slot(str)
    def _take_key(self, key: str) -> None:
        self._say("")
        room, place = self._room, self.list.current
        if room is None:
            return
        if key == ALL_PRESENT:
            self._send(RestPresent())
        elif key == NOT_ACCEPTED and place is not None:
            self._ask_why_not(place)
        elif key in (IN_FOR_CASE, OUT_OF_CASE) and room.case and place is not None:
            asked = Came if key == IN_FOR_CASE else Went
            self._ask_and_step(asked((place.id,), only_this_case=True))
        else:
            self._take_mark(room, place, MARK_OF_KEY.get(key.casefold()))

    @Slot(str)
    def _take_answer(self, answer: str) -> None:
        take, self._answer = self._answer, None
        self.question.hide()
        if take is not None:
            take(answer)
        if self.question.isHidden():
            self._leave_question()

    @Slot()
    def _leave_question(self) -> None:
        self._answer = None
        self.question.hide()
        self._keys.show()
        self._statement_text.setVisible(bool(self._statement_text.text()))
        self.take_focus()

    # What each key asks

    def _take_mark(self, room: Room, place: Place | None, mark: Mark | None) -> None:
        if mark is None:
            self._say(self.tr("This letter has no meaning here. The letters stand below the list."))
        elif mark.deed in (Deeds.ADD, Deeds.STATEMENT, Deeds.QUORUM):
            self._take_deed_of_all(room, mark.deed)
        elif place is None:
            self._say(self.tr("Nobody is on the list yet. N adds somebody."))
        elif mark.status is not None:
            self._ask_and_step(Marked((place.id,), mark.status))
        elif mark.deed is not None:
            self._take_deed(room, place, mark.deed)

    def _take_deed_of_all(self, room: Room, deed: Deeds) -> None:
        if deed is Deeds.ADD:
            self._ask_who(room)
        elif deed is Deeds.STATEMENT:
            self._read_statement(room)
        else:
            self._ask_quorum(room)

    def _take_deed(self, room: Room, place: Place, deed: Deeds) -> None:
        match deed:
            case Deeds.ARRIVE:
                self._ask_and_step(Came((place.id,)))
            case Deeds.LEAVE:
                self._ask_and_step(Went((place.id,)))
            case Deeds.DEPUTY:
                self._ask_deputy(place)
            case Deeds.TIME:
                self._ask_time(room, place)
            case Deeds.EXCLUDE:
                self._ask_ground(room, place)
            case Deeds.ACCEPT:
                self._accept(room, place)
            case _:
                raise AssertionError(deed)

    def _send(self, asked: Asked) -> None:
        self._is_behind = True  # until the room is shown anew, it does not know of this
        self.asked.emit(asked)

    def _ask_and_step(self, asked: Asked) -> None:
        self._send(asked)
        self.list.step()

    def _ask(self, question: Question, answer: Callable[[str], None]) -> None:
        self._answer = answer
        self._asks_who = False
        # On a small screen the list, the question and the words of a statement do not fit together.
        self._keys.hide()
        self._statement_text.hide()
        self.question.ask(question)

    def _ask_deputy(self, place: Place) -> None:
        if not place.may_send_deputy:
            self._say(self.tr("Nobody comes in the place of somebody of the family. N adds who came."))
            return
        text = self.tr("Who is here for {}?").format(place.called)
        self._ask(
            Question(text, self.tr("Name of the deputy")),
            lambda name: self._ask_and_step(DeputyNamed(place.id, name)),
        )

    def _ask_time(self, room: Room, place: Place) -> None:
        self._ask(
            Question(
                self.tr("At what time did {} come or leave?").format(place.called),
                self.tr("1410, or l 15:05 for left"),
                understood=lambda typed: self._say_time(room, place, typed),
            ),
            lambda typed: self._take_time(room, place, typed),
        )

    def _time(self, room: Room, place: Place, typed: str) -> Came | Went | None:
        told = read_time(typed)
        if told is None:
            return None
        moment = moment_of(told.at, self._clock.now().astimezone(ZoneInfo(room.zone)))
        came = means_coming(told, moment, place.arrived_at, is_here=place.is_here)
        return Came((place.id,), moment) if came else Went((place.id,), moment)

    def _say_time(self, room: Room, place: Place, typed: str) -> str:
        asked = self._time(room, place, typed)
        if asked is None or asked.at is None:
            return ""
        did = self.tr("came") if isinstance(asked, Came) else self.tr("left")
        return self.tr("{} {} at {:%H:%M}. Enter keeps.").format(place.called, did, asked.at)

    def _take_time(self, room: Room, place: Place, typed: str) -> None:
        asked = self._time(room, place, typed)
        if asked is not None:
            self._ask_and_step(asked)

    def _ask_who(self, room: Room) -> None:
        self._ask(
            Question(
                self.tr("Who is here without an invitation?"),
                self.tr("Ruth Vale, hv  or  Sam Hale, supporter"),
                understood=partial(_say_who, room),
            ),
            partial(self._take_who, room),
        )
        self._asks_who = True

    def _offer(self, typed: str) -> tuple[Completion, ...]:
        room = self._room
        return agencies_for(typed, room.codes) if self._asks_who and room is not None else ()

    def _take_who(self, room: Room, typed: str) -> None:
        who = read_somebody(typed, room.codes)
        if who is not None:
            self._send(SomebodyCame(who))

    def _ask_ground(self, room: Room, place: Place) -> None:
        if not place.may_be_excluded:
            self._say(self.tr("Only somebody of the family is kept out with a ground. L marks who leaves."))
            return
        choices = {key: GROUNDS[ground] for key, ground in GROUND_OF_KEY.items()}
        text = self.tr("Why is {} kept out?").format(place.called)
        self._ask(
            Question(text, choices=choices), lambda key: self._ask_extent(room, place, GROUND_OF_KEY[key])
        )

    def _ask_extent(self, room: Room, place: Place, ground: ExclusionGround) -> None:
        extents = {
            "w": (Extent.WHOLE, self.tr("the whole meeting")),
            "f": (Extent.FROM_NOW, self.tr("from now on")),
        }
        if room.section:
            extents["s"] = (Extent.SECTION, self.tr("the part “{}”").format(room.section_title))
        choices = {key: words for key, (_, words) in extents.items()}
        self._ask(
            Question(self.tr("For how much of it?"), choices=choices),
            lambda key: self._ask_and_step(KeptOut(place.id, ground, extents[key][0])),
        )

    def _read_statement(self, room: Room) -> None:
        unread = [one for one in room.statements if not one.at and one.key not in self._statements_asked]
        if not unread:
            self._statements_asked.clear()
            self._say(self.tr("Every statement of this meeting has been read."))
            return
        statement = unread[0]
        self._statements_asked.add(statement.key)
        self._statement_shown = statement.key
        self._send(StatementHeard(statement.key))

    def _accept(self, room: Room, place: Place) -> None:
        """Have everybody accept who has not said yet; after that the current line turns to and fro."""
        nobody_has_said = not any(place.has_accepted or place.exception for place in room.places)
        if room.to_accept or self._is_behind or nobody_has_said:
            self._statement_shown = ""
            self._send(AllAccept())
        elif place.exception:
            self._send(Accepts((place.id,)))
        else:
            self._ask_why_not(place)

    def _ask_why_not(self, place: Place) -> None:
        if not place.is_here:
            self._say(self.tr("{} is not here to accept it.").format(place.called))
            return
        self._ask(
            Question(
                self.tr("What does {} not accept?").format(place.called),
                self.tr("In a line, or nothing"),
                may_be_empty=True,
            ),
            lambda why: self._send(DoesNotAccept(place.id, why)),
        )

    def _ask_quorum(self, room: Room) -> None:
        if room.quorum.is_met:
            self._send(QuorumSettled(QuorumState.QUORATE))
            return
        choices = {"1": self.tr("go on without it"), "2": self.tr("adjourn the meeting")}
        if not room.quorum.rule.override:
            choices.pop("1")
        states = {"1": QuorumState.PROCEEDED_WITHOUT, "2": QuorumState.ADJOURNED}
        self._ask(
            Question(self.tr("The quorum is not met. What does the chair decide?"), choices=choices),
            lambda key: self._ask_quorum_reason(states[key]),
        )

    def _ask_quorum_reason(self, state: QuorumState) -> None:
        self._ask(
            Question(self.tr("What is the chair’s reason?"), self.tr("In a line")),
            lambda reason: self._send(QuorumSettled(state, reason)),
        )

    # What is said

    def _say(self, notice: str) -> None:
        self._notice.setText(notice)
        self._notice.setVisible(bool(notice))

    def _say_statement(self, room: Room) -> None:
        read = [statement for statement in room.statements if statement.at]
        parts = [f"{', '.join(f'{one.title} {one.at}' for one in read)}."] if read else []
        if read:
            parts.insert(0, self.tr("Read:"))
            parts.append(_say_accepted(room))
        if room.next_statement is not None:
            parts.append(self.tr("S reads “{}” now.").format(room.next_statement.title))
        self._statement.setText(" ".join(part for part in parts if part))
        shown = next((one for one in room.statements if one.key == self._statement_shown), None)
        self._statement_text.setText(shown.text if shown is not None else "")
        self._statement_text.setVisible(shown is not None and self.question.isHidden())
        self._statement_card.setVisible(bool(room.statements))

    def _say_quorum(self, room: Room) -> None:
        quorum = room.quorum
        self._quorum.setText(quorum.sentence)
        is_open = room.marked < len(room.places)
        set_role(self._quorum, "good" if quorum.is_met else "muted" if is_open else "error")
        is_settled = room.settled is not QuorumState.NOT_COUNTED
        self._settled.setVisible(is_settled)
        self._settled.setText(self.tr("Settled: {}.").format(QUORUM[room.settled].lower()))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label(self.tr("Roll call"), role="title"))
        top.addStretch(1)
        top.addWidget(self._counted)
        self._statement_card.setProperty("role", "card")
        self._statement_card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        card = QVBoxLayout(self._statement_card)
        card.setContentsMargins(12, 8, 12, 8)
        card.setSpacing(6)
        card.addWidget(self._statement)
        card.addWidget(self._statement_text)
        self._keys.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._add_keys(Wrapping(self._keys, gap=8))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._statement_card)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        for part in (self._notice, self.question, self._quorum, self._settled, *self._warnings, self._keys):
            column.addWidget(part)
        for hidden in (self._notice, self._settled, self._statement_card, *self._warnings):
            hidden.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(FollowingArea(inside))

    def _add_keys(self, flow: Wrapping) -> None:
        shown = [(mark.key, mark.word, mark.hint) for mark in MARKS]
        shown.insert(1, (ALL_PRESENT, self.tr("all others"), self.tr("Everybody not marked yet is present")))
        shown.append((IN_FOR_CASE, self.tr("in for this case"), self.tr("Comes in for this case")))
        shown.append((OUT_OF_CASE, self.tr("out for this case"), self.tr("Steps out for this case only")))
        shown.append((NOT_ACCEPTED, self.tr("not accepted"), self.tr("Does not accept the statement")))
        for key, word, hint in shown:
            shown_key = f"Shift+{key}" if key.isupper() else key.upper()
            button = KeyHint(shown_key, word, hint, self._theme)
            button.clicked.connect(partial(self._press_button, key))
            flow.addWidget(button)
            if key in (IN_FOR_CASE, OUT_OF_CASE):
                self._case_keys.append(button)

    def _press_button(self, key: str, _checked: bool = False) -> None:
        self.take_focus()
        self._take_key(key)


def _say_accepted(room: Room) -> str:
    here = room.accepted + len(room.to_accept) + len(room.exceptions)
    if not here:
        return ""
    refusing = [place.called for place in room.exceptions]
    said = (
        f"Accepted by all {here} here."
        if room.accepted == here
        else f"Accepted by {room.accepted} of {many(here, 'person', 'people')} here."
    )
    if refusing:
        said += f" Not by {listed(refusing)}."
    elif room.to_accept and room.accepted:
        names = [place.called for place in room.to_accept]
        rest = len(names) - MOST_NAMES
        said += f" Not yet by {listed([*names[:MOST_NAMES], *([f'{rest} more'] if rest > 0 else [])])}."
    return said + (" C: all present accept." if room.to_accept else "")


def _say_who(room: Room, typed: str) -> str:
    who = read_somebody(typed, room.codes)
    if who is None:
        return ""
    agency = room.codes.get(who.agency.casefold(), who.agency)
    what = agency or role_words(who.role) or "of no agency"
    return f"{who.name or '(no name)'} · {what}. Enter keeps."
