"""A copy as the pages that would be saved, to be looked at before it is made."""
