"""The whole picture of a family while the meeting sits: who is known to whom."""
