"""Words that deserve a question: shown quietly beside them, minuted as a challenge or set aside."""
