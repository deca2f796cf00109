"""Whether the settings and the data folder are as a real district needs them."""

import os
import shutil
from pathlib import Path

from portal import config
from portal.keeping.finding import Finding, look, well, wrong

_ROOM = 2
"""How many times more what is held must fit on the disk: to rewrite the database, and to build an edition."""

_OTHERS = 0o077
"""The bits by which other accounts may use a file."""


def district() -> Finding:
    """Look at how texts come in."""
    here = config.current().district
    if here.invented:
        return look(
            "This is an invented district, to try the portal out.",
            "For real teachers, name your own district's file in PORTAL_DISTRICT.",
        )
    if here.at_once:
        return wrong(
            "Texts enter the tray at once, so whoever reads it can tell when they were shared.",
            'Write intake = "daily" in the district\'s file.',
        )
    return well("The district is a real one, and texts enter the tray with the next day.")


def time_zone() -> Finding:
    """Look at when a day and a week begin."""
    zone = config.current().district.timezone
    if zone == "UTC":
        return look(
            "The time zone is UTC, so the day may turn in the middle of a lesson.",
            'Write timezone = "America/Chicago", or your own, in the district\'s file.',
        )
    return well(f"Days and weeks begin as they do in {zone}.")


def address() -> Finding:
    """Look at the public address."""
    settings = config.current()
    if settings.url.startswith("https://"):
        return well(f"Readers come by {settings.url}.")
    do = "Put a web server with TLS in front, and write its https address in PORTAL_URL."
    if settings.local:
        return look(f"The public address is {settings.url}, which nobody else can reach.", do)
    return wrong(f"{settings.url} is not https: texts can be read on their way, and staff can't sign in.", do)


def bind() -> Finding:
    """Look at who reaches the portal itself."""
    settings = config.current()
    if settings.on_loopback:
        return well("Only this machine reaches the portal itself.")
    return look(
        f"The portal listens on {settings.host}, where others may reach it past the web server and its TLS.",
        "Set PORTAL_BIND to 127.0.0.1, unless a container or a firewall keeps others out.",
    )


def folder() -> Finding:
    """Look at who can use the data folder."""
    return _only_ours(config.current().data, "700")


def secret() -> Finding:
    """Look at who can read the secret."""
    return _only_ours(config.current().data / "secret", "600")


def room() -> Finding:
    """Look at how much more the disk can take."""
    data = config.current().data
    held = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
    free = shutil.disk_usage(data).free
    if free < _ROOM * held:
        return wrong(
            f"The disk has {_megabytes(free)} left, too little beside the {_megabytes(held)} that are held.",
            "Make room: without it deleted words can't be rubbed out, and no edition can be built.",
        )
    return well(f"The disk has {_megabytes(free)} left.")


def _only_ours(path: Path, mode: str) -> Finding:
    if not path.exists():
        return wrong(f"{path} is missing.", "Restore it from a backup.")
    status = path.stat()
    if status.st_uid != os.geteuid():
        return wrong(
            f"{path} belongs to another account than the one that runs this.",
            f"Use one account for the portal and its commands: chown -R ACCOUNT {config.current().data}",
        )
    if status.st_mode & _OTHERS:
        return wrong(f"Other accounts of this machine can use {path}.", f"chmod {mode} {path}")
    return well(f"Only the portal's own account can use {path}.")


def _megabytes(size: int) -> str:
    return f"{size // 2**20:,} MB"
