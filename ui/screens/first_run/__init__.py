"""The first run: from nothing to a store that is open."""
