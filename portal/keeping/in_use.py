"""Who has the data folder: servers, which may share it, or a restore, which needs it alone."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

from portal.db import date_to_the_day
from portal.errors import RefusedError


def hold(folder: Path) -> TextIOWrapper:
    """Hold a folder for a server until the file that is given back is closed, or its last process has ended."""
    return _locked(folder, fcntl.LOCK_SH, "A backup is being restored here. Wait until it is done, then start again.")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep servers out, or refuse where one runs."""
    with _locked(folder, fcntl.LOCK_EX, "A server is running on this data. Stop it, restore, then start it again."):
        yield


def _locked(folder: Path, how: int, refusal: str) -> TextIOWrapper:
    path = folder / "serving.lock"
    file = path.open("a", encoding="ascii")
    date_to_the_day(path)
    try:
        # The system lets go of it with the last process that has it, however that one ended.
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise RefusedError(refusal) from error
    return file
