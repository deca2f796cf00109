"""A draft: what a teacher typed, before and apart from any row."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace

from portal import config
from portal.anonymity import scan
from portal.practices.kinds import KINDS, Kind
from portal.vocabulary import words


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

    def as_kind(self, kind: Kind) -> "Draft":
        """Carry the words over into another kind: what it is about, and the check; the rest is asked anew."""
        was = KINDS[self.kind]
        if kind is was:
            return self
        carried = {kind.body: self.words[was.body], kind.check: self.words[was.check]}
        return replace(self, kind=kind.code, words={part.name: "" for part in kind.parts} | carried, picks={})


@dataclass(frozen=True)
class Found:
    """Words of a draft that could point at a person."""

    part: str
    words: str
    mark: scan.Mark

    @property
    def place(self) -> str:
        """Where it stands, as the button sends it that changes these words."""
        return f"{self.part}:{self.mark.start}:{self.mark.end}"


def local() -> scan.Local:
    """Give what the scan has to know of this district: schools, local words, and tools with the names of people."""
    district = config.current().district
    tools = words.current().lists["tools"].values()
    labels = tuple(label for tool in tools for label in (tool.label, *tool.aliases))
    return scan.Local(schools=district.schools, words=district.local_words, not_people=labels)


def marks(draft: Draft) -> list[Found]:
    """List what in a draft could point at a person, part by part."""
    here = local()
    return [
        Found(part, text[mark.start : mark.end], mark)
        for part, text in draft.texts().items()
        for mark in scan.find(text, here)
    ]


def names_a_person(found: Iterable[Found]) -> bool:
    """Say whether one of the marks is on what looks like a person's name."""
    return any(each.mark.kind == "name" for each in found)


def with_suggestion(draft: Draft, place: str) -> Draft:
    """Write what the scan suggests in one place; the same draft if nothing is marked there any more."""
    found = next((found for found in marks(draft) if found.place == place), None)
    if found is None:
        return draft
    texts = draft.texts()
    text, mark = texts[found.part], found.mark
    return draft.with_texts(texts | {found.part: text[: mark.start] + mark.suggestion + text[mark.end :]})
