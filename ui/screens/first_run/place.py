"""Where a store is, or will be."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton

from meetingdesk.app import first_run
from meetingdesk.errors import MeetingDeskError
from ui.labels import label, set_role
from ui.screens.first_run.page import Page


class FolderPage(Page):
    """Asks for a folder and says in place whether it will do."""

    PAUSE_MS = 200

    def __init__(self, title: str, explains: str, proposed: Path | None) -> None:
        super().__init__(title, explains)
        self._will_do = False
        self._dialog: QFileDialog | None = None
        self.folder = QLineEdit(str(proposed) if proposed else "")
        self.folder.setAccessibleName(self.tr("Folder"))
        self.browse = QPushButton(self.tr("&Choose…"))
        self.browse.setAccessibleName(self.tr("Choose a folder"))
        self.said = label(wraps=True)
        self._pause = QTimer(self, singleShot=True, interval=self.PAUSE_MS)
        self.body.addWidget(label(self.tr("&Folder"), buddy=self.folder))
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(self.browse)
        self.body.addLayout(row)
        self.body.addWidget(self.said)

        self.browse.clicked.connect(self._browse)
        self.folder.textChanged.connect(self._typed)
        self.folder.returnPressed.connect(self.submitted)
        self._pause.timeout.connect(self.look)

    @property
    def chosen(self) -> Path:
        """The folder that is chosen."""
        return Path(self.folder.text().strip()).expanduser()

    @property
    def is_ready(self) -> bool:
        """Whether this folder will do."""
        return self._will_do

    def entered(self) -> None:
        """Look at the proposed folder at once."""
        self.folder.setFocus()
        self.look()

    def check(self) -> str:
        """Return what is good about the folder, or raise with the reason why it will not do."""
        raise NotImplementedError

    @Slot()
    def look(self) -> None:
        """Say whether the folder will do."""
        self._pause.stop()
        try:
            self.said.setText(f"✓ {self.check()}" if self.folder.text().strip() else "")
            self._will_do = bool(self.folder.text().strip())
            self.message.put_away()
            set_role(self.said, "good")
        except MeetingDeskError as error:
            self._will_do = False
            self.said.setText("")
            self.message.show_error(error)
        self.edited.emit()

    @Slot()
    def _typed(self) -> None:
        # Until it has been looked at, nobody goes on with it.
        self._will_do = False
        self.edited.emit()
        self._pause.start()

    @Slot()
    def _browse(self) -> None:
        self._dialog = QFileDialog(self, self.title, str(self.chosen.parent))
        self._dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._dialog.fileSelected.connect(self.folder.setText)
        self._dialog.open()


class NewPlacePage(FolderPage):
    """Asks where a new store shall be."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Where on this laptop?"),
            self.tr(
                "The proposed folder is right for nearly everybody: on this computer’s own disk, where "
                "nothing copies it elsewhere. Network drives and synchronised folders will not do."
            ),
            first_run.default_folder(),
        )

    def check(self) -> str:
        """Refuse what would damage a store or copy it away."""
        first_run.check_place(self.chosen)
        return self.tr("A store can be made here.")


class ExistingPage(FolderPage):
    """Asks where the store is that already exists."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Where is the store?"),
            self.tr("Choose the folder that holds the file store.db. A backup is such a folder too."),
            None,
        )

    def check(self) -> str:
        """Refuse a folder without a store."""
        people = first_run.people_of_store(self.chosen)
        return self.tr("There is a store here, for {names}.").format(names=", ".join(people.sign_in_names))

    @property
    def go_on(self) -> str:
        """What the button says that goes on."""
        return self.tr("&Open it")
