"""What is typed of an amnesty statement."""

from portal.amnesty.rules import LONGEST
from portal.staff.forms import StaffForm
from portal.web.fields import AtMost, Filled, text


class StatementForm(StaffForm):
    """The text of the next version."""

    text = text(
        "The next statement",
        [Filled("Write what both sides promise first."), AtMost(LONGEST)],
        description="Plain words, one page at most. An empty line starts a paragraph, “- ” an item of a list, "
        "two stars on each side make words **bold**.",
    )
