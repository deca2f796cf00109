"""What a district decides for itself, from its TOML file; a mistake stops the start and is named by line and key."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: where migrations and seed lie."""


class SettingsError(Exception):
    """A setting is missing or wrong; the message names it and says what to write."""


@dataclass(frozen=True)
class District:
    """What a district decides for itself, from its TOML file."""

    name: str
    site: str = "Show Me How"
    """What the site is called."""
    invented: bool = False
    """Whether district and practices are made up to show the portal; every page says so."""
    timezone: str = "UTC"
    intake: str = "daily"
    """`daily`: texts enter the tray with the next day. `at once`: immediately, for trying the portal out."""
    pool_minimum: int = 5
    """How many practices a release needs at least."""
    label_minimum: int = 10
    """How many teachers must stand under the label of a practice, where there is a roster."""
    tray_most: int = 300
    """How many texts may wait to be read; no more come in while it is full."""
    union_seats: int = 3
    """How many union representatives may have an account."""
    backup_days: int = 30
    """How long the district keeps a backup: `/promise` says so, and so does each backup."""
    notice_days: int = 30
    schools: tuple[str, ...] = ()
    """Names of the district's schools, which the scan marks in texts."""
    local_words: tuple[str, ...] = ()
    """Streets, teams, nicknames: words that say where somebody works, which the scan marks in texts."""
    staff_domain: str = "example.org"
    """Where the invented staff accounts get their addresses."""
    vocabulary: str = ""
    """The district's own vocabulary file, beside its TOML file; empty means the one in seed/."""
    tried_trials: int = 3
    """Trials needed for the level `tried`."""
    tried_occasions: int = 2
    """Releases those trials must come from."""
    holding_trials: int = 5
    """Trials needed for the level `holding up`."""
    holding_share: int = 60
    """Per cent of trials that worked, or worked with changes, for `holding up`."""
    folder: Path = ROOT / "seed"
    """Where the district's file lies; not a key of the file."""

    @property
    def at_once(self) -> bool:
        """Say whether new texts enter the tray immediately, as in a district for trying out."""
        return self.intake == "at once"

    @property
    def vocabulary_file(self) -> Path:
        """Where the vocabulary is read from."""
        return self.folder / self.vocabulary if self.vocabulary else ROOT / "seed" / "vocabulary.json"


def read_district(path: Path) -> District:
    """Read the district's file; a mistake is named by line and key."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SettingsError(
            f"The district file {path} can't be read ({error.strerror}). Check PORTAL_DISTRICT."
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"The district file {path} is not UTF-8 text. Save it as UTF-8.") from error
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = str(error).replace("at end of document", f"line {len(text.splitlines())}, the last one")
        raise SettingsError(f"The district file {path} has a mistake: {where}.") from error
    known = {field.name: field for field in fields(District) if field.name != "folder"}
    for key, value in values.items():
        where = f"{path}, line {_line_of(key, text)}, key {key!r}"
        if key not in known:
            raise SettingsError(f"{where}: no such setting. Take it out, or check the spelling.")
        _check_district_value(where, key, value)
    if not values.get("name"):
        raise SettingsError(f"{path}: the key 'name' is missing. Write the name of the district.")
    values |= {key: tuple(values[key]) for key in _NAMES if key in values}
    return District(**values, folder=path.resolve().parent)


_NAMES = ("schools", "local_words")

_LEAST = {
    "pool_minimum": 5,
    "label_minimum": 5,
    "tray_most": 60,
    "union_seats": 1,
    "backup_days": 1,
    "notice_days": 1,
    "tried_trials": 1,
    "tried_occasions": 1,
    "holding_trials": 1,
    "holding_share": 1,
}


def _check_district_value(where: str, key: str, value: Any) -> None:  # noqa: ANN401 - TOML holds anything
    wanted: dict[str, type] = {"invented": bool} | dict.fromkeys(_NAMES, list) | dict.fromkeys(_LEAST, int)
    kind = wanted.get(key, str)
    names: dict[type, str] = {
        bool: "true or false",
        list: "a list of names",
        int: "a whole number",
        str: "text in quotes",
    }
    fits = type(value) is kind and (not isinstance(value, list) or all(isinstance(item, str) for item in value))
    if not fits:
        raise SettingsError(f"{where}: write {names[kind]}.")
    if key in _LEAST and value < _LEAST[key]:
        raise SettingsError(f"{where}: {value} is too small. The least is {_LEAST[key]}.")
    if key == "holding_share" and value > 100:  # noqa: PLR2004 - per cent
        raise SettingsError(f"{where}: {value} is more than 100 per cent.")
    if key == "intake" and value not in {"daily", "at once"}:
        raise SettingsError(f'{where}: write "daily" or "at once".')
    if key == "timezone":
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise SettingsError(f'{where}: {value!r} is no time zone. Write one such as "America/Chicago".') from error


def _line_of(key: str, text: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.split("=")[0].strip().strip("\"'[]") == key:
            return number
    return 1
