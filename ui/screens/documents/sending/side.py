"""Beside the recipients: what leaves, how it is locked, where it and its pass phrases are put."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QVBoxLayout, QWidget

from meetingdesk.app.sending.listing import SendList
from meetingdesk.domain.meeting_words import DocumentKind
from ui.labels import label, set_role, tooltip
from ui.screens.documents.words import PLAIN_MEANS, say_kinds
from ui.settings import Settings
from ui.words import many

APART = "Pass phrases lie apart from the files: another folder, never one inside the other."


class SendingSide(QWidget):
    """Asks what leaves and where the pack is put; plain files are chosen anew each time.

    Signals:
        kinds_changed: Other documents are to leave.
        prepare_wanted: The pack is to be made.
        send_wanted: What the list shows is to be sent.
        changed: Folder or lock is another.
    """

    kinds_changed = Signal()
    prepare_wanted = Signal()
    send_wanted = Signal()
    changed = Signal()

    def __init__(self, settings: Settings | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._dialog: QFileDialog | None = None
        self.top: QVBoxLayout
        """Where a low window says what else would stand below the list."""
        self.folder: Path | None = None
        self.phrases_folder: Path | None = None
        if settings is not None and settings.copies_folder:
            self.folder = Path(settings.copies_folder)
        self.kinds: dict[DocumentKind, QCheckBox] = {}
        self.plain = QCheckBox(self.tr("Plai&n files, without a lock"))
        self.choose = QPushButton(self.tr("Choose the &folder…"))
        self.choose_phrases = QPushButton(self.tr("&Telephone sheet…"))
        self.prepare = QPushButton(self.tr("&Prepare the pack"))
        self.send = QPushButton(self.tr("&Send"))
        self._where = label(wraps=True)
        self._where_phrases = label(wraps=True)
        self._means = label(role="small", wraps=True)
        self._not_ready = label(role="small", wraps=True)
        self._lay_out()
        self._say()

        self.plain.toggled.connect(self._turned)
        self.choose.clicked.connect(self.ask_folder)
        self.choose_phrases.clicked.connect(self.ask_phrases_folder)
        self.prepare.clicked.connect(self.prepare_wanted)
        self.send.clicked.connect(self.send_wanted)

    @property
    def chosen(self) -> tuple[DocumentKind, ...]:
        """The documents that are to leave."""
        return tuple(kind for kind, box in self.kinds.items() if box.isChecked())

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab comes to, in order."""
        boxes = tuple(self.kinds.values())
        return (*boxes, self.choose, self.choose_phrases, self.plain, self.prepare, self.send)

    @property
    def said(self) -> str:
        """What it says about folders, locks, and what cannot leave yet."""
        parts = (self._where, self._where_phrases, self._means, self._not_ready)
        return "\n".join(part.text() for part in parts)

    def show_list(self, shown: SendList) -> None:
        """Offer the documents that may leave; what was ticked before stays so."""
        before = {kind: box.isChecked() for kind, box in self.kinds.items()}
        wanted = tuple(one.kind for one in shown.ready)
        if tuple(self.kinds) != wanted:
            for box in self.kinds.values():
                self._boxes.removeWidget(box)
                box.deleteLater()
            self.kinds = {}
            for ready in shown.ready:
                box = QCheckBox(f"{ready.kind.label}, v{ready.number}")
                box.setChecked(before.get(ready.kind, True))
                box.toggled.connect(self.kinds_changed)
                self.kinds[ready.kind] = box
                self._boxes.addWidget(box)
        nothing = "" if shown.ready else self.tr("Nothing is approved yet, so nothing can leave. ")
        waits = self.tr("Not approved yet: {}.").format(say_kinds(shown.not_ready)) if shown.not_ready else ""
        self._not_ready.setText(f"{nothing}{waits}")
        self._not_ready.setVisible(bool(nothing or waits))

    def show_state(self, ticked: int, ready: int, *, is_running: bool) -> None:
        """Say on the buttons what they would do: for how many recipients."""
        self.prepare.setText(
            self.tr("&Prepare the pack for {}").format(many(ticked, "recipient"))
            if ticked
            else self.tr("&Prepare the pack")
        )
        self.send.setText(
            self.tr("&Send to {}").format(many(ready, "recipient")) if ready else self.tr("&Send")
        )
        self.prepare.setEnabled(bool(ticked) and not is_running)
        self.send.setEnabled(bool(ready) and not is_running)
        set_role(self.prepare, "" if ready else "primary")
        set_role(self.send, "primary" if ready else "")
        for part in (self.choose, self.choose_phrases, self.plain, *self.kinds.values()):
            part.setEnabled(not is_running)
        self.choose_phrases.setEnabled(not is_running and not self.plain.isChecked())

    @Slot()
    def ask_folder(self) -> None:
        """Ask where the pack is put."""
        self._ask(self.tr("A folder for the pack"), self.folder, self.use_folder)

    @Slot()
    def ask_phrases_folder(self) -> None:
        """Ask where the telephone sheet is put."""
        self._ask(self.tr("A folder for the telephone sheet"), self.phrases_folder, self.use_phrases_folder)

    @Slot(str)
    def use_folder(self, folder: str) -> None:
        """Put the pack into a folder from now on."""
        self.folder = Path(folder)
        if self._settings is not None:
            self._settings.copies_folder = folder
        self._say()
        self.changed.emit()

    @Slot(str)
    def use_phrases_folder(self, folder: str) -> None:
        """Put the telephone sheet into a folder; it is asked for each time the view is opened."""
        self.phrases_folder = Path(folder)
        self._say()
        self.changed.emit()

    # Slots

    @Slot(bool)
    def _turned(self, _on: bool) -> None:
        self._say()
        self.changed.emit()

    # Helpers

    def _ask(self, title: str, folder: Path | None, then: object) -> None:
        self._dialog = QFileDialog(self.window(), title, str(folder or ""))
        self._dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._dialog.fileSelected.connect(then)
        self._dialog.open()

    def _say(self) -> None:
        nothing = self.tr("No folder is chosen yet.")
        is_plain = self.plain.isChecked()
        self._where.setText(str(self.folder or nothing))
        self._where_phrases.setText(
            self.tr("Plain files have no pass phrase.") if is_plain else str(self.phrases_folder or nothing)
        )
        self._means.setText(f"△ {self.tr(PLAIN_MEANS)}" if is_plain else self.tr(APART))
        set_role(self._means, "warning" if is_plain else "small")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 12, 12)
        column.setSpacing(6)
        self.top = QVBoxLayout()
        column.addLayout(self.top)
        column.addWidget(label(self.tr("What leaves"), role="strong"))
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(2)
        column.addLayout(self._boxes)
        column.addWidget(self._not_ready)
        column.addSpacing(6)
        column.addWidget(label(self.tr("Where the pack is put"), role="strong"))
        column.addWidget(self._where)
        column.addWidget(self.choose)
        column.addSpacing(6)
        column.addWidget(label(self.tr("Where the pass phrases are put"), role="strong"))
        column.addWidget(self._where_phrases)
        column.addWidget(self.choose_phrases)
        column.addWidget(self._means)
        column.addWidget(self.plain)
        column.addSpacing(8)
        column.addWidget(self.prepare)
        column.addWidget(self.send)
        column.addStretch(1)
        self.plain.setAccessibleDescription(PLAIN_MEANS)
        self.choose.setAccessibleName(self.tr("Choose the folder for the pack"))
        self.choose_phrases.setAccessibleName(self.tr("Choose the folder for the telephone sheet"))
        self.prepare.setAccessibleName(self.tr("Prepare the pack for those who are ticked"))
        self.prepare.setToolTip(
            tooltip(self.tr("Make, check and lock what each of them gets; nothing is sent yet (Ctrl+Enter)"))
        )
        self.send.setAccessibleName(self.tr("Send what the list shows"))
        self.send.setToolTip(
            tooltip(self.tr("Send what the list shows; it is held for five minutes (Ctrl+Enter)"))
        )
