"""The slip that a phone sends: three questions, which make a practice that its author can finish later."""

from portal.anonymity.labels import ANY_GRADE, ANY_SUBJECT
from portal.practices.draft import Draft
from portal.practices.kinds import TITLE, WORKFLOW
from portal.web.fields import AtMost, Filled, PublicForm, line, text

_LIMITS = {part.name: part.limit for part in WORKFLOW.parts}


class SlipForm(PublicForm):
    """Three questions: what for, how, and what is checked."""

    title = line(
        "What do you use it for?",
        [Filled("Say what you use it for. A few words are enough."), AtMost(TITLE)],
        description="Such as “One article at three reading levels”. Or what it got wrong: “A quiz key with a wrong "
        "sign”.",
    )
    steps = text(
        "What do you do?",
        [Filled("Say what you do. One line is enough."), AtMost(_LIMITS["steps"])],
        description="Paste what you type, if you like. For example: I paste the article and write “Same facts, same "
        "order, for grades 4, 6 and 8.”",
    )
    checks = text(
        "What do you check before students see it?",
        [Filled("Say what you check. “Nothing yet” is an honest answer, too."), AtMost(_LIMITS["checks"])],
        description="One line is enough. For example: I compare the numbers. The easy version drops them.",
    )


def draft_of(form: SlipForm) -> Draft:
    """Turn a slip that holds good into a draft: a workflow for any subject and grade, until its author says more."""
    return Draft(
        kind=WORKFLOW.code,
        title=form.title.data,
        words={"steps": form.steps.data, "checks": form.checks.data, "discarded": ""},
        subjects=[ANY_SUBJECT],
        grades=[ANY_GRADE],
    )
