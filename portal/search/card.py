"""The card: a practice as the public may see it, and nothing else of it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reports:
    """What colleagues' trials add up to, as counted at releases."""

    worked: int = 0
    changes: int = 0
    did_not: int = 0
    occasions: int = 0
    """How many releases brought trials of this practice."""
    subjects: tuple[str, ...] = ()
    """Codes of the subjects it was tried in; empty while they are too few to show."""
    bands: tuple[str, ...] = ()
    """Codes of the bands it was tried in; empty while they are too few to show."""
    minutes: int | None = None
    """Median of the minutes saved per week that were reported."""
    notes: tuple[str, ...] = ()
    """Moderated lines from colleagues."""
    last_week: str = ""
    """ISO week of the release that counted the last trial; empty while there is none."""
    doubts: tuple[str, ...] = ()
    """Why its level stands one lower than its reports earned: serious, tool, old."""

    @property
    def total(self) -> int:
        """How many trials were counted."""
        return self.worked + self.changes + self.did_not


@dataclass(frozen=True)
class Heard:
    """What became of a practice in the guide: staff took it up, or said why not."""

    since: int = 0
    """The issue that took it up; 0 while none did."""
    until: int = 0
    """The last issue that cites it, without a gap from the first."""
    page: int = 0
    heading: str = ""
    """The line that cites it in that issue, and its page."""
    reason: str = ""
    """Why staff did not take it up; empty while they did not decide so."""


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
    heard: Heard = Heard()
