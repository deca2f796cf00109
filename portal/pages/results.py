"""What was asked for in people's words, and the address of each question."""

from portal.practices.kinds import KINDS
from portal.search.asking import QUOTES
from portal.search.criteria import Criteria, Sort
from portal.vocabulary.words import Vocabulary

LISTS = {"subject": "subjects", "grade": "grades", "task": "tasks", "tool": "tools", "language": "languages"}
"""The vocabulary list of each filter that has one."""

_LEVELS = {"official": "Official", "holding-up": "Holding up", "tried": "Tried", "shared": "Shared"}

_SORTS = {Sort.RELEVANCE: "Best match", Sort.TRIED: "Most tried", Sort.NEWEST: "Newest"}

_SAID = 80
"""Characters of a query that a heading repeats; all of it stays in the box."""


def text_of(name: str, value: str, words: Vocabulary) -> str:
    """Say a filter's value in people's words."""
    if name in LISTS:
        return words.label(LISTS[name], value)
    if name == "kind" and value in KINDS:
        return KINDS[value].name
    if name == "level":
        return _LEVELS.get(value, value)
    if name == "minutes":
        return f"Saves at least {value} minutes"
    return "In the guide" if name == "guide" else value


def link(criteria: Criteria, path: str = "/practices") -> str:
    """Give the one address of a question."""
    query = criteria.query()
    return f"{path}?{query}" if query else path


def quoted(words: str) -> str:
    """Put marks around words that bring none along."""
    return words if set(QUOTES) & set(words) else f"“{words}”"


def question(criteria: Criteria, words: Vocabulary) -> str:
    """List what was asked, such as "“exit tickets” · Mathematics · Grade 7"."""
    parts = [quoted(criteria.q)] if criteria.q else []
    parts += [text_of(name, value, words) for name, value in criteria.active()]
    return " · ".join(parts)


def heading(criteria: Criteria, words: Vocabulary, *, found: int) -> str:
    """Say what a page shows, such as "Prompts for “exit tickets” in Mathematics, grade 7"."""
    asked = _asked(criteria, words)
    several = " and ".join(_inside(KINDS[code].many) for code in criteria.kind) or "practices"
    if not found:
        return f"No {several} yet{asked}"
    return f"{several.capitalize()}{asked}" if asked or criteria.kind else "All practices"


def sorts(criteria: Criteria) -> list[tuple[str, str, bool]]:
    """List the orders as (text, link, chosen)."""
    return [(text, link(criteria.with_(sort=sort)), criteria.sort is sort) for sort, text in _SORTS.items()]


def takeaways(criteria: Criteria) -> list[tuple[str, str]]:
    """List the ways to take along all that was found, as (text, link)."""
    whole = criteria.with_(page=1)
    return [
        ("Markdown", link(whole, "/practices.md")),
        ("CSV", link(whole, "/practices.csv")),
        ("print sheet", link(whole, "/practices/print")),
    ]


def _asked(criteria: Criteria, words: Vocabulary) -> str:
    """Say what was asked after the kind of thing that is shown."""
    shown = criteria.q if len(criteria.q) <= _SAID else criteria.q[:_SAID].rstrip() + "…"
    where = [
        " or ".join(words.label("subjects", code) for code in criteria.subject),
        " or ".join(_inside(words.label("grades", code)) for code in criteria.grade),
    ]
    place = ", ".join(filter(None, where))
    said = (f" for {quoted(shown)}" if shown else "") + (f" in {place}" if place else "")
    besides: dict[str, list[str]] = {}
    for name, value in criteria.active():
        if name not in {"subject", "grade", "kind"}:
            besides.setdefault(name, []).append(text_of(name, value, words))
    return said + "".join(f" · {' or '.join(texts)}" for texts in besides.values())


def _inside(label: str) -> str:
    """Write a label as it stands inside a sentence: grade 7, but TK."""
    return label[0].lower() + label[1:] if label[1:2].islower() else label
