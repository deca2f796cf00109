"""A real server in a sandbox, as an administrator starts it."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from privacy.wire import PATIENCE

CHECKOUT = Path(__file__).resolve().parents[2]


def zone_at_noon() -> str:
    """Name a time zone in which it is about noon: no run meets a midnight, with its daily turn and its file times."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"


@dataclass
class Sandbox:
    """One folder that holds all a server may write: its data, its home, its temporary files, its output."""

    folder: Path
    port: int = 0
    planted: str = ""
    """Python that every process runs before anything else: how a leak gets in from outside."""
    zone: str = field(default_factory=zone_at_noon)

    def __post_init__(self) -> None:
        for name in ("data", "home", "tmp", "elsewhere", "logs"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        self.district.write_text(f'name = "Harbor Unified"\ntimezone = "{self.zone}"\nintake = "at once"\n', "utf-8")
        self.port = self.port or _free_port()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def district(self) -> Path:
        return self.folder / "elsewhere" / "district.toml"

    def environment(self) -> dict[str, str]:
        """Point everything that a program may write to into the sandbox; nothing of the test's own comes along."""
        plant = self.folder.parent / f"{self.folder.name}-planted"
        if self.planted:
            plant.mkdir(exist_ok=True)
            (plant / "sitecustomize.py").write_text(self.planted, "utf-8")
        paths = [plant, CHECKOUT, CHECKOUT / "tests"] if self.planted else [CHECKOUT]
        home, temporary = self.folder / "home", self.folder / "tmp"
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "PYTHONPATH": os.pathsep.join(map(str, paths)),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_RUNTIME_DIR": str(home),
            "TMPDIR": str(temporary),
            "TMP": str(temporary),
            "TEMP": str(temporary),
            "PORTAL_DATA": str(self.data),
            "PORTAL_DISTRICT": str(self.district),
            "PORTAL_BIND": f"127.0.0.1:{self.port}",
        }

    def command(self, *arguments: str, typed: str = "") -> str:
        """Run a command of the portal to its end."""
        ran = subprocess.run(
            [sys.executable, "-m", "portal", *arguments],
            cwd=self.folder / "elsewhere",
            env=self.environment(),
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE * 2,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    @contextmanager
    def served(self) -> Iterator["Server"]:
        """Start the server and, whatever happens, stop it again."""
        with (
            (self.folder / "logs" / "out").open("wb") as out,
            (self.folder / "logs" / "err").open("wb") as err,
            subprocess.Popen(
                [sys.executable, "-m", "portal", "serve"],
                cwd=self.folder / "elsewhere",
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            ) as process,
        ):
            server = Server(self, process)
            try:
                server.wait_for(lambda: server.edition() is not None)
                yield server
            finally:
                server.stop()


@dataclass
class Server:
    """The running server: granian with its workers, and the builder."""

    sandbox: Sandbox
    process: subprocess.Popen[bytes]

    def edition(self) -> int | None:
        """Ask which edition is current; None while nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.sandbox.port, timeout=PATIENCE)
        try:
            connection.request("GET", "/healthz")
            answer = connection.getresponse()
            return int(json.loads(answer.read())["edition"]) if answer.status == 200 else None
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def wait_for(self, true: Callable[[], bool]) -> None:
        """Wait until something holds; a server that died or never gets there fails the test with what it said."""
        until = time.monotonic() + PATIENCE
        while not true():
            said = (self.sandbox.folder / "logs" / "err").read_text("utf-8", "replace")
            assert self.process.poll() is None, f"the server stopped: {said}"
            assert time.monotonic() < until, f"the server never got there: {said}"
            time.sleep(0.05)

    def wait_for_edition_after(self, number: int) -> None:
        self.wait_for(lambda: (self.edition() or 0) > number)

    def files_elsewhere(self) -> list[str]:
        """List the files outside the sandbox that any process of the server holds open for writing."""
        found = set()
        for process in self._processes():
            for link in (process / "fd").iterdir():
                try:
                    name, flags = str(link.readlink()), _flags(process / "fdinfo" / link.name)
                except FileNotFoundError:
                    continue
                on_disk = name.startswith("/") and not name.startswith("/dev/")
                if on_disk and flags & os.O_ACCMODE and not name.startswith(f"{self.sandbox.folder.resolve()}/"):
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _flags(info: Path) -> int:
    line = next(line for line in info.read_text().splitlines() if line.startswith("flags:"))
    return int(line.split()[1], 8)
