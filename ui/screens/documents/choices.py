"""How copies are made: format, size of letters, lock and folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui.labels import label, set_role, tooltip
from ui.screens.documents.words import LOCKED_MEANS, PLAIN_MEANS
from ui.settings import Settings

FORMATS = (("pdf", "PDF", "For reading and printing; nobody changes it by accident"), ("docx", "Word", ""))


class CopyChoices(QWidget):
    """Asks how copies are made; format and folder are remembered, plain is chosen anew each time.

    Signals:
        make_wanted: What is ticked is to be made.
        folder_chosen: Another folder was chosen.
    """

    make_wanted = Signal()
    folder_chosen = Signal()

    def __init__(self, settings: Settings | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._dialog: QFileDialog | None = None
        self._folder = settings.copies_folder if settings is not None else ""
        self.formats = QButtonGroup(self)
        self.format_buttons: dict[str, QRadioButton] = {}
        self.large = QCheckBox(self.tr("&Large print, 18 point"))
        self.locked = QRadioButton(self.tr("Loc&ked"))
        self.plain = QRadioButton(self.tr("&Plain, without a lock"))
        self.choose = QPushButton(self.tr("Choose the &folder…"))
        self.make = QPushButton()
        self._lock = QButtonGroup(self)
        self._means = label(role="small", wraps=True)
        self._where = label(wraps=True)
        self._lay_out()
        self.locked.setChecked(True)
        self._say_lock()
        self._say_folder()

        self._lock.buttonClicked.connect(self._say_lock)
        self.formats.buttonClicked.connect(self._keep_format)
        self.choose.clicked.connect(self.ask_folder)
        self.make.clicked.connect(self.make_wanted)

    @property
    def ending(self) -> str:
        """The format that is chosen: pdf or docx."""
        return next(ending for ending, button in self.format_buttons.items() if button.isChecked())

    @property
    def is_large(self) -> bool:
        """Whether large print is wanted."""
        return self.large.isChecked() and self.large.isEnabled()

    @property
    def is_plain(self) -> bool:
        """Whether the files are to open without a pass phrase."""
        return self.plain.isChecked()

    @property
    def folder(self) -> Path | None:
        """Where the files go, once somebody said so."""
        return Path(self._folder) if self._folder else None

    @property
    def said(self) -> str:
        """What the lock that is chosen means."""
        return self._means.text()

    def begin(self, *, has_large_print: bool) -> None:
        """Begin with a meeting: locked, and large print where its type lists it."""
        self.large.setEnabled(has_large_print)
        hint = self.tr("Any document in letters that more people can read")
        none = self.tr("The type of this meeting lists no large print")
        self.large.setToolTip(tooltip(hint if has_large_print else none))
        self.lock_again()

    def lock_again(self) -> None:
        """Go back to files with a lock: a plain one is chosen each time."""
        self.locked.setChecked(True)
        self._say_lock()

    def show_count(self, count: int, *, is_running: bool) -> None:
        """Say on the button how many copies would be made."""
        words = self.tr("&Make {count} copies") if count != 1 else self.tr("&Make {count} copy")
        self.make.setText(words.format(count=count) if count else self.tr("&Make copies"))
        self.make.setEnabled(not is_running)
        for part in (self.choose, self.locked, self.plain, *self.format_buttons.values()):
            part.setEnabled(not is_running)

    @Slot()
    def ask_folder(self) -> None:
        """Ask where the files go."""
        self._dialog = QFileDialog(self.window(), self.tr("A folder for the copies"), self._folder)
        self._dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._dialog.fileSelected.connect(self.use_folder)
        self._dialog.open()

    @Slot(str)
    def use_folder(self, folder: str) -> None:
        """Put the files into a folder from now on."""
        self._folder = folder
        if self._settings is not None:
            self._settings.copies_folder = folder
        self._say_folder()
        self.folder_chosen.emit()

    # Slots

    @Slot()
    def _say_lock(self) -> None:
        plain = self.is_plain
        self._means.setText(f"△ {self.tr(PLAIN_MEANS)}" if plain else self.tr(LOCKED_MEANS))
        set_role(self._means, "warning" if plain else "small")
        for button in (self.locked, self.plain):
            button.setAccessibleDescription(PLAIN_MEANS if button is self.plain else LOCKED_MEANS)

    @Slot()
    def _keep_format(self) -> None:
        if self._settings is not None:
            self._settings.copies_format = self.ending

    # Helpers

    def _say_folder(self) -> None:
        self._where.setText(self._folder or self.tr("No folder is chosen yet."))
        set_role(self._where, "" if self._folder else "muted")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(self.tr("How they are made"), role="strong"))
        row = QHBoxLayout()
        kept = self._settings.copies_format if self._settings is not None else "pdf"
        for ending, name, hint in FORMATS:
            button = QRadioButton(name)
            button.setAccessibleName(self.tr("Format {name}").format(name=name))
            button.setToolTip(tooltip(hint or self.tr("For a reader who has to work on it")))
            button.setChecked(ending == kept)
            self.format_buttons[ending] = button
            self.formats.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.large)
        column.addSpacing(4)
        for button in (self.locked, self.plain):
            self._lock.addButton(button)
            column.addWidget(button)
        column.addWidget(self._means)
        column.addSpacing(4)
        column.addWidget(label(self.tr("Into which folder"), role="heading"))
        column.addWidget(self._where)
        column.addWidget(self.choose)
        column.addSpacing(8)
        self.make.setProperty("role", "primary")
        self.make.setAccessibleName(self.tr("Make the copies that are ticked"))
        self.make.setToolTip(tooltip(self.tr("Make what is ticked; each file is checked first (Ctrl+Enter)")))
        column.addWidget(self.make)
        self.choose.setAccessibleName(self.tr("Choose the folder for the copies"))
        self.show_count(0, is_running=False)
