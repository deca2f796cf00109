"""A real server in a sandbox, as an administrator starts it."""

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import commands
from ports import free_port
from privacy.started import Started, started
from privacy.wire import PATIENCE

CHECKOUT = Path(__file__).resolve().parents[2]


def zone_at_noon() -> str:
    """Name a time zone in which it is about noon: no run meets a midnight, with its daily turn and its file times."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"


@dataclass
class Sandbox:
    """One folder that holds all a server may write: its data, its home, its temporary files, its output."""

    folder: Path
    port: int = field(init=False)
    front: int = field(init=False)
    """Where nginx listens, in front of the server."""
    planted: str = ""
    """Python that every process runs before anything else: how a leak gets in from outside."""
    zone: str = field(default_factory=zone_at_noon)
    shell: dict[str, str] = field(default_factory=dict)
    """What the shell of whoever starts a program says of them."""

    def __post_init__(self) -> None:
        for name in ("data", "home", "tmp", "elsewhere", "logs", "nginx", "backups"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        self.district.write_text(f'name = "Harbor Unified"\ntimezone = "{self.zone}"\nintake = "at once"\n', "utf-8")
        self.port, self.front = free_port(), free_port()

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
        return self.shell | {
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

    def command(self, *arguments: str, typed: str = "", ends: int = 0) -> str:
        """Run a command of the portal to the end that it should come to, and give what it said."""
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
        assert ran.returncode == ends, ran.stderr
        return ran.stdout + ran.stderr

    def prepare(self, *words: str, typed: str = "") -> None:
        """Do as a command does, where the story only begins after it."""
        commands.portal(self.environment(), *words, typed=typed)

    @contextmanager
    def served(self) -> Iterator["Server"]:
        """Start the server and, whatever happens, stop it again."""
        with started(self.folder, "portal", [sys.executable, "-m", "portal", "serve"], self.environment()) as program:
            server = Server(self, program)
            program.wait_for(lambda: server.edition() is not None)
            yield server


@dataclass
class Server:
    """The running server: granian with its workers, and the builder."""

    sandbox: Sandbox
    program: Started

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

    def wait_for_edition_after(self, number: int) -> None:
        self.program.wait_for(lambda: (self.edition() or 0) > number)
