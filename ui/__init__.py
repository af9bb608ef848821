"""The windows of MeetingDesk, in Qt."""
