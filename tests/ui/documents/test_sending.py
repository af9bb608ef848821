from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows, ChangeRow
from meetingdesk.app.sending.commands import CancelHeld, ClaimMessage, NoteLeft
from meetingdesk.app.sending.ledger import LedgerAsked, LedgerLine, ledger
from meetingdesk.app.sending.mail_settings import MailSettings, Security, keep_mail_settings, mail_settings
from meetingdesk.domain.actions import Action
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.people import Address, AddressWithheld, PersonName
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.sending.states import SendState
from meetingdesk.domain.visibility import Visibility
from tests.app.sending.held_meeting import ACTIONS, Sending, sending
from tests.app.sending.mail_server import PASSWORD, MailServer, running
from tests.people import person_with
from tests.ui.clocks import SteppingClock
from ui.bridge import Bridge
from ui.palette import Look
from ui.screens.documents.sending import preparing
from ui.screens.documents.sending.leaving import Leaving
from ui.screens.documents.sending.view import SendingView
from ui.screens.documents.sending.words import say_days
from ui.theme import Theme

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PATIENCE_MS = 20_000
S = SendState


@dataclass
class Seen:
    """The sending of one conference, as somebody sees it who only has keys."""

    view: SendingView
    sending: Sending
    clock: SteppingClock
    pack: Path
    phrases: Path
    settle: Callable[[], None]
    qtbot: QtBot

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key, held)
            self.settle()

    def type(self, words: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, words)
        self.press(Key.Key_Return)

    def stand_on(self, worker: str) -> None:
        lines = self.view.recipients.state.lines
        row = [line.proposed.to.worker or line.proposed.to.name for line in lines].index(worker)
        here = self.view.recipients.list.row
        self.press(*[Key.Key_Down if row > here else Key.Key_Up] * abs(row - here))

    def only(self, *workers: str) -> None:
        for line in self.view.recipients.state.lines:
            if self.view.recipients.state.is_ticked(line) and line.proposed.to.worker not in workers:
                self.stand_on(line.proposed.to.worker)
                self.press(Key.Key_Space)

    def prepare(self) -> None:
        self.view.side.use_folder(str(self.pack))
        self.view.side.use_phrases_folder(str(self.phrases))
        self.press(Key.Key_Return, held=CTRL)
        self.qtbot.waitUntil(lambda: not self.view.packer.is_running, timeout=PATIENCE_MS)
        self.settle()

    def packed(self) -> list[Path]:
        return sorted(path for path in self.pack.rglob("*") if path.is_file())

    def files(self) -> list[LedgerLine]:
        with self.sending.desk.reading() as reading:
            return list(ledger(reading, LedgerAsked()))

    def states(self) -> list[SendState]:
        return [line.state for line in self.files()]

    def wait_for(self, state: SendState) -> None:
        self.qtbot.waitUntil(lambda: self.states() == [state], timeout=PATIENCE_MS)
        self.settle()


@pytest.fixture
def seeded(ui_desk: Desk) -> Sending:
    return sending(ui_desk)


@pytest.fixture
def open_view(
    seeded: Sending,
    bridge: Bridge,
    theme: Theme,
    settle: Callable[[], None],
    qtbot: QtBot,
    tmp_path: Path,
) -> Iterator[Callable[[], Seen]]:
    shown: list[Seen] = []

    def show() -> Seen:
        for name in ("pack", "phrases"):
            (tmp_path / name).mkdir(exist_ok=True)
        clock = SteppingClock(seeded.later(hours=1))
        view = SendingView(bridge, theme, clock)
        qtbot.addWidget(view)
        view.resize(1280, 640)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.open_meeting(seeded.meeting.meeting_id)
        settle()
        view.take_focus()
        shown.append(Seen(view, seeded, clock, tmp_path / "pack", tmp_path / "phrases", settle, qtbot))
        return shown[-1]

    yield show
    for seen in shown:
        if isValid(seen.view):
            seen.view.forget()
            settle()


@pytest.fixture
def seen(open_view: Callable[[], Seen]) -> Seen:
    return open_view()


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running(MailServer(wants_password=False)) as server:
        yield server


def with_server(desk: Desk, server: MailServer) -> None:
    settings = MailSettings("127.0.0.1", server.port, Security.NONE, sender="desk@sampleby.example")
    keep_mail_settings(desk, settings)


# The list


def test_who_is_proposed_is_ticked_and_why_is_said(seen: Seen) -> None:
    seen.stand_on("Leon Abbas")

    assert len(seen.view.recipients.state.wanted) == 6
    assert "Secure mail" in seen.view.recipients.said
    assert "say that you have this" in seen.view.recipients.said
    assert "Not approved yet: full minutes" in seen.view.side.said


def test_the_space_bar_takes_a_tick_away_and_gives_it_back(seen: Seen) -> None:
    seen.stand_on("Leon Abbas")

    counts = []
    for _ in range(2):
        seen.press(Key.Key_Space)
        counts.append(len(seen.view.recipients.state.wanted))

    assert counts == [5, 6]


def test_a_hard_stop_cannot_be_ticked_and_says_what_to_do(
    ui_desk: Desk, open_view: Callable[[], Seen]
) -> None:
    with ui_desk.reading() as reading:
        people = {row.full: row.person_id for row in reading.find(PersonName)}
    home = Address(person_id=people["Bryony Castell"], lines="14 Sorrel Lane")
    withheld = AddressWithheld(address_id=home.id, from_id=people["Neville Ashe"])
    ui_desk.execute(AddRows((home, withheld), "Withhold", Deed.PREPARE))
    seen = open_view()
    line = next(line for line in seen.view.recipients.state.lines if line.is_stopped)

    seen.stand_on(line.proposed.to.name)
    seen.press(Key.Key_Space)

    assert "nothing is sent from here" in seen.view.message.text
    assert line.key not in {one.key for one in seen.view.recipients.state.wanted}
    painted = seen.view.recipients.list.painted.lines[seen.view.recipients.list.row]
    assert painted.chip == "✕ not from here"
    assert "not ticked" in painted.spoken


def test_a_soft_stop_asks_for_a_reason_before_anything_is_made(
    seeded: Sending, ui_desk: Desk, open_view: Callable[[], Seen]
) -> None:
    key = seeded.line("Gwyn Parrish").proposed.to.professional_id
    assert key is not None
    change = (("email", "office@hill.sch.uk"),)
    ui_desk.execute(ChangeRow(Professional, key, change, "Address", Deed.PREPARE))
    seen = open_view()
    seen.only("Gwyn Parrish")

    seen.prepare()
    assert seen.view.ask.isVisible()
    assert list(seen.pack.iterdir()) == []
    seen.type("Only the head opens it")
    seen.prepare()

    (parcel,) = seen.view.recipients.state.ready
    assert parcel.reason == "Only the head opens it"


def test_a_decision_not_to_send_is_written_down(seen: Seen) -> None:
    seen.stand_on("Dario Penrose")

    seen.press(Key.Key_N)
    seen.type("Told by telephone")

    (line,) = seen.files()
    assert (line.state, line.because) == (S.NOT_SENT, "Told by telephone")


def test_escape_leaves_the_question_then_the_view(seen: Seen) -> None:
    seen.stand_on("Dario Penrose")
    seen.press(Key.Key_N)

    seen.press(Key.Key_Escape)
    assert not seen.view.ask.isVisible()
    with seen.qtbot.waitSignal(seen.view.left):
        seen.press(Key.Key_Escape)

    assert seen.files() == []


# The pack


def test_a_pack_needs_two_folders_of_which_none_is_in_the_other(seen: Seen) -> None:
    seen.press(Key.Key_Return, held=CTRL)
    said = [seen.view.message.text]
    inside = seen.pack / "inside"
    inside.mkdir()
    seen.view.side.use_folder(str(seen.pack))
    seen.view.side.use_phrases_folder(str(inside))
    seen.press(Key.Key_Return, held=CTRL)
    said.append(seen.view.message.text)

    assert "No folder" in said[0]
    assert "must not lie with the files" in said[1]
    assert not seen.view.packer.is_running


def test_a_pack_is_messages_and_lists_here_and_the_pass_phrases_there(seen: Seen) -> None:
    seen.only("Leon Abbas", "Gwyn Parrish")

    seen.prepare()

    files = seen.packed()
    assert [file.suffix for file in files] == [".eml", ".eml", ".csv", ".pdf"]
    (sheet,) = seen.phrases.iterdir()
    with pikepdf.open(sheet) as opened:
        assert len(opened.pages) == 1
    message = message_from_bytes(files[0].read_bytes(), policy=policy.default)
    assert message["X-Unsent"] == "1"
    (copy, *_) = message.iter_attachments()  # type: ignore[attr-defined]
    content = copy.get_content()
    made = seen.view.recipients.state.ready[0].copies[0]
    assert hashlib.sha256(content).hexdigest() == made.file_hash
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(content))
    assert seen.files() == []


def test_a_leak_stops_its_reader_and_says_where_and_the_others_can_be_sent(
    seeded: Sending, ui_desk: Desk, open_view: Callable[[], Seen]
) -> None:
    with ui_desk.reading() as reading:
        action = Action(
            reference="A1", meeting_id=seeded.meeting.meeting_id, text="Collect the cot from 14 Sorrel Lane"
        )
        people = {row.full: row.person_id for row in reading.find(PersonName)}
    ui_desk.execute(AddRows((action,)))
    seeded.meeting.take(ACTIONS)
    seeded.meeting.approve(ACTIONS)
    safe = Address(
        person_id=people["Bryony Castell"],
        lines="14 Sorrel Lane",
        is_safe_place=True,
        visibility=Visibility.V2,
    )
    ui_desk.execute(AddRows((safe,), "Add", Deed.PREPARE))
    seen = open_view()
    seen.only("Leon Abbas")

    seen.prepare()

    assert "1 recipient is stopped" in seen.view.message.text
    seen.stand_on("Leon Abbas")
    assert "A safe place stands in page 1." in seen.view.recipients.said
    assert "Sorrel" not in seen.view.recipients.said
    assert seen.view.recipients.state.ready == ()


def test_stopping_leaves_what_is_made(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    made = preparing.go_on

    def stops_after_one(reading: object, run: preparing.Run) -> preparing.Run | None:
        found = made(reading, run)
        seen.view.packer._stop.set()
        return found

    monkeypatch.setattr("ui.screens.documents.sending.packer.go_on", stops_after_one)

    seen.prepare()

    assert len(seen.view.recipients.state.ready) == 1
    assert "It was stopped" in seen.view.message.text


def test_for_information_makes_the_message_say_so(seen: Seen) -> None:
    seen.only("Leon Abbas")
    seen.stand_on("Leon Abbas")
    seen.press(Key.Key_I)

    seen.prepare()

    (message,) = seen.pack.rglob("*.eml")
    read = message_from_bytes(message.read_bytes(), policy=policy.default)
    body = read.get_body(("plain",))  # type: ignore[attr-defined]
    assert "asked to do nothing" in body.get_content()


def test_a_second_pack_overwrites_nothing_of_the_first(seen: Seen) -> None:
    seen.only("Leon Abbas", "Gwyn Parrish")
    seen.prepare()
    first = {path: path.read_bytes() for path in seen.packed()}

    seen.stand_on("Leon Abbas")
    seen.press(Key.Key_Space)
    seen.prepare()

    assert len({path.parent for path in seen.packed()}) == 2
    assert {path: path.read_bytes() for path in first} == first
    assert len(list(seen.phrases.iterdir())) == 2


def test_who_needs_a_locked_file_gets_nothing_of_a_plain_pack(seen: Seen) -> None:
    seen.only("Leon Abbas", "Dario Penrose")
    seen.view.side.plain.setChecked(True)

    seen.prepare()

    assert [one.to.worker for one in seen.view.recipients.state.ready] == ["Leon Abbas"]
    assert "1 recipient is stopped" in seen.view.message.text
    seen.stand_on("Dario Penrose")
    assert "Only a locked file travels to this address." in seen.view.recipients.said
    (table,) = seen.pack.rglob("*.csv")
    assert "Leon Abbas" in table.read_text("utf-8-sig")
    assert "Dario Penrose" not in table.read_text("utf-8-sig")


def test_with_one_stopped_the_same_key_sends_to_the_others(seen: Seen) -> None:
    seen.only("Leon Abbas", "Dario Penrose")
    seen.view.side.plain.setChecked(True)
    seen.prepare()

    seen.press(Key.Key_Return, held=CTRL)

    assert [line.recipient for line in seen.files()] == ["Police, Leon Abbas"]


def test_all_that_stands_in_the_way_is_named_in_the_question(
    seeded: Sending, ui_desk: Desk, open_view: Callable[[], Seen]
) -> None:
    key = seeded.line("Gwyn Parrish").proposed.to.professional_id
    assert key is not None
    change = (("email", "office@gmail.com"),)
    ui_desk.execute(ChangeRow(Professional, key, change, "Address", Deed.PREPARE))
    seen = open_view()
    seen.only("Gwyn Parrish")

    seen.prepare()

    line = seeded.line("Gwyn Parrish")
    said = [part.text() for part in seen.view.ask.findChildren(QLabel)]
    assert len(line.stops) > 1
    assert all(any(stop.says in text for text in said) for stop in line.stops)


def test_who_was_decided_against_is_not_ticked_again_by_itself(
    seen: Seen, open_view: Callable[[], Seen]
) -> None:
    seen.stand_on("Dario Penrose")
    seen.press(Key.Key_N)
    seen.type("Told by telephone")

    again = open_view()
    for view in (seen.view, again.view):
        state = view.recipients.state
        line = next(one for one in state.lines if one.proposed.to.worker == "Dario Penrose")
        assert not state.is_ticked(line)
        assert "Not sent: Told by telephone" in state.painted()[state.place_of(line)].last
    again.stand_on("Dario Penrose")
    again.press(Key.Key_Space)

    state = again.view.recipients.state
    assert state.is_ticked(state.lines[again.view.recipients.list.row])


@pytest.mark.parametrize("is_recalled", [False, True])
def test_what_is_taken_back_or_recalled_is_not_ticked_again_by_itself(seen: Seen, is_recalled: bool) -> None:
    seen.only("Leon Abbas")
    seen.prepare()
    seen.press(Key.Key_Return, held=CTRL)
    seen.press(Key.Key_G)
    if is_recalled:
        seen.press(Key.Key_L, Key.Key_C)
        seen.type("Wrong version")
    else:
        seen.press(Key.Key_X)

    assert seen.states() == [S.RECALLED if is_recalled else S.NOT_SENT]
    assert seen.view.recipients.state.wanted == ()


# Sending


def test_nothing_is_sent_before_somebody_sends_the_list_they_see(seen: Seen, server: MailServer) -> None:
    with_server(seen.sending.desk, server)
    seen.only("Leon Abbas")
    seen.prepare()

    seen.clock.go_on(minutes=10)
    seen.settle()

    assert seen.files() == []
    assert server.taken == []


def test_a_message_is_held_counted_down_and_sent_once(
    open_view: Callable[[], Seen], ui_desk: Desk, seeded: Sending, server: MailServer
) -> None:
    with_server(ui_desk, server)
    seen = open_view()
    seen.only("Leon Abbas")
    seen.prepare()

    seen.press(Key.Key_Return, held=CTRL)
    seen.clock.go_on(minutes=1)
    seen.settle()
    assert "1 message is held. The first leaves in 4:00." in seen.view.held.text
    assert server.taken == []
    seen.clock.go_on(minutes=4)
    seen.wait_for(S.SENT)
    seen.clock.go_on(minutes=10)
    seen.settle()

    ((sender, recipient, content),) = server.taken
    assert (sender, recipient) == ("desk@sampleby.example", "leon.abbas@north.police.uk")
    assert message_from_bytes(content)["X-Unsent"] is None
    assert seen.view.held.text == ""
    assert "Sent to Police" in seen.view.message.text


def test_what_is_held_is_taken_back_by_one_button(
    open_view: Callable[[], Seen], ui_desk: Desk, server: MailServer
) -> None:
    with_server(ui_desk, server)
    seen = open_view()
    seen.only("Leon Abbas")
    seen.prepare()
    seen.press(Key.Key_Return, held=CTRL)

    seen.view.held.take_back.click()
    seen.settle()
    seen.clock.go_on(minutes=6)
    seen.settle()

    assert seen.states() == [S.NOT_SENT]
    assert server.taken == []
    assert seen.view.held.text == ""


def test_what_the_server_refuses_waits_until_somebody_lets_it_go(
    open_view: Callable[[], Seen], ui_desk: Desk, server: MailServer
) -> None:
    with_server(ui_desk, server)
    server.refuses = "leon.abbas@north.police.uk"
    seen = open_view()
    seen.only("Leon Abbas")
    seen.prepare()
    seen.press(Key.Key_Return, held=CTRL)

    seen.clock.go_on(minutes=5, seconds=1)
    seen.qtbot.waitUntil(lambda: "for you to say" in seen.view.held.text, timeout=PATIENCE_MS)
    seen.settle()
    assert seen.states() == [S.WAITING]
    server.refuses = ""
    seen.view.held.let_go.click()
    seen.wait_for(S.SENT)

    assert len(server.taken) == 1


def test_after_a_stop_in_between_it_is_asked_about_and_not_repeated(
    open_view: Callable[[], Seen], ui_desk: Desk, server: MailServer
) -> None:
    with_server(ui_desk, server)
    seen = open_view()
    seen.only("Leon Abbas")
    seen.prepare()
    (parcel,) = seen.view.recipients.state.ready
    seen.press(Key.Key_Return, held=CTRL)
    ui_desk.execute(ClaimMessage(parcel.message_id, seen.clock.now().replace(year=2027)))

    again = open_view()
    again.clock.go_on(minutes=10)
    again.settle()
    assert again.states() == [S.LEAVING]
    assert server.taken == []
    again.press(Key.Key_G)
    again.press(Key.Key_L)

    assert again.states() == [S.SENT]


def test_a_lost_line_tells_by_which_number_to_look_for_the_message(
    open_view: Callable[[], Seen], ui_desk: Desk, server: MailServer
) -> None:
    with_server(ui_desk, server)
    server.hangs_up_after_data = True
    seen = open_view()
    seen.only("Leon Abbas")
    seen.prepare()
    seen.press(Key.Key_Return, held=CTRL)

    seen.clock.go_on(minutes=5, seconds=1)
    seen.wait_for(S.LEAVING)
    seen.qtbot.waitUntil(lambda: "Nobody can tell" in seen.view.message.text, timeout=PATIENCE_MS)
    seen.clock.go_on(minutes=5)
    seen.settle()

    assert "@meetingdesk.invalid" in seen.view.message.text
    assert len(server.taken) == 1


def test_messages_from_before_a_restart_wait_for_somebody(
    open_view: Callable[[], Seen], ui_desk: Desk, server: MailServer
) -> None:
    with_server(ui_desk, server)
    seen = open_view()
    seen.only("Leon Abbas")
    seen.prepare()
    seen.press(Key.Key_Return, held=CTRL)
    seen.view.leaving.waiting = ()
    later = SteppingClock(seen.clock.now().replace(year=2027))

    view = SendingView(seen.view._bridge, seen.view._theme, later)
    seen.qtbot.addWidget(view)
    view.open_meeting(seen.sending.meeting.meeting_id)
    seen.settle()
    later.go_on(seconds=10)
    seen.settle()

    assert "for you to say" in view.held._said.text()
    assert server.taken == []


def test_what_was_held_before_a_restart_waits_for_somebody_within_its_five_minutes(
    open_view: Callable[[], Seen], ui_desk: Desk, server: MailServer
) -> None:
    with_server(ui_desk, server)
    seen = open_view()
    seen.only("Leon Abbas")
    seen.prepare()
    seen.press(Key.Key_Return, held=CTRL)
    seen.clock.stop()
    clock = SteppingClock(seen.clock.now() + timedelta(minutes=2))
    leaving = Leaving(seen.view._bridge, clock)
    leaving.read_again()
    seen.settle()

    assert len(leaving.kept_back) == 1
    assert leaving.next_leaves is None
    clock.go_on(minutes=4)
    seen.settle()
    assert server.taken == []
    leaving.let_go(leaving.kept_back)
    seen.wait_for(S.SENT)

    assert len(server.taken) == 1


def test_a_message_of_which_something_is_another_waits_and_says_why(
    open_view: Callable[[], Seen], ui_desk: Desk, seeded: Sending, server: MailServer
) -> None:
    with_server(ui_desk, server)
    seen = open_view()
    seen.only("Leon Abbas")
    seen.prepare()
    seen.press(Key.Key_Return, held=CTRL)
    key = seeded.line("Leon Abbas").proposed.to.professional_id
    assert key is not None
    change = (("email", "l.abbas@north.police.uk"),)
    ui_desk.execute(ChangeRow(Professional, key, change, "Address", Deed.PREPARE))

    seen.clock.go_on(minutes=5, seconds=10)
    seen.qtbot.waitUntil(lambda: "for you to say" in seen.view.held.text, timeout=PATIENCE_MS)
    seen.clock.go_on(minutes=2)
    seen.settle()

    assert "e-mail address is another now" in seen.view.held.text
    assert "Not sent to Police" in seen.view.message.text
    assert seen.states() == [S.WAITING]
    assert server.taken == []


def test_what_somebody_else_took_back_goes_quietly(
    open_view: Callable[[], Seen], ui_desk: Desk, server: MailServer
) -> None:
    with_server(ui_desk, server)
    seen = open_view()
    refused: list[object] = []
    seen.view.leaving.refused.connect(refused.append)
    seen.only("Leon Abbas")
    seen.prepare()
    seen.press(Key.Key_Return, held=CTRL)
    (line,) = seen.files()
    other = Desk(ui_desk.store, person_with("coordinator", name="Bea Other"))
    other.execute(CancelHeld((line.distribution_id,), seen.clock.now()))

    for _ in range(5):
        seen.clock.go_on(minutes=2)
        seen.settle()

    assert refused == []
    assert seen.view.leaving.waiting == ()
    assert seen.view.held.text == ""
    assert server.taken == []


# The ledger


@pytest.mark.parametrize(
    ("key", "words", "state"),
    [
        (Key.Key_A, "", S.ACKNOWLEDGED),
        (Key.Key_U, "", S.UPLOADED),
        (Key.Key_P, "", S.PASSED_ON),
        (Key.Key_B, "Mailbox full", S.RETURNED),
        (Key.Key_C, "Wrong version", S.RECALLED),
    ],
)
def test_receipts_are_one_key(seen: Seen, key: Qt.Key, words: str, state: SendState) -> None:
    seen.only("Leon Abbas")
    seen.prepare()
    seen.press(Key.Key_Return, held=CTRL)
    seen.press(Key.Key_G)
    seen.press(Key.Key_L)

    seen.press(key)
    if words:
        seen.type(words)

    (line,) = seen.files()
    assert (line.state, line.because) == (state, words)
    assert seen.view.ledger.list.painted.lines[0].chip.endswith(state.label)


def test_the_ledger_is_narrowed_by_words_and_says_how_many_are_outstanding(seen: Seen) -> None:
    seen.only("Leon Abbas", "Gwyn Parrish")
    seen.prepare()
    seen.press(Key.Key_Return, held=CTRL)
    seen.press(Key.Key_G)
    assert seen.view.ledger.counts == "2 files, 2 outstanding"

    seen.view.ledger.filter.setText("school")
    seen.settle()
    assert [line.recipient for line in seen.view.ledger.files] == ["School, Gwyn Parrish"]
    seen.view.ledger.filter.setText("nobody")
    seen.settle()

    assert seen.view.ledger.counts == "No file is found with these words."


def test_a_mail_server_is_kept_and_its_password_never_shown_again(seen: Seen) -> None:
    form = seen.view.mail
    seen.view._show_part(2)
    seen.settle()
    form.host.setText("mail.example")
    form.sender_address.setText("desk@sampleby.example")
    form.password.setText(PASSWORD)
    form.keep.click()
    seen.settle()

    with seen.sending.desk.reading() as reading:
        assert mail_settings(reading) is None  # it is another person's desk
    with seen.view._bridge.desk.reading() as reading:
        kept = mail_settings(reading)
    assert kept is not None
    assert kept.password == PASSWORD
    assert form.password.text() == ""
    form.host.setText("")
    form.keep.click()
    seen.settle()
    assert "no name or no port" in seen.view.message.text


@pytest.mark.parametrize(("field", "words"), [("host", "other.example"), ("user", "somebody")])
def test_another_server_or_user_is_never_told_the_password(seen: Seen, field: str, words: str) -> None:
    desk, form = seen.view._bridge.desk, seen.view.mail
    keep_mail_settings(
        desk, MailSettings("mail.example", user="desk", password=PASSWORD, sender="desk@sampleby.example")
    )
    seen.view._show_part(2)
    seen.settle()

    form.port.setText("25")
    form.keep.click()
    seen.settle()
    with desk.reading() as reading:
        before = mail_settings(reading)
    getattr(form, field).setText(words)
    form.keep.click()
    seen.settle()
    with desk.reading() as reading:
        after = mail_settings(reading)

    assert before is not None
    assert after is not None
    assert (before.password, after.password) == (PASSWORD, "")


def test_the_day_on_which_something_left_is_that_of_london(seeded: Sending) -> None:
    (key,) = seeded.hold(seeded.parcel("Leon Abbas"))
    seeded.desk.execute(NoteLeft((key,), datetime(2026, 8, 31, 23, 30, tzinfo=UTC)))

    with seeded.desk.reading() as reading:
        (line,) = ledger(reading, LedgerAsked())

    assert "1 Sep 2026" in say_days(line)


def test_who_may_not_see_documents_is_told_so(
    seeded: Sending, ui_desk: Desk, bridge: Bridge, theme: Theme, settle: Callable[[], None], qtbot: QtBot
) -> None:
    ui_desk.person = person_with("reader")
    view = SendingView(bridge, theme, SteppingClock())
    qtbot.addWidget(view)

    view.open_meeting(seeded.meeting.meeting_id)
    settle()

    assert "may not" in view._empty.text()


@pytest.mark.parametrize(("look", "size"), [(Look.DARK, 100), (Look.LIGHT, 200), (Look.HIGH_CONTRAST, 150)])
def test_nothing_is_cut_in_other_looks_and_sizes(seen: Seen, theme: Theme, look: Look, size: int) -> None:
    theme.show(look, size)
    seen.settle()

    assert seen.view.grab().width() == 1280
    assert seen.view.side.width() <= seen.view._panel.width()
