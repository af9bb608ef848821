"""The parts of a meeting that are calm forms: cards with a few fields each, saved as they are typed."""
