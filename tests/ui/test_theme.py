from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from ui.fonts import FALLBACKS, FAMILY, base_font
from ui.palette import TOKENS, Look, Tokens
from ui.settings import TEXT_SIZES, Settings
from ui.theme import Theme

PAIRS = (
    ("ink", "ground"),
    ("ink", "surface"),
    ("ink", "quiet"),
    ("ink", "selection"),
    ("muted", "surface"),
    ("muted", "quiet"),
    ("muted", "ground"),
    ("muted", "selection"),
    ("accent", "surface"),
    ("accent", "accent_ground"),
    ("on_accent", "accent"),
    ("attention", "attention_ground"),
    ("wrong", "wrong_ground"),
    ("settled", "settled_ground"),
    ("settled", "surface"),
    ("wrong", "surface"),
    ("attention", "surface"),
)


@pytest.mark.parametrize("tokens", TOKENS.values(), ids=[look.value for look in TOKENS])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_every_text_stands_out_from_its_ground(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_the_text_grows_as_chosen(theme: Theme, size: int) -> None:
    theme.show(Look.DARK, size)

    assert QApplication.font().pixelSize() == round(14 * size / 100)


def test_the_typefaces_are_our_own(theme: Theme) -> None:
    assert {FAMILY, *FALLBACKS} <= set(QFontDatabase.families())
    assert QFontInfo(base_font(1)).family() == FAMILY


def test_the_look_of_the_system_is_followed_only_if_nothing_was_chosen(theme: Theme) -> None:
    theme.show(Look.HIGH_CONTRAST, 100)
    QApplication.styleHints().colorSchemeChanged.emit(QApplication.styleHints().colorScheme())

    assert theme.tokens is TOKENS[Look.HIGH_CONTRAST]
    theme.show(Look.SYSTEM, 100)
    assert theme.tokens in TOKENS.values()


def test_what_was_chosen_is_remembered(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("settings")
    first = Settings(folder)
    first.look, first.text_size = Look.DARK, 150
    first.opened("/stores/one", "ada")
    first.opened("/stores/two", "bo")
    first.sync()

    again = Settings(folder)

    assert (again.look, again.text_size) == (Look.DARK, 150)
    assert again.stores == ("/stores/two", "/stores/one")
    assert again.sign_in_name("/stores/one") == "ada"


def test_a_damaged_settings_file_means_the_usual_look(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("settings")
    (folder / "window.ini").write_text("[General]\nlook=plaid\ntext_size=huge\n", encoding="utf-8")

    settings = Settings(folder)

    assert (settings.look, settings.text_size) == (Look.SYSTEM, 100)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    shown = QColor(colour)
    return 0.2126 * linear(shown.redF()) + 0.7152 * linear(shown.greenF()) + 0.0722 * linear(shown.blueF())
