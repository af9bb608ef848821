"""Sending copies: who gets what, held for five minutes, sent once, followed until it is acknowledged."""
