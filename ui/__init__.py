"""The windows of MeetingDesk, in Qt."""

from ui.plain_imports import import_plainly

# Before anything else is imported, as every import after PySide6 is slower until then.
import_plainly()
