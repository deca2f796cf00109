"""Groups of words that mean much the same to a teacher, as the district's file lists them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class Node:
    """Where the tokens of a member have led so far."""

    further: dict[str, "Node"] = field(default_factory=dict)
    """Where each next token leads."""
    groups: tuple[str, ...] = ()
    """The tokens of the groups whose member ends here."""


class Members:
    """The members of all groups as the tokens of one language, to be found in a row of tokens."""

    def __init__(self, groups: Iterable[Iterable[Sequence[str]]]) -> None:
        """Lay each group's members, given as rows of tokens, into one tree."""
        self.root = Node()
        for number, members in enumerate(groups):
            for member in members:
                node = self.root
                for token in member:
                    node = node.further.setdefault(token, Node())
                node.groups = tuple(sorted({*node.groups, f"{GROUP}{number}"}))
        # A member without tokens is found nowhere.
        self.root.groups = ()

    def within(self, row: Sequence[str]) -> list[tuple[int, int, tuple[str, ...]]]:
        """Find every member in a row as (first place, place after the last, tokens of groups), also one in another."""
        begin = self.root.further
        return [found for at, token in enumerate(row) if token in begin for found in self._at(row, at)]

    def found(self, row: Sequence[str]) -> list[tuple[int, int, tuple[str, ...]]]:
        """Find the members in a row; where one lies in another, the longer one counts.

        English learners are not also English.
        """
        longest = {found[0]: found for found in self.within(row)}
        places: list[tuple[int, int, tuple[str, ...]]] = []
        for found in longest.values():
            if not places or found[0] >= places[-1][1]:
                places.append(found)
        return places

    def _at(self, row: Sequence[str], first: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Find the members that begin at a place, the shortest first."""
        node = self.root
        for after in range(first, len(row)):
            if row[after] not in node.further:
                return
            node = node.further[row[after]]
            if node.groups:
                yield first, after + 1, node.groups
