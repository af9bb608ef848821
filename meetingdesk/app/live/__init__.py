"""The meeting while it sits: what its screen shows, and what is done from there."""
