"""Blocks to a Word document."""
