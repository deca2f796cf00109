"""How the draft came to be as it is: each change leaves the whole of it, to read and to bring back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import defer

from portal import clock
from portal.db import commit, db, lock
from portal.drafting import models
from portal.drafting.models import Draft, Revision, Signature
from portal.errors import NotFoundError
from portal.guide.content import Advice, Content, from_json, to_json
from portal.staff import audit
from portal.staff.models import StaffMember


class NoSuchChangeError(NotFoundError):
    """The history does not hold this change."""

    message = "The history has no such change. Look for it in the list."


@dataclass(frozen=True)
class Past:
    """The draft as one change left it."""

    content: Content
    lines: tuple[str, ...]
    """The keys of its lines."""

    def line(self, key: str) -> Advice | None:
        """Give a line as it was; none if it was not there."""
        return dict(zip(self.lines, self.content.advice(), strict=True)).get(key)


@contextmanager
def changing(what: str, *, by: StaffMember | str) -> Iterator[Draft]:
    """Change the draft in one transaction. Where it comes out as it was, no revision is made and signatures stay."""
    lock()
    draft = begin()
    before = models.content()
    yield draft
    db.session.flush()
    if models.content() != before:
        keep(what, by=by)
    commit()


def begin() -> Draft:
    """Give the draft for a change, and see to it that the history knows what it was before."""
    draft = models.draft()
    if db.session.get(Revision, draft.revision) is None:
        _keep(draft, "where this history begins", by="")
    return draft


def keep(what: str, *, by: StaffMember | str) -> None:
    """Count a change and keep what it left. It voids every signature; the caller commits."""
    draft = models.draft()
    draft.revision += 1
    db.session.execute(delete(Signature))
    _keep(draft, what, by=by if isinstance(by, str) else by.email)
    audit.record(by, f"changed the guide's draft, revision {draft.revision}")


def at(revision: int) -> Past | None:
    """Give the draft as it was at a revision, as far back as the history goes."""
    found = db.session.get(Revision, revision)
    return _past(found) if found else None


def revisions() -> Sequence[Revision]:
    """List every change, the newest first, without reading what each left."""
    return db.session.scalars(
        select(Revision).options(defer(Revision.content)).order_by(Revision.revision.desc())
    ).all()


def newest() -> Revision | None:
    """Give the latest change, if the history knows it."""
    return db.session.get(Revision, models.draft().revision)


def change_at(revision: int) -> tuple[Revision, Past]:
    """Find a change, with the draft as it was before it."""
    newest = select(Revision).where(Revision.revision <= revision).order_by(Revision.revision.desc()).limit(2)
    found = db.session.scalars(newest).all()
    if not found or found[0].revision != revision:
        raise NoSuchChangeError
    return found[0], _past(found[-1])


def _past(found: Revision) -> Past:
    return Past(from_json(found.content), tuple(found.lines))


def _keep(draft: Draft, what: str, *, by: str) -> None:
    db.session.flush()
    keys = [line.id for line in models.all_lines()]
    on = clock.today().isoformat()
    content = to_json(models.content())
    db.session.add(Revision(revision=draft.revision, content=content, lines=keys, by=by, on=on, what=what))
