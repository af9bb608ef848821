"""The meeting file: one JSON document that carries meetings and all they rest on between two stores."""

from __future__ import annotations

from meetingdesk.app.interchange.comparing import Comparison, check, compare
from meetingdesk.app.interchange.export import export_meeting_file
from meetingdesk.app.interchange.importing import ImportMeetingFile
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.app.interchange.reading import read_meeting_file
from meetingdesk.app.interchange.scope import Families, Meetings, Scope, ThreadOf, WholeStore
from meetingdesk.app.interchange.writing import to_json

__all__ = [
    "Comparison",
    "Families",
    "ImportMeetingFile",
    "MeetingFile",
    "Meetings",
    "Scope",
    "ThreadOf",
    "WholeStore",
    "check",
    "compare",
    "export_meeting_file",
    "read_meeting_file",
    "to_json",
]
