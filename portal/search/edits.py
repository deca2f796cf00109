"""How many letters lie between one word and many others, worked out for all of them at once."""

import numpy as np
import numpy.typing as npt

FURTHEST = 2
"""Letters that may be wrong, missing, too many or swapped; what lies further apart is only far."""

Letters = npt.NDArray[np.uint8]
"""A word in small letters as a row of numbers, or many words in rows filled up with noughts."""


def kinds(words: Letters) -> npt.NDArray[np.uint32]:
    """Say of each word which letters it has, as the bits of a number."""
    bits = np.where(words > 0, np.uint32(1) << (words.astype(np.uint32) & np.uint32(31)), np.uint32(0))
    found: npt.NDArray[np.uint32] = np.bitwise_or.reduce(bits, axis=1)
    return found


def distances(typed: Letters, words: Letters, lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
    """Count the letters to change, add, drop or swap; words have at most as many more letters as may be wrong."""
    far = FURTHEST + 1
    width = min(len(typed) + FURTHEST, words.shape[1])
    # The table of Damerau and Levenshtein: a row for each letter typed, a column for each letter of the words.
    columns = np.arange(width + 1, dtype=np.uint8).clip(max=far)
    before = last = np.repeat(columns[:, None], len(words), axis=1)
    for row, letter in enumerate(typed.tolist(), start=1):
        current = np.full_like(last, far)
        current[0] = min(row, far)
        for column in range(max(1, row - FURTHEST), min(width, row + FURTHEST) + 1):
            wanted = words[:, column - 1]
            steps = np.minimum(last[column], current[column - 1]) + 1
            steps = np.minimum(steps, last[column - 1] + (wanted != letter))
            if row > 1 < column:
                swapped = (wanted == typed[row - 2]) & (words[:, column - 2] == letter)
                steps = np.where(swapped, np.minimum(steps, before[column - 2] + 1), steps)
            current[column] = steps.clip(max=far)
        before, last = last, current
    return last[lengths, np.arange(len(words))]
