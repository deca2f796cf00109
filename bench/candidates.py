"""How many teachers could have written a practice, for an observer who knows who visited the site when.

A district of the size of seed/roster.csv lives through a school year. The observer knows every visit of every
teacher, to the minute, and who teaches what; reads every edition on the day it appears; and knows the portal's rules
and when staff read. For each practice this weighs each teacher who fits its label by the visits in which it could
have been shared. The entropy of these weights gives the number of candidates: 2 ** entropy, as if so many teachers
were equally likely.

How often teachers visit and share is assumed, not measured: the numbers stand in `Habits`, and the table says what
becomes of half and of double the visits. Labels, pools and weeks are the portal's own rules. `python
bench/candidates.py` prints the table.
"""

import math
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto
from functools import cache, cached_property
from statistics import median, quantiles

from portal.anonymity import labels, pools
from portal.anonymity.labels import ANY_GRADE, ANY_SUBJECT, EVERYBODY, Label, Roster, Row
from portal.clock import week_of
from portal.district import ROOT, read_district
from portal.vocabulary import roster, words

DISTRICT = read_district(ROOT / "seed" / "district.toml")
"""The design is measured as the invented district sets it."""

FIRST = date(2026, 8, 17)
"""The Monday on which school begins."""
WEEKS = 38
ENOUGH = 10
"""Candidates that every practice should leave."""

CORE = ("english", "math", "science", "social-studies")
"""What those who teach every subject share practices about."""


@dataclass(frozen=True)
class Habits:
    """What people do. All of it is assumed."""

    visits: float = 0.8
    """Visits of a teacher in a week, on average: some come daily, many hardly ever."""
    evenness: float = 1.5
    """Shape of the gamma distribution of these averages; the smaller, the more of the visits are made by a few."""
    shares: float = 0.006
    """Part of all visits in which something is shared: with the above, five practices a week."""
    by_day: tuple[float, ...] = (0.19, 0.19, 0.18, 0.17, 0.12, 0.05, 0.10)
    """How visits fall on the days of a week, from Monday."""
    readings: tuple[int, ...] = (1, 3)
    """Days on which staff read the tray: Tuesday and Thursday."""
    read: float = 0.7
    """Part of the tray that they get through each time."""
    two_subjects: float = 0.1
    """How often somebody names two of the subjects that she teaches."""
    own_grade: float = 0.45
    """How often somebody names her single grade; else its band."""
    any_grade: float = 0.1


class Seen(Enum):
    """What the observer sees besides the visits."""

    PAGES = auto()
    """The pages of each edition."""
    TRAY = auto()
    """The tray as well, whenever it fills: a moderator."""
    REPORTS = auto()
    """That a colleague's report was counted, which names neither subject nor grade."""


@dataclass(frozen=True)
class Design:
    """The portal's defences; here, and only here, each can be switched off alone."""

    name: str
    seen: Seen = Seen.PAGES
    habits: Habits = Habits()
    least: int = DISTRICT.label_minimum
    """Teachers under a label; 0 shows what its author chose."""
    smallest: int = DISTRICT.pool_minimum
    """Practices in a release; fewer than the portal's own minimum only here."""
    weekly: bool = True
    tray: int = 1
    """Days after which a text enters the tray; 0 is in the hour it is shared."""
    at_once: bool = False
    """Public in the minute it is shared, as on a common forum."""


QUIET, BUSY = Habits(visits=0.4), Habits(visits=1.6)
"""Half and double the visits, and with them the shares."""

PAGES = Design("the design")
QUIETLY, BUSILY = (
    replace(PAGES, name="… with half the visits", habits=QUIET),
    replace(PAGES, name="… with double the visits", habits=BUSY),
)
TRAY = Design("seen by a moderator", seen=Seen.TRAY)
REPORTS = Design("a colleague's report", seen=Seen.REPORTS)

PAIRS = (
    (PAGES, replace(PAGES, name="public at once", at_once=True)),
    (PAGES, replace(PAGES, name="the label as chosen", least=0)),
    (QUIETLY, replace(QUIETLY, name="… and no minimum", smallest=1)),
    (BUSILY, replace(BUSILY, name="… and no weekly boundary", weekly=False)),
    (TRAY, replace(TRAY, name="… and the tray fills at once", tray=0)),
    (REPORTS, replace(REPORTS, name="… and counted at once", at_once=True)),
)
"""Each defence, on and off, where it is there to help: a minimum in a quiet year, the tray against a moderator."""

LABELS = tuple(replace(PAGES, name=f"labels of at least {least}", least=least) for least in (10, 15, 30))

ROWS = tuple(dict.fromkeys([design for pair in PAIRS for design in pair] + list(LABELS)))


def measure(seed: int, designs: Iterable[Design] = ROWS) -> list[tuple[str, float, float, float]]:
    """Give for each design its name, the median and the 5th percentile of candidates, and the part with enough."""
    found = []
    for design in designs:
        numbers = candidates(seed, design)
        enough = sum(number >= ENOUGH for number in numbers) / len(numbers)
        found.append((design.name, median(numbers), quantiles(numbers, n=20)[0], enough))
    return found


@cache
def candidates(seed: int, design: Design) -> tuple[float, ...]:
    """Give the number of candidates of each practice, or report, that goes public in a year."""
    year = lived(seed, design.habits)
    if design.at_once:
        return tuple(_candidates(_in_that_minute(year, shared), _label(shared, design)) for shared in year.shared)
    found = []
    for (since, until), of_it in _released(year, design).items():
        weights = _weights(year, since, until, design)
        for shared in of_it:
            seen = _between_two_looks(year, shared, design) if design.seen is Seen.TRAY else weights
            found.append(_candidates(seen, _label(shared, design)))
    return tuple(found)


# --- What happens in the district.


@dataclass(frozen=True)
class Visit:
    """Somebody is on the site. Days count from the first one, minutes from midnight."""

    teacher: int
    day: int
    start: int
    end: int


@dataclass(frozen=True)
class Shared:
    """A practice, as its author left it; or a report, of which only the visit matters."""

    visit: Visit
    subjects: tuple[str, ...]
    grades: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Year:
    """All that happens in a school year, whatever the portal does with it."""

    visits: tuple[Visit, ...]
    shared: tuple[Shared, ...]
    luck: tuple[float, ...]
    """For each practice: how soon staff get round to it."""

    def on(self, day: int) -> Sequence[Visit]:
        """Give the visits of a day."""
        return self._by_day.get(day, ())

    @cached_property
    def _by_day(self) -> dict[int, list[Visit]]:
        found: dict[int, list[Visit]] = defaultdict(list)
        for visit in self.visits:
            found[visit.day].append(visit)
        return found


@cache
def district() -> tuple[Roster, tuple[Row, ...], labels.Bands]:
    """Give the invented district's roster, the row of each of its teachers, and its bands."""
    vocabulary = words.read(ROOT / "seed" / "vocabulary.json")
    known = roster.read(ROOT / "seed" / roster.NAME, vocabulary)
    assert known is not None
    return known, tuple(row for row in known.rows for _ in range(row.teachers)), vocabulary.bands


@cache
def lived(seed: int, habits: Habits) -> Year:
    """Let the teachers live through a school year."""
    chance = random.Random(seed)  # noqa: S311 - a draw that comes again
    visits = []
    for teacher in range(len(district()[1])):
        often = chance.gammavariate(habits.evenness, habits.visits / habits.evenness)
        for week in range(WEEKS):
            for _ in range(_poisson(often, chance)):
                day = week * 7 + chance.choices(range(7), habits.by_day)[0]
                start = round(chance.triangular(6 * 60, 23 * 60, 16 * 60))
                visits.append(Visit(teacher, day, start, start + chance.randrange(2, 20)))
    chance.shuffle(visits)
    shared = tuple(_shared(visit, habits, chance) for visit in visits if chance.random() < habits.shares)
    return Year(tuple(visits), shared, tuple(chance.random() for _ in shared))


def _poisson(mean: float, chance: random.Random) -> int:
    """Draw how often something happens that happens so often on average."""
    number, part = 0, math.exp(-mean)
    left = chance.random() - part
    while left > 0 and part:
        number += 1
        part *= mean / number
        left -= part
    return number


def _shared(visit: Visit, habits: Habits, chance: random.Random) -> Shared:
    """Let somebody share what is useful for her own subjects and grades: a label read in the strictest way."""
    _, teachers, bands = district()
    row = teachers[visit.teacher]
    own = CORE if ANY_SUBJECT in row.subjects else tuple(sorted(row.subjects))
    two = len(own) > 1 and chance.random() < habits.two_subjects
    subjects = tuple(chance.sample(own, 2 if two else 1))
    drawn = chance.random()
    if drawn < habits.any_grade:
        return Shared(visit, subjects, (ANY_GRADE,))
    if drawn < habits.any_grade + habits.own_grade:
        return Shared(visit, subjects, (row.place,))
    return Shared(visit, subjects, (labels.band_of(row.place, bands),))


# --- What the portal and its staff do: they release first thing in the morning, and read in the afternoon.


def _released(year: Year, design: Design) -> dict[tuple[int, int], list[Shared]]:
    """Give what each release makes public, by the days of the release before and of the release itself."""
    arrived: dict[int, list[Shared]] = defaultdict(list)
    for shared, luck in zip(year.shared, year.luck, strict=True):
        reported = design.seen is Seen.REPORTS
        arrived[shared.visit.day if reported else _day_cleared(shared, luck, design)].append(shared)
    found: dict[tuple[int, int], list[Shared]] = {}
    pool: list[Shared] = []
    before = 0
    for day in range(WEEKS * 7):
        if pool and _may_release(len(pool), before, day, design):
            found[before, day] = pool
            pool, before = [], day
        pool += arrived[day]
    return found


def _may_release(pooled: int, before: int, day: int, design: Design) -> bool:
    enough = pools.large_enough(pooled, smallest=design.smallest) or design.smallest < pools.MINIMUM
    last_week, this_week = (week_of(FIRST + timedelta(days=number)) for number in (before, day))
    return enough and (not design.weekly or pools.new_week(last_week=last_week, this_week=this_week))


def _day_cleared(shared: Shared, luck: float, design: Design) -> int:
    """Give the afternoon on which staff get round to a text."""
    day, left = shared.visit.day + design.tray, 1.0
    while True:
        if day % 7 in design.habits.readings:
            left *= 1 - design.habits.read
            if luck >= left:
                return day
        day += 1


# --- What the observer makes of it.


def _weights(year: Year, since: int, until: int, design: Design) -> list[float]:
    """Weigh each teacher by the visits that could have led to what this release made public."""
    found = [0.0] * len(district()[1])
    for day in range(until):
        chance = _chance_of_release(day, since, until, design)
        if chance:
            for visit in year.on(day):
                found[visit.teacher] += chance
    return found


def _chance_of_release(day: int, since: int, until: int, design: Design) -> float:
    """Say how likely it is that what was sent on a day goes public with this release."""
    if design.seen is Seen.REPORTS:
        return 1.0 if day >= since else 0.0
    left, found = 1.0, 0.0
    for later in range(day + design.tray, until):
        if later % 7 in design.habits.readings:
            found += left * design.habits.read if later >= since else 0.0
            left *= 1 - design.habits.read
    return found


def _in_that_minute(year: Year, shared: Shared) -> list[float]:
    """Weigh those who were on the site in the minute in which it was sent."""
    at = shared.visit.end
    return _there(visit for visit in year.on(shared.visit.day) if visit.start <= at <= visit.end)


def _between_two_looks(year: Year, shared: Shared, design: Design) -> list[float]:
    """Weigh those who were there on the day before the tray filled; or in the hour, where texts arrive at once."""
    at = shared.visit
    return _there(visit for visit in year.on(at.day) if design.tray or visit.end // 60 == at.end // 60)


def _there(visits: Iterable[Visit]) -> list[float]:
    """Weigh each teacher by the number of these visits."""
    found = [0.0] * len(district()[1])
    for visit in visits:
        found[visit.teacher] += 1
    return found


def _candidates(weights: Sequence[float], label: Label) -> float:
    """Give 2 ** entropy of the teachers who fit a label."""
    fitting = [weights[teacher] for teacher in _who_fits(label) if weights[teacher]]
    whole = sum(fitting)
    return 2 ** -sum(weight / whole * math.log2(weight / whole) for weight in fitting)


@cache
def _who_fits(label: Label) -> tuple[int, ...]:
    _, teachers, bands = district()
    return tuple(number for number, row in enumerate(teachers) if labels.fits(row, label, bands))


def _label(shared: Shared, design: Design) -> Label:
    if design.seen is Seen.REPORTS:
        return EVERYBODY
    known, _, bands = district()
    return labels.safe(shared.subjects, shared.grades, bands=bands, roster=known, least=design.least)


def main(seed: int) -> None:
    """Print one table."""
    print(f"Candidates for an observer who knows every visit; {WEEKS} weeks, {district()[0].everybody} teachers.\n")
    print(f"{'':32}{'median':>8}{'5th perc.':>11}{f'{ENOUGH} or more':>13}")
    for name, middle, low, enough in measure(seed):
        print(f"{name:32}{middle:8.1f}{low:11.1f}{enough:13.1%}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
