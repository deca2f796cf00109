"""A draft: what a teacher typed, before and apart from any row."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace

from portal.anonymity import scan


@dataclass(frozen=True)
class Draft:
    """The words and choices of one practice. Codes are those of the vocabulary."""

    kind: str
    title: str
    words: dict[str, str]
    """Texts by part name."""
    picks: dict[str, list[str]] = field(default_factory=dict)
    """The kind's choices by name."""
    subjects: list[str] = field(default_factory=list)
    grades: list[str] = field(default_factory=list)
    task: str = ""
    tools: list[str] = field(default_factory=list)
    language: str = "en"
    minutes: int | None = None
    """Minutes saved per week, net of making and checking; may be negative."""
    allowed: str = ""
    """Whether the author thinks this is allowed today: yes, no or unsure. Only ever counted, never shown."""

    def fingerprint(self) -> str:
        """Write everything in it as one line, in one way."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def texts(self) -> dict[str, str]:
        """Give every text by its form name, the title first."""
        return {"title": self.title, **self.words}

    def with_texts(self, texts: dict[str, str]) -> "Draft":
        """Give the same draft with other texts."""
        return replace(self, title=texts["title"], words={name: texts[name] for name in self.words})


@dataclass(frozen=True)
class Found:
    """Words of a draft that could point at a person."""

    part: str
    words: str
    mark: scan.Mark


def marks(draft: Draft, schools: Iterable[str]) -> list[Found]:
    """List what in a draft could point at a person, part by part."""
    names = tuple(schools)
    return [
        Found(part, text[mark.start : mark.end], mark)
        for part, text in draft.texts().items()
        for mark in scan.find(text, names)
    ]
