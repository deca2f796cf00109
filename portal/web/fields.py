"""Form fields of teachers' pages: shape and words, without a cookie, and with sentences that say what to do."""

from collections.abc import Sequence
from typing import Any

from flask import request
from wtforms import (
    Form,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from portal.web.markup import plain


class PublicForm(Form):  # type: ignore[misc]  # WTForms has no types
    """A form of a teachers' page. Its token travels as a hidden input, apart from the fields."""

    def errors_in_order(self) -> list[tuple[str, str]]:
        """List (field id, sentence) pairs in the order of the page."""
        return [(field.id, field.errors[0]) for field in self if field.errors]


def ticked(name: str) -> bool:
    """Say whether a hidden input or a button of this name came with the form."""
    return request.form.get(name) == "yes"


def whole(typed: str, most: int) -> int | None:
    """Read a whole number from 0 on; none where it is more than `most`, or where anything else was typed."""
    number = int(typed) if typed.isdecimal() and len(typed) <= len(str(most)) else most + 1
    return number if number <= most else None


def line(question: str, validators: Sequence[Any] = (), **more: Any) -> StringField:  # noqa: ANN401
    """One line of plain text."""
    return StringField(question, list(validators), filters=[_plain], **more)


def text(question: str, validators: Sequence[Any] = (), **more: Any) -> TextAreaField:  # noqa: ANN401
    """Several lines of plain text."""
    return TextAreaField(question, list(validators), filters=[_plain], **more)


def one_of(question: str, choices: list[tuple[str, str]], sentence: str, **more: Any) -> SelectField:  # noqa: ANN401
    """One choice from a list that unfolds."""
    return SelectField(
        question,
        [_Listed(sentence)],
        choices=listed([("", "Choose…"), *choices]),
        validate_choice=False,
        **more,
    )


def one_shown(question: str, choices: list[tuple[str, str]], sentence: str, **more: Any) -> RadioField:  # noqa: ANN401
    """One choice from a few that are all shown; an empty sentence means that none is fine."""
    return RadioField(question, [_Listed(sentence)], choices=listed(choices), validate_choice=False, **more)


def any_of(question: str, choices: list[tuple[str, str]], sentence: str, **more: Any) -> SelectMultipleField:  # noqa: ANN401
    """Any number of choices, as boxes to tick; an empty sentence means that none is fine."""
    return SelectMultipleField(
        question,
        [_Listed(sentence)],
        choices=listed(choices),
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        **more,
    )


def listed(choices: list[tuple[str, str]]) -> list[SelectChoice]:
    """Give (code, label) pairs as WTForms wants them."""
    return [SelectChoice(value=code, label=label) for code, label in choices]


class WholeNumber(IntegerField):  # type: ignore[misc]  # WTForms has no types
    """A whole number that may be left out."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; say what to write when it is none."""
        self.data = None
        typed = valuelist[0].strip().replace("−", "-") if valuelist else ""
        if not typed:
            return
        try:
            self.data = int(typed)
        except ValueError as error:
            raise ValueError("Write a whole number, such as 20, or leave it empty.") from error


class Filled:
    """Wants words that are not only spaces."""

    field_flags = {"required": True}  # noqa: RUF012 - WTForms reads it as it is

    def __init__(self, sentence: str) -> None:
        """Take the sentence that says what to write."""
        self.sentence = sentence

    def __call__(self, _form: Form, field: Any) -> None:  # noqa: ANN401
        """Refuse an empty field."""
        if not (field.data or "").strip():
            raise ValidationError(self.sentence)


class AtMost:
    """Wants no more than so many characters."""

    def __init__(self, limit: int) -> None:
        """Take the limit."""
        self.limit = limit
        self.field_flags = {"maxlength": limit}

    def __call__(self, _form: Form, field: Any) -> None:  # noqa: ANN401
        """Refuse a longer text, and say by how much."""
        over = len(field.data or "") - self.limit
        if over > 0:
            raise ValidationError(
                f"Take {over:,} {'character' if over == 1 else 'characters'} out: {self.limit:,} is the most here."
            )


class _Listed:
    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def __call__(self, _form: Form, field: Any) -> None:  # noqa: ANN401
        chosen = field.data if isinstance(field.data, list) else [field.data] if field.data else []
        known = {choice.value for choice in field.choices}
        if self.sentence and not chosen:
            raise ValidationError(self.sentence)
        if any(code not in known for code in chosen):
            raise ValidationError("Choose from the list. One of these is not on it any more.")


def _plain(value: str | None) -> str:
    return plain(value or "")
