"""What editors type: a line of the draft, and the words around the lines."""

import re
from dataclasses import replace
from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from portal.guide.content import Advice, Frame
from portal.vocabulary import words
from portal.web.fields import AtMost, Filled
from portal.web.markup import plain

PLACE = 400
LONG = 2000

_KEY = re.compile(r"(?<![0-9a-f])[0-9a-f]{20}(?![0-9a-f])")
"""The id of a practice, alone or within the address of its page."""


def _plain(value: str | None) -> str:
    return plain(value or "")


def _line(question: str, *more: Any, hint: str = "", limit: int = PLACE, **looks: str) -> StringField:  # noqa: ANN401
    return StringField(question, [*more, AtMost(limit)], filters=[_plain], description=hint, render_kw=looks)


def _text(question: str, *more: Any, hint: str = "", limit: int = PLACE, words: int = 0) -> TextAreaField:  # noqa: ANN401
    """Several lines. `words` is how many are plenty: it is told while somebody types, and never refused."""
    looks = {"data-reading": ""} | ({"data-words": str(words)} if words else {})
    return TextAreaField(question, [*more, AtMost(limit)], filters=[_plain], description=hint, render_kw=looks)


class _Understood:
    """Wants the id of a practice in what was pasted, if anything was."""

    def __call__(self, _form: FlaskForm, field: Any) -> None:  # noqa: ANN401
        if field.data and not _KEY.search(field.data):
            raise ValidationError(
                "There is no practice in this address. Open its page, and copy the address from there."
            )


class LineForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One recommendation or caution. The view says which tasks and practices there are to choose from."""

    class Meta:
        """The token is checked for all of /staff at once."""

        csrf = False

    heading = _line("Heading", Filled("Give the line a heading, such as “Three levels from one text”."), limit=120)
    task = SelectField("Which job does it help with?", validate_choice=False)
    when = _text("When", hint="The moment it is for. One sentence, about 20 words.", words=20)
    do = _text("Do", hint="What to do. One or two sentences, about 40 words.", words=40)
    check = _text("Check", hint="What to check before anyone sees it. About 40 words.", words=40)
    reason = _text(
        "Why do we stand behind it?",
        hint="Not in the guide itself: it is told with each practice that this line makes official.",
        words=40,
    )
    practices = SelectMultipleField(
        "Practices it rests on",
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    another = _line("Another one", _Understood(), hint="Paste the address of its page here.", limit=LONG)

    def validate_practices(self, field: Any) -> None:  # noqa: ANN401
        """Want at least one practice, ticked or pasted."""
        if not self.rests_on() and not self.another.data:
            raise ValidationError("Tick at least one practice that this line rests on. " + str(field.description))

    def validate_task(self, field: Any) -> None:  # noqa: ANN401
        """Want a job of the vocabulary, or none: it is signed with the line, and the gate reads words only."""
        if field.data and field.data not in words.current().codes("tasks"):
            raise ValidationError("Choose a job from the list.")

    def rests_on(self) -> tuple[str, ...]:
        """Give the ids of the practices that were ticked or pasted."""
        ticked = [key for key in self.practices.data or () if _KEY.fullmatch(key)]
        return tuple(dict.fromkeys([*ticked, *_KEY.findall(self.another.data or "")]))

    def advice(self) -> Advice:
        """Give the line as it was typed."""
        return Advice(
            heading=self.heading.data,
            when=self.when.data,
            do=self.do.data,
            check=self.check.data,
            practices=self.rests_on(),
            task=self.task.data or "",
            reason=self.reason.data,
        )


class WordsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The words around the lines; the decision tree has a page of its own."""

    class Meta:
        """The token is checked for all of /staff at once."""

        csrf = False

    sentence = _text("Main sentence", hint="If people remember one thing, it is this. About 20 words.", words=20)
    audience = _text("Who is it for?", hint="One sentence.", words=25)
    never_paste = _text("Never paste", hint="One thing on each line.", limit=LONG)
    promise = _text("What we promise", hint="One promise on each line.", limit=LONG)
    made = _text("How this was made", limit=LONG, words=60)
    contact = _line("Who to ask")
    change = _line("What changed since the last issue", hint="One line: readers see it first when an issue is new.")
    review_by = _line(
        "Review by", hint="The day by which you look at all of it again, within a year.", limit=10, type="date"
    )

    def frame(self, tree_of: Frame) -> Frame:
        """Give the words as they were typed, around the tree of another frame."""
        return replace(
            tree_of,
            audience=self.audience.data,
            sentence=self.sentence.data,
            never_paste=_lines(self.never_paste.data),
            promise=_lines(self.promise.data),
            made=self.made.data,
            contact=self.contact.data,
            change=self.change.data,
            review_by=self.review_by.data,
        )


def line_values(advice: Advice) -> MultiDict[str, str]:
    """Give the form's values of a line."""
    values = MultiDict({name: getattr(advice, name) for name in ("heading", "task", "when", "do", "check", "reason")})
    values.setlist("practices", list(advice.practices))
    return values


def frame_values(frame: Frame) -> MultiDict[str, str]:
    """Give the form's values of the words around the lines."""
    plain_names = ("audience", "sentence", "made", "contact", "change", "review_by")
    lists = {name: "\n".join(getattr(frame, name)) for name in ("never_paste", "promise")}
    return MultiDict({name: getattr(frame, name) for name in plain_names} | lists)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip().lstrip("-•* ").strip() for line in text.splitlines() if line.strip())
