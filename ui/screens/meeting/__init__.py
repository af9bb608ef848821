"""The screen of a meeting while it sits."""
