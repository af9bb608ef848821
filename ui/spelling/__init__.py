"""Spelling in what people type: marks under words, and the list that helps."""
