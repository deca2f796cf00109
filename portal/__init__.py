"""A portal where teachers share, anonymously, how they really use AI."""
