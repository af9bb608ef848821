from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QProxyStyle, QStyle
from pytestqt.qtbot import QtBot

from ui.palette import Look
from ui.screens.meeting.countdown import Countdown, TimeLeft
from ui.theme import Theme

TWO = timedelta(minutes=2)


class StillStyle(QProxyStyle):
    """A system that is set to show no animations."""

    def styleHint(self, hint, option=None, widget=None, returned=None):  # type: ignore[no-untyped-def]  # noqa: N802 - Qt's name
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, returned)


@pytest.fixture
def countdown(theme: Theme, qtbot: QtBot) -> Countdown:
    widget = Countdown(theme)
    qtbot.addWidget(widget)
    widget.resize(300, 300)
    widget.show()
    return widget


def accent(widget: Countdown, theme: Theme) -> int:
    image: QImage = widget.grab().toImage()
    wanted = QColor(theme.tokens.accent).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(120, "2:00"), (119.4, "2:00"), (61, "1:01"), (0.2, "0:01"), (0, "0:00"), (-3, "0:00")],
)
def test_the_time_is_read_in_whole_seconds_and_is_over_only_when_it_is(seconds: float, words: str) -> None:
    assert TimeLeft(timedelta(seconds=seconds), TWO).words == words


def test_the_ring_grows_shorter_with_the_time(countdown: Countdown, theme: Theme) -> None:
    lengths = []
    for seconds in (120, 60, 10):
        countdown.show_time(TimeLeft(timedelta(seconds=seconds), TWO))
        lengths.append(accent(countdown, theme))

    assert lengths[0] > lengths[1] > lengths[2] > 0


def test_where_the_system_shows_no_animations_only_the_digits_change(
    countdown: Countdown, theme: Theme
) -> None:
    style = StillStyle()
    style.setParent(countdown)
    countdown.setStyle(style)
    countdown.show_time(TimeLeft(TWO, TWO))

    assert accent(countdown, theme) == 0
    assert countdown.said == "2:00"


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.HIGH_CONTRAST])
def test_it_is_told_to_those_who_cannot_see_it(countdown: Countdown, theme: Theme, look: Look) -> None:
    theme.show(look, 200)

    countdown.show_time(TimeLeft(timedelta(seconds=42), TWO, is_paused=True))

    assert countdown.accessibleName() == "0:42 paused left"
    assert countdown.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_nothing_is_told_before_it_begins(countdown: Countdown) -> None:
    assert countdown.said == ""
    countdown.show_time(TimeLeft(TWO, TWO))
    countdown.show_time(None)

    assert countdown.said == ""
