"""How the parts of the windows are drawn, from the colours of a theme and the text size."""

from __future__ import annotations

from meetingdesk.resources import resource
from ui.meeting_style import meeting_style
from ui.palette import Tokens


def style_sheet(tokens: Tokens, scale: float) -> str:
    """Return the style sheet of a theme at a text size."""
    parts = (_general, _fields, _frame, _lists, meeting_style)
    return "".join(part(tokens, scale) for part in parts)


def _px(pixels: float, scale: float) -> str:
    return f"{round(pixels * scale)}px"


def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").as_posix()


def _general(t: Tokens, s: float) -> str:
    underline = "underline" if t.underline_links else "none"
    return f"""
QWidget#window, QMainWindow, QDialog {{ background: {t.ground}; }}
QWidget[role="panel"], QFrame[role="panel"] {{ background: {t.surface}; }}
QFrame[role="card"] {{ background: {t.surface}; border: {t.rule}px solid {t.line}; border-radius: 10px; }}
QFrame[role="side"] {{ background: {t.quiet}; border: none; border-left: {t.rule}px solid {t.line}; }}
QFrame[role="rule"] {{ background: {t.line}; border: none; }}
QLabel {{ color: {t.ink}; background: transparent; }}
QLabel[role="display"] {{ font-size: {_px(22, s)}; font-weight: bold; }}
QLabel[role="title"] {{ font-size: {_px(17, s)}; font-weight: bold; }}
QLabel[role="strong"] {{ font-weight: bold; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="small"] {{ color: {t.muted}; font-size: {_px(12.5, s)}; }}
QLabel[role="heading"] {{ color: {t.muted}; font-size: {_px(12.5, s)}; font-weight: bold; }}
QLabel[role="error"] {{ color: {t.wrong}; }}
QLabel[role="good"] {{ color: {t.settled}; }}
QLabel[role="warning"] {{ color: {t.attention}; }}
QLabel[role="saved"] {{ color: {t.settled}; font-size: {_px(12.5, s)}; }}
QLabel[role="unsaved"] {{ color: {t.wrong}; font-size: {_px(12.5, s)}; font-weight: bold; }}
QLabel[role="marking"] {{ font-size: {_px(12.5, s)}; border: {t.rule}px solid {t.line};
    border-radius: 6px; padding: {_px(3, s)} {_px(8, s)}; color: {t.muted}; letter-spacing: 1px; }}
QLabel[role="demo"] {{ font-size: {_px(12.5, s)}; font-weight: bold; color: {t.attention};
    background: {t.attention_ground}; border: {t.rule}px solid {t.attention}; border-radius: 6px;
    padding: {_px(3, s)} {_px(8, s)}; }}
QLabel[role="chip"] {{ border: {t.rule}px solid {t.line}; border-radius: {_px(11, s)};
    padding: {_px(2, s)} {_px(9, s)}; background: {t.surface}; font-size: {_px(12.5, s)}; }}
QLabel[role="key"] {{ border: {t.rule}px solid {t.line}; border-radius: 4px; color: {t.muted};
    padding: 0px {_px(5, s)}; background: {t.quiet}; font-size: {_px(12.5, s)}; }}
QLabel[role="number"] {{ color: {t.muted}; font-size: {_px(12.5, s)}; }}
QFrame[role="message-wrong"] {{ background: {t.wrong_ground}; border: {t.rule}px solid {t.wrong};
    border-radius: 8px; }}
QFrame[role="message-attention"] {{ background: {t.attention_ground}; border: {t.rule}px solid {t.attention};
    border-radius: 8px; }}
QFrame[role="message-settled"] {{ background: {t.settled_ground}; border: {t.rule}px solid {t.settled};
    border-radius: 8px; }}
QPushButton {{ color: {t.ink}; background: {t.surface}; border: {t.rule}px solid {t.line}; border-radius: 8px;
    padding: {_px(7, s)} {_px(14, s)}; min-height: {_px(18, s)}; }}
QPushButton:hover {{ border-color: {t.accent}; }}
QPushButton:pressed, QPushButton:checked {{ background: {t.accent_ground}; }}
QPushButton:focus {{ border: 2px solid {t.accent};
    padding: {_px(7, s)} {round(14 * s) - 2 + t.rule}px; }}
QPushButton:disabled {{ color: {t.muted}; border-color: {t.line}; background: {t.quiet}; }}
QPushButton[role="primary"] {{ color: {t.on_accent}; background: {t.accent}; border-color: {t.accent};
    font-weight: bold; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {t.ink}; }}
QPushButton[role="primary"]:disabled {{ color: {t.muted}; background: {t.quiet}; border-color: {t.line}; }}
QPushButton[role="link"] {{ color: {t.accent}; background: transparent; border: 2px solid transparent;
    padding: {_px(4, s)} {_px(6, s)}; text-align: left; text-decoration: {underline}; }}
QPushButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border: 2px solid {t.accent}; border-radius: 6px; }}
QToolTip {{ color: {t.ink}; background: {t.surface}; border: {t.rule}px solid {t.line}; padding: 4px; }}
QProgressBar {{ background: {t.quiet}; border: {t.rule}px solid {t.line}; border-radius: 5px;
    max-height: {_px(8, s)}; min-height: {_px(8, s)}; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 4px; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: {_px(12, s)}; margin: 0; }}
QScrollBar::handle:vertical {{ background: {t.line}; border-radius: {_px(4, s)}; margin: 2px;
    min-height: {_px(32, s)}; }}
QScrollBar::handle:vertical:hover {{ background: {t.muted}; }}
QScrollBar:horizontal {{ background: transparent; height: {_px(12, s)}; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {t.line}; border-radius: {_px(4, s)}; margin: 2px;
    min-width: {_px(32, s)}; }}
QScrollBar::handle:horizontal:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: transparent; height: 0px; width: 0px; }}
"""


def _fields(t: Tokens, s: float) -> str:
    return f"""
QLineEdit, QComboBox, QPlainTextEdit {{ color: {t.ink}; background: {t.surface};
    border: {t.rule}px solid {t.line}; border-radius: 8px; padding: {_px(7, s)} {_px(10, s)};
    min-height: {_px(18, s)}; selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus {{ border: 2px solid {t.accent};
    padding: {_px(7, s)} {round(10 * s) - 2 + t.rule}px; }}
QLineEdit:disabled, QComboBox:disabled {{ color: {t.muted}; background: {t.quiet}; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {t.muted}; }}
QLineEdit[role="secret"] {{ letter-spacing: 1px; }}
QPlainTextEdit[role="report"] {{ background: {t.quiet}; }}
QComboBox::drop-down {{ border: none; width: {_px(24, s)}; }}
QComboBox::down-arrow {{ image: url({_drawing("chevron")}); width: {_px(14, s)}; height: {_px(14, s)}; }}
QComboBox QAbstractItemView {{ color: {t.ink}; background: {t.surface}; border: {t.rule}px solid {t.line};
    selection-background-color: {t.accent_ground}; selection-color: {t.accent}; outline: 0; }}
QCheckBox, QRadioButton {{ color: {t.ink}; spacing: {_px(8, s)}; padding: {_px(4, s)};
    border: 2px solid transparent; border-radius: 6px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {t.accent}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {t.muted}; }}
QCheckBox::indicator {{ width: {_px(15, s)}; height: {_px(15, s)}; border: {t.rule}px solid {t.muted};
    border-radius: 4px; background: {t.surface}; }}
QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent};
    image: url({_drawing(t.tick)}); }}
QRadioButton::indicator {{ width: {_px(14, s)}; height: {_px(14, s)}; background: {t.surface};
    border: {t.rule}px solid {t.muted}; border-radius: {round(14 * s) // 2 + 1}px; }}
QRadioButton::indicator:checked {{ border: {_px(5, s)} solid {t.accent}; width: {_px(6, s)};
    height: {_px(6, s)}; }}
"""


def _frame(t: Tokens, s: float) -> str:
    return f"""
QMenuBar {{ background: {t.surface}; color: {t.ink}; border-bottom: {t.rule}px solid {t.line};
    padding: 0 {_px(6, s)}; }}
QMenuBar::item {{ padding: {_px(5, s)} {_px(10, s)}; background: transparent; border-radius: 6px; }}
QMenuBar::item:selected {{ background: {t.accent_ground}; color: {t.accent}; }}
QMenu {{ background: {t.surface}; color: {t.ink}; border: {t.rule}px solid {t.line}; padding: {_px(5, s)}; }}
QMenu::item {{ padding: {_px(6, s)} {_px(26, s)} {_px(6, s)} {_px(26, s)}; border-radius: 6px; }}
QMenu::item:selected {{ background: {t.accent_ground}; color: {t.accent}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: {t.rule}px; background: {t.line}; margin: {_px(4, s)} {_px(8, s)}; }}
QFrame[role="rail"] {{ background: {t.quiet}; border: none; border-right: {t.rule}px solid {t.line}; }}
QFrame[role="header"] {{ background: {t.surface}; border: none; border-bottom: {t.rule}px solid {t.line}; }}
QToolButton[role="place"] {{ color: {t.muted}; background: transparent; border: 2px solid transparent;
    border-radius: 8px; padding: {_px(4, s)} {_px(2, s)}; font-size: {_px(12.5, min(s, 1.6))}; }}
QToolButton[role="place"]:hover {{ color: {t.ink}; }}
QToolButton[role="place"]:checked {{ color: {t.accent}; background: {t.accent_ground}; font-weight: bold;
    border: {t.rule if t.rule > 1 else 0}px solid {t.accent}; }}
QToolButton[role="place"]:focus {{ border: 2px solid {t.accent}; }}
QToolButton[role="tool"] {{ color: {t.muted}; background: transparent; border: 2px solid transparent;
    border-radius: 6px; padding: {_px(3, s)} {_px(6, s)}; }}
QToolButton[role="tool"]:hover {{ color: {t.ink}; background: {t.accent_ground}; }}
QToolButton[role="tool"]:focus {{ border-color: {t.accent}; }}
QToolButton[role="filter"] {{ color: {t.ink}; background: {t.surface}; border: {t.rule}px solid {t.line};
    border-radius: {_px(12, s)}; padding: {_px(2, s)} {_px(9, s)}; font-size: {_px(12.5, s)}; }}
QToolButton[role="filter"]:hover {{ border-color: {t.accent}; }}
QToolButton[role="filter"]:checked {{ color: {t.accent}; background: {t.accent_ground}; font-weight: bold;
    border-color: {t.accent}; }}
QToolButton[role="filter"]:focus {{ border: 2px solid {t.accent}; }}
QToolButton[role="filter-wrong"], QToolButton[role="filter-attention"] {{ font-weight: bold;
    border: {t.rule}px solid {t.line if t.rule > 1 else "transparent"}; border-radius: {_px(12, s)};
    padding: {_px(2, s)} {_px(9, s)}; font-size: {_px(12.5, s)}; }}
QToolButton[role="filter-wrong"] {{ color: {t.wrong}; background: {t.wrong_ground}; }}
QToolButton[role="filter-attention"] {{ color: {t.attention}; background: {t.attention_ground}; }}
QToolButton[role="filter-wrong"]:hover, QToolButton[role="filter-attention"]:hover,
QToolButton[role="filter-wrong"]:focus, QToolButton[role="filter-attention"]:focus {{
    border-color: {t.accent}; }}
QToolButton[role="filter-wrong"]:checked {{ border: 2px solid {t.wrong}; }}
QToolButton[role="filter-attention"]:checked {{ border: 2px solid {t.attention}; }}
QToolButton[role="choice"] {{ color: {t.ink}; background: {t.surface}; border: {t.rule}px solid {t.line};
    border-radius: 10px; padding: {_px(10, s)}; text-align: left; }}
"""


def _lists(t: Tokens, s: float) -> str:
    chosen_rule = f"border-bottom: 2px solid {t.ink};" if t.rule > 1 else ""
    return f"""
QTableView {{ background: {t.surface}; color: {t.ink}; border: none; gridline-color: {t.line}; outline: 0;
    selection-background-color: {t.selection}; selection-color: {t.ink}; }}
QHeaderView {{ background: {t.quiet}; border: none; }}
QHeaderView::section {{ background: {t.quiet}; color: {t.muted}; border: none;
    border-bottom: {t.rule}px solid {t.line}; padding: {_px(8, s)} {_px(12, s)};
    font-size: {_px(12.5, s)}; font-weight: bold; {chosen_rule} }}
QHeaderView::section:hover {{ color: {t.ink}; }}
QListView[role="results"] {{ background: {t.surface}; color: {t.ink}; border: none; outline: 0; }}
QFrame[role="popup"] {{ background: {t.surface}; border: {t.rule}px solid {t.line}; border-radius: 8px; }}
"""
