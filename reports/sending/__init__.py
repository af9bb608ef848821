"""The send pack: per recipient the right copies, checked and locked, as messages that are ready to open."""
