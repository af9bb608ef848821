"""Settings: how it looks, and the keys of the person at the desk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.labels import label
from ui.menus import LOOKS
from ui.palette import Look
from ui.screens.keys import ChangePassphrase, NewRecoveryKey, QuickUnlock
from ui.settings import TEXT_SIZES
from ui.theme import Theme
from ui.widgets.following_area import FollowingArea


class SettingsScreen(QWidget):
    """Shows what a person may choose for themselves.

    Signals:
        look_chosen: Another theme was chosen.
        size_chosen: Another text size was chosen, in per cent.
        told: Something was done; carries a sentence and a second one.
    """

    look_chosen = Signal(object)
    size_chosen = Signal(int)
    told = Signal(str, str)

    def __init__(
        self, bridge: Bridge, theme: Theme, *, has_keys: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

        self.looks = QComboBox()
        self.looks.setAccessibleName(self.tr("Theme"))
        for look, text in LOOKS:
            self.looks.addItem(text.replace("&", ""), look)
        self.sizes = QComboBox()
        self.sizes.setAccessibleName(self.tr("Text size"))
        for size in TEXT_SIZES:
            self.sizes.addItem(f"{size} %", size)

        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 0, 24, 24)
        column.setSpacing(10)
        column.addWidget(label(self.tr("How it looks"), role="heading"))
        column.addLayout(_row(self.tr("&Theme"), self.looks))
        column.addLayout(_row(self.tr("Te&xt size"), self.sizes))
        person = bridge.desk.person
        column.addSpacing(12)
        column.addWidget(label(self.tr("At the desk"), role="heading"))
        roles = ", ".join(role.replace("_", " ") for role in person.roles)
        column.addWidget(label(f"{person.name} ({roles})", wraps=True))
        if has_keys:
            for part in (ChangePassphrase(bridge), NewRecoveryKey(bridge, theme), QuickUnlock(bridge)):
                column.addSpacing(12)
                column.addWidget(part)
                part.told.connect(self.told)
        else:
            column.addWidget(
                label(
                    self.tr("You sign in to the team database as its server says; it has no keys here."),
                    role="muted",
                    wraps=True,
                )
            )
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 14, 0, 0)
        whole.setSpacing(14)
        title = label(self.tr("Settings"), role="title")
        title.setContentsMargins(16, 0, 0, 0)
        whole.addWidget(title)
        whole.addWidget(FollowingArea(inside), 1)

        self.looks.activated.connect(self._choose_look)
        self.sizes.activated.connect(self._choose_size)
        theme.changed.connect(self._show)
        self._show()

    # Slots

    @Slot(int)
    def _choose_look(self, place: int) -> None:
        # The box keeps the bare word, since Qt takes a StrEnum for a string.
        self.look_chosen.emit(Look(self.looks.itemData(place)))

    @Slot(int)
    def _choose_size(self, place: int) -> None:
        self.size_chosen.emit(self.sizes.itemData(place))

    @Slot()
    def _show(self) -> None:
        self.looks.setCurrentIndex([look for look, _ in LOOKS].index(self._theme.look))
        if self._theme.text_size in TEXT_SIZES:
            self.sizes.setCurrentIndex(TEXT_SIZES.index(self._theme.text_size))


def _row(text: str, field: QComboBox) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    about = label(text, buddy=field)
    about.setMinimumWidth(120)
    row.addWidget(about)
    row.addWidget(field)
    row.addStretch(1)
    return row
