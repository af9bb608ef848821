"""Settings: this desk, the rules of the place, who is known to it, and the words it uses."""

from __future__ import annotations

from ui.screens.settings.screen import SettingsScreen

__all__ = ["SettingsScreen"]
