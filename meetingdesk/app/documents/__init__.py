"""Documents of a meeting: whose copies there are, and what they are made of."""
