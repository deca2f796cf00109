"""What staff and readers of the invented district make of what is public: answers, reasons, changes, presses."""

from portal import snapshot
from portal.demo import seeds
from portal.drafting import actions as drafting
from portal.drafting import models as drafts
from portal.drafting.models import Part
from portal.gap import actions as gap
from portal.guide import actions as guide
from portal.guide import not_taken, published
from portal.register import actions as register
from portal.staff.models import StaffMember
from portal.trials import actions as trials
from portal.web import limits


def judge(keys: dict[str, str], *, by: StaffMember) -> None:
    """Name checks, set a level, leave practices out of the guide, and show what teachers do beside it."""
    said = seeds.whole("judgements")
    edition = snapshot.standing().edition
    for row in said["answers"]:
        trials.answer(keys[row["practice"]], row["wrong"], row["check"], through=edition, by=by)
    for row in said["rulings"]:
        trials.rule(keys[row["practice"]], row["level"], row["reason"], by=by)
    for row in said["left_out"]:
        not_taken.leave_out(keys[row["practice"]], row["reason"], by=by)
    gap.publish(by=by)


def press() -> None:
    """Let readers say which sections are still unclear."""
    number = published.current().number
    for section, presses in seeds.whole("judgements")["unclear"].items():
        for _ in range(presses):
            guide.find_unclear(number, int(section), bits=limits.MOST_BITS)


def note_settled_changes(*, by: StaffMember) -> None:
    """Note that tools changed, and find the lines that rest on them still right."""
    _note("settled", by=by)
    for line in (line for part in Part for line in drafts.lines(part) if drafts.reopened(line)):
        drafting.still_right(line.id, by=by)


def note_open_changes(*, by: StaffMember) -> None:
    """Note that tools changed, and leave the lines that rest on them to be looked at again."""
    _note("open", by=by)


def _note(name: str, *, by: StaffMember) -> None:
    for row in seeds.whole("judgements")["tools"][name]:
        register.note(row["tool"], row["what"], by=by)
