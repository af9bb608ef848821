"""Words in an entry that deserve a question: what they are, where they stand, and when they are fine."""
