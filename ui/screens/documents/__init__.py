"""The documents of one meeting: who gets which, made into a folder."""
