"""The receipt: six words, the only thread between an author and a practice."""

import hashlib
from collections.abc import Sequence

WORDS = 6
"""Six words of a list of 7,776 make 77 bits: guessing one is hopeless, so no slow hash is needed."""


def words_for(secret: bytes, word_list: Sequence[str]) -> str:
    """Turn 32 secret bytes into six words of the list, separated by single spaces.

    256 bits taken modulo the list's length stay even to about 2 to the -178, far below what anyone could measure.
    """
    number = int.from_bytes(secret, "big")
    chosen = []
    for _ in range(WORDS):
        number, place = divmod(number, len(word_list))
        chosen.append(word_list[place])
    return " ".join(chosen)


def digest(typed: str) -> str:
    """Give the SHA-256 of a receipt's letters: however it was spaced, hyphenated or capitalised."""
    letters = "".join(c for c in typed.casefold() if "a" <= c <= "z")
    return hashlib.sha256(letters.encode()).hexdigest()
