"""The one list of what the portal holds: every table with its columns, every file, why it is there and for how long.

What is not in this list must not exist: a test walks the real database and a real folder and fails for the rest.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from portal.practices.rules import KEPT_WEEKS, State
from portal.trials.rules import Reading
from portal.web.tokens import LIFE

Row = Mapping[str, Any]


def _always(_row: Row) -> bool:
    return True


def _never(_row: Row) -> bool:
    return False


def _named(plain: str, **described: str) -> dict[str, str]:
    """List columns: those whose name is enough, and those that need words."""
    return dict.fromkeys(plain.split(), "") | described


def _these(names: str) -> frozenset[str]:
    return frozenset(names.split())


@dataclass(frozen=True)
class Table:
    """One table: what it holds and why, how long, and how its rows hang on a practice or a week."""

    name: str
    holds: str
    kept: str
    columns: Mapping[str, str]
    """Every column, with words where its name is not enough."""

    practice: str = ""
    """The column that names a practice: its key, a list of keys, or a text that holds some."""
    weeks: tuple[str, ...] = ()
    """The columns that name a week, a day or a moment."""
    releases: tuple[str, ...] = ()
    """The columns that name the edition of a release, and by it a week."""

    typed: frozenset[str] = frozenset()
    """The columns that somebody wrote or chose: withheld until the row is public."""
    public: Callable[[Row], bool] = _always
    """Whether what was typed in a row is public."""
    settled: Callable[[Row], bool] = _never
    """Whether a row may stand on the staff's page: it does not move between releases."""
    inside: Mapping[str, str] = field(default_factory=dict)
    """The columns that the staff's page leaves out, and why."""
    secret: frozenset[str] = frozenset()
    """The columns that open something: no record shows them."""


@dataclass(frozen=True)
class File:
    """One kind of file in the data folder."""

    pattern: str
    """Its path, with a star for what differs."""
    holds: str
    kept: str

    def matches(self, path: str) -> bool:
        """Say whether a path below the data folder is of this kind."""
        wanted, parts = self.pattern.split("/"), path.split("/")
        return len(wanted) == len(parts) and all(map(fnmatchcase, parts, wanted))


_FOREVER = "As long as the portal runs."
_NEXT_EDITION = "Until the next edition is built."

TABLES = (
    Table(
        "practice",
        "One row for each practice: what its author wrote and chose, and where it stands. Nothing in it says who.",
        f"Until its author takes it back. Declined and unanswered texts: {KEPT_WEEKS} weeks. Once staff take one down, "
        "its words are deleted and the reason stays.",
        _named(
            "kind title task language",
            id="A random key, which the address of its page ends with.",
            state="Where it stands: waiting, tray, asked, pool, released, declined or taken down.",
            words="What its author wrote, part by part.",
            picks="What its author chose about an output that was caught.",
            subjects="What it is useful for. Before release as chosen, from then on the label.",
            grades="What it is useful for. Before release as chosen, from then on the label.",
            tools="The AI tools its author named. Readers see one only where at least five practices share it.",
            minutes="Minutes saved in a week, if its author said.",
            allowed="Whether its author thinks it is allowed today. Only ever counted.",
            receipt_digest="A fingerprint of the author's six words. The words are not kept.",
            shared_week="The week it was shared in; once public, the week of its release.",
            imported="Whether it was brought in from a file.",
            lane="Whether the browser had done some work against floods. Forgotten once somebody has read it.",
            amnesty="The version of the amnesty statement it was shared under.",
            question="What a moderator asked its author. Deleted at release.",
            answer="What its author answered. Deleted at release.",
            redact="Words a moderator would take out.",
            instead="What would stand there instead.",
            reason="Why it was declined or taken down.",
            decided_week="The week of a question, a decline or a take-down.",
            names_kept="Why a moderator let words stay that look like a name.",
            edition="The edition it was released in; 0 before.",
            leaving="Whether its author took it back quietly, with the next update.",
        ),
        practice="id",
        weeks=("shared_week", "decided_week"),
        typed=_these(
            "title words picks subjects grades task tools language minutes allowed question answer redact instead "
            "reason names_kept"
        ),
        public=lambda row: row["state"] == State.RELEASED,
        settled=lambda row: row["state"] == State.RELEASED,
        inside={
            "tools": "on the card, where at least five practices share one",
            "language": "on the card, where at least five practices share it",
            "allowed": "only ever counted",
            "names_kept": "for those who moderate",
            "leaving": "told to nobody before the next edition",
        },
    ),
    Table(
        "spent",
        "The bare key of a practice that was taken back or forgotten, so that an old form sent twice can't bring it "
        "back. No words, nothing else.",
        f"Until no form is good any more that was open then: {LIFE} days, and the rest of that week.",
        _named("", id="The key.", week="The last week in which an old form could still come."),
        practice="id",
        weeks=("week",),
    ),
    Table(
        "trial",
        "One row for each colleague's report on a practice. It says nothing about who sent it, and holds no time at "
        "all.",
        "As long as the practice. Words that staff drop are deleted at once.",
        _named(
            "outcome minutes",
            id="A random key.",
            practice_id="The practice it is about.",
            subject="The subject it was tried in.",
            band="The grades it was tried in, never finer than a band.",
            wrong="What went wrong.",
            reach="How far that got.",
            checks="Which check would catch it.",
            note="A line for colleagues.",
            reading="Whether staff have read its words.",
            counted="The edition at whose release it was counted; 0 before.",
        ),
        practice="practice_id",
        releases=("counted",),
        typed=_these("checks note"),
        public=lambda row: row["reading"] == Reading.SHOWN,
    ),
    Table(
        "problem",
        "One row for each problem that a reader reported with a practice. It holds no time at all.",
        "Until staff close it, or the practice goes.",
        _named(
            "words",
            id="A random key.",
            practice_id="The practice it is about.",
            waiting="Whether it still waits for the next day.",
        ),
        practice="practice_id",
        typed=_these("words"),
        public=_never,
    ),
    Table(
        "release",
        "One row for each time a pool went public: in which week, and how many practices together.",
        _FOREVER,
        _named("edition week practices"),
        weeks=("week",),
        settled=_always,
    ),
    Table(
        "snapshot",
        "A single row that says where the public site stands.",
        "Overwritten each time it moves.",
        _named(
            "id",
            wanted="The edition that is to be built.",
            current="The edition that readers see.",
            refused="Keys of practices that went since that edition was built: hidden until the next one.",
            turned="The date of the last daily turn.",
            pooled="How many practices the pool held at the last daily turn or release.",
        ),
        practice="refused",
        weeks=("turned",),
    ),
    Table(
        "audit_line",
        "One line for each thing that staff did, by date. It names staff, never teachers, and never repeats words of "
        "a practice.",
        "As long as the portal runs. The key of a practice is cut out when the practice goes.",
        _named(
            "what",
            id="A random key: the order within a day is not kept.",
            on="The date.",
            by='The e-mail of the account, or "command line".',
            about="The practice, where it was public.",
        ),
        practice="about",
        weeks=("on", "what"),
        settled=_always,
    ),
    Table(
        "recommendation",
        "The lines of the next guide, in staff's words, with the keys of the practices that each rests on.",
        "Until staff change or delete them.",
        _named(
            "task heading when do check",
            id="A random key.",
            part="The page it stands on.",
            place="Where on that page.",
            practices="Keys of practices, never their words.",
        ),
        practice="practices",
    ),
    Table(
        "guide_draft",
        "A single row: the rest of the next guide, in staff's words.",
        "Overwritten with each change.",
        _named(
            "id audience sentence tree never_paste promise made contact change review_by",
            revision="Goes up with each change.",
        ),
        weeks=("review_by",),
    ),
    Table(
        "signature",
        "Who of staff has signed the next guide, for which side.",
        "Until that guide is published or changed.",
        _named("side name", on="The date.", content_hash="A fingerprint of what was signed."),
        weeks=("on",),
    ),
    Table(
        "issue",
        "One row for each published guide, as it was signed: it cites practices by key and never holds their words.",
        _FOREVER,
        _named(
            "number published review_by",
            content="The guide as it was signed.",
            content_hash="A fingerprint of it.",
            signatures="Side, name and date of each signature.",
        ),
        practice="content",
        weeks=("published", "review_by", "signatures"),
        settled=_always,
        inside={"content": "the guide itself shows it"},
    ),
    Table(
        "amnesty_statement",
        "One row for each version of the amnesty statement.",
        "Forever: the database refuses to change or delete one.",
        _named("version text", content_hash="A fingerprint of the text.", proposed_on="The date."),
        weeks=("proposed_on",),
        settled=_always,
    ),
    Table(
        "amnesty_signature",
        "Who signed which version of the amnesty statement, for which side.",
        "Forever: the database refuses to change or delete one.",
        _named("version side name", on="The date."),
        weeks=("on",),
        settled=_always,
    ),
    Table(
        "staff_member",
        "One row for each account of staff. Teachers have none.",
        "As long as the portal runs; closed when somebody leaves, so that what they signed keeps its name.",
        _named(
            "email role disabled",
            id="A random key.",
            name="How signatures name this person.",
            password_hash="The password, as a slow fingerprint.",  # noqa: S106 - words about a column
            granted_by="Who gave this account its role.",
            granted_on="The date of that.",
            reset_on="The date on which somebody of another role last set its password, or that of who set it.",
        ),
        weeks=("granted_on", "reset_on"),
        secret=_these("password_hash"),
    ),
    Table(
        "staff_session",
        "One row for each browser in which staff are signed in.",
        "Until they sign out, or the time is over.",
        _named("", id="A fingerprint of its cookie.", staff_id="The account.", ends_at="When it ends."),
        weeks=("ends_at",),
        secret=_these("id"),
    ),
    Table(
        "staff_attempt",
        "How often a wrong password was typed for a staff account.",
        "A day after the last wrong one.",
        _named("failures", id="A keyed fingerprint of the account's e-mail.", until="When the next try is heard."),
        weeks=("until",),
        secret=_these("id"),
    ),
    Table(
        "alembic_version",
        "The version of the database's own form.",
        _FOREVER,
        _named("version_num"),
    ),
)

FILES = (
    File("portal.db", "The database: all the tables above.", _FOREVER),
    File("portal.db-wal", "The database's journal: changes on their way into it.", "Until they are in it."),
    File("portal.db-shm", "The index of that journal.", "While the database is open."),
    File("scrub-due", "Empty. It says that deleted words still have to be rubbed out of the database.", "Until then."),
    File("secret", "The key from which tokens and practices' keys are made. No receipt needs it.", _FOREVER),
    File("builder.lock", "Empty. It keeps two builders apart.", _FOREVER),
    File("serving.lock", "Empty. It keeps a restore and a running server apart.", _FOREVER),
    File("*.restoring*", "A database or a secret on its way out of a backup.", "Until the restore ends."),
    File("demo-accounts.json", "The accounts of an invented district, with their passwords.", _FOREVER),
    File("editions/*/cards.json", "Every public practice as readers see it, by key.", _NEXT_EDITION),
    File("editions/*/*cards_*", "The search index: which words stand in which public practice.", _NEXT_EDITION),
    File("editions/*/spelling.json", "The words of all public practices, to correct spelling by.", _NEXT_EDITION),
    File("editions/*/guide.json", "The guide in force; with titles of practices it cites.", _NEXT_EDITION),
)


def table(name: str) -> Table:
    """Give a table's entry."""
    return next(entry for entry in TABLES if entry.name == name)


def file(path: str) -> File | None:
    """Find the entry of a file, by its path below the data folder."""
    return next((entry for entry in FILES if entry.matches(path)), None)
