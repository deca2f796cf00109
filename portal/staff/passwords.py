"""A first password for somebody else: four words that are easy to read out and to type."""

import secrets
from pathlib import Path

from xkcdpass import xkcd_password


def four_words() -> str:
    """Draw four words of the EFF's long list."""
    words = Path(xkcd_password.locate_wordfile("eff-long")).read_text(encoding="utf-8").split()
    return "-".join(secrets.choice(words) for _ in range(4))
