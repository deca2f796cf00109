"""What staff do with the draft: promote practices, edit, take out; `signing` says how it becomes an issue."""

from dataclasses import asdict

from portal.db import commit, db, lock, new_key
from portal.drafting import models, sheet, signing
from portal.drafting.models import Draft, Part, Recommendation
from portal.drafting.signing import refuse, sign, void_signature
from portal.errors import NotFoundError, PortalError, RefusedError, StaleError
from portal.guide.content import Advice, Frame
from portal.practices import models as practices
from portal.practices.rules import State
from portal.register import models as register
from portal.staff import audit
from portal.staff.models import StaffMember

__all__ = [
    "change_frame",
    "change_line",
    "recommend",
    "refuse",
    "remove_line",
    "sign",
    "take_back_waiver",
    "void_signature",
    "waive",
]


class NoLinesError(PortalError):
    """A field of a line was left empty."""

    status = 422


def recommend(part: Part, advice: Advice, *, by: StaffMember) -> Recommendation:
    """Promote practices into a new line of the draft."""
    lock()
    _check(advice)
    draft = _touch()
    line = Recommendation(id=new_key(), part=part, place=len(models.lines(part)) + 1)
    _fill(line, advice)
    db.session.add(line)
    audit.record(by, f"promoted practices into the guide's draft, revision {draft.revision}")
    commit()
    return line


def change_line(line_id: str, advice: Advice, *, revision: int, by: StaffMember) -> None:
    """Put other words into a line, unless a colleague changed the draft meanwhile."""
    lock()
    _check(advice)
    line = _line(line_id)
    draft = _touch(revision)
    _fill(line, advice)
    audit.record(by, f"changed a line of the guide's draft, revision {draft.revision}")
    commit()


def remove_line(line_id: str, *, revision: int, by: StaffMember) -> None:
    """Take a line out of the draft."""
    lock()
    line = _line(line_id)
    part = line.part
    draft = _touch(revision)
    db.session.delete(line)
    db.session.flush()
    for place, following in enumerate(models.lines(part), start=1):
        following.place = place
    audit.record(by, f"took a line out of the guide's draft, revision {draft.revision}")
    commit()


def change_frame(frame: Frame, *, revision: int, by: StaffMember) -> None:
    """Put other words around the lines, unless a colleague changed the draft meanwhile."""
    lock()
    draft = _touch(revision)
    draft.audience, draft.sentence = frame.audience, frame.sentence
    draft.tree = [asdict(question) for question in frame.tree]
    draft.never_paste, draft.promise = list(frame.never_paste), list(frame.promise)
    draft.made, draft.contact, draft.change = frame.made, frame.contact, frame.change
    draft.review_by = frame.review_by
    audit.record(by, f"changed the guide's draft, revision {draft.revision}")
    commit()


def waive(words: str, reason: str, *, revision: int, by: StaffMember) -> None:
    """Let words stay that look as if they point at a person. The reason is signed with the rest."""
    found = {finding.words for finding in sheet.checked().blocks if finding.words}
    lock()
    draft = _touch(revision)
    if words not in found:
        raise RefusedError("These words don’t point at anybody in the draft as it stands now. Look at it again.")
    draft.waived = [*draft.waived, {"words": words, "reason": reason}]
    audit.record(by, f"let words stay that the gate had found, revision {draft.revision}")
    commit()


def take_back_waiver(words: str, *, revision: int, by: StaffMember) -> None:
    """Let the gate find these words again."""
    lock()
    draft = _touch(revision)
    draft.waived = [waiver for waiver in draft.waived if waiver["words"] != words]
    audit.record(by, f"took back that words may stay, revision {draft.revision}")
    commit()


def _touch(revision: int | None = None) -> Draft:
    """Count a change of the draft; it voids every signature, and is refused when a colleague was faster."""
    draft = models.draft()
    if revision is not None and revision != draft.revision:
        raise StaleError
    draft.revision += 1
    signing.void_all()
    return draft


def _check(advice: Advice) -> None:
    if not advice.heading or not advice.practices:
        raise NoLinesError("Give the line a heading, and name at least one practice it rests on.")
    unknown = [key for key in advice.practices if not _is_live(key)]
    if unknown:
        raise NoLinesError(f"There is no public practice {unknown[0]}. Copy the id from the practice's address.")


def _fill(line: Recommendation, advice: Advice) -> None:
    line.task, line.heading = advice.task, advice.heading
    line.when, line.do, line.check = advice.when, advice.do, advice.check
    line.practices = list(dict.fromkeys(advice.practices))
    line.reason = advice.reason
    line.seen_change = register.newest()


def _is_live(practice_id: str) -> bool:
    practice = practices.by_id(practice_id)
    return practice is not None and practice.state is State.RELEASED


def _line(line_id: str) -> Recommendation:
    line = models.line_by_id(line_id)
    if line is None:
        raise NotFoundError("This line is no longer in the draft. A colleague took it out.")
    return line
