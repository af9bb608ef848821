"""The places of the window: unlock, first run, meetings, families, settings."""
