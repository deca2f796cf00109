"""What filters, orders and scores need of every card: columns of numbers in one file, read in one go."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

NAME = "columns.npz"

Column = npt.NDArray[Any]
Columns = Mapping[str, Column]
"""Each column by its name; the first dimension is the documents, by number, unless it says otherwise."""

Numbers = npt.NDArray[np.int32]
"""Document numbers, in order and once each."""

Bits = npt.NDArray[np.uint64]
"""One bit a document, the first in the lowest bit of the first number."""

Mask = npt.NDArray[np.bool_]

Scores = npt.NDArray[np.float32]


def write(folder: Path, columns: Columns) -> None:
    """Write the columns. Equal ones make equal bytes: an uncompressed archive without times."""
    with (folder / NAME).open("wb") as file:
        np.savez(file, **dict(columns), allow_pickle=False)


def read(folder: Path) -> Columns:
    """Read all columns into memory: some 50 bytes a card."""
    with (folder / NAME).open("rb") as file, np.load(file, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}
