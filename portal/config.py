"""Settings: read once from the environment; a mistake stops the start and is named."""

import ipaddress
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import current_app

from portal.district import ROOT, District, SettingsError, read_district


@dataclass(frozen=True)
class Settings:
    """Everything that differs between one installation and another."""

    data: Path
    """Folder of the database, the editions and the secret."""
    database_url: str
    district: District
    host: str
    port: int
    url: str
    """Public address, without a slash at the end."""
    secret: str
    """Key from which tokens, practice keys and receipts are derived."""
    clock: datetime | None = None
    """A fixed date and time, for tests on the loopback only."""
    bulk: bool = True
    """Whether the search reads its index in whole blocks; off, it finds the same, slower."""

    @property
    def local(self) -> bool:
        """Say whether the public address is this machine, where cookies may travel without TLS."""
        return _is_loopback(urlsplit(self.url).hostname or "")

    @property
    def on_loopback(self) -> bool:
        """Say whether only this machine reaches the portal itself."""
        return _is_loopback(self.host)


def current() -> Settings:
    """Give the settings of the running application."""
    settings: Settings = current_app.extensions["settings"]
    return settings


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """Build the settings, or raise SettingsError with one sentence that names the mistake."""
    data = Path(environ.get("PORTAL_DATA") or "instance").resolve()
    host, port = _bind(environ.get("PORTAL_BIND") or "127.0.0.1:5000")
    district = read_district(Path(environ.get("PORTAL_DISTRICT") or ROOT / "seed" / "district.toml"))
    url = (environ.get("PORTAL_URL") or f"http://{host}:{port}").rstrip("/")
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise SettingsError(f"PORTAL_URL is {url!r}. Write the public address, such as https://practices.example.org.")
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"The folder {data} can't be made ({error.strerror}). Check PORTAL_DATA.") from error
    return Settings(
        data=data,
        database_url=environ.get("PORTAL_DATABASE_URL") or f"sqlite:///{data / 'portal.db'}",
        district=district,
        host=host,
        port=port,
        url=url,
        secret=_secret(data / "secret"),
        bulk=environ.get("PORTAL_BULK") != "off",
        clock=_clock(environ.get("PORTAL_CLOCK"), host, district.timezone),
    )


def _bind(value: str) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 2**16:
        raise SettingsError(f"PORTAL_BIND is {value!r}. Write an address and a port, such as 127.0.0.1:5000.")
    return host.strip("[]"), int(port)


def _clock(value: str | None, host: str, timezone: str) -> datetime | None:
    if not value:
        return None
    if not _is_loopback(host):
        raise SettingsError("PORTAL_CLOCK is for tests: it is refused unless PORTAL_BIND is the loopback address.")
    try:
        fixed = datetime.fromisoformat(value)
    except ValueError as error:
        raise SettingsError(f"PORTAL_CLOCK is {value!r}. Write a date and time such as 2026-11-21T09:30.") from error
    zone = ZoneInfo(timezone)
    return fixed.astimezone(zone) if fixed.tzinfo else fixed.replace(tzinfo=zone)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _secret(path: Path) -> str:
    """Read the installation's secret, or make one that only this account can read."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    except OSError as error:
        raise SettingsError(f"{path} can't be written ({error.strerror}). Check PORTAL_DATA.") from error
    secret = path.read_text(encoding="ascii").strip()
    if len(secret) < 64:  # noqa: PLR2004 - 32 bytes in hex
        raise SettingsError(f"{path} is damaged. Restore it from a backup: receipts do not need it, open forms do.")
    return secret
