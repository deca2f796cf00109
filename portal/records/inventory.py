"""The one list of what the portal holds: every table with its columns, every file, why it is there and for how long.

What is not in this list must not exist: a test walks the real database and a real folder and fails for the rest.
"""

from portal.records import born_of_rooms, born_of_staff, born_of_teachers
from portal.records.entries import FOREVER, File, Table

_NEXT_EDITION = "Until the next edition is built."

TABLES = (*born_of_teachers.TABLES, *born_of_staff.TABLES, *born_of_rooms.TABLES)

FILES = (
    File("portal.db", "The database: all the tables above.", FOREVER),
    File("portal.db-wal", "The database's journal: changes on their way into it.", "Until they are in it."),
    File("portal.db-shm", "The index of that journal.", "While the database is open."),
    File("scrub-due", "Empty. It says that deleted words still have to be rubbed out of the database.", "Until then."),
    File("secret", "The key from which tokens and practices' keys are made. No receipt needs it.", FOREVER),
    File("builder.lock", "Empty. It keeps two builders apart.", FOREVER),
    File("serving.lock", "Empty. It keeps a restore and a running server apart.", FOREVER),
    File("*.restoring*", "A database or a secret on its way out of a backup.", "Until the restore ends."),
    File("demo-accounts.json", "The accounts of an invented district, with their passwords.", FOREVER),
    File("editions/*/cards.json", "Every public practice as readers see it, by key.", _NEXT_EDITION),
    File("editions/*/*cards_*", "The search index: which words stand in which public practice.", _NEXT_EDITION),
    File("editions/*/columns.npz", "What filters and orders need of every public practice, by key.", _NEXT_EDITION),
    File("editions/*/rows.npy", "The words of every public practice in their order, each as a number.", _NEXT_EDITION),
    File("editions/*/spelling.json", "The words of all public practices, to correct spelling by.", _NEXT_EDITION),
    File("editions/*/guide.jsonl", "Every issue of the guide; with titles of practices it cites.", _NEXT_EDITION),
    File("editions/*/releases.json", "The ISO week of each release, by its edition.", _NEXT_EDITION),
    File("editions/*/heard.json", "Keys of the practices that the guide took up or left out.", _NEXT_EDITION),
    File(
        "editions/*/gap.json",
        "How many practices are alike, and what teachers say is allowed, by job. It names no practice.",
        _NEXT_EDITION,
    ),
)


def table(name: str) -> Table:
    """Give a table's entry."""
    return next(entry for entry in TABLES if entry.name == name)


def file(path: str) -> File | None:
    """Find the entry of a file, by its path below the data folder."""
    return next((entry for entry in FILES if entry.matches(path)), None)
