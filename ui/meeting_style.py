"""How the parts of the meeting's screen are drawn."""

from __future__ import annotations

from ui.palette import Tokens


def meeting_style(t: Tokens, s: float) -> str:
    """Return the style of the meeting's screen in a theme, at a text size."""

    def px(pixels: float) -> str:
        return f"{round(pixels * s)}px"

    edge = f"{t.rule}px solid {t.line}"
    flag = f"border-radius: {px(9)}; padding: {px(1)} {px(8)}; font-size: {px(12.5)};"
    chip = f"border-radius: {px(11)}; padding: {px(2)} {px(9)}; font-size: {px(12.5)};"
    return f"""
QFrame[role="side-left"] {{ background: {t.quiet}; border: none; border-right: {edge}; }}
QListView[role="running"], QListView[role="agreed"] {{ background: transparent; border: none; outline: 0; }}
QListView#stream {{ background: {t.surface}; border: none; outline: 0; }}
QFrame[role="capture-panel"] {{ background: {t.surface}; border: none; border-top: {edge}; }}
QFrame[role="ask"] {{ background: {t.accent_ground}; border: none; border-top: {edge}; }}
QPlainTextEdit[role="capture"] {{ font-size: {px(15)}; border: {max(t.rule, 1)}px solid {t.line};
    border-radius: 8px; padding: {px(6)} {px(10)}; min-height: 0px; }}
QPlainTextEdit[role="capture"]:focus {{ border: 2px solid {t.accent}; padding: {px(6)} {px(10)}; }}
QPlainTextEdit[role="entry"] {{ font-size: {px(14)}; border: 2px solid {t.accent}; border-radius: 6px;
    padding: 0px {px(4)}; min-height: 0px; background: {t.surface}; }}
QToolButton[role="piece"] {{ {chip} color: {t.settled}; background: {t.settled_ground};
    border: {t.rule}px solid {t.line if t.rule > 1 else t.settled_ground}; }}
QToolButton[role="piece-missing"] {{ {chip} color: {t.attention}; background: {t.attention_ground};
    border: {t.rule}px solid {t.line if t.rule > 1 else t.attention_ground}; }}
QToolButton[role="piece"]:focus, QToolButton[role="piece-missing"]:focus {{ border: 2px solid {t.accent};
    padding: {max(round(2 * s) - 1, 0)}px {max(round(9 * s) - 1, 0)}px; }}
QLabel[role="chip-late"] {{ {chip} color: {t.attention}; background: {t.attention_ground};
    border: {t.rule}px solid {t.attention}; }}
QWidget[role="ground"] {{ background: {t.ground}; }}
QFrame[role="plain"] {{ background: transparent; border: none; }}
QFrame[role="quote"] {{ background: transparent; border: none; border-left: {px(3)} solid {t.accent}; }}
QPlainTextEdit[role="quiet"] {{ font-size: {px(14)}; border: 2px solid transparent; border-radius: 6px;
    padding: 0px {px(2)}; min-height: 0px; background: transparent; }}
QPlainTextEdit[role="quiet"]:hover {{ background: {t.quiet}; }}
QPlainTextEdit[role="quiet"]:focus {{ border: 2px solid {t.accent}; padding: 0px {px(2)};
    background: {t.surface}; }}
QComboBox[role="quiet"] {{ border: 2px solid transparent; border-radius: 6px; padding: 0px;
    min-height: {px(20)}; background: transparent; }}
QComboBox[role="quiet"]:hover {{ background: {t.quiet}; }}
QComboBox[role="quiet"]:focus {{ border: 2px solid {t.accent}; padding: 0px;
    background: {t.surface}; }}
QLabel[role="flag-settled"] {{ {flag} color: {t.settled}; background: {t.settled_ground}; }}
QLabel[role="flag-attention"] {{ {flag} color: {t.attention}; background: {t.attention_ground}; }}
QLabel[role="flag-wrong"] {{ {flag} color: {t.wrong}; background: {t.wrong_ground}; font-weight: bold; }}
QLabel[role="flag-plain"] {{ {flag} color: {t.muted}; background: {t.quiet}; }}
QLabel[role="room-title"] {{ font-size: {px(22)}; font-weight: bold; }}
QLabel[role="room-line"] {{ font-size: {px(17)}; color: {t.muted}; }}
QLabel[role="room-now"] {{ font-size: {px(17)}; color: {t.accent}; font-weight: bold; }}
QLabel[role="room-what"] {{ font-size: {px(22)}; color: {t.accent}; font-weight: bold; }}
QLabel[role="room-text"] {{ font-size: {px(34)}; }}
QLabel[role="room-text-smaller"] {{ font-size: {px(26)}; }}
QLabel[role="room-text-small"] {{ font-size: {px(19)}; }}
QLabel[role="room-text-smallest"] {{ font-size: {px(14)}; }}
QLabel[role="room-detail-smaller"] {{ font-size: {px(18)}; color: {t.muted}; }}
QLabel[role="room-detail-small"] {{ font-size: {px(15)}; color: {t.muted}; }}
QLabel[role="room-detail-smallest"] {{ font-size: {px(12.5)}; color: {t.muted}; }}
QLabel[role="room-detail"] {{ font-size: {px(22)}; color: {t.muted}; }}
QTabBar[role="sections"] {{ background: {t.surface}; border: none; font-size: {px(14)}; }}
QTabBar[role="sections"]::tab {{ color: {t.muted}; background: {t.surface}; border: none;
    border-bottom: {px(3)} solid {t.surface}; padding: {px(9)} {px(9)} {px(6)} {px(9)}; }}
QTabBar[role="sections"]::tab:selected {{ color: {t.accent}; font-weight: bold;
    border-bottom: {px(3)} solid {t.accent}; }}
QTabBar[role="sections"]::tab:focus {{ color: {t.ink}; background: {t.accent_ground}; }}
QTabBar[role="sections"]::tear {{ width: 0px; image: none; }}
QTabBar[role="sections"] QToolButton {{ background: {t.surface}; color: {t.ink}; border: {edge}; }}
"""
