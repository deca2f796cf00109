"""The card: a practice as the public may see it, and nothing else of it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Caution:
    """One thing that went wrong for colleagues who tried it, and the check that catches it."""

    wrong: str
    """Code of what went wrong; empty where reports did not say."""
    serious: bool
    """Whether it got far by a report: to students, or nearly."""
    reports: int
    """How many reports name it."""
    answered: bool = False
    """Whether staff named a check that catches it."""
    check: str = ""
    """That check in staff's words; empty where the practice's own check is meant."""
    since: int = 0
    """How many reports came after staff named the check: they ask anew."""

    @property
    def open(self) -> bool:
        """Whether it waits for a check."""
        return not self.answered or self.since > 0


@dataclass(frozen=True)
class Citing:
    """One line of the guide that cites a practice."""

    page: int
    heading: str
    reason: str
    """Why staff stand behind it."""


@dataclass(frozen=True)
class Cited:
    """Where the guide cites a practice: in the last issue that does, and since when without a gap."""

    since: int
    """The first issue of that row."""
    issue: int
    """The last one."""
    in_force: bool
    """Whether no other issue took its place."""
    review_by: str
    """ISO date on that issue."""
    lapsed: bool
    """Whether that date has passed."""
    lines: tuple[Citing, ...]
    """Its lines that cite the practice, in their order."""


@dataclass(frozen=True)
class Reports:
    """What colleagues' trials add up to, as counted at releases."""

    worked: int = 0
    changes: int = 0
    did_not: int = 0
    occasions: int = 0
    """How many releases brought trials of this practice."""
    subjects: tuple[tuple[str, int], ...] = ()
    """Code of each subject that enough of them name, and how many at least, in steps; nothing is said of the others."""
    bands: tuple[tuple[str, int], ...] = ()
    """The same of grade bands."""
    minutes: int | None = None
    """Median of the minutes saved per week that were reported; none while they are too few to show."""
    spread: tuple[int, int] | None = None
    """The least and the most of these minutes."""
    timed: int = 0
    """How many reports told minutes; 0 while they are too few to show."""
    cautions: tuple[Caution, ...] = ()
    checks: tuple[str, ...] = ()
    """What colleagues checked, once a moderator has read it."""
    notes: tuple[str, ...] = ()
    """Moderated lines from colleagues."""
    last_week: str = ""
    """ISO week of the release that counted the last trial; empty while there is none."""
    earned: str = "shared"
    """The level that the reports earn by their number: shared, tried or holding-up."""
    missing: tuple[tuple[str, int], ...] = ()
    """What the level after that still takes, and how much of it: reports, occasions, place, share."""
    doubts: tuple[str, ...] = ()
    """What holds it one level lower than its reports or the guide would: serious, tool, old."""

    @property
    def total(self) -> int:
        """How many trials were counted."""
        return self.worked + self.changes + self.did_not


@dataclass(frozen=True)
class Card:
    """One released practice: its words, its label, and where it stands.

    Codes are those of the vocabulary. `subject` may be ("any",), which is found under each subject.
    `grade` holds grade codes ("07"), band codes ("6-8") or "UG", which is found under each grade.
    """

    id: str
    kind: str
    title: str
    words: dict[str, str]
    """The kind's texts by part name, such as {"prompt": …, "when": …, "checks": …}."""
    subject: tuple[str, ...]
    grade: tuple[str, ...]
    task: str
    tool: tuple[str, ...] = ()
    language: str = "en"
    minutes: int | None = None
    """Minutes saved per week as the author gave them, net of making and checking; may be negative."""
    picks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The kind's choices by name, such as {"wrong": ("fact",), "found": ("read",)}."""
    level: str = "shared"
    """One of shared, tried, holding-up, official."""
    guide: bool = False
    """Whether the published guide cites it."""
    imported: bool = False
    """Whether it was brought in from a file and its author's check may be missing."""
    edition: int = 0
    """The edition it was first released in."""
    reports: Reports = Reports()
    ruling: str = ""
    """Why staff set its level themselves; empty where reports and guide decide."""
    cited: Cited | None = None
    """Where the guide cites it, or did; none while no issue ever has."""
    not_taken: str = ""
    """Why staff did not take it up into the guide; empty while they did not decide so."""
