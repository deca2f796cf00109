"""Words that look as if they point at a person and may stay, each with its reason: both sides sign them, too."""

from portal.drafting import history, sheet
from portal.drafting.models import Draft
from portal.errors import RefusedError, StaleError
from portal.staff.models import StaffMember


def waive(words: str, reason: str, *, revision: int, by: StaffMember) -> None:
    """Let words stay that the gate found."""
    found = {finding.words for finding in sheet.checked().blocks if finding.words}
    with history.changing("let words stay that the gate had found", by=by) as draft:
        _unchanged(draft, revision)
        if words not in found:
            raise RefusedError("These words don’t point at anybody in the draft as it stands now. Look at it again.")
        draft.waived = [*draft.waived, {"words": words, "reason": reason}]


def take_back_waiver(words: str, *, revision: int, by: StaffMember) -> None:
    """Let the gate find these words again."""
    with history.changing("took back that words may stay", by=by) as draft:
        _unchanged(draft, revision)
        draft.waived = [waiver for waiver in draft.waived if waiver["words"] != words]


def _unchanged(draft: Draft, revision: int) -> None:
    if draft.revision != revision:
        raise StaleError
