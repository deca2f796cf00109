"""What the machine may keep of texts and times beside the portal's own files."""

import logging
import os
import resource
from pathlib import Path

from portal import config
from portal.keeping.finding import Finding, look, well

_QUIET = (logging.StreamHandler, logging.NullHandler)
"""Handlers that keep nothing themselves. A file's handler is a kind of the first, and is told apart."""


def swap(listed: Path = Path("/proc/swaps")) -> Finding:
    """Look at whether memory may be moved to a disk."""
    try:
        places = [line.split()[0] for line in listed.read_text(encoding="utf-8").splitlines()[1:]]
    except OSError:
        return look("This system does not say whether it swaps.", "Turn swap off, or encrypt it.")
    if places:
        return look(
            f"Memory may be moved to {', '.join(places)}, and a text with it, where nobody rubs it out.",
            "Turn swap off (swapoff -a), or encrypt it.",
        )
    return well("Memory is never moved to a disk.")


def core_dumps() -> Finding:
    """Look at whether a crash would write memory to a file."""
    most, _ = resource.getrlimit(resource.RLIMIT_CORE)
    if most:
        return look(
            "A crash may write memory to a file, and a text with it.",
            "Start the portal with `ulimit -c 0`, or LimitCORE=0 in its unit.",
        )
    return well("A crash writes no memory to a file.")


def reading_times() -> Finding:
    """Look at whether the file system keeps when a file was last read."""
    flags = os.statvfs(config.current().data).f_flag
    if flags & (os.ST_NOATIME | os.ST_RELATIME):
        return well("The file system does not date each reading of a file.")
    return look(
        "The file system may date each reading of a file, which can show when somebody last looked at the site.",
        "Mount the disk of the data folder with noatime.",
    )


def logs() -> Finding:
    """Look at whether something in this process writes a log of its own."""
    named = logging.Logger.manager.loggerDict.values()
    loggers = [logging.root, *(each for each in named if isinstance(each, logging.Logger))]
    keeping = sorted(
        f"{type(handler).__name__} of {logger.name}"
        for logger in loggers
        for handler in logger.handlers
        if isinstance(handler, logging.FileHandler) or not isinstance(handler, _QUIET)
    )
    if keeping:
        return look(
            f"Something besides the portal keeps a log here: {', '.join(keeping)}.",
            "Take it out, or make sure that it notes no address and no time of a reader.",
        )
    return well("Nothing in the program keeps a log.")
