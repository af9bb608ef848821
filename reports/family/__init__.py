"""What families and children get: plain language, in letters that are easy to read."""
