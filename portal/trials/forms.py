"""The form of "I tried it"."""

from typing import Any

from flask import request

from portal.practices.forms import sensible_minutes
from portal.trials.actions import Report
from portal.trials.rules import CHECKS, NOTE, Outcome
from portal.vocabulary.words import Vocabulary
from portal.web.fields import AtMost, PublicForm, WholeNumber, any_of, line, one_of, one_shown, text

OUTCOMES = [
    (Outcome.WORKED.value, "It worked"),
    (Outcome.CHANGES.value, "It worked with changes"),
    (Outcome.DID_NOT.value, "It did not work"),
]


def form_for(words: Vocabulary) -> PublicForm:
    """Build the form, holding what was sent."""
    fields: dict[str, Any] = {
        "outcome": one_shown("How did it go?", OUTCOMES, "Say how it went: it worked, with changes, or it did not."),
        "subject": _maybe("In which subject?", words.choices("subjects")),
        "grade": _maybe("In which grades?", words.choices("grades")),
        "minutes": WholeNumber(
            "How many minutes did it save you in a week?",
            [sensible_minutes],
            description="Take off the time for making and checking. Leave it empty if you can't tell.",
        ),
        "wrong": any_of("Did anything go wrong?", words.choices("wrong"), ""),
        "reach": one_shown("If so, how far did it get?", words.choices("reach"), ""),
        "checks": text(
            "What did you check?",
            [AtMost(CHECKS)],
            description="Leave out names. A moderator reads it first, then colleagues see it.",
        ),
        "note": line(
            "One line for colleagues",
            [AtMost(NOTE)],
            description="What you changed, or what to watch for. Leave out names. A moderator reads it first.",
        ),
    }
    form: PublicForm = type("TrialForm", (PublicForm,), fields)(request.form or None)
    return form


def report_of(form: PublicForm) -> Report:
    """Turn a form that holds good into a report."""
    data = form.data
    return Report(
        outcome=Outcome(data["outcome"]),
        subject=data["subject"],
        grade=data["grade"],
        minutes=data["minutes"],
        wrong=tuple(data["wrong"]),
        reach=data["reach"] or "",
        checks=data["checks"],
        note=data["note"],
    )


def _maybe(question: str, choices: list[tuple[str, str]]) -> Any:  # noqa: ANN401 - WTForms has no types
    return one_of(question, choices, "")
