"""Sending the copies of a meeting: the list, the pack, the minutes in which it is held, and the ledger."""
