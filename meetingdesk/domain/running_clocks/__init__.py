"""Every clock that policy sets running in a family and its meetings: what is due, from when, by when."""
