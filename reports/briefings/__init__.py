"""What is written for one purpose: the chair before a meeting, another area, a court, those who learn."""
