"""Judges whether an action is sharp: names a fault once, with a way to mend it; never rewrites or blocks."""
