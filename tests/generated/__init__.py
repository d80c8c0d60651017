"""Generated cases: derived from the words and norms of the rulebook, crowded round the boundaries, the same for the same seed."""
