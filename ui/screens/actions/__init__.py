"""The actions of all meetings: what is late, whose it is, and what is done about it."""
