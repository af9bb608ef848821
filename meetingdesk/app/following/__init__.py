"""What becomes of actions after they were agreed."""
