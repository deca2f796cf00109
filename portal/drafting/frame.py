"""What editors do with the words around the lines, and with the whole draft: change it, bring an older one back."""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace

from portal.db import db
from portal.drafting import history, lines, models
from portal.drafting.models import Draft, Part, Recommendation
from portal.errors import StaleError
from portal.guide.content import Advice, Content, Frame
from portal.guide.document import Question
from portal.staff.models import StaffMember
from portal.web import merging


def frame_of(content: Content) -> Frame:
    """Give what stands around the lines."""
    return Frame(**{field.name: getattr(content, field.name) for field in fields(Frame)})


def change_frame(frame: Frame, *, revision: int, by: StaffMember) -> None:
    """Put other words around the lines. `revision` is the one that the editor saw: a colleague's change since stays."""
    with history.changing("changed the words around the lines", by=by) as draft:
        _fill(draft, merging.settled(_seen(revision), frame, frame_of(models.content())))


def change_tree(tree: tuple[Question, ...], *, revision: int, by: StaffMember) -> None:
    """Put another decision tree into the draft, in the same way."""
    with history.changing("changed the decision tree", by=by) as draft:
        seen, stored = _seen(revision), frame_of(models.content())
        _fill(draft, merging.settled(seen, replace(seen or stored, tree=tree), stored))


def bring_back(number: int, *, revision: int, by: StaffMember) -> None:
    """Make the draft what an earlier change left. Lines that are still there keep their keys."""
    past = history.at(number)
    if past is None:
        raise history.NoSuchChangeError
    with history.changing(f"brought back what change {number} left", by=by) as draft:
        if draft.revision != revision:
            raise StaleError(
                "Somebody changed the draft while you looked at its history. Look at it again, then decide."
            )
        content = past.content
        _fill(draft, frame_of(content))
        draft.waived = [asdict(waiver) for waiver in content.waived]
        most = len(content.works)
        _put(Part.WORKS, dict(zip(past.lines[:most], content.works, strict=True)))
        _put(Part.CAUGHT, dict(zip(past.lines[most:], content.caught, strict=True)))


def _fill(draft: Draft, frame: Frame) -> None:
    draft.audience, draft.sentence = frame.audience, frame.sentence
    draft.tree = [asdict(question) for question in frame.tree]
    draft.never_paste, draft.promise = list(frame.never_paste), list(frame.promise)
    draft.made, draft.contact, draft.change = frame.made, frame.contact, frame.change
    draft.review_by = frame.review_by


def _seen(revision: int) -> Frame | None:
    past = history.at(revision)
    return frame_of(past.content) if past else None


def _put(part: Part, wanted: Mapping[str, Advice]) -> None:
    there = {line.id: line for line in models.lines(part)}
    for key, line in there.items():
        if key not in wanted:
            db.session.delete(line)
    for place, (key, advice) in enumerate(wanted.items(), start=1):
        line = there.get(key) or Recommendation(id=key, part=part, practices=[])
        if not set(advice.practices) <= set(line.practices):
            # What comes back is looked at as if every change of its tools were news.
            line.seen_change = 0
        line.place = place
        lines.put(line, advice)
        db.session.add(line)
