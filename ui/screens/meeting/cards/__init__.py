"""The parts of a meeting that are filled in on cards."""
