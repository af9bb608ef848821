"""Documents as lists of blocks, and their writers."""
