"""The minutes of a meeting, part by part."""
