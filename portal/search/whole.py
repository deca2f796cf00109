"""Whether all files that a search reads are there as they were written: one may have been cut short."""

from pathlib import Path

import numpy as np

from portal.search import cards_file, rows, spelling, writing
from portal.search.columns import Column, Columns

_SIZES = "sizes"
"""The column that tells how large the files beside it are."""


def columns(folder: Path) -> dict[str, Column]:
    """Take down the bytes of each file, in the order of their names; all of them are written by now."""
    own = [folder / name for name in (cards_file.NAME, rows.NAME, spelling.NAME)]
    files = {*own, *folder.glob(f"*{writing.NAME}_*")} - {folder / f"{writing.NAME}_WRITELOCK"}
    return {_SIZES: np.array([path.stat().st_size for path in sorted(files)], np.int64)}


def is_whole(folder: Path, laid: Columns) -> bool:
    """Say whether each file is as large as it was."""
    return bool(np.array_equal(columns(folder)[_SIZES], laid[_SIZES]))
