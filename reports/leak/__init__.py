"""Reads finished files back, every text in them, so that a leak is seen before they leave."""
