"""Ports of the loopback for servers under test: none that the system gives meanwhile to a connection that goes out."""

import itertools
import os
import socket

FIRST, MANY = 20_000, 12_000
"""Below what systems hand out by themselves: a port that was only asked for, and let go, could be in use by then."""

APART = 97
"""Processes that run side by side begin this far from each other."""

_next = itertools.count(os.getpid() * APART)


def free_port() -> int:
    """Name a port that nobody listens at; this process names it once."""
    for number in itertools.islice(_next, MANY):
        port = FIRST + number % MANY
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return port
    raise AssertionError("no port is free")
