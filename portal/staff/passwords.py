"""A first password for somebody else: four words that are easy to read out and to type."""

import secrets

from portal.web import wordlist


def four_words() -> str:
    """Draw four words of the EFF's long list."""
    return "-".join(secrets.choice(wordlist.words()) for _ in range(4))
