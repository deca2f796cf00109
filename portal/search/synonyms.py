"""Groups of words that mean much the same to a teacher, as the district's file lists them."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from flask import current_app

from portal.district import ROOT, SettingsError

NAME = "synonyms.txt"
"""What the file is called, beside the district's own or in seed/."""

Groups = tuple[tuple[str, ...], ...]
"""Each group as its members are written."""

GROUP = "="
"""Begins the token of a group, which no word of a text does."""


def beside(folder: Path) -> Path:
    """Find the district's file in its folder, or else the one in seed/."""
    own = folder / NAME
    return own if own.exists() else ROOT / "seed" / NAME


def current() -> Groups:
    """Give the district's groups."""
    found: Groups = current_app.extensions["synonyms"]
    return found


def read(path: Path) -> Groups:
    """Read the groups, one on a line, or say in one sentence what is wrong with a line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise SettingsError(f"The synonyms {path} can't be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"The synonyms {path} are not UTF-8 text. Save the file as UTF-8.") from error
    bare = [(number, line.partition("#")[0].strip()) for number, line in enumerate(lines, start=1)]
    return tuple(_group(f"{path}, line {number}", line) for number, line in bare if line)


def _group(where: str, line: str) -> tuple[str, ...]:
    members = tuple(" ".join(member.split()) for member in line.split(","))
    if "" in members:
        raise SettingsError(f"{where}: nothing stands beside a comma. Take the comma out, or write a word.")
    if len(members) == 1:
        raise SettingsError(f"{where}: {members[0]!r} stands alone. Write what means the same beside it, with a comma.")
    if len({member.casefold() for member in members}) < len(members):
        raise SettingsError(f"{where}: a word stands twice in the group. Take one out.")
    return members


class Members:
    """The members of all groups as the tokens of one language, to be found in a row of tokens."""

    def __init__(self, groups: Iterable[Iterable[Sequence[str]]]) -> None:
        """Sort each group's members, given as rows of tokens, by their first one, the longest first."""
        named: dict[tuple[str, ...], set[str]] = {}
        for number, members in enumerate(groups):
            for member in members:
                if member:
                    named.setdefault(tuple(member), set()).add(f"{GROUP}{number}")
        self._alone: dict[str, tuple[str, ...]] = {}
        self._in_a_row: dict[str, dict[str, list[tuple[int, list[str], tuple[str, ...]]]]] = {}
        for member in sorted(named, key=lambda row: (-len(row), row)):
            tokens = tuple(sorted(named[member]))
            if len(member) == 1:
                self._alone[member[0]] = tokens
            else:
                entry = (len(member), list(member), tokens)
                self._in_a_row.setdefault(member[0], {}).setdefault(member[1], []).append(entry)

    def within(self, row: list[str]) -> list[tuple[int, int, tuple[str, ...]]]:
        """Find every member in a row, also those that lie in another."""
        alone = self._alone
        places = [(at, at + 1, alone[token]) for at, token in enumerate(row) if token in alone]
        return places + self._several(row)

    def found(self, row: list[str]) -> list[tuple[int, int, tuple[str, ...]]]:
        """Find the members in a row as (first place, place after the last, tokens of groups).

        Where one lies in another, the longer one counts: English learners are not also English.
        """
        longest = {at: (at, after, tokens) for at, after, tokens in sorted(self.within(row), key=lambda each: each[1])}
        places: list[tuple[int, int, tuple[str, ...]]] = []
        for at in sorted(longest):
            if not places or at >= places[-1][1]:
                places.append(longest[at])
        return places

    def _several(self, row: list[str]) -> list[tuple[int, int, tuple[str, ...]]]:
        """Find the members of several tokens: few rows have the first two of one."""
        in_a_row = self._in_a_row
        return [
            (at, at + length, tokens)
            for at, (token, following) in enumerate(pairwise(row))
            if token in in_a_row and following in in_a_row[token]
            for length, member, tokens in in_a_row[token][following]
            if length == 2 or row[at : at + length] == member  # noqa: PLR2004 - both of its tokens are these two
        ]
