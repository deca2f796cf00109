"""Find: what a reader looks for, and the index of cards that answers."""
