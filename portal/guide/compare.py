"""What one wording of the guide changes in another, field by field and word by word."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from portal.guide.content import Advice, Content
from portal.guide.document import Question
from portal.guide.runs import Runs, items, words
from portal.guide.wording import spoken

_ALIKE = 0.4
"""Lines that share fewer of their words are two lines, one taken out and one new."""

_NOTHING = Advice("", "", "", "", ())


@dataclass(frozen=True)
class Change:
    """One field that reads otherwise than before."""

    label: str
    runs: Runs


@dataclass(frozen=True)
class Place:
    """A part of the guide and what changed in it."""

    heading: str
    changes: tuple[Change, ...]


def changes(before: Content, after: Content, names: Mapping[str, str] | None = None) -> tuple[Place, ...]:
    """List what differs, in the order of the guide's pages; nothing where both are the same.

    `names` says what ids of practices and codes of tasks are called.
    """
    called = names or {}
    places = (
        _place("Title", [("Title", words(before.title, after.title))]),
        _place(
            "Start here",
            [
                ("Main sentence", words(before.sentence, after.sentence)),
                ("Who this is for", words(before.audience, after.audience)),
            ],
        ),
        *_tree(before.tree, after.tree),
        *_page("What works here", before.works, after.works, called),
        *_page("What we caught", before.caught, after.caught, called),
        _place("What we caught", [("Never paste", items(before.never_paste, after.never_paste))]),
        _place(
            "What we promise you",
            [
                ("What we promise", items(before.promise, after.promise)),
                ("How this was made", words(before.made, after.made)),
                ("Who to ask", words(before.contact, after.contact)),
                ("What changed", words(before.change, after.change)),
                ("Review by", words(spoken(before.review_by), spoken(after.review_by))),
            ],
        ),
        _place(
            "Words that may stay",
            [("Words and why", items(*([f"{w.words}: {w.reason}" for w in c.waived] for c in (before, after))))],
        ),
    )
    return tuple(place for place in places if place.changes)


def _place(heading: str, fields: Iterable[tuple[str, Runs]]) -> Place:
    return Place(heading, tuple(Change(label, runs) for label, runs in fields if runs))


def _tree(before: Sequence[Question], after: Sequence[Question]) -> list[Place]:
    old, new = ({question.number: _asked(question) for question in tree} for tree in (before, after))
    return [
        _place(
            f"Question {number}",
            [
                (label, words(was, now))
                for label, was, now in zip(
                    ("The question", "If yes", "If no"),
                    old.get(number, ("", "", "")),
                    new.get(number, ("", "", "")),
                    strict=True,
                )
            ],
        )
        for number in sorted(old.keys() | new.keys())
    ]


def _asked(question: Question) -> tuple[str, str, str]:
    yes, no = (f"Go to question {a.next}" if a.next is not None else a.action for a in (question.yes, question.no))
    return question.text, yes, no


def _page(page: str, before: Sequence[Advice], after: Sequence[Advice], names: Mapping[str, str]) -> list[Place]:
    """Compare the lines of one page: those that stayed, came and went, and then their order."""
    pairs = _pairs(before, after)
    stayed = {new: old for old, new in pairs}
    gone = [line for at, line in enumerate(before) if at not in stayed.values()]
    places = [
        _line(f"{page}: {_called(line)}", before[stayed[at]], line, names)
        if at in stayed
        else _line(f"{page}: {_called(line)}, new", _NOTHING, line, names)
        for at, line in enumerate(after)
    ]
    places += [_line(f"{page}: {_called(line)}, taken out", line, _NOTHING, names) for line in gone]
    was, now = sorted(pairs), sorted(pairs, key=lambda pair: pair[1])
    order = items(*([_called(after[new]) for _, new in ordered] for ordered in (was, now)))
    return [*places, _place(page, [("Order", order)])]


def _line(heading: str, before: Advice, after: Advice, names: Mapping[str, str]) -> Place:
    rests = (
        [names.get(key, f"a practice that is not public ({key[:8]})") for key in a.practices] for a in (before, after)
    )
    return _place(
        heading,
        [
            ("Heading", words(before.heading, after.heading)),
            ("When", words(before.when, after.when)),
            ("Do", words(before.do, after.do)),
            ("Check", words(before.check, after.check)),
            ("Why we stand behind it", words(before.reason, after.reason)),
            ("Job", words(*(names.get(line.task, line.task) for line in (before, after)))),
            ("Rests on", items(*rests)),
        ],
    )


def _called(line: Advice) -> str:
    return f"“{line.heading}”" if line.heading else "a line without a heading"


def _pairs(before: Sequence[Advice], after: Sequence[Advice]) -> list[tuple[int, int]]:
    """Find which line became which: content has no keys for lines, so the most alike go together first."""
    scored = sorted(
        ((_likeness(old, new), -abs(a - b), a, b) for a, old in enumerate(before) for b, new in enumerate(after)),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    for likeness, _, a, b in scored:
        if likeness >= _ALIKE and all(a != old and b != new for old, new in pairs):
            pairs.append((a, b))
    return pairs


def _likeness(one: Advice, other: Advice) -> float:
    if one == other:
        return 4
    old, new = (f"{a.heading} {a.when} {a.do} {a.check} {a.reason}".split() for a in (one, other))
    same = (bool(one.heading) and one.heading == other.heading) + (set(one.practices) == set(other.practices))
    return same + SequenceMatcher(None, old, new, autojunk=False).ratio()
