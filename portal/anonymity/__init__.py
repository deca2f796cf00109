"""What keeps an author unknown, as pure rules: words, counts and dates in, answers out."""
