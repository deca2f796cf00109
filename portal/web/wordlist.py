"""The EFF's long list: 7,776 words that are easy to read out, to write down and to type."""

from functools import cache
from pathlib import Path

from xkcdpass import xkcd_password


@cache
def words() -> tuple[str, ...]:
    """Read the list once."""
    return tuple(Path(xkcd_password.locate_wordfile("eff-long")).read_text(encoding="utf-8").split())
