"""Serves a folder as in earnest while something is measured, and says what the server took for it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

from portal.district import ROOT

PORTAL = (sys.executable, "-m", "portal", "serve")


@contextmanager
def served(environ: Mapping[str, str], port: int, command: Sequence[str] = PORTAL) -> Iterator[int]:
    """Serve the folder until all is measured; give the session that all processes of the server share."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    with subprocess.Popen(
        command, cwd=ROOT, env=inherited | dict(environ), stdout=subprocess.DEVNULL, start_new_session=True
    ) as server:
        try:
            _wait_for(port)
            yield server.pid
        finally:
            server.terminate()
            server.wait(timeout=60)


def processor(server: int) -> float:
    """Add up the seconds of the processor that a session of processes has taken, to far less than a tick."""
    taken = 0
    for number, _ in _processes(server):
        for thread in Path(f"/proc/{number}/task").glob("*/schedstat"):
            with suppress(OSError):  # it may end meanwhile
                taken += int(thread.read_text().split()[0])
    return taken / 1e9


def memory(server: int) -> list[int]:
    """List the bytes in memory of each process of a session, what they share with others included."""
    return [int(fields[21]) * os.sysconf("SC_PAGE_SIZE") for _, fields in _processes(server)]


def free_port() -> int:
    """Find a port that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _processes(server: int) -> Iterator[tuple[int, list[str]]]:
    """Give the number of each process of a session, and what the system tells of it."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[3]) == server:
            yield int(stat.parent.name), fields


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server never answered")
