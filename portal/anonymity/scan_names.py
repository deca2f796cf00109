"""The part of the scan that knows names of people: by lists of names, and by the words that stand around a name.

No list holds everybody's name, and many names are also words, months or places. So a stretch of capitalised words is
judged by both: what the lists say about it, and whether the words before and after speak of a person one could meet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from portal.anonymity.scan_context import Context
from portal.anonymity.scan_marks import Local, Mark, Text, fold, word_list

REASON = "This looks like a person's name."

_LONGEST = 4
"""Most words of one name; a longer row of capitals is a heading."""


@dataclass(frozen=True)
class _Word:
    """One capitalised word, and where it stands."""

    start: int
    end: int
    low: str
    opens: bool
    """Whether it opens a sentence, where every word has a capital."""


@dataclass(frozen=True)
class _Lists:
    """What is known about words that could be names."""

    given: frozenset[str]
    family: frozenset[str]
    doubtful: frozenset[str]
    ordinary: frozenset[str]
    known: frozenset[str]
    """People everybody knows, by full name or by the one word they go by."""
    known_parts: frozenset[str]
    places: frozenset[str]

    def is_given(self, word: str) -> bool:
        return word in self.given or _base(word) in self.given

    def is_family(self, word: str) -> bool:
        return word in self.family or _base(word) in self.family or bool(_FAMILY_SHAPE.fullmatch(word))

    def is_listed(self, word: str) -> bool:
        return self.is_given(word) or self.is_family(word)

    def is_sure(self, word: str) -> bool:
        """Say whether a word is a name and nothing else."""
        return self.is_listed(word) and not self.is_doubtful(word)

    def is_doubtful(self, word: str) -> bool:
        return word in self.doubtful or word in self.ordinary or word in self.places or len(word) < 3  # noqa: PLR2004 - "Li", "Bo"


def find(text: Text, local: Local) -> list[Mark]:
    """Mark what looks like the name of somebody one could meet."""
    tools = _folded(local.not_people) | _TOOLS
    lists = _lists()
    marks = [_mark(text, start, end) for start, end in _titled(text, lists)]
    marks += [_mark(text, start, end) for start, end in _small(text, lists)]
    runs = list(_runs(text, lists))
    spoken_of = _spoken_of(runs, lists)
    named: set[str] = set()
    undecided: list[tuple[list[_Word], Context]] = []
    known = [run for run in runs if _is_known([word.low for word in run], lists, spoken_of)]
    known_starts, known_ends = {run[0].start for run in known}, {run[-1].end for run in known}
    for run in runs:
        around = Context(text, run[0].start, run[-1].end)
        in_good_company = _is_beside(text.low, run, known_starts, known_ends) and not around.ours
        if not in_good_company and _is_name(run, around, text, lists, tools, spoken_of):
            marks.append(_mark(text, run[0].start, run[-1].end))
            named.update(word.low for word in run if not lists.is_doubtful(word.low))
        else:
            undecided.append((run, around))
    # A name seen once is a name wherever it comes back, and so is what stands in one list with it.
    ends = {mark.end for mark in marks}
    starts = {mark.start for mark in marks}
    for run, around in undecided:
        again = len(run) == 1 and run[0].low in named and not lists.is_doubtful(run[0].low)
        beside = _is_beside(text.low, run, starts, ends) and _could_be_one(run, lists, tools, spoken_of)
        if again or (beside and not around.thing):
            marks.append(_mark(text, run[0].start, run[-1].end))
    return marks


def _mark(text: Text, start: int, end: int) -> Mark:
    student = "un estudiante" if text.spanish else "a student"
    grown_up = "un colega" if text.spanish else "a colleague"
    before = text.low[max(0, start - 12) : start]
    titled = _TITLE_HERE.match(text.low, start) or _TITLE_BEFORE.search(before)
    return Mark(start, end, "name", REASON, grown_up if titled else student)


def _is_name(
    run: list[_Word], around: Context, text: Text, lists: _Lists, tools: frozenset[str], spoken_of: frozenset[str]
) -> bool:
    words = [word.low for word in run]
    whole = " ".join(words)
    if words[0] in lists.places and not lists.is_given(words[0]):
        return False
    if around.thing or whole in lists.places or (whole in tools and not around.kin):
        return False
    if _is_known(words, lists, spoken_of) and not around.ours:
        return False
    if len(run) == 1:
        return _is_one_name(run[0], around, text, lists)
    return _is_full_name(run, around, text, lists)


def _is_full_name(run: list[_Word], around: Context, text: Text, lists: _Lists) -> bool:
    first, last = run[0].low, run[-1].low
    initial = len(first.rstrip(".")) == 1
    if initial:
        return lists.is_family(last) and not around.cited and not around.famous
    if len(last.rstrip(".")) == 1:
        return lists.is_given(first) and (not lists.is_doubtful(first) or around.strong)
    if around.famous and not around.ours:
        return False
    heading = around.heading
    listed = lists.is_given(first) and lists.is_family(last)
    turned = lists.is_family(first) and (lists.is_given(last) or lists.is_family(last))
    doubts = sum(lists.is_doubtful(word.low) for word in run)
    if doubts == 0 and (listed or turned or all(lists.is_listed(word.low) for word in run)):
        return True
    if doubts == 0:
        # One half is a name, the other is a word of no list.
        return around.strong or (any(lists.is_listed(word.low) for word in run) and not heading)
    if listed or turned:
        sure = any(lists.is_sure(word.low) for word in run)
        if around.strong:
            return True
        if heading:
            return sure and lists.is_sure(first) and last not in lists.ordinary
        if run[0].opens and lists.is_doubtful(first):
            return sure and (first not in lists.ordinary) and first not in _VERBS
        return sure or (first not in lists.places and first not in lists.ordinary and last not in lists.ordinary)
    return around.strong and not any(word.low in lists.ordinary for word in run)


def _is_one_name(word: _Word, around: Context, text: Text, lists: _Lists) -> bool:
    low = word.low
    if low in lists.ordinary and not lists.is_listed(low):
        return False
    if around.made_up and not around.strong:
        return False
    if lists.is_given(low):
        if not lists.is_doubtful(low):
            return not around.heading or around.strong
        if low in lists.ordinary or (word.opens and low in _VERBS):
            return around.kin or around.told or ((around.strong or around.acts) and not word.opens)
        return around.strong or around.acts
    if lists.is_family(low):
        if around.heading and not around.strong:
            return False
        if lists.is_doubtful(low):
            return around.kin or (around.strong and not word.opens and low not in lists.ordinary)
        return around.strong or around.acts or (around.toward and not word.opens)
    if low in text.small or low in lists.places or around.heading:
        return False
    if text.plain[word.start : word.end].isupper() or lists.is_doubtful(low):
        return False
    return around.kin or (around.meets and not word.opens) or (around.told and not word.opens)


def _is_known(words: list[str], lists: _Lists, spoken_of: frozenset[str]) -> bool:
    whole = " ".join(word.rstrip(".") for word in words)
    if whole in lists.known:
        return True
    if len(words) == 1:
        return words[0] in spoken_of
    # "Young Frederick Douglass", "Rosa Parks Day": a known name inside a longer row.
    return any(
        " ".join(words[start:end]) in lists.known
        for start in range(len(words))
        for end in range(start + 2, len(words) + 1)
    )


def _spoken_of(runs: list[list[_Word]], lists: _Lists) -> frozenset[str]:
    """Give the parts of every known full name in the text: "Parks" alone is Rosa Parks once she was named."""
    parts: set[str] = set()
    for run in runs:
        words = [word.low for word in run]
        if len(words) > 1 and _is_known(words, lists, frozenset()):
            parts.update(words)
    return frozenset(parts)


def _is_beside(low: str, run: list[_Word], starts: set[int], ends: set[int]) -> bool:
    before = _LISTED_BEFORE.search(low, max(0, run[0].start - 7), run[0].start)
    if before and before.start() in ends:
        return True
    after = _LISTED_AFTER.match(low, run[-1].end)
    return bool(after and after.end() in starts)


def _could_be_one(run: list[_Word], lists: _Lists, tools: frozenset[str], spoken_of: frozenset[str]) -> bool:
    words = [word.low for word in run]
    return not (
        any(word in lists.ordinary or word in lists.places or word in tools for word in words)
        or _is_known(words, lists, spoken_of)
    )


def _titled(text: Text, lists: _Lists) -> Iterator[tuple[int, int]]:
    """Find "Mrs. Okafor", "la Sra. Fuentes", "Coach Kim": a title needs no list, unless it is also a word."""
    for match in _TITLED.finditer(text.plain):
        words = fold(match["name"]).split()
        title = match["title"].lower().rstrip(".")
        whole = fold(match["title"]).rstrip(".") + " " + words[-1]
        if " ".join(words) in lists.known or whole in lists.known or words[-1] in _NO_TITLED:
            continue
        if len(words) == 1 and words[0] in lists.known and title in {"dr", "mr", "miss", "professor", "don", "lady"}:
            continue
        if title in _WORDY and not (lists.is_listed(words[0]) or words[0] not in lists.ordinary | lists.places):
            continue
        if title in _WORDY and words[0] in lists.ordinary:
            continue
        end = match.end()
        if len(words) > 1 and words[1] in lists.ordinary and not lists.is_family(words[1]):
            end = match.start("name") + len(match["name"].split()[0])
        yield match.start(), end
    for match in _TITLED_SMALL.finditer(text.low):
        if text.plain[match.start("name")].isupper():
            continue
        if lists.is_sure(match["name"]) or (match["mister"] and match["name"] not in lists.ordinary):
            yield match.span()


def _small(text: Text, lists: _Lists) -> Iterator[tuple[int, int]]:
    """Find names written without a capital, where the words around leave no doubt."""
    for match in _NAMED_SMALL.finditer(text.low):
        if lists.is_given(match["name"]) and match["name"] not in lists.ordinary:
            yield match.span("name")
    for match in _OWNED_SMALL.finditer(text.low):
        if lists.is_given(match["name"]) and not lists.is_doubtful(match["name"]):
            yield match.span("name")


def _runs(text: Text, lists: _Lists) -> Iterator[list[_Word]]:
    """Give every row of capitalised words that could be a name, without the ordinary words at its ends."""
    row: list[_Word] = []
    for match in _CAPITAL.finditer(text.plain):
        if _CONTRACTED.search(match.group()):
            continue
        word = _Word(
            match.start(), match.end(), text.low[match.start() : match.end()], _opens(text.plain, match.start())
        )
        joined = row and not word.opens and _JOINT.fullmatch(text.low, row[-1].end, word.start)
        if row and (not joined or len(row) == _LONGEST + 1):
            yield from _trimmed(row, lists)
            row = []
        row.append(word)
    if row:
        yield from _trimmed(row, lists)


def _trimmed(row: list[_Word], lists: _Lists) -> Iterator[list[_Word]]:
    """Take off what is no name: "Ask Maria", "Yesterday Jamal", "Maria English"."""
    while row and (
        (
            row[0].low in lists.ordinary
            and not (lists.is_given(row[0].low) and (len(row) == 1 or lists.is_family(row[1].low)))
        )
        or (row[0].opens and len(row) > 1 and not lists.is_listed(row[0].low) and lists.is_given(row[1].low))
        or (
            row[0].opens
            and len(row) > 1
            and row[0].low in _VERBS
            and lists.is_sure(row[1].low)
            and lists.is_given(row[1].low)
        )
    ):
        row = row[1:]
    while len(row) > 1 and row[-1].low in lists.ordinary and not lists.is_family(row[-1].low):
        row = row[:-1]
    if row and len(row) <= _LONGEST and not (len(row) == 1 and len(row[0].low.rstrip(".")) == 1):
        yield row


def _opens(plain: str, start: int) -> bool:
    """Say whether a word opens a sentence, a line, a quotation or an item of a list."""
    at = start - 1
    while at >= 0 and plain[at] in " \t*_#>(":
        at -= 1
    if at < 0 or plain[at] in '\n.!?:"-•|;¿¡[{=/':
        # A title such as "Mr." ends no sentence, and neither does an initial.
        return not (at >= 1 and plain[at] == "." and _ABBREVIATED.search(plain, max(0, at - 5), at + 1))
    return False


def _base(word: str) -> str:
    """Give the first half of a doubled name, without O' and Mc: "Garcia-Lopez", "O'Brien"."""
    return word.partition("-")[0] if "-" in word else word.replace("'", "")


@cache
def _lists() -> _Lists:
    given = frozenset(_words("given"))
    family = frozenset(_words("surnames"))
    ordinary = frozenset(_words("ordinary"))
    doubtful = frozenset(_words("ambiguous"))
    lines = word_list("places")
    places = frozenset(
        [word for line in lines if line.count(" ") > 3 for word in line.split()]
        + [line for line in lines if line.count(" ") <= 3]  # noqa: PLR2004 - a long line is a row of single words
    )
    known = frozenset(word_list("known"))
    return _Lists(
        given, family, doubtful | (given & ordinary), ordinary - (given - doubtful), known, frozenset(), places
    )


def _words(name: str) -> list[str]:
    return [word for line in word_list(name) for word in line.split()]


@lru_cache(maxsize=8)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(name) for name in names) | frozenset(fold(name).split()[0] for name in names if name.split())


_TOOLS = frozenset(
    [
        "claude",
        "gemini",
        "alexa",
        "siri",
        "copilot",
        "cortana",
        "bard",
        "watson",
        "grok",
        "llama",
        "jasper",
        "poe",
        "merlin",
        "ernie",
        "aila",
        "khanmigo",
        "brisk",
        "canva",
        "diffit",
        "perplexity",
        "otter",
        "julius",
        "desmos",
        "edison",
        "grammarly",
        "quill",
        "magicschool",
        "mistral",
        "sora",
        "bixby",
        "eliza",
        "sydney",
        "pi",
        "bing",
    ]
)

_VERBS = frozenset(
    [
        "will",
        "may",
        "mark",
        "grace",
        "chase",
        "drew",
        "bill",
        "rob",
        "sue",
        "pat",
        "art",
        "rich",
        "frank",
        "hope",
        "joy",
        "faith",
        "grant",
        "chance",
        "skip",
        "trip",
        "pierce",
        "dean",
        "miles",
        "hunter",
        "carter",
        "mason",
        "summer",
        "autumn",
        "june",
        "april",
        "august",
        "page",
        "paige",
        "reed",
        "reid",
        "drake",
        "rose",
        "dawn",
        "eve",
        "king",
        "prince",
        "sunny",
        "early",
        "jean",
        "gene",
        "ray",
        "don",
        "guy",
        "max",
        "wade",
        "cole",
        "penny",
        "ruby",
        "pearl",
        "amber",
        "jade",
        "sandy",
        "rusty",
        "rocky",
        "holly",
        "ivy",
        "iris",
        "violet",
        "olive",
        "rain",
        "sky",
        "mira",
        "sol",
        "luz",
        "paz",
        "cruz",
        "rosa",
        "clara",
        "dolores",
        "ramos",
        "flores",
        "mercedes",
        "angel",
        "jesus",
        "van",
        "ben",
        "bo",
        "lee",
        "long",
        "young",
        "little",
        "best",
        "wise",
    ]
)

_NO_TITLED = frozenset(
    [
        "universe",
        "america",
        "right",
        "perfect",
        "potato",
        "teacher",
        "students",
        "student",
        "name",
        "names",
        "parent",
        "last",
        "first",
        "class",
        "room",
    ]
)

_WORDY = frozenset(
    [
        "coach",
        "principal",
        "nurse",
        "counselor",
        "doctor",
        "miss",
        "officer",
        "director",
        "maestra",
        "maestro",
        "profesor",
        "profesora",
        "profe",
        "don",
        "dona",
        "professor",
        "chancellor",
        "superintendent",
        "pastor",
        "sister",
        "brother",
        "aunt",
        "uncle",
        "dean",
        "tia",
        "tio",
        "entrenador",
        "entrenadora",
        "directora",
        "senor",
        "senora",
        "seno",
    ]
)

_NAME = r"[A-Z][a-z]*(?:(?:'(?!s\b)|-)?[A-Z]?[a-z]+)+|[A-Z]{2,}"
_CAPITAL = re.compile(
    rf"(?<![\w@{{/\\.'-])(?:{_NAME}|[A-Z]\.(?=\s?[A-Z]))(?![\w@}}/\\]|\.\w|_)(?<!'s)|(?<![\w'])[A-Z](?=\.[ ,;!?)]|\.$)(?<! I)"
)
_CONTRACTED = re.compile(r"(?i:n't|'ll|'re|'ve|'d|'m)$")
_JOINT = re.compile(
    r"(?: |-| (?:de|del|de la|de los|de las|da|dos|das|do|van|van der|von|bin|bint|ibn|el|al|la|le|di|du|y|e|abu|st\.) )"
)
_FAMILY_SHAPE = re.compile(
    r"o'[a-z]{3,}|mc(?!d\b)[a-z]{3,}|mac[dgkln][a-z]{3,}|[a-z]{3,}(?:ez(?<!chez)|czyk|wicz|wski|wska|nski|enko|chuk|ovic|ovich|ovsky|opoulos|akis|shvili|yan|ian(?<=[dgjnrsty]ian)|escu|"
    r"strom|quist|sson|berg|stein|baum|feld|owitz|witz|mann|kumar|singh|oglu|zadeh|zai|mura|moto|gawa|kawa|yama|naga|abad)|(?:al|el|ben|abu|st|saint|de|la|van|von)-[a-z]{3,}"
)
_NO_FAMILY = frozenset(
    [
        "indian",
        "asian",
        "italian",
        "russian",
        "christian",
        "egyptian",
        "canadian",
        "guardian",
        "librarian",
        "median",
        "meridian",
        "comedian",
        "historian",
        "armenian",
        "iranian",
        "ukrainian",
        "australian",
        "brazilian",
        "norwegian",
        "austrian",
        "persian",
        "martian",
        "martinez",
    ]
)
_TITLES = r"Mr|Mrs|Ms|Mx|Dr|Sr|Sra|Srta|Srita|Prof|Rev|Mme|Mlle|Msgr"
_TITLED = re.compile(
    rf"\b(?P<title>(?:{_TITLES}|MR|MRS|MS|DR)\b\.?|(?:Miss|Coach|Principal|Nurse|Counselor|Doctor|Officer|Director|Directora|Professor|Superintendent|Pastor|"
    r"Sister|Dean|Maestr[ao]|Profesora?|Profe|Don|Dona|Se[nñ]or(?:a|ita)?|Entrenadora?|T[ií][ao]|Aunt|Uncle|maestr[ao]|profesora?|profe|don|dona|"
    r"se[nñ]or(?:a|ita)?|coach|principal|entrenadora?))\s?(?<=[\s.])"
    r"(?P<name>(?:[A-Z]\.\s?)?(?:[A-Z][a-z]*(?:(?:'(?!s\b)|-)?[A-Z]?[a-z]+)+)(?: (?:de la |de |del |van |von |De |La |Al-)?[A-Z][a-z]*(?:(?:'(?!s\b)|-)?[A-Z]?[a-z]+)+)?|[A-Z](?![\w.'])|[A-Z]\.(?=\s|$))"
)
_TITLED_SMALL = re.compile(
    r"\b(?:(?P<mister>mr|mrs|ms|mx|sra|srta)|profe|maestra|coach)\b\.? (?P<name>[a-z][a-z'-]{2,})\b(?!\.\w)"
)
_TITLE_HERE = re.compile(
    rf"(?:{_TITLES.lower()}|miss|coach|principal|nurse|counselor|doctor|maestr|prof|director|don|se[nñ]or|la sra|superint)\b"
)
_TITLE_BEFORE = re.compile(
    r"(?:colleague|coworker|principal|coach|teacher|librarian|counselor|aide|para|maestr[ao]|colega|profesora?|director[a]?)[, ]*$"
)
_NAMED_SMALL = re.compile(
    r"\b(?:named|my student|student named|a student called|a kid called|a kid named|a girl named|a boy named|call(?:s|ed) (?:him|her) |llamad[oa]|se llama|mi alumn[oa]|"
    r"my colleague|my coworker|my co-?teacher|his name is|her name is|their name is|my name is|me llamo|mi nombre es|su nombre es) (?P<name>[a-z][a-z'-]+)\b"
)
_OWNED_SMALL = re.compile(
    r"\b(?P<name>[a-z][a-z-]{2,20})'?s (?:mom|mother|dad|father|parents?|grandma|grandmother|guardian|brother|sister|iep|504|essay|accommodations|behavior)\b"
)
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:mr|mrs|ms|mx|dr|sr|sra|srta|prof|st|jr|vs|[A-Z])\.$", re.IGNORECASE)
_LISTED_BEFORE = re.compile(r"(?:, (?:and |y )?| and | & | y | e | or |/|, )$")
_LISTED_AFTER = re.compile(r"(?:, (?:and |y )?| and | & | y | e | or |/)")
