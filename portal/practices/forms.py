"""The share form, built for each kind from the table of kinds and the district's vocabulary."""

from collections.abc import Mapping
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms.validators import ValidationError

from portal import config
from portal.practices.draft import Draft
from portal.practices.kinds import TITLE, Kind
from portal.vocabulary import roster
from portal.vocabulary.words import Vocabulary
from portal.web.fields import AtMost, Filled, PublicForm, WholeNumber, any_of, line, one_of, one_shown, text

MOST_MINUTES = 600
"""Ten hours a week, saved or lost, is more than anyone reports in earnest."""

ALLOWED = [("yes", "Yes"), ("no", "No"), ("unsure", "I'm not sure")]


def form_for(kind: Kind, words: Vocabulary, values: Mapping[str, Any] | None = None) -> PublicForm:
    """Build the form of a kind, holding what was sent or the given values."""
    sent = _tidied(words) if values is None else None
    form: PublicForm = _form_class(kind, words)(sent or None, data=values)
    return form


def sensible_minutes(_form: PublicForm, field: Any) -> None:  # noqa: ANN401 - WTForms has no types
    """Refuse minutes that nobody could save or lose in a week."""
    if field.data is not None and abs(field.data) > MOST_MINUTES:
        raise ValidationError(f"Write at most {MOST_MINUTES} minutes a week.")


def draft_of(kind: Kind, form: PublicForm) -> Draft:
    """Turn a form that holds good into a draft."""
    data = form.data
    return Draft(
        kind=kind.code,
        title=data["title"],
        words={part.name: data[part.name] for part in kind.parts},
        picks={
            pick.name: list(data[pick.name]) if pick.many else [code for code in [data[pick.name]] if code]
            for pick in kind.picks
        },
        subjects=data["subject"],
        grades=data["grade"],
        task=data["task"],
        tools=data["tool"],
        language=data["language"],
        minutes=data["minutes"],
        allowed=data["allowed"] or "",
    )


def values_of(draft: Draft, kind: Kind) -> dict[str, Any]:
    """Give a draft's values by form name, to fill the form with."""
    picks = {
        pick.name: draft.picks.get(pick.name, []) if pick.many else next(iter(draft.picks.get(pick.name, [])), "")
        for pick in kind.picks
    }
    return {
        "title": draft.title,
        **draft.words,
        **picks,
        "subject": draft.subjects,
        "grade": draft.grades,
        "task": draft.task,
        "tool": draft.tools,
        "language": draft.language,
        "minutes": draft.minutes,
        "allowed": draft.allowed,
    }


def as_hidden(form: PublicForm) -> list[tuple[str, str]]:
    """List what a form holds as (name, value) pairs for hidden inputs."""
    pairs: list[tuple[str, str]] = []
    for field in form:
        values = field.data if isinstance(field.data, list) else [field.data]
        pairs += [(field.name, str(value)) for value in values if value not in {None, ""}]
    return pairs


def _form_class(kind: Kind, words: Vocabulary) -> type[PublicForm]:
    fields: dict[str, Any] = {
        "title": line(
            "What do you call it?",
            [Filled("Give it a title, so that a colleague can find it."), AtMost(TITLE)],
            description=f"A few plain words, such as “{kind.title_example}”.",
        )
    }
    for part in kind.parts:
        checks = [Filled(part.missing)] if part.required else []
        example = f" For example: {part.example}" if part.example and "\n" not in part.example else ""
        fields[part.name] = text(part.question, [*checks, AtMost(part.limit)], description=part.hint + example)
    for pick in kind.picks:
        choose = any_of if pick.many else one_shown
        fields[pick.name] = choose(pick.question, words.choices(pick.name), pick.missing)
    fields |= {
        "subject": any_of(
            "Which subjects is it useful for?",
            words.choices("subjects"),
            "Choose at least one subject, or “All subjects”.",
            description="Say where it helps, not what you teach.",
        ),
        "grade": any_of(
            "Which grades is it useful for?",
            words.choices("grades"),
            "Choose at least one grade or group of grades, or “Any grade”.",
            description=_grade_hint(),
        ),
        "task": one_of("What was the job?", words.choices("tasks"), "Choose the job it helps with."),
        "tool": any_of(
            "Which tools?",
            words.choices("tools"),
            "",
            description="Nobody is judged by this. A tool is shown only when at least five practices name it.",
        ),
        "language": one_of(
            "Which language is it in?", words.choices("languages"), "Choose the language.", default="en"
        ),
        "minutes": WholeNumber(
            "How many minutes does it save you in a week?",
            [sensible_minutes],
            description="Take off the time for making and checking. It may be less than zero. "
            "Leave it empty if you can't tell.",
        ),
        "allowed": one_shown(
            "Do you think this is allowed today?",
            ALLOWED,
            "",
            description="You may skip this. We only count the answers, so that the rules can be made clearer. "
            "It is never shown with your practice.",
        ),
    }
    return type(f"{kind.name}Form", (PublicForm,), fields)


def _grade_hint() -> str:
    if roster.current() is None:
        return "The page will show a group of grades, never a single one."
    least = config.current().district.label_minimum
    return f"The page shows a single grade only where at least {least} teachers here fit it."


def _tidied(words: Vocabulary) -> "MultiDict[str, str]":
    """Give what was sent, with grades such as 7 read as 07, and English where no language was named."""
    sent = MultiDict(request.form)
    sent.setdefault("language", "en")
    sent.setlist("grade", [words.understood("grades", code) or code for code in sent.getlist("grade")])
    return sent
