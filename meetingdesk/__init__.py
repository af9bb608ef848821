"""MeetingDesk: the record of multi-agency safeguarding meetings, without a window."""

VERSION = "0.1.0"
"""The version of a checkout or frozen program; the wheel carries the same."""
