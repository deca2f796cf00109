"""What the two sides sign: the words of the guide and the ids it cites, and nothing that changes by itself."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from typing import Any

from portal.guide.document import Answer, Question

TITLE = "Working with AI: what we do here"

MOST_QUESTIONS = 3
MOST_LINES = 6
"""The most recommendations, and the most cautions, that fit a page."""


@dataclass(frozen=True)
class Advice:
    """One recommendation or caution, in staff's words, with the ids of the practices it rests on."""

    heading: str
    when: str
    do: str
    check: str
    practices: tuple[str, ...]
    task: str = ""
    """Code of the task; cautions have none."""
    reason: str = ""
    """Why staff stand behind it; not on the guide's pages, but with each practice that it makes official."""


@dataclass(frozen=True)
class Waiver:
    """Words that look as if they point at a person, and why they may stay: signed with the rest, never printed."""

    words: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Everything of the guide but its recommendations and cautions."""

    audience: str
    sentence: str
    """If people remember one thing, it is this."""
    tree: tuple[Question, ...]
    never_paste: tuple[str, ...]
    promise: tuple[str, ...]
    made: str
    contact: str
    change: str
    """What is new since the issue before, in one line."""
    review_by: str
    """ISO date; empty while none is set."""


@dataclass(frozen=True, kw_only=True)
class Content(Frame):
    """The whole guide, as it is signed."""

    works: tuple[Advice, ...]
    caught: tuple[Advice, ...]
    waived: tuple[Waiver, ...] = ()
    title: str = TITLE

    def advice(self) -> tuple[Advice, ...]:
        """Give every recommendation and caution."""
        return self.works + self.caught

    def cited(self) -> frozenset[str]:
        """Give the keys of the practices that any of them rests on."""
        return frozenset(practice for line in self.advice() for practice in line.practices)


def question(stored: dict[str, Any]) -> Question:
    """Read back a question as `asdict` wrote it."""
    return Question(stored["number"], stored["text"], Answer(**stored["yes"]), Answer(**stored["no"]))


def to_json(content: Content) -> str:
    """Write the content in the one way that its hash is taken of."""
    return json.dumps(asdict(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Content:
    """Read back what `to_json` wrote."""
    data = json.loads(text)
    return Content(
        **data
        | {
            "tree": tuple(map(question, data["tree"])),
            "works": tuple(Advice(**line | {"practices": tuple(line["practices"])}) for line in data["works"]),
            "caught": tuple(Advice(**line | {"practices": tuple(line["practices"])}) for line in data["caught"]),
            "never_paste": tuple(data["never_paste"]),
            "promise": tuple(data["promise"]),
            "waived": tuple(Waiver(**waiver) for waiver in data.get("waived", ())),
        }
    )


def hash_of(content: Content) -> str:
    """Give the SHA-256 of the content, in hex: both sides sign this."""
    return hashlib.sha256(to_json(content).encode()).hexdigest()


def shown(content: Content, live: Collection[str]) -> Content:
    """Keep what readers may see of a content: no ids but those of live practices, no words that are never printed."""
    works, caught = (
        tuple(replace(line, practices=tuple(key for key in line.practices if key in live)) for line in lines)
        for lines in (content.works, content.caught)
    )
    return replace(content, works=works, caught=caught, waived=())
