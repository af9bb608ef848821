"""Between the capture line and the record: what a line is understood to say, and keeping it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from meetingdesk.app.live.cards.at import has_cards
from meetingdesk.app.live.drafts import LineDraft
from meetingdesk.domain.capture_line import LineKind, ReadLine, next_prefix, read_line
from meetingdesk.domain.roster import Roster
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError
from ui.bridge import Bridge
from ui.screens.meeting.ask_bar import AskBar
from ui.screens.meeting.capture_panel import CapturePanel
from ui.screens.meeting.keeping import Kept, keep_line
from ui.screens.meeting.line_keeper import LineKeeper
from ui.screens.meeting.standing import Standing
from ui.screens.meeting.understood import (
    WORDING,
    Piece,
    pieces_of_action,
    pieces_of_line,
    pieces_of_wording,
)
from ui.wall_clock import WallClock
from ui.words import FAMILY_ROLE

if TYPE_CHECKING:
    from meetingdesk.app.live.coached_at import TypedAction
    from meetingdesk.app.live.phrases_at import Asked
    from meetingdesk.domain.action_line import UnderstoodAction
    from meetingdesk.domain.past_days import PastDay
    from meetingdesk.domain.read_person import ReadPerson

QUESTIONS = {
    "owner": ("Whose action?", "A code, an agency, or a name"),
    "protects": ("For whom?", "Names or designations, with commas: Child 1, Adult A"),
    "due": ("By when?", "fri, 27/11, 5wd, in 2 weeks, next thursday …"),
    "purpose": ("So that …", "What will be different, and for whom"),
    "measure": ("Shown by …", "What will show that it is done"),
    "frequency": ("How often?", "weekly, twice a week …"),
    "agency": ("Which agency?", "Its code or its name"),
    "about": ("About whom?", "Names or designations, with commas: Child 1, Adult A"),
    "source": ("From where?", "A record, a letter, a visit"),
    "entry_kind": ("What kind?", "fact, reported, observed, opinion, allegation, analysis, said, note"),
    "visibility": ("Who may read it?", "shared, professionals, restricted, police, legal, mine"),
}
"""What is asked when a piece of a line is to be said anew."""
QUESTIONED = frozenset({LineKind.INFORMATION, LineKind.ACTION, LineKind.DECISION, LineKind.EVENT})
"""Lines whose words may deserve a question; a child may say anything, and a challenge speaks about words."""


class Capturing(QObject):
    """Reads the line at every key, keeps it when Enter is pressed, and loses nothing in between.

    Signals:
        draft_changed: The line, or where one is in it, is another one.
    """

    draft_changed = Signal()

    def __init__(
        self,
        panel: CapturePanel,
        ask: AskBar,
        standing: Standing,
        bridge: Bridge,
        clock: WallClock,
        keeper: LineKeeper,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._ask = ask
        self._standing = standing
        self._bridge = bridge
        self._clock = clock
        self._keeper = keeper
        self.through: Callable[[Kept], Kept] = _as_it_is
        """What becomes of a line that is kept, such as one that was said through a child's eyes."""
        self._corrections: dict[str, str] = {}
        self._sent: list[tuple[QObject, str, dict[str, str]]] = []
        self._read: tuple[str, int, ReadLine] | None = None
        self._asked: tuple[Asked, ...] = ()
        self._shown_action: UnderstoodAction | None = None
        """The action on the line as it was understood at the last key, so that nobody reads it twice."""

        panel.typed.connect(self._typed)
        panel.entered.connect(self.keep)
        panel.round_wanted.connect(self._go_round)
        panel.correction_wanted.connect(self.correct)
        bridge.refused.connect(self._put_back)

    # The draft

    def show_draft(self, draft: LineDraft) -> None:
        """Put the line back as it was left, with the cursor where it was."""
        self._corrections = dict(draft.corrections)
        self._panel.edit.put(draft.text, draft.cursor)
        self._show()

    def draft(self) -> LineDraft:
        """Return the line as it stands."""
        point = self._standing.point_id
        return LineDraft(
            self._panel.text,
            self._panel.edit.textCursor().position(),
            str(point) if point else "",
            dict(self._corrections),
        )

    def point_changed(self) -> None:
        """Read the line anew: other people can be named now."""
        self._read = None
        self._show()
        self._keeper.touched()

    # What is asked of its words

    def questionable(self) -> str:
        """Return the words of the line that may deserve a question; none where they are a child's."""
        read = self._line()
        if read.kind not in QUESTIONED or read.visibility is Visibility.V5 or self._is_a_childs(read):
            return ""
        return read.text

    def typed_action(self) -> TypedAction | None:
        """Return the action that is being typed, with what was put right by hand; None where it is none."""
        if self._shown_action is None:
            return None
        from meetingdesk.app.live.coached_at import TypedAction

        owner, due = (self._corrections.get(part, "") for part in ("owner", "due"))
        return TypedAction(self._shown_action, owner, due)

    def show_asked(self, asked: tuple[Asked, ...]) -> None:
        """Show what is asked of the words of the line, beside what was understood of it."""
        if asked != self._asked:
            self._asked = asked
            self._show()

    def _is_a_childs(self, read: ReadLine) -> bool:
        from meetingdesk.app.live.phrases_at import is_of_a_child

        people = [self._standing.roster.person(one) for one in read.about]
        about = [person.being for person in people if person is not None]
        return is_of_a_child(read.entry_kind, read.agency_id, None, about)

    # Keeping

    @Slot()
    def keep(self) -> None:
        """Keep the line as what it was understood to be."""
        standing, text = self._standing, self._panel.text
        if not text.strip() or standing.point_id is None or standing.meeting_id is None:
            return
        if not standing.can_be_written:
            self._panel.say(self.tr("This meeting does not run. Start it first (Ctrl+Enter)."))
            return
        read = self._line()
        if read.is_empty:
            self._panel.say(self.tr("There is nothing behind the mark yet."))
            return
        at = self._clock.now()
        understood = self._understood(read) if read.kind is LineKind.ACTION else None
        happened = self._happened(read) if read.kind is LineKind.EVENT else None
        kept = keep_line(
            read,
            standing.roster,
            standing.point_id,
            standing.meeting_id,
            at,
            understood,
            happened,
            self._named(read) if read.kind is LineKind.PERSON else None,
        )
        kept = self.through(kept)
        asker = _Asker(self)
        self._sent.append((asker, text, dict(self._corrections)))
        self._corrections = {}
        self._read = None
        self._asked = ()
        self._panel.edit.put("")
        self._keeper.filed(self.draft())
        self._show()
        self._panel.say(kept.says or self._where_it_went())
        self._bridge.execute(kept.command, asker)

    def _where_it_went(self) -> str:
        """Say where a line is found that the cards of this part do not show."""
        return self.tr("Kept among what was said here (F3).") if has_cards(self._standing.point) else ""

    @Slot(object, object)
    def _put_back(self, _error: BaseException, asker: object) -> None:
        """Give a line back that could not be kept, before what was typed since."""
        for place, (sent, text, corrections) in enumerate(self._sent):
            if sent is asker:
                del self._sent[place]
                self._corrections = {} if self._panel.text else corrections
                self.give_back(text)
                return

    @Slot(str)
    def give_back(self, text: str) -> None:
        """Put words on the line that could not be kept where they were typed."""
        since = self._panel.text
        # On a line of its own: what is typed next must not run into it.
        self._panel.edit.put(f"{text.rstrip()}\n{since}")
        self._show()
        self._keeper.touched()

    def answered(self, asker: object) -> bool:
        """Forget a line that was kept; False where somebody else asked."""
        for place, (sent, _, _) in enumerate(self._sent):
            if sent is asker:
                del self._sent[place]
                sent.deleteLater()
                return True
        return False

    # Correcting

    @Slot(int)
    def correct_number(self, number: int) -> None:
        """Ask for a piece anew, by its number in the row."""
        pieces = self._panel.pieces.shown
        if number < len(pieces):
            self.correct(pieces[number])

    @Slot(object)
    def correct(self, piece: Piece) -> None:
        """Ask for one piece of what was understood anew."""
        if piece.part == WORDING:
            self._panel.mark(piece.value)
        elif piece.part in QUESTIONS:
            question, hint = QUESTIONS[piece.part]
            value = self._corrections.get(piece.part, piece.value)
            self._ask.ask(question, value, hint, partial(self._take_correction, piece.part), self._panel.edit)

    def _take_correction(self, part: str, typed: str) -> str:
        before = dict(self._corrections)
        self._corrections[part] = typed
        wrong = self._wrong_with(part, typed)
        if wrong:
            self._corrections = before
            return wrong
        self._read = None
        self._show()
        self._keeper.touched()
        self.draft_changed.emit()
        return ""

    def _wrong_with(self, part: str, typed: str) -> str:
        if not typed:
            return ""
        try:
            self._line_with(self._panel.text, self._standing.roster)
            if self._line().kind is LineKind.ACTION:
                self._understood(self._line())
        except MeetingDeskError as error:
            return str(error)
        return ""

    # Understanding

    def _line(self) -> ReadLine:
        text, roster = self._panel.text, self._standing.roster
        if self._read is None or self._read[0] != text or self._read[1] != id(roster):
            self._read = (text, id(roster), self._line_with(text, roster))
        return self._read[2]

    def _line_with(self, text: str, roster: Roster) -> ReadLine:
        from ui.screens.meeting.corrected import corrected_line

        return corrected_line(read_line(text, roster), self._corrections, roster)

    def _understood(self, read: ReadLine) -> UnderstoodAction:
        from ui.screens.meeting.corrected import understood_action

        standing = self._standing
        day = standing.day(self._clock.today())
        return understood_action(
            read.text, self._corrections, standing.roster, day, standing.calendar, standing.next_meeting
        )

    def _happened(self, read: ReadLine) -> PastDay | None:
        from meetingdesk.domain.past_days import past_day

        standing = self._standing
        return past_day(read.text, standing.day(self._clock.today()), standing.calendar)

    def _named(self, read: ReadLine) -> ReadPerson:
        from meetingdesk.domain.person_line import read_person

        standing = self._standing
        return read_person(read.text, standing.day(self._clock.today()), standing.calendar)

    def _show(self) -> None:
        read, roster = self._line(), self._standing.roster
        asked = pieces_of_wording(self._asked, read.text)
        self._shown_action = None
        if read.is_empty:
            self._panel.show_pieces(())
        elif read.kind is LineKind.ACTION:
            self._shown_action = understood = self._understood(read)
            self._panel.show_pieces((*pieces_of_action(understood, roster), *asked))
        else:
            pieces = pieces_of_line(read, roster, self._standing.usual_visibility)
            happened = self._happened(read) if read.kind is LineKind.EVENT else None
            more = _when(read, happened.on if happened else None)
            if read.kind is LineKind.PERSON:
                more = (Piece("role", FAMILY_ROLE[self._named(read).role]),)
            self._panel.show_pieces((*pieces, *more, *asked))

    # Slots

    @Slot()
    def _typed(self) -> None:
        if not self._panel.text and self._corrections:
            self._corrections = {}
        self._show()
        self._keeper.touched()
        self.draft_changed.emit()

    @Slot(bool)
    def _go_round(self, back: bool) -> None:
        text = self._panel.text
        turned = next_prefix(text, self._standing.roster, back=back)
        if turned != text:
            place = self._panel.edit.textCursor().position() + len(turned) - len(text)
            self._panel.edit.replace_all(turned)
            cursor = self._panel.edit.textCursor()
            cursor.setPosition(min(max(place, 0), len(turned)))
            self._panel.edit.setTextCursor(cursor)


def _as_it_is(kept: Kept) -> Kept:
    return kept


class _Asker(QObject):
    """Stands for one line that was sent, so that an answer finds it."""


def _when(read: ReadLine, on: date | None) -> tuple[Piece, ...]:
    from meetingdesk.domain.day_words import say_day

    if read.kind is not LineKind.EVENT:
        return ()
    return (Piece("happened", f"On {say_day(on)}") if on else Piece("happened", "When?", is_missing=True),)
