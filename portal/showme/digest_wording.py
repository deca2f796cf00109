"""The words of a digest that staff write, and two changes of them put together field by field."""

from dataclasses import dataclass, field

from portal.errors import StaleError
from portal.web import merging


@dataclass(frozen=True)
class ThemeWords:
    """What staff write of one theme."""

    name: str = ""
    words: str = ""
    cautions: tuple[str, ...] = ()
    """Codes of what can go wrong, in the order of the vocabulary."""


@dataclass(frozen=True)
class Wording:
    """What staff write of a session."""

    heard: str = ""
    themes: dict[str, ThemeWords] = field(default_factory=dict)
    """By key, in the order of the page."""


class DigestConflictError(StaleError):
    """Two wrote at once, and somebody has to choose."""

    def __init__(self, message: str, wording: Wording, theirs: Wording, conflicts: tuple[str, ...]) -> None:
        """Take both changes put together, mine where both changed a field; what is stored; and names of such fields."""
        super().__init__(message)
        self.wording, self.theirs, self.conflicts = wording, theirs, conflicts


def merged(was: Wording, mine: Wording, theirs: Wording) -> Wording:
    """Put my change of what was together with theirs, which is stored; or refuse where somebody has to choose."""
    opening = merging.merge(_Opening(was.heard), _Opening(mine.heard), _Opening(theirs.heard))
    conflicts = list(opening.conflicts)
    themes: dict[str, ThemeWords] = {}
    back: list[str] = []
    for key in dict.fromkeys((*theirs.themes, *mine.themes)):
        before, my, their = (wording.themes.get(key) for wording in (was, mine, theirs))
        if my and their:
            both = merging.merge(before, my, their)
            themes[key] = both.value
            conflicts += [f"theme-{key}-{name}" for name in both.conflicts]
        elif my and my != before:
            # They dropped what I wrote into: it stays.
            themes[key] = my
        elif their and their != before:
            # They added it since; or they wrote into what I dropped.
            themes[key] = their
            back += [their.name] if before else []
    wording = Wording(opening.value.heard, themes)
    if back:
        names = " and ".join(f"“{name}”" for name in back)
        message = f"A colleague wrote into {names} while you dropped it. Read it below, and drop it again if you like."
        raise DigestConflictError(message, wording, theirs, tuple(conflicts))
    if conflicts:
        raise DigestConflictError(merging.ConflictError.message, wording, theirs, tuple(conflicts))
    return wording


@dataclass(frozen=True)
class _Opening:
    heard: str
