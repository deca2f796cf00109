"""Words that make a guide sound like a policy, and short forms that nobody explained."""

import re
from collections.abc import Iterable, Iterator

GENTLER = {
    "prohibited": "don’t",
    "forbidden": "don’t",
    "not permitted": "don’t",
    "must comply": "please",
    "compliance": "what we agreed",
    "shall": "will",
    "failure to": "if you don’t",
    "violation": "mistake",
    "violations": "mistakes",
    "mandatory": "needed",
    "pursuant to": "as in",
    "in accordance with": "as in",
    "disciplinary action": "a talk",
    "utilize": "use",
    "leverage": "use",
    "prior to": "before",
    "stakeholders": "the people you mean",
    "users": "you",
}
"""What to write in place of each."""

KNOWN = frozenset({"AI", "PDF", "US", "USA", "UK", "OK", "TV", "QR", "ID", "IT", "PE", "AM", "PM", "II", "III", "IV"})
"""Short forms that need no explanation in a school."""

_HARSH = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, GENTLER), key=len, reverse=True))})\b", re.IGNORECASE)
_SHORT_FORM = re.compile(r"(?<![^\W_])[A-Z](?:[A-Z]|&(?=[A-Z])|\.(?=[A-Z]))+(?=(?:s|['’]s)?(?![^\W_]))")
_IN_BRACKETS = re.compile(r"\(([^()]{2,80})\)")


def harsh(text: str) -> list[tuple[str, str]]:
    """List the words that sound like a policy, each with a gentler one."""
    return [(found[0], GENTLER[found[0].lower()]) for found in _HARSH.finditer(text)]


def undefined(texts: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Give each short form that is used before it is explained, with the number of the text that uses it first.

    "Individual Education Plan (IEP)" explains it, and so does "IEP (Individual Education Plan)".
    """
    explained = set(KNOWN)
    for number, text in enumerate(texts):
        explained |= _explained(text)
        for found in _SHORT_FORM.finditer(text):
            short = _bare(found[0])
            if short not in explained:
                explained.add(short)
                yield number, found[0]


def _explained(text: str) -> set[str]:
    found = set()
    for bracket in _IN_BRACKETS.finditer(text):
        within = _SHORT_FORM.fullmatch(bracket[1].strip().removesuffix("s"))
        before = re.search(rf"({_SHORT_FORM.pattern})(?:s|['’]s)?\s*$", text[: bracket.start()])
        if within and _spells(text[: bracket.start()], _bare(within[0])):
            found.add(_bare(within[0]))
        elif before and _spells(bracket[1], _bare(before[1])):
            found.add(_bare(before[1]))
    return found


def _bare(short: str) -> str:
    return short.replace(".", "").replace("&", "")


def _spells(text: str, short: str) -> bool:
    """Say whether the words of a text could be what a short form stands for: one of them begins as it does."""
    return any(word[0].upper() == short[0] for word in re.findall(r"[^\W\d_]+", text) if not word.isupper())
