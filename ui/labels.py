"""Labels that show text as it is: no name, note or file name is ever read as markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def label(
    text: str = "",
    *,
    role: str = "",
    wraps: bool = False,
    selectable: bool = False,
    buddy: QWidget | None = None,
    parent: QWidget | None = None,
) -> QLabel:
    """Make a label of plain text; `role` names how the theme draws it (title, muted, chip, …)."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wraps)
    if role:
        made.setProperty("role", role)
    if selectable:
        # By mouse only: a text that takes the keyboard focus would be one more stop for Tab.
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if buddy is not None:
        made.setBuddy(buddy)
    return made


def tooltip(text: str) -> str:
    """Return a text that Qt shows as it is: tooltips have no text format of their own, so it is escaped."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p>{escaped}</p>" if escaped != text else text


def set_role(widget: QWidget, role: str) -> None:
    """Have the theme draw a widget in another role from now on."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
