"""At this desk: how it looks, when it veils and locks, and the keys of the person at it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.labels import label
from ui.menus import LOOKS
from ui.palette import Look
from ui.screens.keys import ChangePassphrase, NewRecoveryKey, QuickUnlock
from ui.settings import LOCK_MINUTES, TEXT_SIZES, VEIL_MINUTES, Settings
from ui.theme import Theme
from ui.widgets.following_area import FollowingArea
from ui.words import many


class ThisDeskPage(QWidget):
    """Shows what a person may choose for themselves.

    Signals:
        look_chosen: Another theme was chosen.
        size_chosen: Another text size was chosen, in per cent.
        veil_chosen: After how many minutes to veil; 0 is never.
        lock_chosen: After how many minutes to lock.
        told: Something was done; carries a sentence and a second one.
    """

    look_chosen = Signal(object)
    size_chosen = Signal(int)
    veil_chosen = Signal(int)
    lock_chosen = Signal(int)
    told = Signal(str, str)

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        settings: Settings,
        *,
        has_keys: bool,
        parent: QWidget | None = None,
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
        self.veil_times = _times(self.tr("Veil the windows after"), VEIL_MINUTES, settings.veil_minutes)
        self.lock_times = _times(self.tr("Lock the store after"), LOCK_MINUTES, settings.lock_minutes)

        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 0, 24, 24)
        column.setSpacing(10)
        column.addWidget(label(self.tr("How it looks"), role="heading"))
        column.addLayout(_rows((self.tr("&Theme"), self.looks), (self.tr("Te&xt size"), self.sizes)))
        column.addSpacing(12)
        column.addWidget(label(self.tr("When nobody is at the desk"), role="heading"))
        column.addLayout(
            _rows((self.tr("&Veil after"), self.veil_times), (self.tr("Loc&k after"), self.lock_times))
        )
        column.addWidget(
            label(
                self.tr(
                    "Counted from the last key or movement of the mouse. Neither comes by itself while a "
                    "meeting is running. A key lifts the veil; after the lock the passphrase is asked for."
                ),
                role="muted",
                wraps=True,
            )
        )
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
        title = label(self.tr("This desk"), role="title")
        title.setContentsMargins(16, 0, 0, 0)
        whole.addWidget(title)
        whole.addWidget(FollowingArea(inside), 1)

        self.looks.activated.connect(self._choose_look)
        self.sizes.activated.connect(self._choose_size)
        self.veil_times.activated.connect(self._choose_veil)
        self.lock_times.activated.connect(self._choose_lock)
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

    @Slot(int)
    def _choose_veil(self, place: int) -> None:
        self.veil_chosen.emit(self.veil_times.itemData(place))

    @Slot(int)
    def _choose_lock(self, place: int) -> None:
        self.lock_chosen.emit(self.lock_times.itemData(place))

    @Slot()
    def _show(self) -> None:
        self.looks.setCurrentIndex([look for look, _ in LOOKS].index(self._theme.look))
        if self._theme.text_size in TEXT_SIZES:
            self.sizes.setCurrentIndex(TEXT_SIZES.index(self._theme.text_size))


def _times(name: str, minutes: tuple[int, ...], chosen: int) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for each in minutes:
        box.addItem(many(each, "minute") if each else "never", each)
    box.setCurrentIndex(minutes.index(chosen))
    return box


def _rows(*rows: tuple[str, QComboBox]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(10)
    grid.setColumnStretch(2, 1)
    for number, (text, field) in enumerate(rows):
        grid.addWidget(label(text, buddy=field), number, 0)
        grid.addWidget(field, number, 1)
    return grid
