"""What a page of results says and links to, put into people's words."""

from dataclasses import dataclass

from portal.practices.kinds import KINDS
from portal.search.criteria import Criteria, Sort
from portal.search.index import Found
from portal.search.nearest import Way
from portal.vocabulary.words import Vocabulary

LISTS = {"subject": "subjects", "grade": "grades", "task": "tasks", "tool": "tools", "language": "languages"}
"""The vocabulary list of each filter that has one."""

TITLES = {
    "subject": "Subject",
    "grade": "Grade",
    "kind": "Kind",
    "task": "Job",
    "tool": "Tool",
    "level": "How far proven",
    "language": "Language",
    "guide": "In the guide",
}

_LEVELS = {"official": "Official", "holding-up": "Holding up", "tried": "Tried", "shared": "Shared"}

_SORTS = {Sort.RELEVANCE: "Best match", Sort.TRIED: "Most tried", Sort.NEWEST: "Newest edition"}

SHADES = 4
"""Steps of the heat table, from pale to deep."""


@dataclass(frozen=True)
class Choice:
    """One link of a filter."""

    text: str
    count: int
    href: str
    chosen: bool


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


def filters(criteria: Criteria, found: Found, words: Vocabulary) -> list[tuple[str, str, list[Choice]]]:
    """List each filter as (name, title, choices); one that leaves nothing to choose is left out."""
    return [
        (
            name,
            TITLES[name],
            [
                Choice(text_of(name, o.value, words), o.count, link(criteria.toggle(name, o.value)), o.chosen)
                for o in options
            ],
        )
        for name, options in found.facets.items()
        if name in TITLES
        if len(options) > 1 or any(option.chosen for option in options)
    ]


def chips(criteria: Criteria, words: Vocabulary) -> list[tuple[str, str]]:
    """List what is on as (text, link that takes it off)."""
    return [(text_of(name, value, words), link(criteria.without(name, value))) for name, value in criteria.active()]


def sorts(criteria: Criteria) -> list[tuple[str, str, bool]]:
    """List the orders as (text, link, chosen)."""
    return [(text, link(criteria.with_(sort=sort)), criteria.sort is sort) for sort, text in _SORTS.items()]


def way_out(way: Way, criteria: Criteria, words: Vocabulary) -> str:
    """Say what a question nearby changes, such as "in any subject"."""
    if way.what == "band":
        return f"for {words.labels('grades', way.criteria.grade)}"
    if way.what == "q":
        return f"without “{criteria.q}”"
    if way.what == "all":
        return "in all"
    if way.what == "minutes":
        return "whatever time they save"
    return f"with any {TITLES[way.what].lower()}" if way.what != "guide" else "outside the guide, too"


def question(criteria: Criteria, words: Vocabulary) -> str:
    """Say what was asked, such as "“exit tickets” · Mathematics · Grade 7"."""
    parts = [f"“{criteria.q}”"] if criteria.q else []
    parts += [text_of(name, value, words) for name, value in criteria.active()]
    return " · ".join(parts)


def options(name: str, criteria: Criteria, words: Vocabulary) -> list[tuple[str, str, bool]]:
    """List what the box beside the words offers as (code, label, chosen)."""
    chosen = criteria.chosen(name)
    return [(code, label, code in chosen[:1]) for code, label in words.choices(LISTS[name])]


def kept(criteria: Criteria) -> list[tuple[str, str]]:
    """List the filters that a new search carries along as (name, value): all that its boxes do not show."""
    shown = {name: criteria.chosen(name)[:1] for name in ("subject", "grade")}
    return [(name, value) for name, value in criteria.active() if value not in shown.get(name, ())]
