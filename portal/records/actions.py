"""Give out records: what staff or the command line asks for is written down, what a page shows is not."""

from portal.db import commit, lock
from portal.practices import models as practices
from portal.practices.rules import State
from portal.records import everything, record, written
from portal.records.sight import Sight
from portal.staff import audit

_WITH_WORDS = ", with words that are not public yet"


def practice(key: str, sight: Sight, *, by: str) -> str:
    """Write all that is held of a practice. Only the line about a public one names it."""
    lock()
    found = written.record(record.of_practice(key, sight))
    stored = practices.by_id(key)
    public = stored is not None and stored.state is State.RELEASED
    audit.record(by, f"wrote the records of a practice{_how(sight)}", about=key if public else None)
    commit()
    return found


def week(name: str, sight: Sight, *, by: str) -> str:
    """Write all that is held of a week."""
    lock()
    found = written.record(record.of_week(name, sight))
    audit.record(by, f"wrote the records of week {name}{_how(sight)}")
    commit()
    return found


def all_of_it(*, by: str) -> str:
    """Write the inventory of all that is held."""
    lock()
    found = written.everything(everything.everything())
    audit.record(by, "wrote the records of what kinds of things are held")
    commit()
    return found


def _how(sight: Sight) -> str:
    return _WITH_WORDS if sight is Sight.ALL else ""
