"""A program that runs in a sandbox: all its processes, the files they hold open, and their end."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from privacy.wire import PATIENCE


@dataclass
class Started:
    """A program and whatever it started: they share a session of their own."""

    folder: Path
    name: str
    process: subprocess.Popen[bytes]

    def wait_for(self, true: Callable[[], bool]) -> None:
        """Wait until something holds; a program that died or never gets there fails the test with what it said."""
        until = time.monotonic() + PATIENCE
        while not true():
            said = (self.folder / "logs" / f"{self.name}-err").read_text("utf-8", "replace")
            assert self.process.poll() is None, f"{self.name} stopped: {said}"
            assert time.monotonic() < until, f"{self.name} never got there: {said}"
            time.sleep(0.05)

    def files_elsewhere(self) -> list[str]:
        """List the files outside the sandbox that any of its processes holds open for writing."""
        found = set()
        for process in self._processes():
            for link in (process / "fd").iterdir():
                try:
                    name, flags = str(link.readlink()), _flags(process / "fdinfo" / link.name)
                except FileNotFoundError:
                    continue
                on_disk = name.startswith("/") and not name.startswith("/dev/")
                if on_disk and flags & os.O_ACCMODE and not name.startswith(f"{self.folder.resolve()}/"):
                    found.add(name)
        return sorted(found)

    def memory(self) -> int:
        """Add up what all its processes hold in memory, in bytes; pages they share count for each."""
        pages = [int((process / "statm").read_text().split()[1]) for process in self._processes()]
        return sum(pages) * os.sysconf("SC_PAGE_SIZE")

    def stop(self) -> None:
        """Ask it to stop, as an init system does, and make sure that its whole session is gone."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        finally:
            for process in self._processes():
                with suppress(ProcessLookupError):
                    os.kill(int(process.name), signal.SIGKILL)

    def _processes(self) -> list[Path]:
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                session = (process / "stat").read_text().rpartition(")")[2].split()[3]
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(session) == self.process.pid:
                found.append(process)
        return found


@contextmanager
def started(folder: Path, name: str, command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Started]:
    """Start a program whose output goes into the sandbox and, whatever happens, stop it again."""
    with (
        (folder / "logs" / f"{name}-out").open("wb") as out,
        (folder / "logs" / f"{name}-err").open("wb") as err,
        subprocess.Popen(
            command,
            cwd=folder / "elsewhere",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        ) as process,
    ):
        program = Started(folder, name, process)
        try:
            yield program
        finally:
            program.stop()


def _flags(info: Path) -> int:
    line = next(line for line in info.read_text().splitlines() if line.startswith("flags:"))
    return int(line.split()[1], 8)
